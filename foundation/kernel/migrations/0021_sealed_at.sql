-- When a block was sealed belongs to what its hash covers, from now on; blocks before keep the form they were sealed in.

alter table kernel.audit_block add column form int not null default 1 check (form in (1, 2));
comment on table kernel.audit_block is 'The chain. Form 1: sha256(previous | district | number | rows | rows_digest); form 2 adds the instant of sealing.';
comment on column kernel.audit_block.form is 'Which formula the hash was made with: 1 without, 2 with the instant of sealing.';
