-- The coverage plan: which town gets what in which year, as printed.

create table planning.coverage_line (
  district int not null,
  id uuid not null,
  area int not null,
  number int not null,
  place_printed text not null,
  kind text not null check (kind in ('centre', 'station', 'area')),
  phase text not null check (phase ~ '^(existing|\d{4})$'),
  printed text not null default '',
  count int not null check (count >= 0),
  document text not null,
  clause text not null default '',
  import uuid,
  recorded_by text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  closed_at timestamptz,
  closed_by uuid,
  primary key (district, id)
);
comment on table planning.coverage_line is 'One cell of the coverage plan: town, kind, existing or year, how many. In this table an empty cell means none.';
comment on column planning.coverage_line.place_printed is '印的镇街名';
comment on column planning.coverage_line.count is '几个';
comment on column planning.coverage_line.kind is 'centre 中心，station 站点，area 村和社区数';
comment on column planning.coverage_line.phase is 'existing 原有，或年份';
comment on column planning.coverage_line.printed is '印的原样；空格就是空';
create unique index coverage_line_once on planning.coverage_line (district, document, area, kind, phase) where closed_at is null;
create index coverage_line_import on planning.coverage_line (district, import) where import is not null;
select kernel.protect('planning.coverage_line', 'area');
