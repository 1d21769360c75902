-- Tables of rules with versions: a draft arrives with author and digest, two persons publish it, a published body never changes.

create table policy.pack (
  district int not null,
  key text not null,
  kind text not null check (kind in ('allowance', 'service-list', 'exclusion')),
  title text not null,
  primary key (district, key)
);
comment on table policy.pack is 'One table of one district, e.g. old-age-allowance; versions carry the rules.';
select kernel.protect('policy.pack');

create table policy.pack_version (
  district int not null,
  pack text not null,
  version int not null,
  state text not null default 'draft' check (state in ('draft', 'submitted', 'published', 'withdrawn')),
  valid_from date not null,
  valid_to date,
  body jsonb not null,
  cases jsonb not null default '[]',
  digest text not null,
  example boolean not null default false,
  author uuid,
  author_name text not null,
  drafted_at timestamptz not null default clock_timestamp(),
  submitted_at timestamptz,
  published_by uuid,
  published_by_name text,
  published_at timestamptz,
  primary key (district, pack, version),
  check (published_by is null or published_by is distinct from author)
);
comment on table policy.pack_version is 'body = the table as parsed JSON (foundation/rules TableSource), digest frozen in every run that used it.';
create unique index pack_version_one_draft on policy.pack_version (district, pack) where state in ('draft', 'submitted');
select kernel.protect('policy.pack_version');
