-- A big act inside one transaction fills tables whose statistics are old; the plan of its next statement must not be a guess.

create function kernel.refresh_statistics(target regclass) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  execute format('analyze %s', target);
end $$;
comment on function kernel.refresh_statistics is 'ANALYZE of one table by its owner; the application owns no table and may not do it itself.';
revoke all on function kernel.refresh_statistics from public;
grant execute on function kernel.refresh_statistics to songhe_app;
