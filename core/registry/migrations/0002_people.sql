-- People and what is known about them: one fact, many sources, one of them wins; nothing is overwritten.

create table registry.source (
  district int not null,
  id uuid not null,
  kind text not null check (kind in ('police', 'aid', 'disabled-federation', 'insurance', 'health', 'home-visit', 'town', 'person', 'import', 'takeover', 'platform')),
  label text not null,
  reported_on date not null,
  rank int not null default 50,
  file uuid,
  import uuid,
  recorded_by text not null default '',
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (district, id)
);
comment on table registry.source is 'Where facts came from: a file, a visit, a statement. Lower rank wins; within a rank the later report.';
select kernel.protect('registry.source');

create table registry.person (
  district int not null,
  id uuid not null,
  area int not null references registry.area,
  residence_area int references registry.area,
  address text not null default '',
  name text not null,
  name_masked text not null,
  pinyin text not null default '',
  initials text not null default '',
  sex text not null check (sex in ('male', 'female')),
  birth date not null,
  citizen_id bytea,
  citizen_id_index bytea,
  citizen_id_tail bytea,
  phone bytea,
  phone_index bytea,
  died_on date,
  left_on date,
  left_to int,
  state text not null default 'active' check (state in ('active', 'merged', 'closed')),
  merged_into uuid,
  continues uuid,
  import uuid,
  version int not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  primary key (district, id)
);
comment on table registry.person is 'An elder of one district, for ever; a move closes the record and opens one elsewhere that names it. area = 户籍 (village, or town where no more is known).';
create unique index person_citizen_id on registry.person (district, citizen_id_index) where state = 'active';
create index person_tail on registry.person (district, citizen_id_tail) where state <> 'merged';
create index person_phone on registry.person (district, phone_index) where phone_index is not null;
create index person_initials on registry.person (district, initials text_pattern_ops) where state <> 'merged';
create index person_pinyin on registry.person (district, pinyin text_pattern_ops) where state <> 'merged';
create index person_birth on registry.person (district, birth) where state = 'active';
create index person_area on registry.person (district, area) where state = 'active';
select kernel.protect('registry.person', 'area');

create table registry.person_gram (
  district int not null,
  gram text not null,
  person uuid not null,
  area int not null,
  primary key (district, gram, person)
);
comment on table registry.person_gram is 'One- and two-character pieces of names: search is equality, which row level security lets use the index.';
select kernel.protect('registry.person_gram', 'area');
grant delete on registry.person_gram to songhe_app;

create table registry.fact (
  district int not null,
  id uuid not null,
  person uuid not null,
  area int not null,
  kind text not null,
  value text not null,
  valid_from date not null,
  valid_to date,
  source uuid not null,
  detail jsonb,
  wins boolean not null default true,
  recorded_at timestamptz not null default clock_timestamp(),
  closed_at timestamptz,
  replaces uuid,
  primary key (district, id)
);
comment on table registry.fact is 'A dated statement about a person by one source, valid from valid_from until the day before valid_to. wins = the source that counts. A correction closes (closed_at) and adds.';
create index fact_person on registry.fact (district, person, kind);
create index fact_kind on registry.fact (district, kind, value) where wins and closed_at is null;
create index fact_source on registry.fact (district, source);
select kernel.protect('registry.fact', 'area');

create view registry.fact_winning with (security_invoker = true) as
  select district, person, area, kind, value, valid_from, valid_to, source, id from registry.fact where wins and closed_at is null;
comment on view registry.fact_winning is 'Facts as rules read them: valid-time only, one value per person, kind and day.';
grant select on registry.fact_winning to songhe_app;

create table registry.life_event (
  district int not null,
  id uuid not null,
  person uuid not null,
  area int not null,
  kind text not null check (kind in ('death', 'move-out', 'move-in', 'correction', 'visit', 'merge', 'note')),
  day date not null,
  detail jsonb not null default '{}',
  source uuid,
  reversed_by uuid,
  reverses uuid,
  recorded_by text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (district, id)
);
comment on table registry.life_event is 'What happened in a life, as known; a reversal is an event of its own.';
create index life_event_person on registry.life_event (district, person, day);
select kernel.protect('registry.life_event', 'area');

create table registry.contact (
  district int not null,
  id uuid not null,
  person uuid not null,
  area int not null,
  name text not null,
  relation text not null,
  phone bytea,
  duty text not null default '' ,
  closed_at timestamptz,
  primary key (district, id)
);
comment on table registry.contact is 'Family, guardian, neighbour or village helper of an elder (duty: 监护人, 紧急联系人 ...).';
create index contact_person on registry.contact (district, person);
select kernel.protect('registry.contact', 'area');

create table registry.payee (
  district int not null,
  id uuid not null,
  person uuid not null,
  area int not null,
  holder text not null,
  relation text not null default '本人',
  ground text not null default '',
  bank text not null default '',
  account bytea not null,
  account_index bytea not null,
  account_tail text not null,
  verified_on date,
  valid_from date not null,
  closed_at timestamptz,
  primary key (district, id)
);
comment on table registry.payee is 'Where money for an elder goes. A holder other than the elder needs a relation and a ground.';
create unique index payee_current on registry.payee (district, person) where closed_at is null;
select kernel.protect('registry.payee', 'area');

create table registry.household (
  district int not null,
  id uuid not null,
  area int not null,
  head text not null default '',
  kind text not null default '',
  primary key (district, id)
);
comment on table registry.household is 'People who live as one household; members are facts of kind household.';
select kernel.protect('registry.household', 'area');

create table registry.duplicate (
  district int not null,
  one uuid not null,
  other uuid not null,
  area int not null,
  reason text not null,
  verdict text check (verdict in ('merged', 'different')),
  decided_by text,
  decided_at timestamptz,
  found_at timestamptz not null default clock_timestamp(),
  primary key (district, one, other),
  check (one < other)
);
comment on table registry.duplicate is 'Two records that may be one person: merged or marked different by a human, never silently.';
select kernel.protect('registry.duplicate', 'area');
