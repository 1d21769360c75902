-- Where money for sites goes and comes back: accounts by two persons, files to and from the bank, counter-entries and recoveries.

create table benefits.grant_account (
  district int not null,
  id uuid not null,
  subject_kind text not null check (subject_kind in ('operator', 'facility')),
  subject uuid not null,
  holder text not null,
  bank text not null default '',
  account bytea not null,
  account_index bytea not null,
  account_tail text not null,
  ground text not null default '',
  state text not null default 'waiting' check (state in ('waiting', 'confirmed', 'rejected', 'replaced')),
  entered_by uuid,
  entered_by_name text not null,
  entered_at timestamptz not null default clock_timestamp(),
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  note text not null default '',
  primary key (district, id),
  check (decided_by is null or entered_by is null or decided_by <> entered_by)
);
comment on table benefits.grant_account is 'Account of an operator, or of the owner of one site. Entered by one person; no file uses it before another has confirmed it.';
comment on column benefits.grant_account.subject_kind is 'operator = all sites it runs; facility = the owner of this one site.';
comment on column benefits.grant_account.subject is 'The operator (facilities.operator) or the site (facilities.facility).';
create unique index grant_account_used on benefits.grant_account (district, subject_kind, subject) where state = 'confirmed';
create unique index grant_account_waiting on benefits.grant_account (district, subject_kind, subject) where state = 'waiting';
select kernel.protect('benefits.grant_account');

create table benefits.grant_bank_file (
  district int not null,
  id uuid not null,
  round uuid not null,
  profile text not null,
  file uuid not null,
  lines int not null,
  total_fen bigint not null,
  digest text not null,
  made_by_name text not null,
  made_at timestamptz not null default clock_timestamp(),
  primary key (district, id)
);
comment on table benefits.grant_bank_file is 'A payment file of a round handed to a bank.';
comment on column benefits.grant_bank_file.round is 'The round (benefits.grant_round).';
select kernel.protect_append_only('benefits.grant_bank_file');

create table benefits.grant_return_file (
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
comment on table benefits.grant_return_file is 'A bank''s answer; the same bytes twice change nothing.';
create unique index grant_return_file_once on benefits.grant_return_file (district, bank_file, digest);
select kernel.protect_append_only('benefits.grant_return_file');

create table benefits.grant_correction (
  district int not null,
  id uuid not null,
  kind text not null check (kind in ('counter-entry', 'recovery')),
  round uuid not null,
  facility uuid not null,
  area int not null,
  scheme text not null,
  period text not null,
  claim uuid not null,
  fen bigint not null check (fen > 0),
  settled_fen bigint not null default 0,
  reason text not null,
  state text not null default 'proposed' check (state in ('proposed', 'approved', 'rejected', 'settled')),
  proposed_by uuid,
  proposed_by_name text not null,
  proposed_at timestamptz not null default clock_timestamp(),
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  note text not null default '',
  primary key (district, id),
  check (decided_by is null or decided_by is distinct from proposed_by),
  check (settled_fen between 0 and fen)
);
comment on table benefits.grant_correction is '冲销与追回: takes back an approved line that was not paid (counter-entry), or asks for money that was (recovery). Two persons.';
comment on column benefits.grant_correction.round is 'The round (benefits.grant_round).';
comment on column benefits.grant_correction.claim is 'The claim of the line (benefits.grant_line).';
comment on column benefits.grant_correction.settled_fen is 'Of a recovery: what came back by confirmed receipts.';
create unique index grant_correction_waiting on benefits.grant_correction (district, scheme, claim, period) where state = 'proposed' and kind = 'recovery';
create unique index grant_counter_once on benefits.grant_correction (district, round, facility) where state <> 'rejected' and kind = 'counter-entry';
create index grant_correction_claim on benefits.grant_correction (district, scheme, claim);
select kernel.protect('benefits.grant_correction', 'area');

create table benefits.grant_receipt (
  district int not null,
  id uuid not null,
  correction uuid not null,
  area int not null,
  fen bigint not null check (fen > 0),
  received_on date not null,
  receipt text not null,
  state text not null default 'waiting' check (state in ('waiting', 'confirmed', 'rejected')),
  recorded_by uuid,
  recorded_by_name text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  note text not null default '',
  primary key (district, id),
  check (decided_by is null or decided_by is distinct from recorded_by)
);
comment on table benefits.grant_receipt is 'Money a site handed back, by its receipt; it counts when another person has confirmed the receipt. One receipt counts once.';
comment on column benefits.grant_receipt.correction is 'The recovery it is for (benefits.grant_correction).';
create unique index grant_receipt_once on benefits.grant_receipt (district, receipt) where state <> 'rejected';
select kernel.protect('benefits.grant_receipt', 'area');
