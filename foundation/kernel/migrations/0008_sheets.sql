-- Imports of any room: what came in, what was taken, what was returned and why, and how a foreign sheet was read last time.

create table kernel.sheet_import (
  district int not null,
  id uuid not null,
  sheet text not null,
  file uuid not null,
  file_name text not null,
  file_digest bytea not null,
  worksheet text not null default '',
  header_row int not null,
  titles text[] not null,
  mapping jsonb not null,
  options jsonb not null default '{}',
  state text not null default 'previewed'
    check (state in ('previewed', 'checking', 'checked', 'committing', 'committed', 'undoing', 'undone')),
  rows_in int,
  accepted int,
  rejected int,
  warned int not null default 0,
  added int,
  changed int,
  unchanged int,
  job uuid,
  started_by uuid,
  started_by_name text not null default '',
  started_at timestamptz not null default clock_timestamp(),
  committed_by uuid,
  committed_by_name text not null default '',
  committed_at timestamptz,
  undone_by_name text not null default '',
  undone_at timestamptz,
  undo_reason text not null default '',
  primary key (district, id),
  constraint every_row_accounted check (rows_in is null or rows_in = accepted + rejected),
  constraint every_accepted_row_accounted check (added is null or accepted = added + changed + unchanged),
  check (state not in ('checked', 'committing', 'committed', 'undoing', 'undone') or rows_in is not null),
  check (state not in ('committed', 'undoing', 'undone') or added is not null)
);
comment on table kernel.sheet_import is 'One file handed in for one sheet: preview, check, commit, undo. Rows in are always accepted plus rejected.';
create unique index sheet_import_once on kernel.sheet_import (district, sheet, file_digest)
  where state in ('committed', 'undoing') and rejected = 0;
create index sheet_import_recent on kernel.sheet_import (district, started_at desc);
create index sheet_import_digest on kernel.sheet_import (district, sheet, file_digest);
select kernel.protect('kernel.sheet_import');

create table kernel.sheet_row_problem (
  district int not null,
  import uuid not null,
  row int not null,
  seq int not null,
  "column" text not null,
  value text not null,
  reason text not null,
  warning boolean not null,
  primary key (district, import, row, seq)
);
comment on table kernel.sheet_row_problem is 'Why a row was returned (or merely noted): row as the spreadsheet counts, column, masked value, reason.';
select kernel.protect('kernel.sheet_row_problem');
grant delete on kernel.sheet_row_problem to songhe_app;

create table kernel.sheet_mapping (
  district int not null,
  sheet text not null,
  fingerprint bytea not null,
  mapping jsonb not null,
  kept_by text not null default '',
  kept_at timestamptz not null default clock_timestamp(),
  primary key (district, sheet, fingerprint)
);
comment on table kernel.sheet_mapping is 'Which column of a foreign sheet means what, remembered by its header row.';
select kernel.protect('kernel.sheet_mapping');
