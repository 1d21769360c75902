-- Who runs a site, under which names, by which contract, chosen how, and what the operator still owes.

create table facilities.operator (
  district int not null,
  id uuid not null,
  name text not null,
  name_folded text not null,
  credit_code text,
  kind text not null default 'other',
  legal_person text not null default '',
  phone bytea,
  brand text not null default '',
  filed_home boolean not null default false,
  example boolean not null default false,
  import uuid,
  merged_into uuid,
  recorded_by text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (district, id)
);
comment on table facilities.operator is 'A body that runs sites; one credit code is one operator, whatever it is called. filed_home = a filed care institution (养老机构).';
create unique index operator_credit_code on facilities.operator (district, credit_code) where credit_code is not null and merged_into is null;
create index operator_folded on facilities.operator (district, name_folded);
select kernel.protect('facilities.operator');

create table facilities.operator_name (
  district int not null,
  operator uuid not null,
  name text not null,
  name_folded text not null,
  seen_on date not null,
  source text not null,
  primary key (district, operator, name)
);
comment on table facilities.operator_name is 'Every name under which an operator was met.';
create index operator_name_folded on facilities.operator_name (district, name_folded);
select kernel.protect('facilities.operator_name');

create table facilities.operator_alike (
  district int not null,
  one uuid not null,
  other uuid not null,
  reason text not null,
  verdict text check (verdict in ('same', 'different')),
  decided_by text,
  decided_reason text not null default '',
  decided_at timestamptz,
  found_at timestamptz not null default clock_timestamp(),
  primary key (district, one, other),
  check (one < other)
);
comment on table facilities.operator_alike is 'Two operators that may be one: a human says same or different.';
select kernel.protect('facilities.operator_alike');

create table facilities.selection (
  district int not null,
  id uuid not null,
  title text not null,
  method text not null,
  notice_on date not null,
  winners_wanted int not null default 1 check (winners_wanted between 1 and 9),
  state text not null default 'open' check (state in ('open', 'decided', 'failed')),
  decided_on date,
  result text not null default '',
  file uuid,
  recorded_by text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (district, id)
);
comment on table facilities.selection is 'A competition for the running of public sites: notice, bidders, scores, result.';
select kernel.protect('facilities.selection');

create table facilities.bid (
  district int not null,
  id uuid not null,
  selection uuid not null,
  operator uuid not null,
  score numeric(6, 2),
  won boolean not null default false,
  note text not null default '',
  recorded_by text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (district, id)
);
comment on table facilities.bid is 'One bidder of a selection with its score; won only once the selection is decided.';
create unique index bid_once on facilities.bid (district, selection, operator);
select kernel.protect('facilities.bid');

create table facilities.contract (
  district int not null,
  id uuid not null,
  number text not null default '',
  operator uuid not null,
  entrusted_by text not null,
  mode text not null,
  selection uuid,
  duty_groups text not null default '',
  signed_on date not null,
  valid_from date not null,
  ends_on date not null,
  report_months int not null default 6 check (report_months between 1 and 24),
  file uuid,
  ended_on date,
  ended_reason text not null default '',
  example boolean not null default false,
  recorded_by text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (district, id),
  check (ends_on > valid_from)
);
comment on table facilities.contract is 'The right to run one or more sites; ends_on = its last day; report_months = how often the operator reports assets and operation.';
create index contract_ends on facilities.contract (district, ends_on) where ended_on is null;
select kernel.protect('facilities.contract');

create table facilities.contract_facility (
  district int not null,
  contract uuid not null,
  facility uuid not null,
  area int not null,
  primary key (district, contract, facility)
);
comment on table facilities.contract_facility is 'Sites that a contract covers.';
create index contract_facility_facility on facilities.contract_facility (district, facility);
select kernel.protect('facilities.contract_facility', 'area');

create table facilities.contract_asset (
  district int not null,
  id uuid not null,
  contract uuid not null,
  name text not null,
  quantity int not null check (quantity > 0),
  unit text not null,
  value_fen bigint check (value_fen >= 0),
  state text not null default 'in-use' check (state in ('in-use', 'damaged', 'lost', 'returned')),
  recorded_by text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (district, id)
);
comment on table facilities.contract_asset is 'State property handed over with a contract.';
create index contract_asset_contract on facilities.contract_asset (district, contract);
select kernel.protect('facilities.contract_asset');

create table facilities.contract_report (
  district int not null,
  id uuid not null,
  contract uuid not null,
  kind text not null check (kind in ('regular', 'major-event')),
  period_end date,
  happened_at timestamptz,
  received_on date not null,
  summary text not null,
  file uuid,
  recorded_by text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (district, id),
  check ((kind = 'regular') = (period_end is not null)),
  check ((kind = 'major-event') = (happened_at is not null))
);
comment on table facilities.contract_report is 'What the operator reported: regular reports by period, sudden major events at once.';
create unique index contract_report_period on facilities.contract_report (district, contract, period_end) where kind = 'regular';
select kernel.protect('facilities.contract_report');
