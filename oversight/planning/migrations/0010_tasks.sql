-- Who must do what by when: tasks as documents print them, the bodies they name, what the registers must say, and what was reported beside.

create table planning.department (
  district int not null,
  id uuid not null,
  name text not null,
  kind text not null check (kind in ('body', 'all-towns', 'towns', 'streets', 'chosen-towns', 'open')),
  role text not null default '',
  import uuid,
  recorded_by text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (district, id)
);
comment on table planning.department is 'A body that tasks name; belongs to one district. kind: a body, a group of towns, or a group without list. role compares bodies of several districts.';
comment on column planning.department.role is '部门职能（各区县可比）';
create unique index department_name_once on planning.department (district, name);
select kernel.protect('planning.department');

create table planning.department_name (
  district int not null,
  folded text not null,
  name text not null,
  department uuid not null,
  proposed boolean not null,
  verdict text check (verdict in ('same', 'different')),
  verdict_reason text not null default '',
  decided_by text,
  decided_staff uuid,
  import uuid,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (district, folded),
  foreign key (district, department) references planning.department
);
comment on table planning.department_name is 'Every spelling under which a department was met. proposed = taken for the same body by its function, until a named officer says so.';
comment on column planning.department_name.folded is '便于比对的写法';
comment on column planning.department_name.department is '部门编号（planning.department）';
comment on column planning.department_name.proposed is '是否按职能推定为同一部门';
comment on column planning.department_name.decided_by is '认定人';
select kernel.protect('planning.department_name');

create table planning.task (
  district int not null,
  id uuid not null,
  document text not null,
  clause text not null,
  number text not null,
  position int not null,
  title text not null,
  due_on date,
  due_printed text not null default '',
  standing text not null default 'to-confirm' check (standing in ('to-confirm', 'running', 'past', 'withdrawn')),
  confirmed_by text,
  confirmed_staff uuid,
  confirmed_on date,
  confirmed_reason text not null default '',
  import uuid,
  recorded_by text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (district, id),
  check (standing not in ('running', 'past') or confirmed_staff is not null)
);
comment on table planning.task is 'One task of a division of work, tied to its clause by locator. A task starts as historic, to be confirmed; a named officer says whether it runs and until when.';
comment on column planning.task.due_printed is '文件上的期限写法';
comment on column planning.task.standing is '办理情形';
comment on column planning.task.confirmed_by is '确认人';
comment on column planning.task.confirmed_staff is '确认人编号（kernel.staff）';
comment on column planning.task.confirmed_on is '确认日期';
create unique index task_once on planning.task (district, document, number) where standing <> 'withdrawn';
select kernel.protect('planning.task');

create table planning.task_unit (
  district int not null,
  task uuid not null,
  position int not null,
  part text not null check (part in ('lead', 'helper')),
  printed text not null,
  department uuid not null,
  flag text not null default '' check (flag in ('', 'repeated', 'lead-again')),
  verdict text check (verdict in ('struck', 'kept')),
  verdict_reason text not null default '',
  decided_by text,
  decided_staff uuid,
  decided_on date,
  recorded_by text not null,
  primary key (district, task, position),
  foreign key (district, task) references planning.task,
  foreign key (district, department) references planning.department
);
comment on table planning.task_unit is 'Cells of the division of work exactly as printed. A repeated cell is flagged and stays until a named officer strikes it in the working copy; the printed list never changes.';
comment on column planning.task_unit.task is '任务编号（planning.task）';
comment on column planning.task_unit.part is '牵头或责任';
comment on column planning.task_unit.printed is '文件上的写法';
comment on column planning.task_unit.department is '部门编号（planning.department）';
comment on column planning.task_unit.flag is '疑点';
comment on column planning.task_unit.decided_by is '认定人';
create unique index task_one_lead on planning.task_unit (district, task) where part = 'lead' and verdict is distinct from 'struck';
create index task_unit_department on planning.task_unit (district, department);
select kernel.protect('planning.task_unit');

create table planning.task_town (
  district int not null,
  task uuid not null,
  area int not null,
  recorded_by text not null,
  left_at timestamptz,
  primary key (district, task, area),
  foreign key (district, task) references planning.task
);
comment on table planning.task_town is 'Each town that a group of a task means, for following up; read by the town concerned.';
comment on column planning.task_town.task is '任务编号（planning.task）';
comment on column planning.task_town.left_at is '移出时间';
select kernel.protect('planning.task_town', 'area');

create table planning.task_evidence (
  district int not null,
  id uuid not null,
  task uuid not null,
  measure text not null,
  split text not null default '',
  place int,
  since date,
  how text not null check (how in ('sum', 'records')),
  comparison text not null check (comparison in ('at-least', 'at-most')),
  quantity numeric(18, 2) not null,
  ground text not null,
  recorded_by text not null,
  recorded_staff uuid,
  recorded_at timestamptz not null default clock_timestamp(),
  confirmed_by text,
  confirmed_staff uuid,
  confirmed_on date,
  closed_at timestamptz,
  closed_by text,
  closed_reason text not null default '',
  primary key (district, id),
  foreign key (district, task) references planning.task,
  check (confirmed_staff is null or confirmed_staff is distinct from recorded_staff)
);
comment on table planning.task_evidence is 'What the registers must say for a task to count as reached: a threshold over a measure, set by one person and confirmed by another. Nobody types a result.';
comment on column planning.task_evidence.task is '任务编号（planning.task）';
comment on column planning.task_evidence.measure is '计数代号';
comment on column planning.task_evidence.split is '其中哪一类';
comment on column planning.task_evidence.place is '只数哪个镇街（registry.area）';
comment on column planning.task_evidence.since is '从哪天起数';
comment on column planning.task_evidence.how is '数量合计或记录条数';
comment on column planning.task_evidence.comparison is '不少于或不多于';
comment on column planning.task_evidence.confirmed_by is '确认人';
comment on column planning.task_evidence.confirmed_staff is '确认人编号（kernel.staff）';
comment on column planning.task_evidence.confirmed_on is '确认日期';
create index task_evidence_task on planning.task_evidence (district, task);
select kernel.protect('planning.task_evidence');

create table planning.task_finding (
  district int not null,
  evidence uuid not null,
  task uuid not null,
  found_on date not null,
  value numeric(18, 2),
  records int,
  verdict text not null check (verdict in ('met', 'met-late', 'not-met', 'no-source')),
  checked_at timestamptz not null,
  primary key (district, evidence, found_on),
  foreign key (district, evidence) references planning.task_evidence
);
comment on table planning.task_finding is 'What the registers said of one piece of evidence on a day: value, number of records, verdict. One row a day, the last look of the day stands.';
comment on column planning.task_finding.evidence is '证据编号（planning.task_evidence）';
comment on column planning.task_finding.task is '任务编号（planning.task）';
comment on column planning.task_finding.found_on is '核对日期';
comment on column planning.task_finding.records is '记录条数';
comment on column planning.task_finding.verdict is '核对结果';
comment on column planning.task_finding.checked_at is '核对时间';
select kernel.protect('planning.task_finding');

create table planning.task_statement (
  district int not null,
  id uuid not null,
  task uuid not null,
  area int,
  department uuid,
  quarter text not null check (quarter ~ '^\d{4}-Q[1-4]$'),
  words text not null,
  stated_on date not null,
  late boolean not null,
  recorded_by text not null,
  recorded_staff uuid,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (district, id),
  foreign key (district, task) references planning.task,
  check ((area is null) <> (department is null))
);
comment on table planning.task_statement is 'What a town or a department reports of a task for a quarter: a statement that stands beside the evidence and never is the proof.';
comment on column planning.task_statement.task is '任务编号（planning.task）';
comment on column planning.task_statement.department is '部门编号（planning.department）';
comment on column planning.task_statement.quarter is '季度';
comment on column planning.task_statement.words is '进展说明';
comment on column planning.task_statement.stated_on is '上报日期';
comment on column planning.task_statement.late is '是否迟报';
create index task_statement_task on planning.task_statement (district, task, quarter);
select kernel.protect_append_only('planning.task_statement', 'area');
