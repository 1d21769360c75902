-- Projects as documents plan them: what is built, where, how much, by milestones and photographs, and whether planned sums fit the planned growth.

create table planning.project (
  district int not null,
  id uuid not null,
  document text not null,
  clause text not null,
  number text not null,
  programme text not null,
  item text not null,
  action text not null,
  place text not null default '',
  area int references registry.area,
  quantity numeric(14, 2),
  quantity_max numeric(14, 2),
  printed text not null default '',
  unit text not null default '',
  certainty text not null default '',
  quantity_kind text not null default '' check (quantity_kind in ('', 'total', 'added', 'open')),
  tally text not null default '',
  due_on date,
  due_printed text not null default '',
  standing text not null default 'to-confirm' check (standing in ('to-confirm', 'running', 'done', 'dropped', 'withdrawn')),
  decided_by text,
  decided_staff uuid,
  decided_on date,
  decided_reason text not null default '',
  facility uuid,
  import uuid,
  recorded_by text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (district, id),
  check (quantity_max is null or quantity_max >= quantity)
);
comment on table planning.project is 'One line of a plan: an item, an action, a place, a printed quantity. quantity_kind says whether the number is the total to be reached or an addition; open = the document does not say.';
comment on column planning.project.programme is '项目';
comment on column planning.project.item is '内容';
comment on column planning.project.action is '方式';
comment on column planning.project.place is '地点（文件写法）';
comment on column planning.project.printed is '文件上的数';
comment on column planning.project.certainty is '约数或推定';
comment on column planning.project.quantity_kind is '总数还是新增';
comment on column planning.project.tally is '归入哪项合计';
comment on column planning.project.due_printed is '文件上的期限写法';
comment on column planning.project.standing is '情形';
comment on column planning.project.decided_by is '认定人';
comment on column planning.project.decided_reason is '认定理由';
create unique index project_once on planning.project (district, document, number) where standing <> 'withdrawn';
select kernel.protect('planning.project', 'area');

create table planning.milestone (
  district int not null,
  id uuid not null,
  project uuid not null,
  area int,
  title text not null,
  due_on date not null,
  reached_on date,
  note text not null default '',
  reached_by text,
  recorded_by text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (district, id),
  foreign key (district, project) references planning.project
);
comment on table planning.milestone is 'A step of a project with the day it is due and the day it was reached.';
comment on column planning.milestone.project is '项目编号（planning.project）';
comment on column planning.milestone.reached_on is '完成日期';
comment on column planning.milestone.reached_by is '登记完成的人';
create index milestone_project on planning.milestone (district, project);
select kernel.protect('planning.milestone', 'area');

create table planning.project_photo (
  district int not null,
  id uuid not null,
  project uuid not null,
  area int,
  file uuid not null,
  taken_on date not null,
  note text not null default '',
  recorded_by text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (district, id),
  foreign key (district, project) references planning.project
);
comment on table planning.project_photo is 'Photographs of a project, kept as sealed files of the kernel.';
comment on column planning.project_photo.project is '项目编号（planning.project）';
comment on column planning.project_photo.taken_on is '拍摄日期';
select kernel.protect_append_only('planning.project_photo', 'area');

create table planning.tally (
  district int not null,
  id uuid not null,
  name text not null,
  unit text not null,
  base numeric(14, 2) not null,
  base_ground text not null,
  target numeric(14, 2),
  target_ground text not null default '',
  valid_from timestamptz not null,
  recorded_by text not null,
  primary key (district, id)
);
comment on table planning.tally is 'What planned quantities of one kind are held against: the number there was and the number there shall be, each with its clause. The latest line of a name counts.';
comment on column planning.tally.base is '基数';
comment on column planning.tally.base_ground is '基数出处';
comment on column planning.tally.target is '目标数';
comment on column planning.tally.target_ground is '目标出处';
select kernel.protect_append_only('planning.tally');
