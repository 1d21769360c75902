-- A further kind of table: what a facility must score for a star, a leaf or a result of the year. The kinds known before stay as they are.

do $$
declare
  known text := (select pg_get_expr(conbin, conrelid) from pg_constraint where conrelid = 'policy.pack'::regclass and conname = 'pack_kind_check');
begin
  alter table policy.pack drop constraint pack_kind_check;
  execute format('alter table policy.pack add constraint pack_kind_check check (%s or kind = ''rating-standard'')', known);
end $$;
