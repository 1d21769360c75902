-- The sealed log: rows are written in the act's transaction, chained per district by one sealer afterwards.

create table kernel.audit_entry (
  seq bigint generated always as identity,
  district int not null,
  at timestamptz not null default clock_timestamp(),
  account uuid,
  staff uuid,
  actor text not null,
  event text not null,
  object text not null default '',
  person uuid,
  reason text not null default '',
  address text not null default '',
  details_digest bytea not null,
  primary key (district, seq)
);
comment on table kernel.audit_entry is 'Who did or saw what, when. Append-only.';
create index audit_entry_person on kernel.audit_entry (district, person, seq desc) where person is not null;
create index audit_entry_staff on kernel.audit_entry (district, staff, seq desc);
create index audit_entry_object on kernel.audit_entry (district, object, seq desc);
select kernel.protect_append_only('kernel.audit_entry');

create table kernel.audit_detail (
  district int not null,
  entry bigint not null,
  details json not null,
  primary key (district, entry)
);
comment on table kernel.audit_detail is 'What stood beside an entry, without whole ID, card or phone numbers; may be erased without breaking the chain.';
select kernel.protect_append_only('kernel.audit_detail');

create table kernel.audit_block (
  district int not null,
  number bigint not null,
  sealed_at timestamptz not null,
  rows int not null,
  rows_digest bytea not null,
  previous bytea not null,
  hash bytea not null,
  primary key (district, number)
);
comment on table kernel.audit_block is 'The chain: hash = sha256(previous | number | rows_digest | sealed_at).';

create table kernel.audit_sealed (
  district int not null,
  seq bigint not null,
  block bigint not null,
  primary key (district, seq)
);
comment on table kernel.audit_sealed is 'Which block holds which entry.';
create index audit_sealed_block on kernel.audit_sealed (district, block);
alter table kernel.audit_block enable row level security;
alter table kernel.audit_sealed enable row level security;
create policy scope on kernel.audit_block to songhe_app using (district = nullif((select current_setting('songhe.district', true)), '')::int);
create policy scope on kernel.audit_sealed to songhe_app using (district = nullif((select current_setting('songhe.district', true)), '')::int);
grant select on kernel.audit_block, kernel.audit_sealed to songhe_app;
