-- What corrections, withdrawn imports and moving areas need beside the first tables.

alter table registry.fact add column closed_by uuid;
comment on column registry.fact.closed_by is 'The source whose arrival closed this row; withdrawing that source opens it again.';
create index fact_replaces on registry.fact (district, replaces) where replaces is not null;
create index fact_closed_by on registry.fact (district, closed_by) where closed_by is not null;

-- Areas belong to no district, so the application may not change them; this is the one change it may ask for.
create function registry.move_area(moved int, new_parent int, from_day date) returns boolean
language plpgsql security definer set search_path = pg_catalog, registry as $$
declare
  current_period registry.area_period;
begin
  select * into current_period from registry.area_period
    where area = moved and valid_from <= from_day and (valid_to is null or valid_to > from_day) for update;
  if not found or current_period.parent = new_parent then return false; end if;
  if not exists (select from registry.area where key = moved and kind = 'town')
    or not exists (select from registry.area where key = new_parent and kind = 'district') then
    raise exception 'only a town may be put below another district';
  end if;
  if current_period.valid_from = from_day then
    update registry.area_period set parent = new_parent where area = moved and valid_from = from_day;
  else
    update registry.area_period set valid_to = from_day where area = moved and valid_from = current_period.valid_from;
    insert into registry.area_period (area, valid_from, valid_to, name, code, parent)
      values (moved, from_day, current_period.valid_to, current_period.name, null, new_parent);
  end if;
  return true;
end $$;
comment on function registry.move_area is 'Puts a town below another district from a day on; true when that changed something. Its new official code is not known yet.';
revoke all on function registry.move_area from public;
grant execute on function registry.move_area to songhe_app;
