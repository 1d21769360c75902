-- Announcements, jobs, files and the ids of writes.

create table kernel.outbox (
  id bigint generated always as identity primary key,
  district int not null,
  event text not null,
  body jsonb not null,
  announced_at timestamptz not null default clock_timestamp(),
  done_at timestamptz,
  attempts int not null default 0,
  last_error text
);
comment on table kernel.outbox is 'Announcements of core rooms for later reactions; read with for update skip locked, never by id > last.';
create index outbox_open on kernel.outbox (id) where done_at is null;
select kernel.protect('kernel.outbox');
revoke update on kernel.outbox from songhe_app;

create table kernel.job_run (
  district int not null,
  id uuid not null,
  kind text not null,
  title text not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  done bigint not null default 0,
  total bigint,
  phase text not null default '',
  payload jsonb not null,
  result jsonb,
  error text,
  started_by uuid,
  started_by_name text not null default '',
  principal jsonb not null,
  created_at timestamptz not null default clock_timestamp(),
  started_at timestamptz,
  finished_at timestamptz,
  primary key (district, id)
);
comment on table kernel.job_run is 'Long work with real progress: rows done of rows in all.';
create index job_run_recent on kernel.job_run (district, created_at desc);
select kernel.protect('kernel.job_run');
revoke update on kernel.job_run from songhe_app;

create table kernel.file (
  district int not null,
  id uuid not null,
  name text not null,
  media_type text not null,
  bytes bigint not null,
  digest bytea not null,
  stored_by uuid,
  stored_at timestamptz not null default clock_timestamp(),
  primary key (district, id)
);
comment on table kernel.file is 'Uploaded and produced files; the bytes lie encrypted below the home folder under the id.';
select kernel.protect_append_only('kernel.file');

create table kernel.written (
  district int not null,
  id uuid not null,
  line text not null,
  body_digest bytea not null,
  reply jsonb,
  at timestamptz not null default clock_timestamp(),
  primary key (district, id)
);
comment on table kernel.written is 'Ids that clients made for their writes: the same id again gets the first answer, for ever.';
select kernel.protect('kernel.written');

create function kernel.add_job(job_district int, job_id uuid, task text) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform graphile_worker.add_job(task, json_build_object('district', job_district, 'id', job_id), max_attempts => 1);
end $$;
comment on function kernel.add_job is 'The application may only queue a job that stands in kernel.job_run; it has no right on the queue itself.';
revoke all on function kernel.add_job from public;
grant execute on function kernel.add_job to songhe_app;
