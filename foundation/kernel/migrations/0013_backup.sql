-- What was copied, verified and tried, and when; the copies themselves lie in the backup folder.

create table kernel.backup_run (
  id uuid primary key,
  kind text not null check (kind in ('base', 'verify', 'drill')),
  state text not null check (state in ('asked', 'running', 'done', 'failed')),
  asked_by text not null default '',
  started_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  bytes bigint,
  facts jsonb not null default '{}',
  trouble text not null default ''
);
comment on table kernel.backup_run is 'Base copies, verifications and restore drills of the installation.';
create index backup_run_recent on kernel.backup_run (kind, started_at desc);
select kernel.share('kernel.backup_run');

create function kernel.ask_backup(run uuid, wanted text, who text) returns void
language sql volatile security definer set search_path = pg_catalog, kernel as $$
  insert into kernel.backup_run (id, kind, state, asked_by) values (run, wanted, 'asked', who) on conflict do nothing
$$;
comment on function kernel.ask_backup is 'An administrator wishes a copy, a verification or a drill; whoever keeps the backup sees it within seconds.';
revoke all on function kernel.ask_backup from public;
grant execute on function kernel.ask_backup to songhe_app;
