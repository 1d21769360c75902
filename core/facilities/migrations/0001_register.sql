-- Every site of the district: where it stands for ever, what is true of it for a while, its papers, pictures, history and chain.

create table facilities.facility_kind (
  key text primary key,
  title text not null,
  level text not null check (level in ('district', 'town', 'village')),
  family text not null,
  committee text check (committee in ('residents', 'villagers')),
  position int not null
);
comment on table facilities.facility_kind is 'Kinds of site with the word of the register; shipped with the product (contract/kinds.ts).';
select kernel.share('facilities.facility_kind');

create table facilities.facility (
  district int not null,
  id uuid not null,
  area int not null references registry.area,
  code text,
  name text not null,
  name_folded text not null,
  address text not null default '',
  address_key text not null default '',
  address_index bytea,
  phone bytea,
  contact text not null default '',
  lng numeric(9, 6),
  lat numeric(8, 6),
  position text not null default 'none' check (position in ('none', 'exact', 'approximate')),
  state text not null default 'planned' check (state in ('planned', 'building', 'open', 'suspended', 'closed', 'withdrawn')),
  opened_on date,
  closed_on date,
  example boolean not null default false,
  import uuid,
  version int not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  primary key (district, id),
  check ((position = 'none') = (lng is null)),
  check ((lng is null) = (lat is null)),
  check ((state = 'closed') = (closed_on is not null) or state = 'withdrawn')
);
comment on table facilities.facility is 'A site, for ever. address_key = the address normalised, address_index = its blind equality key: one address is one address whoever runs it.';
comment on column facilities.facility.area is 'Village or community; the town where the site serves a whole town.';
comment on column facilities.facility.position is 'exact = measured on the spot; approximate = drawn on the map for orientation only, it never decides a standard.';
create unique index facility_code on facilities.facility (district, code) where code is not null and state <> 'withdrawn';
create index facility_address on facilities.facility (district, address_index) where address_index is not null;
create index facility_area on facilities.facility (district, area);
create index facility_import on facilities.facility (district, import) where import is not null;
select kernel.protect('facilities.facility', 'area');

create table facilities.fact (
  district int not null,
  id uuid not null,
  facility uuid not null,
  area int not null,
  kind text not null,
  value text not null,
  valid_from date not null,
  valid_to date,
  source text not null,
  reason text not null default '',
  file uuid,
  import uuid,
  recorded_by text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  closed_at timestamptz,
  closed_by uuid,
  replaces uuid,
  primary key (district, id),
  check (valid_to is null or valid_to > valid_from)
);
comment on table facilities.fact is 'What is true of a site from valid_from until the day before valid_to, by whom it was said. A correction closes the row (closed_at) and adds one.';
comment on column facilities.fact.closed_by is 'The import whose arrival closed this row; undoing that import opens it again.';
create unique index fact_one_start on facilities.fact (district, facility, kind, valid_from) where closed_at is null;
create index fact_kind on facilities.fact (district, kind, value) where closed_at is null;
create index fact_import on facilities.fact (district, import) where import is not null;
create index fact_closed_by on facilities.fact (district, closed_by) where closed_by is not null;
select kernel.protect('facilities.fact', 'area');

create table facilities.event (
  district int not null,
  id uuid not null,
  facility uuid not null,
  area int not null,
  kind text not null check (kind in ('planned', 'building', 'opened', 'suspended', 'resumed', 'closed', 'renamed', 'moved', 'converted', 'upgraded', 'merged', 'note')),
  day date not null,
  detail jsonb not null default '{}',
  import uuid,
  reversed_by uuid,
  reverses uuid,
  recorded_by text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (district, id)
);
comment on table facilities.event is 'What happened to a site, as known; a reversal is an event of its own.';
create index event_facility on facilities.event (district, facility, day);
select kernel.protect('facilities.event', 'area');

create table facilities.paper (
  district int not null,
  id uuid not null,
  facility uuid not null,
  area int not null,
  kind text not null,
  number text not null default '',
  issuer text not null default '',
  valid_from date not null,
  ends_on date,
  file uuid,
  import uuid,
  recorded_by text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  closed_at timestamptz,
  closed_reason text not null default '',
  primary key (district, id),
  check (ends_on is null or ends_on >= valid_from)
);
comment on table facilities.paper is 'A licence, filing or certificate of a site; ends_on = the last day it holds, as printed; null = without end.';
create index paper_facility on facilities.paper (district, facility);
create index paper_ends on facilities.paper (district, ends_on) where closed_at is null;
select kernel.protect('facilities.paper', 'area');

create table facilities.photo (
  district int not null,
  id uuid not null,
  facility uuid not null,
  area int not null,
  file uuid not null,
  subject text not null,
  taken_on date not null,
  recorded_by text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  closed_at timestamptz,
  primary key (district, id)
);
comment on table facilities.photo is 'A picture of a site with what it shows; the bytes are a kernel file.';
create index photo_facility on facilities.photo (district, facility);
select kernel.protect('facilities.photo', 'area');

create table facilities.chain_link (
  district int not null,
  id uuid not null,
  parent uuid not null,
  child uuid not null,
  area int not null,
  valid_from date not null,
  valid_to date,
  recorded_by text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (district, id),
  check (parent <> child),
  check (valid_to is null or valid_to > valid_from)
);
comment on table facilities.chain_link is 'A centre (or home) that leads a station, point or centre for a while; area is the child''s.';
create unique index chain_one_parent on facilities.chain_link (district, child) where valid_to is null;
create index chain_parent on facilities.chain_link (district, parent);
select kernel.protect('facilities.chain_link', 'area');

create table facilities.rating (
  district int not null,
  id uuid not null,
  facility uuid not null,
  area int not null,
  scheme text not null,
  grade text not null,
  score numeric(7, 2),
  valid_from date not null,
  valid_to date,
  decision text not null,
  document text not null default '',
  source text not null,
  recorded_by text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  closed_at timestamptz,
  closed_reason text not null default '',
  primary key (district, id),
  check (valid_to is null or valid_to > valid_from)
);
comment on table facilities.rating is 'Stars, leaves and yearly evaluation results as the rating room told them: what money reads, with decision and source.';
create unique index rating_one_start on facilities.rating (district, facility, scheme, valid_from) where closed_at is null;
select kernel.protect('facilities.rating', 'area');

create view facilities.facility_fact with (security_invoker = true) as
  select district, facility, area, kind, value, valid_from, valid_to, source, id from facilities.fact where closed_at is null
  union all
  select district, facility, area, 'rating.' || scheme, grade, valid_from, valid_to, source, id from facilities.rating where closed_at is null
  union all
  select district, id, area, 'facility.address-key', encode(address_index, 'hex'), coalesce(opened_on, created_at::date), closed_on, '设施台账', id
    from facilities.facility where address_index is not null and state <> 'withdrawn';
comment on view facilities.facility_fact is 'Facts of sites as rules read them: one value per site, kind and day; ratings and the equality key of the address beside them.';
grant select on facilities.facility_fact to songhe_app;

create table facilities.standard_check (
  district int not null,
  facility uuid not null,
  area int not null,
  pack text not null,
  version int not null,
  advice boolean not null,
  verdict text not null check (verdict in ('met', 'not-met', 'missing', 'none')),
  row text not null default '',
  document text not null default '',
  clause text not null default '',
  lines jsonb not null default '[]',
  checked_on date not null,
  primary key (district, facility, pack)
);
comment on table facilities.standard_check is 'What the published standards say of a site, derived and replaced by each check; lines = the conditions with value and verdict.';
create index standard_check_verdict on facilities.standard_check (district, verdict);
select kernel.protect('facilities.standard_check', 'area');
grant delete on facilities.standard_check to songhe_app;

create table facilities.import_change (
  district int not null,
  import uuid not null,
  facility uuid not null,
  area int not null,
  before jsonb not null,
  after jsonb not null,
  primary key (district, import, facility)
);
comment on table facilities.import_change is 'Name, address, telephone, position and days of a known site before and after an import changed them.';
select kernel.protect_append_only('facilities.import_change', 'area');
