-- Signing in: the only way to the password hash and the session table, as functions that do one thing each.

drop function kernel.principal(bytea, interval);
create function kernel.principal(wanted bytea, idle interval default interval '30 minutes') returns json
language sql volatile security definer set search_path = pg_catalog, kernel as $$
  with current_session as (
    update kernel.session s set seen_at = now()
    where s.token = wanted and s.ended_at is null and s.seen_at > now() - idle
      and exists (select from kernel.account a join kernel.staff f on f.id = a.staff
                  where a.id = s.account and a.disabled_at is null and (f.left_on is null or f.left_on > current_date))
    returning s.account)
  select json_build_object(
    'account', a.id, 'staff', a.staff, 'name', f.name, 'post', f.post, 'username', a.username, 'district', a.district,
    'demo', a.demo, 'mustChangePassword', a.must_change_password,
    'mustEnrol', a.second_factor is null and not a.second_factor_exempt,
    'roles', coalesce((select json_agg(json_build_object('role', g.role, 'areas', g.areas, 'area', g.area)) from kernel.role_grant g
      where g.account = a.id and g.district = a.district and g.revoked_at is null and g.valid_from <= current_date
        and (g.valid_to is null or g.valid_to >= current_date)), '[]'::json))
  from current_session c join kernel.account a on a.id = c.account join kernel.staff f on f.id = a.staff
$$;
comment on function kernel.principal is 'Everything one request needs to know about its caller, in one statement; a changed role counts from the next call.';

create function kernel.sign_in_candidate(wanted text) returns table (
  account uuid, staff uuid, name text, district int, password text, second_factor bytea, locked boolean, disabled boolean)
language sql stable security definer set search_path = pg_catalog, kernel as $$
  select a.id, a.staff, f.name, a.district, a.password, a.second_factor, coalesce(a.locked_until > now(), false),
    a.disabled_at is not null or coalesce(f.left_on <= current_date, false)
  from kernel.account a join kernel.staff f on f.id = a.staff where a.username = wanted
$$;
comment on function kernel.sign_in_candidate is 'Read before a password is compared.';

create function kernel.sign_in_failed(wanted uuid) returns boolean
language sql volatile security definer set search_path = pg_catalog, kernel as $$
  update kernel.account set failures = failures + 1,
    locked_until = case when failures + 1 >= 5 then now() + interval '30 minutes' else locked_until end
  where id = wanted returning failures >= 5
$$;
comment on function kernel.sign_in_failed is 'Five failures lock the account for thirty minutes.';

create function kernel.open_session(session_token bytea, wanted uuid, from_address text) returns void
language sql volatile security definer set search_path = pg_catalog, kernel as $$
  update kernel.account set failures = 0, locked_until = null where id = wanted;
  insert into kernel.session (token, account, address) values (session_token, wanted, from_address);
$$;
comment on function kernel.open_session is 'After password and second factor were right.';

create function kernel.end_session(session_token bytea) returns void
language sql volatile security definer set search_path = pg_catalog, kernel as $$
  update kernel.session set ended_at = now() where token = session_token and ended_at is null
$$;
comment on function kernel.end_session is 'Signing out.';

create function kernel.own_password(wanted uuid, new_hash text default null) returns text
language sql volatile security definer set search_path = pg_catalog, kernel as $$
  update kernel.account set password = coalesce(new_hash, password),
    must_change_password = case when new_hash is null then must_change_password else false end
  where id = wanted returning password
$$;
comment on function kernel.own_password is 'Reads, and with a second argument replaces, the password hash of one account; the caller proves it is its own.';

create function kernel.enrol_second_factor(wanted uuid, secret bytea) returns void
language sql volatile security definer set search_path = pg_catalog, kernel as $$
  update kernel.account set second_factor = secret where id = wanted
$$;
comment on function kernel.enrol_second_factor is 'Keeps the sealed TOTP secret once its first code was right.';

create function kernel.end_sessions_of(wanted uuid, but bytea default ''::bytea) returns void
language sql volatile security definer set search_path = pg_catalog, kernel as $$
  update kernel.session set ended_at = now() where account = wanted and ended_at is null and token <> but
$$;
comment on function kernel.end_sessions_of is 'After a reset or a disabled account; a changed password keeps the session it was changed in.';

do $$ begin
  execute (select string_agg(format('revoke all on function %s from public; grant execute on function %1$s to songhe_app;', p.oid::regprocedure), ' ')
    from pg_proc p where p.pronamespace = 'kernel'::regnamespace
      and p.proname in ('principal', 'sign_in_candidate', 'sign_in_failed', 'open_session', 'end_session', 'own_password', 'enrol_second_factor', 'end_sessions_of'));
end $$;

-- Account administration by the access room: everything but the secrets, inside one's own district.
alter table kernel.account enable row level security;
create policy scope on kernel.account to songhe_app using (district = nullif((select current_setting('songhe.district', true)), '')::int)
  with check (district = nullif((select current_setting('songhe.district', true)), '')::int);
grant select (id, staff, district, username, must_change_password, second_factor_exempt, failures, locked_until, disabled_at, demo, created_at) on kernel.account to songhe_app;
grant insert on kernel.account to songhe_app;
grant update (password, must_change_password, second_factor, failures, locked_until, disabled_at) on kernel.account to songhe_app;
grant update (name, post, phone, left_on) on kernel.staff to songhe_app;
select kernel.protect('kernel.role_grant');
