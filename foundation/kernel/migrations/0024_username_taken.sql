-- A user name is one over all districts; an administrator of one may learn that it is taken, and nothing else of who took it.

create function kernel.username_taken(wanted text) returns boolean
language sql stable security definer set search_path = pg_catalog, kernel as $$
  select exists (select from kernel.account where username = wanted)
$$;
comment on function kernel.username_taken is 'Whether any account of the installation has this user name.';
revoke all on function kernel.username_taken from public;
grant execute on function kernel.username_taken to songhe_app;
