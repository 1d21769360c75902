-- Reports that never change once made, notices of the monthly supervision, and who asked for which report under which document.

create table planning.work_report (
  district int not null,
  id uuid not null,
  kind text not null check (kind in ('quarter', 'supervision', 'circular')),
  period text not null,
  title text not null,
  content jsonb not null,
  digest text not null,
  as_of timestamptz not null,
  made_by text not null,
  made_staff uuid,
  number int,
  issued_by text,
  issued_staff uuid,
  issued_on date,
  discarded_by text,
  discarded_on date,
  discarded_reason text not null default '',
  primary key (district, id),
  check ((number is null) = (issued_on is null)),
  check (issued_staff is null or issued_staff is distinct from made_staff)
);
comment on table planning.work_report is 'A report with its sentences, tables and figures as they were when it was made. The application may only number or discard it; content and digest cannot be changed.';
comment on column planning.work_report.period is '报告期';
comment on column planning.work_report.content is '报告内容和数字（生成时冻结）';
comment on column planning.work_report.as_of is '数字截至时间';
comment on column planning.work_report.made_by is '生成人';
comment on column planning.work_report.made_staff is '生成人编号（kernel.staff）';
comment on column planning.work_report.issued_by is '签发人';
comment on column planning.work_report.issued_staff is '签发人编号（kernel.staff）';
comment on column planning.work_report.discarded_by is '作废人';
comment on column planning.work_report.discarded_on is '作废日期';
comment on column planning.work_report.discarded_reason is '作废理由';
create unique index work_report_number on planning.work_report (district, kind, substr(period, 1, 4), number) where number is not null;
select kernel.protect('planning.work_report');
revoke update on planning.work_report from songhe_app;
grant update (number, issued_by, issued_staff, issued_on, discarded_by, discarded_on, discarded_reason) on planning.work_report to songhe_app;

create table planning.notice (
  district int not null,
  id uuid not null,
  report uuid not null,
  task uuid not null,
  area int,
  department uuid,
  what text not null,
  reply_due date not null,
  reply text not null default '',
  replied_on date,
  replied_by text,
  closed_on date,
  closed_by text,
  closed_note text not null default '',
  primary key (district, id),
  foreign key (district, report) references planning.work_report,
  foreign key (district, task) references planning.task,
  check ((area is null) <> (department is null))
);
comment on table planning.notice is 'One line of a supervision list to one town or department: what is late, until when to reply, the reply, and who closed it.';
comment on column planning.notice.report is '报告编号（planning.work_report）';
comment on column planning.notice.task is '任务编号（planning.task）';
comment on column planning.notice.department is '部门编号（planning.department）';
comment on column planning.notice.what is '督办事项';
comment on column planning.notice.reply_due is '回复期限';
comment on column planning.notice.reply is '回复';
comment on column planning.notice.replied_on is '回复日期';
comment on column planning.notice.replied_by is '回复人';
comment on column planning.notice.closed_by is '销号人';
create index notice_report on planning.notice (district, report);
select kernel.protect('planning.notice', 'area');

create table planning.report_request (
  district int not null,
  id uuid not null,
  asked_by text not null,
  paper text not null,
  topic text not null,
  words text not null,
  covers_from date not null,
  covers_to date not null,
  received_on date not null,
  due_on date not null,
  report uuid,
  answered_on date,
  answer text not null default '',
  recorded_by text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (district, id),
  foreign key (district, report) references planning.work_report,
  check (covers_to >= covers_from)
);
comment on table planning.report_request is 'A receipt: which body asked for which figures of which period under which document, and what it was answered with.';
comment on column planning.report_request.asked_by is '要数单位';
comment on column planning.report_request.paper is '依据文件';
comment on column planning.report_request.topic is '内容类别';
comment on column planning.report_request.words is '要的内容';
comment on column planning.report_request.covers_from is '所属期起';
comment on column planning.report_request.covers_to is '所属期止';
comment on column planning.report_request.received_on is '收到日期';
comment on column planning.report_request.report is '报告编号（planning.work_report）';
comment on column planning.report_request.answered_on is '答复日期';
select kernel.protect('planning.report_request');
