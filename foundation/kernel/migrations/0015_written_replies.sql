-- A repeated write gets its first answer: kept sealed, for the account that wrote, since an answer may hold what is shown once (a first password).

alter table kernel.written drop column reply, add account uuid, add reply bytea;
comment on column kernel.written.reply is 'The first answer, sealed; null while the act is under way.';
