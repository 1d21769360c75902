-- Areas have stable keys of their own; official codes, names and parents are dated (districts merge, towns change district).

create table registry.area (
  key int primary key,
  kind text not null check (kind in ('city', 'district', 'town', 'village')),
  committee text check (committee in ('residents', 'villagers'))
);
comment on table registry.area is 'A place of administration, for ever.';

create table registry.area_period (
  area int not null references registry.area,
  valid_from date not null,
  valid_to date,
  name text not null,
  code text,
  parent int references registry.area,
  primary key (area, valid_from),
  check (valid_to is null or valid_to > valid_from)
);
comment on table registry.area_period is 'Name, official code and parent of an area from valid_from until the day before valid_to.';
create index area_period_parent on registry.area_period (parent);

create table registry.id_prefix (
  prefix text not null,
  name text not null,
  from_year int not null,
  to_year int,
  district int,
  primary key (prefix, from_year)
);
comment on table registry.id_prefix is 'First six digits of ID numbers as issued over the years; an unknown prefix is a warning, never an error.';
select kernel.share('registry.area');
select kernel.share('registry.area_period');
select kernel.share('registry.id_prefix');
