-- Why a fact may be kept: the office's duty by law for its own kinds, a recorded consent for what an elder is merely asked (个人信息保护法 第十三条、第二十八条、第二十九条).

create table registry.consent (
  district int not null,
  id uuid not null,
  person uuid not null,
  area int not null,
  purpose text not null,
  given_by text not null,
  relation text not null default '本人',
  given_on date not null,
  recorded_by uuid,
  recorded_by_name text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  withdrawn_on date,
  withdrawn_by_name text not null default '',
  withdrawn_reason text not null default '',
  primary key (district, id)
);
comment on table registry.consent is 'Who agreed that answers are kept, for which purpose, on which day; withdrawn = what was kept on it no longer counts and is not shown.';
comment on column registry.consent.given_by is 'The elder, or who stands for the elder with the relation beside.';
comment on column registry.consent.withdrawn_reason is 'Who took it back and why.';
comment on column registry.consent.withdrawn_on is 'The day from which it no longer holds; empty while it does.';
create index consent_person on registry.consent (district, person);
select kernel.protect('registry.consent', 'area');

alter table registry.fact add column consent uuid;
comment on column registry.fact.consent is 'The consent it is kept on; empty for kinds kept by duty of the office.';

-- Surveys from before this table: the paper carries the signature, which one is not known here.
insert into registry.consent (district, id, person, area, purpose, given_by, relation, given_on, recorded_by_name)
  select distinct on (f.district, f.source, f.person) f.district, gen_random_uuid(), f.person, f.area, '需求与消费调查', '升级前的调查表', '没有登记', s.reported_on, '升级'
  from registry.fact f join registry.source s on s.district = f.district and s.id = f.source where f.kind like 'survey.%';
update registry.fact f set consent = c.id from registry.consent c, registry.source s
  where f.kind like 'survey.%' and c.district = f.district and c.person = f.person and s.district = f.district and s.id = f.source and c.given_on = s.reported_on;

alter table registry.fact
  add constraint fact_on_consent check (left(kind, 7) <> 'survey.' or consent is not null),
  add constraint fact_has_basis check (kind = 'household' or split_part(kind, '.', 1) in
    ('person', 'aid', 'disability', 'ability', 'living', 'family', 'honour', 'insurance', 'survey'));
comment on constraint fact_has_basis on registry.fact is 'A new family of facts says first on which basis it is kept (facts/bases.ts), then stands here.';
