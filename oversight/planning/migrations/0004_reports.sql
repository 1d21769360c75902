-- A number that was reported stays what it was: definition, moment, and every record behind it.

create table planning.report (
  district int not null,
  id uuid not null,
  indicator uuid not null,
  title text not null,
  name text not null,
  as_of date not null,
  known_at timestamptz not null,
  definition int not null,
  definition_body jsonb not null,
  parts jsonb not null,
  value numeric(40, 12),
  value_text text not null,
  unit text not null default '',
  base text not null default '',
  records int not null,
  digest text not null,
  shared boolean not null default false,
  recorded_by text not null,
  recorded_staff uuid,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (district, id)
);
comment on table planning.report is 'A number that was reported: which definition, as of which day, what was known at which moment, over which records. Only added to.';
comment on column planning.report.indicator is '哪项指标';
comment on column planning.report.as_of is '截至哪天';
comment on column planning.report.definition is '第几版算法';
comment on column planning.report.base is '人口口径';
comment on column planning.report.records is '有多少条记录';
comment on column planning.report.known_at is '取数的时刻：之后才登记的不算在内';
comment on column planning.report.definition_body is '当时那一版算法的全文';
comment on column planning.report.parts is '公式里每个名称当时的数和记录数';
comment on column planning.report.value_text is '报出的数，按位数四舍五入';
comment on column planning.report.digest is '全部记录的摘要';
comment on column planning.report.shared is '给其他区县看的';
create index report_indicator on planning.report (district, indicator, as_of);
select kernel.protect_append_only('planning.report');

create table planning.report_record (
  district int not null,
  report uuid not null,
  part text not null,
  measure text not null,
  split text not null,
  object text not null,
  area int not null,
  day date not null,
  value numeric(24, 4) not null,
  number int not null,
  primary key (district, report, number)
);
comment on table planning.report_record is 'Every record behind a reported number, frozen with it.';
comment on column planning.report_record.measure is '来源';
comment on column planning.report_record.split is '分项；没有分项为空';
comment on column planning.report_record.part is '公式里的名称';
comment on column planning.report_record.object is '记录的编号（人、设施、镇街）';
select kernel.protect_append_only('planning.report_record', 'area');

-- Other districts' numbers: what their documents print, and reports they chose to share. Never a record, never a name.
create function planning.compared() returns table (
  district int, title text, title_folded text, document text, unit text, base text, role text, printed text, value numeric, day date, reported boolean)
language sql stable security definer set search_path = pg_catalog, planning as $$
  select i.district, i.title, i.title_folded, v.document, coalesce(nullif(v.unit, ''), i.unit), i.base, v.role, v.printed, v.value, v.day, false
    from planning.indicator i join planning.printed_value v on v.district = i.district and v.indicator = i.id and v.closed_at is null and v.usable
    where i.closed_at is null and i.kind = 'indicator' and nullif(current_setting('songhe.district', true), '') is not null
  union all
  select r.district, i.title, i.title_folded, i.document, r.unit, r.base, 'reported', r.value_text, r.value, r.as_of, true
    from planning.report r join planning.indicator i on i.district = r.district and i.id = r.indicator
    where r.shared and nullif(current_setting('songhe.district', true), '') is not null
$$;
comment on function planning.compared is 'Printed values of the documents and shared reports of all districts, for comparison; answers only inside a scope.';
revoke all on function planning.compared from public;
grant execute on function planning.compared to songhe_app;
