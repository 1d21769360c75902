-- Money handed back counts when a second person has seen its receipt; a proposal beside the month may be declined with a word.

create table benefits.repayment_claim (
  district int not null,
  id uuid not null,
  adjustment uuid not null,
  person uuid not null,
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
  check (decided_by is null or recorded_by is null or decided_by <> recorded_by)
);
comment on table benefits.repayment_claim is
  'Money handed back as finance wrote it down; it becomes a repayment (same id) when another person confirms the receipt. One receipt counts once.';
create unique index repayment_claim_receipt on benefits.repayment_claim (district, receipt) where state <> 'rejected';
create index repayment_claim_adjustment on benefits.repayment_claim (district, adjustment) where state = 'waiting';
select kernel.protect('benefits.repayment_claim', 'area');

alter table benefits.repayment add column confirmed_by uuid, add column confirmed_by_name text;
comment on column benefits.repayment.confirmed_by is 'Who confirmed the receipt; null for what was recorded before two persons were asked for.';

alter table benefits.adjustment add column declined_note text not null default '';
comment on column benefits.adjustment.declined_note is 'Why the second person did not approve it.';
