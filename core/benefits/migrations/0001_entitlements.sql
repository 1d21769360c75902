-- Who was granted what, through which case; what is held, owed and to be recovered.

create table benefits.benefit_case (
  district int not null,
  id uuid not null,
  number text not null,
  person uuid not null,
  area int not null,
  programme text not null,
  state text not null check (state in ('town-check', 'returned', 'district-decision', 'public-notice', 'objection', 'granted', 'refused', 'withdrawn')),
  origin text not null check (origin in ('found', 'application', 'takeover', 'reassessment')),
  confirmed_only boolean not null default false,
  start_month char(7),
  monthly_fen bigint,
  row_id text,
  pack_version int,
  facts jsonb not null default '{}',
  due_on date,
  holder uuid,
  holder_name text not null default '',
  notice_from date,
  notice_to date,
  decision_number text,
  explanation jsonb,
  opened_by uuid,
  opened_by_name text not null default '',
  opened_at timestamptz not null default clock_timestamp(),
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  version int not null default 1,
  primary key (district, id),
  check (decided_by is null or opened_by is null or decided_by <> opened_by)
);
comment on table benefits.benefit_case is 'One case of one person and programme from finding or application to decision; the opener never decides.';
create unique index benefit_case_number on benefits.benefit_case (district, number);
create unique index benefit_case_open on benefits.benefit_case (district, person, programme)
  where state in ('town-check', 'returned', 'district-decision', 'public-notice', 'objection');
create index benefit_case_state on benefits.benefit_case (district, state, due_on);
select kernel.protect('benefits.benefit_case', 'area');

create table benefits.case_step (
  district int not null,
  id uuid not null,
  benefit_case uuid not null,
  area int not null,
  step text not null,
  by_staff uuid,
  by_name text not null,
  note text not null default '',
  faults jsonb not null default '[]',
  at timestamptz not null default clock_timestamp(),
  primary key (district, id)
);
comment on table benefits.case_step is 'Every move of a case, with who and why; a return names all faults at once.';
create index case_step_case on benefits.case_step (district, benefit_case, at);
select kernel.protect_append_only('benefits.case_step', 'area');

create table benefits.entitlement (
  district int not null,
  id uuid not null,
  person uuid not null,
  area int not null,
  programme text not null,
  start_month char(7) not null,
  end_month char(7),
  state text not null default 'running' check (state in ('running', 'held', 'stopped')),
  hold_reason text not null default '',
  review_on date,
  benefit_case uuid,
  decision_number text not null default '',
  takeover_fen bigint,
  last_paid_month char(7),
  import uuid,
  version int not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  primary key (district, id)
);
comment on table benefits.entitlement is 'A granted stream: from start_month to end_month (included). The amount of a month is what the rules say, never stored here.';
create unique index entitlement_running on benefits.entitlement (district, person, programme) where state <> 'stopped';
create index entitlement_person on benefits.entitlement (district, person);
select kernel.protect('benefits.entitlement', 'area');

create table benefits.adjustment (
  district int not null,
  id uuid not null,
  person uuid not null,
  area int not null,
  programme text not null,
  kind text not null check (kind in ('arrear', 'recovery', 'one-off')),
  for_month char(7) not null,
  fen bigint not null check (fen <> 0),
  reason text not null,
  state text not null default 'proposed' check (state in ('proposed', 'approved', 'planned', 'settled', 'cancelled')),
  plan jsonb,
  settled_fen bigint not null default 0,
  proposed_by uuid,
  proposed_by_name text not null default '',
  approved_by uuid,
  approved_by_name text,
  origin text not null default '',
  created_at timestamptz not null default clock_timestamp(),
  primary key (district, id),
  check (approved_by is null or proposed_by is null or approved_by <> proposed_by)
);
comment on table benefits.adjustment is 'Money owed beside a month: arrear (+), recovery (-), one-off correction; two persons; recoveries follow a plan above a floor.';
create unique index adjustment_once on benefits.adjustment (district, person, programme, kind, for_month, origin) where state <> 'cancelled';
create index adjustment_person on benefits.adjustment (district, person);
select kernel.protect('benefits.adjustment', 'area');
