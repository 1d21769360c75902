-- Accounts belong to staff members; roles are granted per district with an area scope and dates.

create table kernel.staff (
  id uuid primary key,
  district int not null,
  name text not null,
  post text not null default '',
  phone text not null default '',
  left_on date
);
comment on table kernel.staff is 'A human who works in the system. Two accounts of one human are one person to every two-person rule.';

create table kernel.account (
  id uuid primary key,
  staff uuid not null references kernel.staff,
  district int not null,
  username text not null unique,
  password text not null,
  must_change_password boolean not null default true,
  second_factor bytea,
  second_factor_exempt boolean not null default false,
  failures int not null default 0,
  locked_until timestamptz,
  disabled_at timestamptz,
  demo boolean not null default false,
  created_at timestamptz not null default now()
);
comment on table kernel.account is 'A way to sign in: argon2id password, optional TOTP secret (sealed).';

create table kernel.role_grant (
  id uuid primary key,
  account uuid not null references kernel.account,
  role text not null,
  district int not null,
  area int,
  areas int[],
  valid_from date not null default current_date,
  valid_to date,
  granted_by uuid,
  revoked_at timestamptz
);
comment on table kernel.role_grant is 'Role of an account in one district; area = the town or village it is limited to, areas = that area and everything below it.';
create index role_grant_account on kernel.role_grant (account) where revoked_at is null;

create table kernel.session (
  token bytea primary key,
  account uuid not null references kernel.account,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  ended_at timestamptz,
  address text not null default ''
);
comment on table kernel.session is 'Signed-in browsers; the token itself is never stored, only its SHA-256.';

create table kernel.deputy (
  id uuid primary key,
  district int not null,
  absent uuid not null references kernel.staff,
  stands_in uuid not null references kernel.staff,
  valid_from date not null,
  valid_to date not null,
  check (absent <> stands_in and valid_to >= valid_from)
);
comment on table kernel.deputy is 'Standing deputies with dates; shown on each act, and never a way around the two-person rule.';
select kernel.protect('kernel.deputy');
select kernel.protect('kernel.staff');
revoke update on kernel.staff from songhe_app;

create table kernel.setting (
  district int not null,
  key text not null,
  value jsonb not null,
  primary key (district, key)
);
comment on table kernel.setting is 'Settings of a district (0 = of the installation).';
select kernel.protect('kernel.setting');

-- Everything one request needs to know about who is calling, in one statement.
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
    'roles', coalesce((select json_agg(json_build_object('role', g.role, 'areas', g.areas, 'area', g.area)) from kernel.role_grant g
      where g.account = a.id and g.district = a.district and g.revoked_at is null and g.valid_from <= current_date
        and (g.valid_to is null or g.valid_to >= current_date)), '[]'::json))
  from current_session c join kernel.account a on a.id = c.account join kernel.staff f on f.id = a.staff
$$;
revoke all on function kernel.principal from public;
grant execute on function kernel.principal to songhe_app;
