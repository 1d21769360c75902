-- Taking over what an office pays today: what each import wrote and how it was before, so that undo is exact; a shadow month never becomes money.

create table benefits.takeover_row (
  district int not null,
  import uuid not null,
  kind text not null check (kind in ('entitlement', 'payee', 'adjustment')),
  object uuid not null,
  person uuid not null,
  area int not null,
  added boolean not null,
  before jsonb,
  primary key (district, import, kind, object)
);
comment on table benefits.takeover_row is 'Each row that an import of running entitlements or open adjustments added (added) or changed (before = its values until then).';
create index takeover_row_object on benefits.takeover_row (district, object);
select kernel.protect('benefits.takeover_row', 'area');

alter table benefits.adjustment add column import uuid;
comment on column benefits.adjustment.import is 'The import that wrote it last; null for money proposed here.';

-- Computed only to be compared: no approval, no bank file, whatever the application asks for.
alter table benefits.run add constraint shadow_pays_nobody
  check (kind <> 'shadow' or (state in ('computing', 'settled', 'discarded') and approved_by is null and sent_at is null));

create function benefits.refuse_bank_file_of_shadow() returns trigger language plpgsql as $$
begin
  if exists (select from benefits.run r where r.district = new.district and r.id = new.run and r.kind = 'shadow') then
    raise exception 'a shadow month pays nobody';
  end if;
  return new;
end $$;
create trigger shadow_has_no_bank_file before insert on benefits.bank_file for each row execute function benefits.refuse_bank_file_of_shadow();

-- Other numbered files may have widened the list of kinds; this one adds to whatever it is by now.
do $$
declare
  known text := (select pg_get_expr(conbin, conrelid) from pg_constraint where conrelid = 'benefits.anomaly'::regclass and conname = 'anomaly_kind_check');
begin
  alter table benefits.anomaly drop constraint anomaly_kind_check;
  execute format('alter table benefits.anomaly add constraint anomaly_kind_check check (kind = %L or %s)', 'double-benefit', known);
end $$;
