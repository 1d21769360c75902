-- One human on the registers of two districts. Only the owner reads it: a district learns of a match through what a room's own function tells it.

create view registry.same_elsewhere with (security_invoker = true) as
  select p.district, p.id as person, q.district as other_district, q.id as other_person, 'citizen-id' as by
  from registry.person p join registry.person q on q.citizen_id_index = p.citizen_id_index and q.district <> p.district
  where p.state in ('active', 'closed') and q.state in ('active', 'closed')
  union all
  select a.district, a.person, b.district, b.person, 'account'
  from registry.payee a join registry.payee b on b.account_index = a.account_index and b.district <> a.district
  where a.closed_at is null and b.closed_at is null;
comment on view registry.same_elsewhere is 'Records of two districts with the same ID number, or paid into the same account, by blind indexes alone. Not granted to the application.';
revoke all on registry.same_elsewhere from public;
