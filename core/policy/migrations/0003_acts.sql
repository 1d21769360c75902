-- Who submitted a draft, what an import of original wording found, and client ids of acts that create something.

alter table policy.pack_version
  add column submitted_by uuid,
  add column submitted_by_name text,
  add column file text not null default '',
  add column act uuid;
comment on column policy.pack_version.act is 'Client-made id of the act that opened the draft; sending it twice changes nothing.';
alter table policy.pack_version add check (published_by is null or published_by is distinct from submitted_by);

create table policy.text_import (
  district int not null,
  id uuid not null,
  document text not null,
  file text not null default '',
  digest text not null,
  report jsonb not null,
  imported_by text not null,
  imported_at timestamptz not null default clock_timestamp(),
  primary key (district, id)
);
comment on table policy.text_import is 'One import of the original wording of a document: what matched by locator, what did not.';
select kernel.protect('policy.text_import');
grant delete on policy.pack_version to songhe_app;

-- A published body never changes, not even by a mistake of ours.
create function policy.keep_published() returns trigger language plpgsql as $$
begin
  if old.state in ('published', 'withdrawn') and (tg_op = 'DELETE' or new.body <> old.body or new.cases <> old.cases
      or new.digest <> old.digest or new.valid_from <> old.valid_from or new.author is distinct from old.author) then
    raise exception 'a published version of a table never changes (pack %, version %)', old.pack, old.version;
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger pack_version_keep_published before update or delete on policy.pack_version
  for each row execute function policy.keep_published();
