-- Rooms, estates and land for elder care: what stands empty, what new housing areas owe, what land was asked for.

create table facilities.premises (
  district int not null,
  id uuid not null,
  area int not null references registry.area,
  name text not null,
  address text not null default '',
  owner text not null,
  kind text not null,
  floor_area numeric(10, 2) not null check (floor_area > 0),
  detached boolean,
  price_term text not null check (price_term in ('free', 'low', 'market', 'open')),
  longest_lease_months int check (longest_lease_months between 1 and 600),
  uses text not null default '',
  state text not null default 'idle' check (state in ('idle', 'requested', 'granted', 'in-use', 'withdrawn')),
  handed_over_on date,
  permitted_use text not null default '',
  facility uuid,
  recorded_by text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (district, id)
);
comment on table facilities.premises is 'State rooms that stand idle or were turned to elder care: owner, size, price term, longest lease, allowed use.';
select kernel.protect('facilities.premises', 'area');

create table facilities.premises_request (
  district int not null,
  id uuid not null,
  premises uuid not null,
  area int not null,
  applicant text not null,
  operator uuid,
  purpose text not null,
  months int not null check (months between 1 and 600),
  asked_on date not null,
  verdict text check (verdict in ('granted', 'refused')),
  verdict_reason text not null default '',
  decided_by text,
  decided_staff uuid,
  decided_on date,
  recorded_by text not null,
  recorded_staff uuid,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (district, id)
);
comment on table facilities.premises_request is 'Somebody asks for idle rooms; granted or refused with a reason.';
create unique index premises_one_grant on facilities.premises_request (district, premises) where verdict = 'granted';
create index premises_request_premises on facilities.premises_request (district, premises);
select kernel.protect('facilities.premises_request', 'area');

create table facilities.use_check (
  district int not null,
  id uuid not null,
  premises uuid not null,
  area int not null,
  checked_on date not null,
  as_agreed boolean not null,
  found text not null,
  closed_on date,
  closed_note text not null default '',
  recorded_by text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (district, id)
);
comment on table facilities.use_check is 'Whether rooms handed over for elder care still serve it; a misuse stays open until it is closed.';
create index use_check_premises on facilities.use_check (district, premises);
select kernel.protect('facilities.use_check', 'area');

create table facilities.estate (
  district int not null,
  id uuid not null,
  area int not null references registry.area,
  name text not null,
  builder text not null default '',
  age text not null check (age in ('new', 'old')),
  households int not null check (households > 0),
  line text not null default 'elder' check (line in ('elder', 'child')),
  required_area numeric(10, 2) not null check (required_area >= 0),
  required_ground text not null default '',
  built_area numeric(10, 2),
  gap_way text check (gap_way in ('purchase', 'exchange', 'lease', 'reclaim', 'rebuild')),
  gap_due date,
  gap_closed_on date,
  facility uuid,
  recorded_by text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  version int not null default 1,
  primary key (district, id)
);
comment on table facilities.estate is 'A housing area and the rooms for care it owes (line: elder care or childcare); required_ground = the rule the required square metres come from.';
select kernel.protect('facilities.estate', 'area');

create table facilities.estate_step (
  district int not null,
  estate uuid not null,
  area int not null,
  step text not null check (step in ('planned', 'built', 'accepted', 'delivered')),
  day date not null,
  note text not null default '',
  recorded_by text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (district, estate, step)
);
comment on table facilities.estate_step is 'The four steps of a new housing area (planned, built, accepted, delivered together), each once and in order.';
select kernel.protect_append_only('facilities.estate_step', 'area');

create table facilities.land_plot (
  district int not null,
  id uuid not null,
  area int not null references registry.area,
  name text not null,
  kind text not null check (kind in ('allotted', 'granted', 'leased', 'collective-construction', 'commercial', 'other')),
  square_metres numeric(12, 2) not null check (square_metres > 0),
  state text not null check (state in ('planned', 'supplied', 'in-use', 'given-up')),
  planned_year int check (planned_year between 2000 and 2100),
  supplied_on date,
  document text not null default '',
  adjustments text not null default '',
  recorded_by text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (district, id)
);
comment on table facilities.land_plot is 'Land for elder care: kind, size, when it was planned and supplied, which adjustments of use were granted.';
select kernel.protect('facilities.land_plot', 'area');

create table facilities.land_request (
  district int not null,
  id uuid not null,
  area int not null references registry.area,
  plot uuid,
  applicant text not null,
  operator uuid,
  registration text not null,
  square_metres numeric(12, 2) not null check (square_metres > 0),
  asked_on date not null,
  way text not null check (way in ('allotment', 'conversion', 'lease')),
  civil_affairs text check (civil_affairs in ('agree', 'refuse')),
  civil_affairs_note text not null default '',
  civil_affairs_by text,
  civil_affairs_staff uuid,
  planning text check (planning in ('agree', 'refuse')),
  planning_note text not null default '',
  planning_by text,
  planning_staff uuid,
  recorded_by text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (district, id),
  check (planning_staff is null or civil_affairs_staff is distinct from planning_staff)
);
comment on table facilities.land_request is 'A body asks for land with its registration certificate; civil affairs and planning each give an opinion, by two persons.';
select kernel.protect('facilities.land_request', 'area');
