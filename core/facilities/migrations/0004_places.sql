-- Points on the map for areas, and the numbers that documents print.

create table facilities.area_point (
  district int not null,
  area int not null references registry.area,
  lng numeric(9, 6) not null,
  lat numeric(8, 6) not null,
  method text not null check (method in ('exact', 'approximate')),
  source text not null,
  import uuid,
  primary key (district, area)
);
comment on table facilities.area_point is 'Where people of an area are taken to live; approximate points never decide a standard.';
select kernel.protect('facilities.area_point', 'area');
grant delete on facilities.area_point to songhe_app;

create table facilities.town_point (
  area int primary key references registry.area,
  lng numeric(9, 6) not null,
  lat numeric(8, 6) not null,
  source text not null
);
comment on table facilities.town_point is 'Approximate centres of towns, shipped with the product; used where the office has no point of its own.';
select kernel.share('facilities.town_point');

create table facilities.observation (
  district int not null,
  id uuid not null,
  document text not null,
  clause text not null,
  number int not null,
  subject text not null,
  operator text not null default '=',
  quantity numeric(18, 4),
  quantity_max numeric(18, 4),
  quantity_printed text not null,
  unit text not null,
  dated text not null default '',
  role text not null check (role in ('stock', 'plan', 'stock-or-plan')),
  note text not null default '',
  import uuid,
  recorded_by text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  closed_at timestamptz,
  closed_by uuid,
  confirmed_role text check (confirmed_role in ('stock', 'plan')),
  confirmed_by text,
  confirmed_reason text not null default '',
  primary key (district, id)
);
comment on table facilities.observation is 'A number as a document prints it, never repaired: value, unit, time words, clause. stock-or-plan = the document does not say; an officer confirms.';
create unique index observation_once on facilities.observation (district, document, clause, subject) where closed_at is null;
create index observation_import on facilities.observation (district, import) where import is not null;
select kernel.protect('facilities.observation');
