-- Double entry in fen: every transfer moves one amount from one account to another; corrections are counter-transfers.

create table ledger.account (
  district int not null,
  key text not null,
  kind text not null check (kind in ('fund', 'payable', 'bank', 'person', 'recovery')),
  title text not null,
  primary key (district, key)
);
comment on table ledger.account is 'Something money stands on. Balances are sums of transfers, never stored.';
select kernel.protect('ledger.account');

create table ledger.transfer (
  district int not null,
  id uuid not null,
  debit text not null,
  credit text not null,
  fen bigint not null check (fen > 0),
  cause text not null,
  object text not null,
  person uuid,
  month char(7),
  reverses uuid,
  booked_at timestamptz not null default clock_timestamp(),
  primary key (district, id),
  check (debit <> credit),
  foreign key (district, debit) references ledger.account,
  foreign key (district, credit) references ledger.account
);
comment on table ledger.transfer is 'Append-only. cause = paid, returned, recovered, reversed ...; (cause, object) is booked once.';
create unique index transfer_once on ledger.transfer (district, cause, object);
create unique index transfer_reversed_once on ledger.transfer (district, reverses) where reverses is not null;
create index transfer_person on ledger.transfer (district, person, month);
select kernel.protect_append_only('ledger.transfer');
