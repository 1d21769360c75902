-- The month: frozen snapshot, payable lines, bank file, return file.

create table benefits.run (
  district int not null,
  id uuid not null,
  month char(7) not null,
  number int not null default 1,
  kind text not null default 'regular' check (kind in ('regular', 'shadow', 'supplement')),
  state text not null check (state in ('computing', 'computed', 'submitted', 'approved', 'sent', 'settled', 'reopened', 'discarded')),
  packs jsonb not null default '[]',
  snapshot_at timestamptz,
  persons int not null default 0,
  payees int not null default 0,
  lines int not null default 0,
  total_fen bigint not null default 0,
  digest text,
  compute_ms int,
  made_by uuid,
  made_by_name text not null,
  made_at timestamptz not null default clock_timestamp(),
  submitted_by uuid,
  submitted_by_name text,
  submitted_at timestamptz,
  approved_by uuid,
  approved_by_name text,
  approved_at timestamptz,
  sent_at timestamptz,
  settled_at timestamptz,
  seen_exceptions jsonb not null default '{}',
  note text not null default '',
  primary key (district, id),
  check (approved_by is null or (approved_by is distinct from made_by and approved_by is distinct from submitted_by))
);
comment on table benefits.run is 'One computation of one month. packs = [{pack, version, digest}] frozen; the maker never approves.';
create unique index run_regular on benefits.run (district, month, number) where kind = 'regular' and state <> 'discarded';
create unique index run_open on benefits.run (district, month) where kind = 'regular' and state in ('computing', 'computed', 'submitted');
select kernel.protect('benefits.run');

create table benefits.line (
  district int not null,
  run uuid not null,
  person uuid not null,
  programme text not null,
  kind text not null default 'month' check (kind in ('month', 'arrear', 'recovery', 'one-off')),
  for_month char(7) not null,
  area int not null,
  fen bigint not null,
  pack text not null,
  version int not null,
  row_id text not null,
  document text not null default '',
  clause text not null default '',
  entitlement uuid,
  adjustment uuid,
  state text not null default 'due' check (state in ('due', 'held', 'sent', 'paid', 'returned', 'reissued', 'cancelled')),
  bank_file uuid,
  bank_row int,
  state_reason text not null default '',
  state_at timestamptz,
  primary key (district, run, person, programme, kind, for_month)
);
comment on table benefits.line is 'Payable lines only, each with table version, row and clause; a line is in exactly one state.';
create index line_person on benefits.line (district, person, for_month);
create index line_clause on benefits.line (district, document, clause);
select kernel.protect('benefits.line', 'area');

create table benefits.bank_profile (
  district int not null,
  key text not null,
  title text not null,
  body jsonb not null,
  version int not null default 1,
  primary key (district, key)
);
comment on table benefits.bank_profile is 'Columns, header, totals, order and encoding of a bank''s files, edited by the office.';
select kernel.protect('benefits.bank_profile');

create table benefits.bank_file (
  district int not null,
  id uuid not null,
  run uuid not null,
  profile text not null,
  file uuid not null,
  lines int not null,
  total_fen bigint not null,
  digest text not null,
  made_by_name text not null,
  made_at timestamptz not null default clock_timestamp(),
  primary key (district, id)
);
comment on table benefits.bank_file is 'A payment file handed to a bank.';
select kernel.protect_append_only('benefits.bank_file');

create table benefits.return_file (
  district int not null,
  id uuid not null,
  bank_file uuid not null,
  file uuid not null,
  digest text not null,
  rows int not null,
  paid int not null,
  returned int not null,
  read_by_name text not null,
  read_at timestamptz not null default clock_timestamp(),
  primary key (district, id)
);
comment on table benefits.return_file is 'A bank''s answer; the same bytes twice change nothing.';
create unique index return_file_once on benefits.return_file (district, bank_file, digest);
select kernel.protect_append_only('benefits.return_file');

create table benefits.name_substitute (
  district int not null,
  character text not null,
  substitute text not null,
  entered_by_name text not null,
  entered_at timestamptz not null default clock_timestamp(),
  primary key (district, character)
);
comment on table benefits.name_substitute is '银行户名代替字: what the bank prints for a character its code page cannot hold.';
select kernel.protect('benefits.name_substitute');

create table benefits.working_day (
  district int not null,
  day date not null,
  works boolean not null,
  name text not null default '',
  primary key (district, day)
);
comment on table benefits.working_day is 'Exceptions from Monday to Friday (holidays and make-up days), editable by the office.';
select kernel.protect('benefits.working_day');
