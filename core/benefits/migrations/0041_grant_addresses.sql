-- One reward for one address: where sites asked for it, which of these addresses may be one, and who said so.

create table benefits.grant_address (
  district int not null,
  id uuid not null,
  facility uuid not null,
  area int not null,
  town int not null,
  name text not null,
  operator_name text not null default '',
  address text not null,
  address_key text not null,
  address_index bytea not null,
  first_round uuid not null,
  made_at timestamptz not null default clock_timestamp(),
  primary key (district, id)
);
comment on table benefits.grant_address is 'A site at an address where it asked for a star reward, under the name of that day. The same site elsewhere is another row.';
comment on column benefits.grant_address.town is 'The town the address is in (registry.area).';
comment on column benefits.grant_address.first_round is 'The round in which it asked first (benefits.grant_round).';
create unique index grant_address_once on benefits.grant_address (district, facility, address_index);
select kernel.protect('benefits.grant_address', 'area');

create table benefits.grant_hit (
  district int not null,
  one uuid not null,
  other uuid not null,
  likeness text not null check (likeness in ('same', 'near', 'moved')),
  reason text not null,
  round uuid not null,
  found_at timestamptz not null default clock_timestamp(),
  verdict text check (verdict in ('same', 'different')),
  decided_reason text not null default '',
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  primary key (district, one, other),
  check (one < other),
  check ((verdict is null) = (decided_at is null))
);
comment on table benefits.grant_hit is '同址核定: two addresses (benefits.grant_address) that may be one. No money flows to either before a named officer has said same or different.';
comment on column benefits.grant_hit.one is 'The earlier address (benefits.grant_address).';
comment on column benefits.grant_hit.other is 'The later address (benefits.grant_address).';
comment on column benefits.grant_hit.likeness is 'same = one address key; near = written almost alike; moved = one site, another address.';
comment on column benefits.grant_hit.round is 'The round that found it (benefits.grant_round).';
create index grant_hit_open on benefits.grant_hit (district, found_at) where verdict is null;
select kernel.protect('benefits.grant_hit');

create table benefits.grant_verdict (
  district int not null,
  id uuid not null,
  one uuid not null,
  other uuid not null,
  verdict text not null check (verdict in ('same', 'different')),
  reason text not null,
  by_staff uuid,
  by_name text not null,
  at timestamptz not null default clock_timestamp(),
  primary key (district, id)
);
comment on table benefits.grant_verdict is 'Every verdict over two addresses, also those that a later one replaced.';
comment on column benefits.grant_verdict.one is 'The earlier address (benefits.grant_address).';
comment on column benefits.grant_verdict.other is 'The later address (benefits.grant_address).';
create index grant_verdict_pair on benefits.grant_verdict (district, one, other, at);
select kernel.protect_append_only('benefits.grant_verdict');
