-- An account is money: who set it, when, and which other person looked at it since.
alter table registry.payee
  add column recorded_at timestamptz default clock_timestamp(),
  add column set_by uuid,
  add column confirmed_by uuid,
  add column confirmed_by_name text not null default '',
  add column confirmed_at timestamptz,
  add constraint payee_two_persons check (confirmed_by is null or set_by is null or confirmed_by <> set_by);
update registry.payee set recorded_at = null;
comment on column registry.payee.recorded_at is 'When it was written here; empty for accounts older than this column.';
comment on column registry.payee.set_by is 'The staff member who entered it; empty where a list brought it.';
comment on column registry.payee.confirmed_by is 'Another staff member who confirmed it. One set after a month was approved is not paid to before that.';
comment on column registry.payee.confirmed_by_name is 'Name of who confirmed it.';
comment on column registry.payee.confirmed_at is 'When it was confirmed.';
-- Whether somebody was paid elsewhere before is asked of every line of a month.
create index payee_former on registry.payee (district, person) where closed_at is not null;
