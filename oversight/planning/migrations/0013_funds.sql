-- Money for elder care: where it comes from, what it was budgeted and spent for, and the shares that documents ask for, each with its own base.

create table planning.fund_source (
  district int not null,
  id uuid not null,
  name text not null,
  kind text not null check (kind in ('lottery', 'budget', 'central', 'city', 'bond', 'collective', 'donation', 'other')),
  level text not null check (level in ('central', 'city', 'district', 'town', 'village', 'social')),
  kept_here boolean,
  drawn_by text not null default '' check (drawn_by in ('', 'federation')),
  recorded_by text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (district, id)
);
comment on table planning.fund_source is 'A source of money. kept_here: welfare lottery money kept by the district itself, null = not said; drawn_by federation: the part the disabled persons'' federation draws.';
comment on column planning.fund_source.kept_here is '是否本级留存';
comment on column planning.fund_source.drawn_by is '由谁提取';
create unique index fund_source_name on planning.fund_source (district, name);
select kernel.protect('planning.fund_source');

create table planning.budget_line (
  district int not null,
  id uuid not null,
  source uuid not null,
  year int not null check (year between 2000 and 2100),
  purpose text not null,
  fen bigint not null check (fen > 0),
  ground text not null,
  recorded_by text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (district, id),
  foreign key (district, source) references planning.fund_source
);
comment on table planning.budget_line is 'Money set aside from a source for a purpose in a year, with its ground.';
select kernel.protect_append_only('planning.budget_line');

create table planning.fund_entry (
  district int not null,
  id uuid not null,
  source uuid not null,
  direction text not null check (direction in ('income', 'spending')),
  purpose text not null default '',
  fen bigint not null check (fen > 0),
  day date not null,
  voucher text not null,
  words text not null,
  donor text not null default '',
  wish text not null default '',
  verdict text check (verdict in ('approved', 'returned', 'reversed')),
  verdict_reason text not null default '',
  decided_by text,
  decided_staff uuid,
  decided_on date,
  recorded_by text not null,
  recorded_staff uuid,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (district, id),
  foreign key (district, source) references planning.fund_source,
  check (direction = 'income' or purpose <> ''),
  check (decided_staff is null or decided_staff is distinct from recorded_staff)
);
comment on table planning.fund_entry is 'Money that came in or went out, with its voucher; counts and is booked in the ledger only once a second person has approved it. purpose of an income = what the donor or the document binds it to.';
comment on column planning.fund_entry.direction is '收入或支出';
comment on column planning.fund_entry.voucher is '凭证号';
comment on column planning.fund_entry.words is '摘要';
comment on column planning.fund_entry.donor is '捐赠人';
comment on column planning.fund_entry.wish is '捐赠人意愿';
comment on column planning.fund_entry.decided_by is '审核人';
create unique index fund_voucher_once on planning.fund_entry (district, source, direction, voucher) where verdict is null or verdict = 'approved';
create index fund_entry_day on planning.fund_entry (district, day);
select kernel.protect('planning.fund_entry');

create table planning.share_rule (
  district int not null,
  id uuid not null,
  document text not null,
  clause text not null,
  number text not null,
  base text not null check (base in ('lottery-all', 'lottery-kept', 'lottery-federation', 'gdp', 'open')),
  purposes text[] not null,
  floor_percent numeric(6, 2) not null check (floor_percent > 0 and floor_percent <= 100),
  valid_from date not null,
  valid_to date,
  standing text not null default 'stands' check (standing in ('stands', 'leads', 'set-aside', 'withdrawn')),
  decided_by text,
  decided_staff uuid,
  decided_reason text not null default '',
  import uuid,
  recorded_by text not null,
  primary key (district, id)
);
comment on table planning.share_rule is 'A share that a document asks for, with its base and the purposes that count. base open = the document names none: no share is computed.';
comment on column planning.share_rule.base is '基数';
comment on column planning.share_rule.purposes is '算作合格的用途';
comment on column planning.share_rule.floor_percent is '最低百分比';
comment on column planning.share_rule.standing is '适用情形';
comment on column planning.share_rule.decided_by is '认定人';
create unique index share_rule_once on planning.share_rule (district, document, number) where standing <> 'withdrawn';
select kernel.protect('planning.share_rule');

create table planning.share_base (
  district int not null,
  id uuid not null,
  base text not null,
  year int not null check (year between 2000 and 2100),
  fen bigint not null check (fen > 0),
  ground text not null,
  valid_from timestamptz not null,
  recorded_by text not null,
  primary key (district, id)
);
comment on table planning.share_base is 'A base that no ledger holds (regional product), entered with its source; the latest line of a year counts.';
comment on column planning.share_base.base is '基数';
select kernel.protect_append_only('planning.share_base');

create table planning.money_application (
  district int not null,
  id uuid not null,
  kind text not null check (kind in ('bond', 'grant')),
  title text not null,
  stage text not null default 'reserve' check (stage in ('reserve', 'papers-ready', 'submitted', 'granted', 'refused', 'given-up')),
  asked_fen bigint not null check (asked_fen > 0),
  granted_fen bigint check (granted_fen > 0),
  papers text not null default '',
  stage_on date not null,
  document text not null default '',
  recorded_by text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (district, id),
  check ((stage = 'granted') = (granted_fen is not null))
);
comment on table planning.money_application is 'The reserve of bond projects and applications for grants: what is asked for, how ripe the papers are, what was granted.';
comment on column planning.money_application.stage is '阶段';
comment on column planning.money_application.asked_fen is '申请金额（分）';
comment on column planning.money_application.granted_fen is '批复金额（分）';
comment on column planning.money_application.papers is '材料情况';
comment on column planning.money_application.stage_on is '到这个阶段的日期';
select kernel.protect('planning.money_application');
