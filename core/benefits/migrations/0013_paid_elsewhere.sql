-- 疑似重复领取: the same benefit paid by two districts to one human. Each district asks for itself and learns where and which months, never whom.

do $$ declare
  known text := (select pg_get_expr(conbin, conrelid) from pg_constraint where conrelid = 'benefits.anomaly'::regclass and conname = 'anomaly_kind_check');
begin
  alter table benefits.anomaly drop constraint anomaly_kind_check;
  execute format('alter table benefits.anomaly add constraint anomaly_kind_check check (kind = %L or %s)', 'paid-elsewhere', known);
end $$;

create function benefits.paid_elsewhere(since text) returns table (person uuid, programme text, other_district int, by text, month text, fen bigint)
language sql stable security definer set search_path = pg_catalog, benefits as $$
  with here as (
    -- A scope limited to towns learns nothing: what another district pays is for the district's own office.
    select nullif(current_setting('songhe.district', true), '')::int as district where current_setting('songhe.areas', true) = '*'),
  twin as materialized (
    select distinct on (s.person, s.other_district, s.other_person) here.district, s.person, s.other_district, s.other_person, s.by
    from here join registry.same_elsewhere s on s.district = here.district
    order by s.person, s.other_district, s.other_person, s.by desc),
  paid as (
    select t.person, l.programme, t.other_district, t.by, l.for_month::text as month, sum(l.fen)::bigint as fen
    from twin t join benefits.line l on l.district = t.district and l.person = t.person and l.kind = 'month' and l.state in ('sent', 'paid', 'reissued')
    where l.for_month >= since and exists (select from benefits.line o where o.district = t.other_district and o.person = t.other_person
      and o.programme = l.programme and o.for_month = l.for_month and o.kind = 'month' and o.state in ('sent', 'paid', 'reissued'))
    group by t.person, l.programme, t.other_district, t.by, t.other_person, l.for_month),
  running as (
    select t.person, e.programme, t.other_district, t.by
    from twin t join benefits.entitlement e on e.district = t.district and e.person = t.person and e.state = 'running'
    where exists (select from benefits.entitlement o where o.district = t.other_district and o.person = t.other_person
      and o.programme = e.programme and o.state = 'running'))
  select person, programme, other_district, by, month, fen from paid
  union
  select r.person, r.programme, r.other_district, r.by, null, 0 from running r
$$;
comment on function benefits.paid_elsewhere is
  'Own records of the district in scope whose benefit another district paid in the same month (or has running too: month null), with the own sum. Names nobody of the other side.';
revoke all on function benefits.paid_elsewhere from public;
grant execute on function benefits.paid_elsewhere to songhe_app;
