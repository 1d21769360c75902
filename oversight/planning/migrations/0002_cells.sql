-- What the rooms count, added up by month and town, so that a page asks a few hundred rows and not the registers.

create table planning.cell (
  district int not null,
  measure text not null,
  split text not null,
  area int not null,
  month char(7) not null,
  value numeric(24, 4) not null,
  records int not null,
  primary key (district, month, measure, area, split)
);
comment on table planning.cell is 'What rooms count, by month, town and split; replaced month by month, may be derived again at any time. Stocks stand at the month''s end (today in the running month), flows fill the month.';
comment on column planning.cell.measure is '来源';
comment on column planning.cell.split is '分项；没有分项为空';
comment on column planning.cell.area is '镇街；落在镇街以外的记在区县上';
comment on column planning.cell.records is '由多少条记录加成';
select kernel.protect('planning.cell', 'area');
grant delete on planning.cell to songhe_app;

create table planning.roll_up (
  district int not null,
  month char(7) not null,
  as_of date not null,
  cells int not null,
  refreshed_at timestamptz not null default clock_timestamp(),
  primary key (district, month)
);
comment on table planning.roll_up is 'When and as of which day each month was added up.';
comment on column planning.roll_up.as_of is '按哪一天取数';
comment on column planning.roll_up.cells is '有多少格';
select kernel.protect('planning.roll_up');
