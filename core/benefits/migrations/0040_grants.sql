-- Money for sites: a round of one scheme and period, its frozen sites, one line for each site it concerns, paid or not.

create table benefits.grant_round (
  district int not null,
  id uuid not null,
  scheme text not null check (scheme in ('operation', 'star-reward', 'building')),
  period text not null check (period ~ '^\d{4}(-(0[1-9]|1[0-2]))?$'),
  number int not null default 1,
  state text not null check (state in ('computed', 'submitted', 'approved', 'sent', 'settled', 'discarded')),
  judged_on date not null,
  parameters jsonb not null default '{}',
  packs jsonb not null default '[]',
  snapshot_at timestamptz,
  sites int not null default 0,
  payees int not null default 0,
  total_fen bigint not null default 0,
  digest text not null default '',
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
comment on table benefits.grant_round is
  '设施补助批次: one computation of one scheme for one period. packs = [{pack, version, digest}] and parameters frozen; the maker never approves.';
comment on column benefits.grant_round.period is 'The year (2025) of a yearly scheme, the month (2026-11) of a reward.';
comment on column benefits.grant_round.judged_on is 'The day whose kind, rating and state of a site count.';
comment on column benefits.grant_round.parameters is 'What no document says and the office sets: which day of the year decides the kind.';
comment on column benefits.grant_round.sites is 'How many sites the tables concern.';
create unique index grant_round_number on benefits.grant_round (district, scheme, period, number);
-- Two open rounds of one scheme could each pay the same address.
create unique index grant_round_open on benefits.grant_round (district, scheme) where state in ('computed', 'submitted');
select kernel.protect('benefits.grant_round');

create function benefits.keep_grant_round() returns trigger language plpgsql as $$
begin
  if old.state in ('approved', 'sent', 'settled') and
      (old.scheme, old.period, old.number, old.judged_on, old.parameters, old.packs, old.sites, old.payees, old.total_fen, old.digest, old.made_by, old.submitted_by, old.approved_by)
      is distinct from
      (new.scheme, new.period, new.number, new.judged_on, new.parameters, new.packs, new.sites, new.payees, new.total_fen, new.digest, new.made_by, new.submitted_by, new.approved_by) then
    raise exception 'an approved round never changes (round %)', old.id;
  end if;
  return new;
end $$;
create trigger grant_round_keep before update on benefits.grant_round for each row execute function benefits.keep_grant_round();

create table benefits.grant_step (
  district int not null,
  id uuid not null,
  round uuid not null,
  step text not null,
  by_staff uuid,
  by_name text not null,
  note text not null default '',
  at timestamptz not null default clock_timestamp(),
  primary key (district, id)
);
comment on table benefits.grant_step is 'The history of a round: who computed, submitted, returned, approved, sent, read back.';
comment on column benefits.grant_step.round is 'The round (benefits.grant_round).';
create index grant_step_round on benefits.grant_step (district, round, at);
select kernel.protect_append_only('benefits.grant_step');

create table benefits.grant_snapshot (
  district int not null,
  round uuid not null,
  facility uuid not null,
  area int not null,
  name text not null,
  kind text not null,
  open_on boolean not null,
  opened_on date,
  closed_on date,
  address text not null,
  address_key text not null,
  address_index bytea,
  operator uuid,
  operator_name text not null default '',
  credit_code text not null default '',
  facts jsonb not null,
  ratings jsonb not null,
  kinds jsonb not null,
  kind_doubt text not null default '',
  example boolean not null default false,
  primary key (district, round, facility)
);
comment on table benefits.grant_snapshot is 'What a round knew of each site it judged. Written once.';
comment on column benefits.grant_snapshot.open_on is 'Whether it was running on the judging day.';
comment on column benefits.grant_snapshot.round is 'The round (benefits.grant_round).';
comment on column benefits.grant_snapshot.ratings is 'Ratings in force on the judging day with id, decision and source.';
comment on column benefits.grant_snapshot.kinds is 'Every kind the site had within the period: from, to, kind.';
comment on column benefits.grant_snapshot.kind_doubt is 'Why kind and committee do not agree and nobody gave a reason; empty = they agree.';
select kernel.protect_append_only('benefits.grant_snapshot', 'area');

create table benefits.grant_line (
  district int not null,
  round uuid not null,
  facility uuid not null,
  area int not null,
  scheme text not null,
  period text not null,
  claim uuid not null,
  standing uuid,
  outcome text not null check (outcome in ('due', 'nothing-more', 'none', 'missing', 'unconfirmed', 'conflict', 'not-open', 'kind-doubt', 'no-address', 'hit')),
  fen bigint not null check (fen >= 0),
  entitled_fen bigint not null default 0 check (entitled_fen >= fen),
  before_fen bigint not null default 0,
  rank int not null default 0,
  grade text not null default '',
  rating uuid,
  share_percent int,
  other_day_fen bigint,
  pack text not null,
  version int not null,
  row_id text not null default '',
  document text not null default '',
  clause text not null default '',
  share_pack text,
  share_version int,
  share_row text not null default '',
  share_document text not null default '',
  share_clause text not null default '',
  reason text not null,
  state text not null default 'none' check (state in ('none', 'due', 'held', 'sent', 'paid', 'returned', 'reissued', 'cancelled')),
  account uuid,
  bank_file uuid,
  bank_row int,
  state_reason text not null default '',
  state_at timestamptz,
  primary key (district, round, facility),
  check ((outcome = 'due') = (fen > 0)),
  check ((state = 'none') = (fen = 0))
);
comment on table benefits.grant_line is 'One site in one round, paid or not, with table version, row, clause and reason; money is in exactly one state.';
comment on column benefits.grant_line.round is 'The round (benefits.grant_round).';
comment on column benefits.grant_line.claim is 'Under one claim money is counted once: the address of a star reward, the site of other schemes.';
comment on column benefits.grant_line.standing is 'The address at which the site asked for a star reward (benefits.grant_address).';
comment on column benefits.grant_line.entitled_fen is 'What the tables say in full; fen is what of it was still to be paid after before_fen.';
comment on column benefits.grant_line.before_fen is 'Paid under this claim by earlier rounds, less what was taken back.';
comment on column benefits.grant_line.rating is 'The rating that earned it (facilities.rating).';
comment on column benefits.grant_line.share_percent is 'Percent of the yearly rate that the evaluation earns.';
comment on column benefits.grant_line.other_day_fen is 'What it would be if the other end of the year decided the kind; empty = the same.';
comment on column benefits.grant_line.share_pack is 'The table of shares that was used.';
comment on column benefits.grant_line.share_version is 'Its version.';
comment on column benefits.grant_line.share_row is 'Its row.';
comment on column benefits.grant_line.share_document is 'Its document.';
comment on column benefits.grant_line.share_clause is 'Its clause.';
comment on column benefits.grant_line.account is 'The account it was sent to (benefits.grant_account).';
create index grant_line_facility on benefits.grant_line (district, facility);
create index grant_line_claim on benefits.grant_line (district, scheme, claim);
select kernel.protect('benefits.grant_line', 'area');

create function benefits.keep_grant_line() returns trigger language plpgsql as $$
begin
  if (old.claim, old.outcome, old.fen, old.entitled_fen, old.before_fen, old.rank, old.rating, old.pack, old.version, old.row_id)
      is distinct from (new.claim, new.outcome, new.fen, new.entitled_fen, new.before_fen, new.rank, new.rating, new.pack, new.version, new.row_id) then
    raise exception 'what was judged never changes (round %, site %)', old.round, old.facility;
  end if;
  return new;
end $$;
create trigger grant_line_keep before update on benefits.grant_line for each row execute function benefits.keep_grant_line();
