-- Who lives under one roof: also people who are on no roll (a daughter, a hired helper), and when somebody left.

alter table registry.contact add column same_home boolean not null default false;
comment on column registry.contact.same_home is 'Lives with the elder, although on no roll.';
comment on column registry.household.kind is 'Whom the elder lives with, in the words of GB/T 42195 A.2.10.';
