-- An address from which somebody signed in within the last thirty days is an office: it has six times as many wrong tries an hour as a stranger has. Each account keeps its five.
create index session_address on kernel.session (address, created_at);

create or replace function kernel.begin_guess(wanted text, from_address text) returns table (
  guess bigint, account uuid, staff uuid, name text, district int, password text, second_factor bytea, locked boolean, crowded boolean, last_try boolean, disabled boolean)
language plpgsql volatile security definer set search_path = pg_catalog, kernel as $$
declare
  most int := coalesce((select (s.value #>> '{}')::int from kernel.setting s where s.district = 0 and s.key = 'sign-in.guesses-per-address'), 10)
    -- Sixty town officers behind one address mistype more than ten times on a Monday morning.
    * case when exists (select from kernel.session s where s.address = from_address and s.created_at > now() - interval '30 days') then 6 else 1 end;
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
