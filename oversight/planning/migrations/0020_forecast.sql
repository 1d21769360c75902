-- Forecasts of the elderly: each frozen with what it was counted from, so that it can be counted again.

create table planning.forecast_run (
  district int not null,
  id uuid not null,
  base text not null check (base in ('resident', 'registered')),
  base_day date not null,
  last_year int not null,
  inputs jsonb not null,
  outcome jsonb not null,
  digest text not null,
  note text not null default '',
  made_by text not null,
  made_at timestamptz not null default clock_timestamp(),
  primary key (district, id)
);
comment on table planning.forecast_run is 'One forecast of one base, for ever: inputs = people by age and sex, death rates, rates with their sources, seed; outcome = what was counted from them.';
comment on column planning.forecast_run.base is '口径（常住、户籍）';
comment on column planning.forecast_run.base_day is '基期日';
comment on column planning.forecast_run.last_year is '推算到的年份';
comment on column planning.forecast_run.inputs is '推算所用的人口、死亡率、参数';
comment on column planning.forecast_run.outcome is '推算结果';
comment on column planning.forecast_run.digest is '所用数据的摘要';
comment on column planning.forecast_run.note is '说明';
comment on column planning.forecast_run.made_by is '推算人';
comment on column planning.forecast_run.made_at is '推算时间';
create index forecast_run_latest on planning.forecast_run (district, base, made_at desc);
select kernel.protect_append_only('planning.forecast_run');
