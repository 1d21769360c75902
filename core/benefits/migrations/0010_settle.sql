-- Settling the past: what a month comes to when judged again, counter-entries over unpaid lines, money that a family hands back.

create table benefits.recompute (
  district int not null,
  id uuid not null,
  month char(7) not null,
  run uuid not null,
  person uuid,
  state text not null default 'waiting' check (state in ('waiting', 'done')),
  lines_checked int not null default 0,
  lines_differing int not null default 0,
  packs jsonb not null default '[]',
  made_by uuid,
  made_by_name text not null,
  made_at timestamptz not null default clock_timestamp(),
  done_at timestamptz,
  primary key (district, id)
);
comment on table benefits.recompute is 'One recomputation of an approved month: as known then (must equal the lines) and as known now (packs = versions used now).';
create index recompute_month on benefits.recompute (district, month, made_at);
select kernel.protect('benefits.recompute');

create table benefits.recompute_row (
  district int not null,
  recompute uuid not null,
  person uuid not null,
  programme text not null,
  area int not null,
  then_fen bigint not null,
  settled_fen bigint not null,
  now_fen bigint not null,
  unpaid_fen bigint not null default 0,
  way text not null check (way in ('arrear', 'recovery', 'counter-entry')),
  reasons jsonb not null default '[]',
  proposed_at timestamptz,
  primary key (district, recompute, person, programme),
  check (now_fen <> settled_fen)
);
comment on table benefits.recompute_row is
  'One person and programme whose month should have come to now_fen and was settled with settled_fen (lines and adjustments); a proposal, no money yet.';
select kernel.protect('benefits.recompute_row', 'area');

create table benefits.line_reversal (
  district int not null,
  id uuid not null,
  area int not null,
  run uuid not null,
  person uuid not null,
  programme text not null,
  kind text not null check (kind in ('month', 'arrear', 'one-off')),
  for_month char(7) not null,
  fen bigint not null check (fen > 0),
  corrected_fen bigint not null default 0 check (corrected_fen >= 0 and corrected_fen <> fen),
  reason text not null,
  origin text not null default '',
  state text not null default 'proposed' check (state in ('proposed', 'approved', 'rejected')),
  proposed_by uuid,
  proposed_by_name text not null,
  proposed_at timestamptz not null default clock_timestamp(),
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  note text not null default '',
  primary key (district, id),
  check (decided_by is null or decided_by <> proposed_by)
);
comment on table benefits.line_reversal is
  '冲销: the counter-entry over one unpaid line of an approved month; fen is taken back, corrected_fen comes again as an adjustment. Two persons.';
create unique index line_reversal_once on benefits.line_reversal (district, run, person, programme, kind, for_month) where state <> 'rejected';
select kernel.protect('benefits.line_reversal', 'area');

create table benefits.repayment (
  district int not null,
  id uuid not null,
  adjustment uuid not null,
  person uuid not null,
  area int not null,
  fen bigint not null check (fen > 0),
  received_on date not null,
  receipt text not null,
  recorded_by uuid,
  recorded_by_name text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (district, id)
);
comment on table benefits.repayment is 'Money handed back for a recovery, by its receipt; one receipt counts once.';
create unique index repayment_receipt on benefits.repayment (district, receipt);
create index repayment_adjustment on benefits.repayment (district, adjustment);
select kernel.protect_append_only('benefits.repayment', 'area');
