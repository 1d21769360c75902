-- The two walls of every business table: row level security by district (and area), and no right to delete.

create function kernel.protect(protected regclass, area_column text default null) returns void language plpgsql as $$
declare
  condition text := $c$district = nullif((select current_setting('songhe.district', true)), '')::int$c$;
begin
  if area_column is not null then
    condition := condition || format(
      $c$ and ((select current_setting('songhe.areas', true)) = '*' or %I = any ((select case when current_setting('songhe.areas', true) = '*'
      then null else string_to_array(current_setting('songhe.areas', true), ',')::int[] end)::int[]))$c$, area_column);
  end if;
  execute format('alter table %s enable row level security', protected);
  execute format('create policy scope on %s to songhe_app using (%s) with check (%s)', protected, condition, condition);
  execute format('grant select, insert, update on %s to songhe_app', protected);
end $$;
comment on function kernel.protect is 'Row level security by district, and by area when a column is named; select, insert, update for the application.';

create function kernel.protect_append_only(protected regclass, area_column text default null) returns void language plpgsql as $$
begin
  perform kernel.protect(protected, area_column);
  execute format('revoke update on %s from songhe_app', protected);
end $$;
comment on function kernel.protect_append_only is 'Like protect, without update: corrections are new rows.';

create function kernel.share(shared regclass) returns void language plpgsql as $$
begin
  execute format('grant select on %s to songhe_app', shared);
end $$;
comment on function kernel.share is 'A table without district that everybody may read and only the owner changes.';
