-- 三员分立: the system administrator makes accounts and asks for their roles; the security administrator gives them.
create table access.asked_grant (
  district int not null,
  id uuid not null,
  account uuid not null,
  role text not null,
  place int,
  asked_by uuid not null,
  asked_by_name text not null,
  asked_at timestamptz not null default clock_timestamp(),
  verdict text check (verdict in ('given', 'refused', 'withdrawn')),
  decided_by uuid,
  decided_by_name text not null default '',
  decided_at timestamptz,
  reason text not null default '',
  primary key (district, id),
  check ((verdict is null) = (decided_at is null)),
  check (decided_by is null or decided_by <> asked_by)
);
comment on table access.asked_grant is 'A role asked for with a new account. It carries no right before the security administrator gave it.';
comment on column access.asked_grant.verdict is 'Empty while it waits; given, refused, or withdrawn with the import that asked.';
comment on column access.asked_grant.place is 'Town or village the role is limited to; empty for the whole district.';
create index asked_grant_open on access.asked_grant (district, asked_at) where verdict is null;
select kernel.protect('access.asked_grant');
