-- Everything of a district as open files: one person asks, another approves and gets the passphrase, the first gets the file.

create table kernel.open_export (
  district int not null,
  id uuid not null,
  reason text not null,
  state text not null default 'asked' check (state in ('asked', 'refused', 'approved', 'done', 'failed')),
  asked_by uuid not null,
  asked_by_name text not null,
  asked_at timestamptz not null default clock_timestamp(),
  decided_by uuid,
  decided_by_name text not null default '',
  decided_at timestamptz,
  job uuid,
  passphrase bytea,
  tables int,
  rows bigint,
  bytes bigint,
  digest bytea,
  done_at timestamptz,
  primary key (district, id)
);
comment on table kernel.open_export is 'Open exports of a district: who asked and why, who approved, what came of it. The passphrase stands here, sealed, only until the file is written.';
select kernel.protect('kernel.open_export');
