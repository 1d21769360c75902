-- What a roll import leaves behind so that it can be taken back exactly.

alter table registry.person drop constraint person_state_check;
alter table registry.person add constraint person_state_check check (state in ('active', 'merged', 'closed', 'withdrawn'));
comment on column registry.person.state is 'active; merged into another record; closed by a move; withdrawn with the import that added it.';
create index person_import on registry.person (district, import) where import is not null;
create index source_import on registry.source (district, import) where import is not null;

alter table registry.payee add column import uuid;
alter table registry.payee add column closed_by uuid;
comment on column registry.payee.closed_by is 'The import whose account took the place of this one; undoing that import opens it again.';
create index payee_import on registry.payee (district, import) where import is not null;
create index payee_closed_by on registry.payee (district, closed_by) where closed_by is not null;

create table registry.roll_change (
  district int not null,
  import uuid not null,
  person uuid not null,
  area int not null,
  phone bytea,
  phone_index bytea,
  address text not null,
  new_phone_index bytea,
  new_address text not null,
  primary key (district, import, person)
);
comment on table registry.roll_change is 'Telephone and address of a known elder as they were before an import changed them.';
select kernel.protect_append_only('registry.roll_change', 'area');

-- A town officer may learn that a number is taken elsewhere in the district, as the unique index would say, and nothing more.
create function registry.numbers_taken(indexes bytea[]) returns setof bytea
language sql stable security definer set search_path = pg_catalog, registry as $$
  select citizen_id_index from registry.person
  where district = nullif(current_setting('songhe.district', true), '')::int and state = 'active' and citizen_id_index = any (indexes)
$$;
comment on function registry.numbers_taken is 'Which of these blind indexes belong to an active record of the district, in whatever town.';
revoke all on function registry.numbers_taken from public;
grant execute on function registry.numbers_taken to songhe_app;
