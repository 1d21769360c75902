-- Further kinds of table about sites: which share of a yearly rate an evaluation earns, what a star is rewarded with, what building is granted.

-- Other numbered files may have widened the list of kinds; this one adds to whatever it is by now.
do $$
declare
  known text := (select pg_get_expr(conbin, conrelid) from pg_constraint where conrelid = 'policy.pack'::regclass and conname = 'pack_kind_check');
begin
  alter table policy.pack drop constraint pack_kind_check;
  execute format('alter table policy.pack add constraint pack_kind_check check (kind in (%L, %L, %L) or %s)',
    'facility-share', 'facility-reward', 'facility-building', known);
end $$;
