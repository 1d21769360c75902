-- What the documents promise, as printed; what it means, as the office defines it; what was decided where the print disagrees with itself.

create table planning.indicator (
  district int not null,
  id uuid not null,
  title text not null,
  title_folded text not null,
  category text not null default '',
  kind text not null default 'indicator' check (kind in ('indicator', 'rule', 'forecast')),
  binding text not null default '' check (binding in ('binding', 'expected', '')),
  direction text not null default 'up' check (direction in ('up', 'down', 'hold', 'between')),
  unit text not null default '',
  unit_inferred boolean not null default false,
  base text not null default '',
  responsible text not null default '',
  document text not null,
  clause text not null default '',
  number int not null default 0,
  import uuid,
  recorded_by text not null,
  recorded_staff uuid,
  recorded_at timestamptz not null default clock_timestamp(),
  closed_at timestamptz,
  closed_by uuid,
  primary key (district, id)
);
comment on table planning.indicator is 'An indicator or a demand of a document; its name as printed. One name (or a known other name) is one indicator of a document.';
comment on column planning.indicator.title_folded is '比对用的名称：去掉空格、括号和标点的写法差别';
comment on column planning.indicator.category is '文件里的分类';
comment on column planning.indicator.kind is '性质：indicator 指标，rule 规则里的界限，forecast 预测';
comment on column planning.indicator.binding is '属性：binding 约束性，expected 预期性，空为文件没有写';
comment on column planning.indicator.direction is '方向：up 越高越好，down 不超过，hold 保持，between 在两数之间';
comment on column planning.indicator.unit is '单位；空为文件没有写，没有单位的数不能比较';
comment on column planning.indicator.unit_inferred is '单位是读出来的，不是文件印的';
comment on column planning.indicator.base is '人口口径：registered 户籍，resident 常住，其他写明的基数，空为没有写';
comment on column planning.indicator.responsible is '文件写的责任单位';
create unique index indicator_once on planning.indicator (district, document, title_folded) where closed_at is null;
create index indicator_import on planning.indicator (district, import) where import is not null;
select kernel.protect('planning.indicator');

create table planning.printed_value (
  district int not null,
  id uuid not null,
  indicator uuid not null,
  role text not null check (role in ('baseline', 'target')),
  printed text not null,
  operator text not null default '=',
  value numeric(24, 6),
  value_max numeric(24, 6),
  unit text not null default '',
  day date,
  day_precision text not null default 'none' check (day_precision in ('day', 'year', 'plan', 'none')),
  day_printed text not null default '',
  day_inferred boolean not null default false,
  quantity text not null default '' check (quantity in ('total', 'added', '')),
  certainty text not null default '',
  standing text not null default 'open' check (standing in ('open', 'historic', 'binding', 'past')),
  usable boolean not null default true,
  document text not null,
  clause text not null default '',
  number int not null default 0,
  import uuid,
  recorded_by text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  closed_at timestamptz,
  closed_by uuid,
  primary key (district, id)
);
comment on table planning.printed_value is 'A number as a document prints it (baseline or target), never changed; what was read from it stands beside.';
comment on column planning.printed_value.indicator is '哪项指标';
comment on column planning.printed_value.printed is '印的原样';
comment on column planning.printed_value.operator is '比较：=、>=、<=、>、~ 约、between 区间、basically_full 基本全覆盖、widely 普遍、done 完成';
comment on column planning.printed_value.value is '读出的数；空为没有数（—）';
comment on column planning.printed_value.value_max is '区间的上限';
comment on column planning.printed_value.day is '期末日；空为文件没有写时间';
comment on column planning.printed_value.day_precision is '时点的精度：day 某日，year 某年末，plan 规划期末，none 没有写';
comment on column planning.printed_value.day_printed is '印的时间词';
comment on column planning.printed_value.day_inferred is '时间是从同一句读出来的';
comment on column planning.printed_value.quantity is '数量是总数 total 还是新增 added；空为没有写';
comment on column planning.printed_value.certainty is '措辞：力争、约、基本等';
comment on column planning.printed_value.standing is 'open 时间未到；historic 导入时已过期、待确认；binding 已确认仍按它考核；past 已确认只作历史';
comment on column planning.printed_value.usable is '能不能拿来比较；百分比目标写在密度上的不能';
create index printed_value_indicator on planning.printed_value (district, indicator) where closed_at is null;
create unique index printed_value_once on planning.printed_value (district, indicator, role, document, clause, number) where closed_at is null;
create index printed_value_import on planning.printed_value (district, import) where import is not null;
select kernel.protect('planning.printed_value');

create table planning.definition (
  district int not null,
  id uuid not null,
  indicator uuid not null,
  version int not null,
  words text not null,
  counts_not text not null default '',
  formula text not null default '',
  inputs jsonb not null default '{}',
  unit text not null default '',
  places int not null default 2 check (places between 0 and 6),
  base text not null default '',
  reason text not null,
  recorded_by text not null,
  recorded_staff uuid,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (district, indicator, version)
);
comment on table planning.definition is 'How an indicator is counted: words, formula, where each name of the formula comes from. A change is a new version. No formula = no source.';
comment on column planning.definition.indicator is '哪项指标';
comment on column planning.definition.words is '用文字说怎么算';
comment on column planning.definition.base is '人口口径';
comment on column planning.definition.counts_not is '不算什么';
comment on column planning.definition.formula is '名称和数字的四则算式';
comment on column planning.definition.inputs is '公式里的名称：来源和分项（measure、splits、window），或一个常数及其出处（constant、source）';
comment on column planning.definition.places is '保留几位小数，四舍五入';
create unique index definition_id on planning.definition (district, id);
select kernel.protect_append_only('planning.definition');

create table planning.observation (
  district int not null,
  id uuid not null,
  indicator uuid not null,
  day date not null,
  value numeric(24, 6) not null,
  unit text not null default '',
  document text not null,
  note text not null default '',
  file uuid,
  recorded_by text not null,
  recorded_staff uuid,
  recorded_at timestamptz not null default clock_timestamp(),
  closed_at timestamptz,
  closed_reason text not null default '',
  primary key (district, id)
);
comment on table planning.observation is 'A value of an indicator without a measure, told from a document: which day, how much, which document. A correction closes it and adds one.';
comment on column planning.observation.indicator is '哪项指标';
create index observation_indicator on planning.observation (district, indicator, day) where closed_at is null;
select kernel.protect('planning.observation');

create table planning.flag (
  district int not null,
  id uuid not null,
  indicator uuid,
  printed_value uuid,
  kind text not null,
  said text not null,
  import uuid,
  raised_by text not null,
  raised_staff uuid,
  raised_at timestamptz not null default clock_timestamp(),
  verdict text,
  chosen uuid,
  reason text not null default '',
  decided_by text,
  decided_staff uuid,
  decided_at timestamptz,
  closed_at timestamptz,
  primary key (district, id),
  check ((verdict is null) = (decided_at is null)),
  check (decided_staff is null or decided_staff is distinct from raised_staff)
);
comment on table planning.flag is 'Where a document disagrees with itself or does not say: the print stays, a named officer decides with a reason; whoever imported it does not.';
comment on column planning.flag.indicator is '哪项指标';
comment on column planning.flag.printed_value is '说的是哪个印的数';
comment on column planning.flag.raised_staff is '导入的人';
comment on column planning.flag.kind is '哪一种：wrong-sum 合计不符，late-plan 计划晚于要求，two-values 一项两数，no-date 没有时间，date-inferred 时间是推出来的，historic 期限已过，unit-unknown 没有单位，percent-on-density 密度写了百分比目标，base-unknown 口径没有写，quantity-unknown 总数还是新增没有写，unit-mismatch 单位不能比';
comment on column planning.flag.said is '给人看的一句话';
comment on column planning.flag.chosen is '选定的那个数';
create index flag_open on planning.flag (district, kind) where verdict is null and closed_at is null;
create index flag_indicator on planning.flag (district, indicator) where closed_at is null;
create index flag_import on planning.flag (district, import) where import is not null;
select kernel.protect('planning.flag');
