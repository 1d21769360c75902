-- An approved month is what two persons saw: what they approved never changes, not even by a mistake of ours. Its way to the bank and back goes on.

create function benefits.keep_approved() returns trigger language plpgsql as $$
begin
  if old.state in ('approved', 'sent', 'settled') and old.approved_by is not null and
      (old.month, old.number, old.kind, old.packs, old.persons, old.payees, old.lines, old.total_fen, old.digest, old.made_by, old.submitted_by, old.approved_by)
      is distinct from
      (new.month, new.number, new.kind, new.packs, new.persons, new.payees, new.lines, new.total_fen, new.digest, new.made_by, new.submitted_by, new.approved_by) then
    raise exception 'an approved month never changes (run %)', old.id;
  end if;
  return new;
end $$;
create trigger run_keep_approved before update on benefits.run for each row execute function benefits.keep_approved();
