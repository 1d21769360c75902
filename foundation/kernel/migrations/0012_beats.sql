-- What runs tells that it runs; several processes on one database know that they belong together, and count their callers together.

create table kernel.beat (
  key text primary key,
  at timestamptz not null default clock_timestamp(),
  facts jsonb not null default '{}'
);
comment on table kernel.beat is 'Last sign of life of worker, sealer and backup, with their figures; no personal data.';
select kernel.share('kernel.beat');

create table kernel.installation (
  one boolean primary key default true check (one),
  id uuid not null,
  key_fingerprint bytea not null
);
comment on table kernel.installation is 'Which installation this is and which keys belong to it: a process with other keys or another file folder does not start.';

create unlogged table kernel.rate_count (
  process uuid not null,
  key bytea not null,
  period bigint not null,
  calls int not null,
  primary key (process, key, period)
);
comment on table kernel.rate_count is 'Calls per caller (a keyed digest) and minute, one row per server process; lost in a crash without harm.';

create function kernel.share_rate(own uuid, own_period bigint, keys bytea[], counts int[]) returns table (key bytea, calls int)
language sql volatile security definer set search_path = pg_catalog, kernel as $$
  delete from kernel.rate_count where period < own_period;
  insert into kernel.rate_count (process, key, period, calls) select own, k, own_period, n from unnest(keys, counts) as mine (k, n)
    on conflict (process, key, period) do update set calls = excluded.calls;
  select r.key, sum(r.calls)::int from kernel.rate_count r where r.period = own_period and r.process <> own group by r.key;
$$;
comment on function kernel.share_rate is 'Hands in the calls this process counted and answers what the others counted.';
revoke all on function kernel.share_rate from public;
grant execute on function kernel.share_rate to songhe_app;
