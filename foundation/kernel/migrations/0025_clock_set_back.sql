-- A clock that is set back must not keep a session open: one that was last seen in the future has ended, five minutes of correction apart.

create or replace function kernel.principal(wanted bytea, idle interval default interval '30 minutes') returns json
language sql volatile security definer set search_path = pg_catalog, kernel as $$
  with current_session as (
    update kernel.session s set seen_at = now()
    where s.token = wanted and s.ended_at is null and s.seen_at > now() - idle and s.seen_at <= now() + interval '5 minutes' and s.created_at > now() - interval '12 hours'
      and exists (select from kernel.account a join kernel.staff f on f.id = a.staff
                  where a.id = s.account and a.disabled_at is null and (f.left_on is null or f.left_on > current_date))
    returning s.account)
  select json_build_object(
    'account', a.id, 'staff', a.staff, 'name', f.name, 'post', f.post, 'username', a.username, 'district', a.district,
    'demo', a.demo, 'mustChangePassword', a.must_change_password,
    'mustEnrol', a.second_factor is null and not a.second_factor_exempt,
    'roles', coalesce((select json_agg(json_build_object('role', g.role, 'areas', g.areas, 'area', g.area)) from kernel.role_grant g
      where g.account = a.id and g.district = a.district and g.revoked_at is null and g.valid_from <= current_date
        and (g.valid_to is null or g.valid_to >= current_date)), '[]'::json),
    'absent', coalesce((select json_agg(json_build_object('staff', d.absent, 'name', o.name, 'roles', (
        -- The colleague's own grants only: standing in is not handed on.
        select coalesce(json_agg(json_build_object('role', g.role, 'areas', g.areas, 'area', g.area)), '[]'::json)
        from kernel.account b join kernel.role_grant g on g.account = b.id
        where b.staff = d.absent and b.disabled_at is null and g.district = a.district and g.revoked_at is null
          and g.valid_from <= current_date and (g.valid_to is null or g.valid_to >= current_date))) order by d.valid_from, d.id)
      from kernel.deputy d join kernel.staff o on o.id = d.absent
      where d.stands_in = a.staff and d.district = a.district and d.ended_at is null
        and current_date between d.valid_from and d.valid_to and (o.left_on is null or o.left_on > current_date)), '[]'::json))
  from current_session c join kernel.account a on a.id = c.account join kernel.staff f on f.id = a.staff
$$;
