-- Guessing passwords: a try is counted before anything is compared, so a hundred at once are a hundred; an address has few wrong tries an hour, as an account has.

create table kernel.guess (
  id bigint generated always as identity primary key,
  username text not null,
  address text not null,
  at timestamptz not null default clock_timestamp()
);
comment on table kernel.guess is 'Tries to sign in that were not (yet) right, of the last day; names nobody has are counted like the others, so that a lock tells nothing.';
create index guess_address on kernel.guess (address, at);
create index guess_username on kernel.guess (username, at);

alter table kernel.account add column second_factor_step bigint;
comment on column kernel.account.second_factor_step is 'The half minute of the last code that was used: a code opens once.';

create function kernel.begin_guess(wanted text, from_address text) returns table (
  guess bigint, account uuid, staff uuid, name text, district int, password text, second_factor bytea, locked boolean, crowded boolean, last_try boolean, disabled boolean)
language plpgsql volatile security definer set search_path = pg_catalog, kernel as $$
declare
  most int := coalesce((select (s.value #>> '{}')::int from kernel.setting s where s.district = 0 and s.key = 'sign-in.guesses-per-address'), 10);
  known kernel.account;
  made bigint;
  was_locked boolean;
  full_address boolean;
begin
  perform pg_advisory_xact_lock(716010, hashtext(from_address));
  delete from kernel.guess g where g.at < now() - interval '1 day';
  full_address := (select count(*) >= most from kernel.guess g where g.address = from_address and g.at > now() - interval '1 hour');
  select * into known from kernel.account a where a.username = wanted for update;
  was_locked := case when known.id is not null then coalesce(known.locked_until > now(), false)
    else (select count(*) >= 5 from kernel.guess g where g.username = wanted and g.at > now() - interval '30 minutes') end;
  -- What is refused without being compared is no guess: it must not keep an office out for longer.
  if not full_address and not was_locked then
    insert into kernel.guess (username, address) values (wanted, from_address) returning id into made;
    update kernel.account a set failures = a.failures + 1, locked_until = case when a.failures + 1 >= 5 then now() + interval '30 minutes' else a.locked_until end
      where a.id = known.id returning * into known;
  end if;
  return query select made, known.id, known.staff, f.name, known.district, known.password, known.second_factor, was_locked, full_address, coalesce(known.failures >= 5, false),
    known.disabled_at is not null or coalesce(f.left_on <= current_date, false)
    from (select 1) one left join kernel.staff f on f.id = known.staff;
end $$;
comment on function kernel.begin_guess is 'Counts one try before the password is compared and answers what to compare it with; the fifth wrong one locks the account for thirty minutes.';

create function kernel.take_back_guess(counted bigint, wanted uuid) returns void
language sql volatile security definer set search_path = pg_catalog, kernel as $$
  with gone as (delete from kernel.guess where id = counted returning 1)
  update kernel.account set failures = greatest(failures - 1, 0), locked_until = case when failures - 1 >= 5 then locked_until end
    where id = wanted and exists (select from gone);
$$;
comment on function kernel.take_back_guess is 'The password was right: this try was no guess. Earlier wrong ones stay counted until somebody is signed in.';

create function kernel.use_code(wanted uuid, step bigint) returns boolean
language sql volatile security definer set search_path = pg_catalog, kernel as $$
  with used as (update kernel.account set second_factor_step = step where id = wanted and coalesce(second_factor_step, -1) < step returning 1)
  select exists (select from used)
$$;
comment on function kernel.use_code is 'False when this code, or a later one, was used before.';

drop function kernel.enrol_second_factor(uuid, bytea);
create function kernel.enrol_second_factor(wanted uuid, secret bytea) returns boolean
language sql volatile security definer set search_path = pg_catalog, kernel as $$
  with kept as (update kernel.account set second_factor = secret where id = wanted and second_factor is null returning 1)
  select exists (select from kept)
$$;
comment on function kernel.enrol_second_factor is 'Keeps the sealed TOTP secret; false when there is one already: only the administrator clears it, a borrowed session does not.';

drop function kernel.sign_in_candidate(text);
drop function kernel.sign_in_failed(uuid);

do $$ begin
  execute (select string_agg(format('revoke all on function %s from public; grant execute on function %1$s to songhe_app;', p.oid::regprocedure), ' ')
    from pg_proc p where p.pronamespace = 'kernel'::regnamespace and p.proname in ('begin_guess', 'take_back_guess', 'use_code', 'enrol_second_factor'));
end $$;

-- A working day is the longest a session lasts, however busy it is.
create or replace function kernel.principal(wanted bytea, idle interval default interval '30 minutes') returns json
language sql volatile security definer set search_path = pg_catalog, kernel as $$
  with current_session as (
    update kernel.session s set seen_at = now()
    where s.token = wanted and s.ended_at is null and s.seen_at > now() - idle and s.created_at > now() - interval '12 hours'
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
