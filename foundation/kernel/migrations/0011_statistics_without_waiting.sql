-- ANALYZE keeps its lock until the act commits: two districts computing at once would wait for one another. Whoever comes second goes on without.

create or replace function kernel.refresh_statistics(target regclass) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  execute format('analyze (skip_locked) %s', target);
end $$;
