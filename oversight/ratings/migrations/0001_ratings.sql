-- Stars, leaves and yearly evaluation: rounds, the case of each site, score sheets with evidence, objections and appeals, later changes.

create table ratings.round (
  district int not null,
  id uuid not null,
  title text not null,
  scheme text not null check (scheme in ('star', 'leaf', 'evaluation')),
  kinds text[] not null,
  pack text not null,
  pack_version int not null,
  digest text not null,
  announcement text not null,
  announced_on date not null,
  apply_by date not null check (apply_by >= announced_on),
  year int check (year between 2000 and 2100),
  validity_months int check (validity_months > 0),
  notice_days int not null check (notice_days > 0),
  example boolean not null default false,
  closed_on date,
  closed_reason text not null default '',
  opened_by text not null,
  opened_staff uuid,
  opened_at timestamptz not null default clock_timestamp(),
  primary key (district, id),
  check ((scheme = 'evaluation') = (year is not null)),
  check ((scheme = 'evaluation') = (validity_months is null))
);
comment on table ratings.round is 'One round: announcement, which kinds of site, which version of the standard (frozen with its digest), until when sites may apply.';
comment on column ratings.round.scheme is '评定种类：星级、叶级、年度绩效评价';
comment on column ratings.round.kinds is '评哪些设施类别';
comment on column ratings.round.pack is '评分标准（规则表代号）';
comment on column ratings.round.pack_version is '评分标准版本';
comment on column ratings.round.digest is '评分标准指纹';
comment on column ratings.round.announcement is '公告文号或出处';
comment on column ratings.round.announced_on is '公告日期';
comment on column ratings.round.apply_by is '申请截止日';
comment on column ratings.round.year is '评价年度';
comment on column ratings.round.validity_months is '有效期（月）';
comment on column ratings.round.notice_days is '公示期（工作日）';
comment on column ratings.round.closed_on is '结束日期';
comment on column ratings.round.closed_reason is '结束说明';
comment on column ratings.round.opened_by is '开轮人';
comment on column ratings.round.opened_staff is '开轮人编号';
comment on column ratings.round.opened_at is '开轮时间';
create index round_scheme on ratings.round (district, scheme, announced_on desc);
select kernel.protect('ratings.round');

create table ratings.rating_case (
  district int not null,
  id uuid not null,
  round uuid not null,
  facility uuid not null,
  area int not null,
  state text not null default 'applied' check (state in ('applied', 'scored', 'notice', 'in-force', 'below', 'withdrawn', 'revoked')),
  applied_on date not null,
  applied_by text not null,
  applied_staff uuid,
  returned_reason text not null default '',
  proposed text,
  grade text not null default '',
  total numeric(7, 2),
  decision text not null default '',
  decided_on date,
  decided_by text not null default '',
  decided_staff uuid,
  facts jsonb,
  notice_from date,
  notice_to date,
  valid_from date,
  valid_to date,
  rating uuid,
  closed_reason text not null default '',
  version int not null default 1,
  primary key (district, id),
  foreign key (district, round) references ratings.round (district, id)
);
comment on table ratings.rating_case is 'One site in one round: application, decision by a second human, public notice, and what came of it.';
comment on column ratings.rating_case.round is '哪一轮';
comment on column ratings.rating_case.facility is '设施';
comment on column ratings.rating_case.applied_on is '申请日期';
comment on column ratings.rating_case.applied_by is '申请登记人';
comment on column ratings.rating_case.applied_staff is '申请登记人编号';
comment on column ratings.rating_case.returned_reason is '退回重评的理由';
comment on column ratings.rating_case.proposed is '按第三方评分拟定的等级；空字为未达等级，没有值为还不能定';
comment on column ratings.rating_case.grade is '等级';
comment on column ratings.rating_case.total is '总分';
comment on column ratings.rating_case.decision is '决定文号';
comment on column ratings.rating_case.decided_on is '决定日期';
comment on column ratings.rating_case.decided_by is '决定人';
comment on column ratings.rating_case.decided_staff is '决定人编号';
comment on column ratings.rating_case.facts is '决定时用到的设施情况';
comment on column ratings.rating_case.notice_from is '公示起';
comment on column ratings.rating_case.notice_to is '公示止';
comment on column ratings.rating_case.valid_from is '有效期起';
comment on column ratings.rating_case.valid_to is '有效期止（从这天起不再有效）';
comment on column ratings.rating_case.rating is '设施台账里的等级记录';
comment on column ratings.rating_case.closed_reason is '撤回、撤销的理由';
create unique index rating_case_once on ratings.rating_case (district, round, facility) where state <> 'withdrawn';
create index rating_case_facility on ratings.rating_case (district, facility);
create index rating_case_state on ratings.rating_case (district, state);
select kernel.protect('ratings.rating_case', 'area');

create table ratings.challenge (
  district int not null,
  id uuid not null,
  rating_case uuid not null,
  area int not null,
  kind text not null check (kind in ('objection', 'appeal')),
  raised_on date not null,
  raised_by text not null,
  ground text not null,
  recorded_by text not null,
  recorded_staff uuid,
  recorded_at timestamptz not null default clock_timestamp(),
  upheld boolean,
  answer text not null default '',
  grade_before text not null default '',
  grade_after text not null default '',
  answered_on date,
  answered_by text not null default '',
  answered_staff uuid,
  primary key (district, id),
  check (upheld is null or answered_staff is distinct from recorded_staff)
);
comment on table ratings.challenge is 'An objection during the notice or an appeal of the site, with its answer; who records and who answers are two humans.';
comment on column ratings.challenge.rating_case is '哪一件评定';
comment on column ratings.challenge.kind is '异议（公示期内，任何人）或申诉（设施）';
comment on column ratings.challenge.raised_on is '提出日期';
comment on column ratings.challenge.raised_by is '提出人';
comment on column ratings.challenge.ground is '理由';
comment on column ratings.challenge.recorded_staff is '登记人编号';
comment on column ratings.challenge.upheld is '是否采纳';
comment on column ratings.challenge.answer is '答复';
comment on column ratings.challenge.grade_before is '答复前的等级';
comment on column ratings.challenge.grade_after is '答复后的等级';
comment on column ratings.challenge.answered_on is '答复日期';
comment on column ratings.challenge.answered_by is '答复人';
comment on column ratings.challenge.answered_staff is '答复人编号';
create unique index challenge_one_open on ratings.challenge (district, rating_case) where upheld is null;
create index challenge_case on ratings.challenge (district, rating_case);
select kernel.protect('ratings.challenge', 'area');

create table ratings.score_sheet (
  district int not null,
  id uuid not null,
  rating_case uuid not null,
  area int not null,
  kind text not null check (kind in ('self', 'evaluator', 'review')),
  challenge uuid,
  institution text not null default '',
  credit_code text not null default '',
  people text not null default '',
  scored_on date not null,
  recorded_by text not null,
  recorded_staff uuid,
  recorded_at timestamptz not null default clock_timestamp(),
  import uuid,
  undone_by uuid,
  primary key (district, id),
  check ((kind = 'review') = (challenge is not null)),
  check (kind = 'self' or institution <> '' and people <> '')
);
comment on table ratings.score_sheet is 'One scoring: by the site itself, by the evaluator, or again after a challenge; other points are another sheet.';
comment on column ratings.score_sheet.rating_case is '哪一件评定';
comment on column ratings.score_sheet.kind is '自评、第三方评分、复评';
comment on column ratings.score_sheet.challenge is '为哪一件异议或申诉复评';
comment on column ratings.score_sheet.institution is '评估机构';
comment on column ratings.score_sheet.credit_code is '评估机构统一社会信用代码';
comment on column ratings.score_sheet.people is '评估人员';
comment on column ratings.score_sheet.scored_on is '评分日期';
comment on column ratings.score_sheet.recorded_staff is '登记人编号';
comment on column ratings.score_sheet.import is '来自哪次导入';
comment on column ratings.score_sheet.undone_by is '被哪次撤销收回';
create index score_sheet_case on ratings.score_sheet (district, rating_case, recorded_at);
select kernel.protect('ratings.score_sheet', 'area');

create table ratings.score (
  district int not null,
  sheet uuid not null,
  section text not null,
  area int not null,
  points numeric(6, 2) not null check (points >= 0),
  evidence text not null default '',
  file uuid,
  primary key (district, sheet, section),
  foreign key (district, sheet) references ratings.score_sheet (district, id)
);
comment on table ratings.score is 'Points and evidence of one section in one scoring.';
comment on column ratings.score.sheet is '哪一次评分';
comment on column ratings.score.section is '评分部分';
comment on column ratings.score.points is '得分';
comment on column ratings.score.evidence is '证据';
comment on column ratings.score.file is '证据文件';
select kernel.protect_append_only('ratings.score', 'area');

create table ratings.change (
  district int not null,
  id uuid not null,
  rating_case uuid not null,
  area int not null,
  kind text not null check (kind in ('downgrade', 'revoke')),
  grade text not null default '',
  effective_on date not null,
  reason text not null,
  evidence text not null,
  proposed_by text not null,
  proposed_staff uuid,
  proposed_at timestamptz not null default clock_timestamp(),
  approved boolean,
  decision text not null default '',
  note text not null default '',
  decided_by text not null default '',
  decided_staff uuid,
  decided_at timestamptz,
  primary key (district, id),
  check ((kind = 'downgrade') = (grade <> '')),
  check (approved is null or decided_staff is distinct from proposed_staff)
);
comment on table ratings.change is 'Downgrade or withdrawal of a rating in force: proposed by one human, decided by another.';
comment on column ratings.change.rating_case is '哪一件评定';
comment on column ratings.change.kind is '降级或撤销';
comment on column ratings.change.grade is '降到的等级';
comment on column ratings.change.effective_on is '从哪天起';
comment on column ratings.change.evidence is '证据';
comment on column ratings.change.proposed_by is '提出人';
comment on column ratings.change.proposed_staff is '提出人编号';
comment on column ratings.change.proposed_at is '提出时间';
comment on column ratings.change.approved is '是否同意';
comment on column ratings.change.decision is '决定文号';
comment on column ratings.change.decided_by is '决定人';
comment on column ratings.change.decided_staff is '决定人编号';
comment on column ratings.change.decided_at is '决定时间';
create unique index change_one_open on ratings.change (district, rating_case) where approved is null;
select kernel.protect('ratings.change', 'area');

create table ratings.taken_over (
  district int not null,
  id uuid not null,
  import uuid not null,
  facility uuid not null,
  area int not null,
  rating uuid not null,
  scheme text not null,
  grade text not null,
  evaluator text not null default '',
  evidence text not null,
  undone boolean not null default false,
  primary key (district, id)
);
comment on table ratings.taken_over is 'Ratings that the office already had, taken over from a list; undo takes each back.';
comment on column ratings.taken_over.import is '来自哪次导入';
comment on column ratings.taken_over.facility is '设施';
comment on column ratings.taken_over.rating is '设施台账里的等级记录';
comment on column ratings.taken_over.scheme is '评定种类';
comment on column ratings.taken_over.grade is '等级';
comment on column ratings.taken_over.evaluator is '评估机构';
comment on column ratings.taken_over.evidence is '证据';
comment on column ratings.taken_over.undone is '导入已撤销';
create index taken_over_import on ratings.taken_over (district, import);
create index taken_over_rating on ratings.taken_over (district, rating);
select kernel.protect('ratings.taken_over', 'area');

create table ratings.evidence (
  district int not null,
  id uuid not null,
  rating_case uuid not null,
  area int not null,
  file uuid not null,
  name text not null,
  recorded_by text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (district, id)
);
comment on table ratings.evidence is 'Files behind the points of a case.';
comment on column ratings.evidence.rating_case is '哪一件评定';
comment on column ratings.evidence.recorded_by is '上传人';
create index evidence_case on ratings.evidence (district, rating_case);
select kernel.protect_append_only('ratings.evidence', 'area');
