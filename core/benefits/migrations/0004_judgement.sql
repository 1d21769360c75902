-- What the entitlement check found over the whole register, and what the daily work on cases needs beside the cases themselves.

create table benefits.judgement (
  district int not null,
  person uuid not null,
  programme text not null,
  area int not null,
  outcome text not null check (outcome in ('due', 'missing', 'excluded')),
  row_id text not null default '',
  fen bigint not null default 0,
  pack text not null,
  version int not null,
  document text not null default '',
  clause text not null default '',
  missing jsonb not null default '[]',
  complete boolean not null default false,
  since_month char(7),
  arrears_fen bigint not null default 0,
  arrears_months int not null default 0,
  arrears jsonb not null default '[]',
  priority int not null default 3,
  found_on date not null,
  due_on date,
  computed_at timestamptz not null,
  primary key (district, person, programme)
);
comment on table benefits.judgement is
  'Newest result of the nightly check: one row per person and programme that is due, lacks a fact, or is shut out by another benefit; no row = not due. Derived, replaced each time.';
create index judgement_queue on benefits.judgement (district, outcome, due_on);
select kernel.protect('benefits.judgement', 'area');
grant delete on benefits.judgement to songhe_app;

create table benefits.counter (
  district int not null,
  kind text not null,
  year int not null,
  last int not null,
  primary key (district, kind, year)
);
comment on table benefits.counter is 'Last used number of cases and decisions, by district and year; counted inside the act, so no number is lost or used twice.';
select kernel.protect('benefits.counter');

create table benefits.life_effect (
  district int not null,
  id uuid not null,
  person uuid not null,
  area int not null,
  cause text not null check (cause in ('died', 'moved')),
  day date not null,
  kind text not null check (kind in ('entitlement', 'benefit_case', 'line', 'adjustment', 'anomaly')),
  object jsonb not null,
  before jsonb,
  made_at timestamptz not null default clock_timestamp(),
  undone_at timestamptz,
  primary key (district, id)
);
comment on table benefits.life_effect is 'Each row that a death or a move changed, as it was before, so that undoing restores it exactly.';
create index life_effect_person on benefits.life_effect (district, person) where undone_at is null;
select kernel.protect('benefits.life_effect', 'area');

create table benefits.anomaly (
  district int not null,
  id uuid not null,
  person uuid not null,
  area int not null,
  kind text not null check (kind in ('death', 'move', 'paid-not-due', 'paid-after-death')),
  programme text,
  month char(7),
  fen bigint not null default 0,
  detail jsonb not null default '{}',
  opened_by uuid,
  opened_by_name text not null default '',
  opened_at timestamptz not null default clock_timestamp(),
  due_on date,
  closed_at timestamptz,
  closed_by uuid,
  closed_by_name text,
  verdict text check (verdict in ('confirmed', 'not-so', 'undone')),
  note text not null default '',
  primary key (district, id),
  check (closed_by is null or opened_by is null or closed_by <> opened_by or verdict = 'undone')
);
comment on table benefits.anomaly is '数据异常: something a second person must look at, e.g. a reported death with money paid after it. Who opened it never confirms it.';
create unique index anomaly_open on benefits.anomaly (district, person, kind, coalesce(programme, ''), coalesce(month, '')) where closed_at is null;
select kernel.protect('benefits.anomaly', 'area');

create table benefits.objection (
  district int not null,
  id uuid not null,
  benefit_case uuid not null,
  area int not null,
  raised_on date not null,
  raised_by text not null default '',
  ground text not null,
  received_by_name text not null,
  received_at timestamptz not null default clock_timestamp(),
  answer text not null default '',
  answered_by uuid,
  answered_by_name text,
  upheld boolean,
  answered_at timestamptz,
  primary key (district, id)
);
comment on table benefits.objection is 'What somebody said against a public notice, and the answer; an open one stops the notice from closing.';
create index objection_case on benefits.objection (district, benefit_case);
select kernel.protect('benefits.objection', 'area');

alter table benefits.benefit_case
  add column arrears jsonb not null default '[]',
  add column arrears_fen bigint not null default 0,
  add column missing jsonb not null default '[]',
  add column priority int not null default 3,
  add column pack text not null default '',
  add column document text not null default '',
  add column clause text not null default '';
