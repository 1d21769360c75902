-- A job whose worker died is taken up again: its transaction holds a lock, and a running row whose lock is free belongs to nobody.

alter table kernel.job_run add attempts int not null default 0;
comment on column kernel.job_run.attempts is 'How often a worker began it; after three broken ones it is failed, visibly.';

create or replace function kernel.add_job(job_district int, job_id uuid, task text) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  -- The key makes repeating harmless: a waiting entry is replaced, one that a dead worker still holds is let go.
  perform graphile_worker.add_job(task, json_build_object('district', job_district, 'id', job_id), max_attempts => 1, job_key => job_id::text);
end $$;

create function kernel.finish_job(job_district int, job_id uuid, job_result jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, kernel as $$
begin
  if job_district is distinct from nullif(current_setting('songhe.district', true), '')::int then
    raise exception 'a job of another district';
  end if;
  update kernel.job_run set state = 'done', result = job_result, error = null, finished_at = clock_timestamp()
    where district = job_district and id = job_id;
end $$;
comment on function kernel.finish_job is 'Done, in the transaction that did it: a crash leaves both or neither.';
revoke all on function kernel.finish_job from public;
grant execute on function kernel.finish_job to songhe_app;
