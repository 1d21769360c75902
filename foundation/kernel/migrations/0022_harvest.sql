-- Accounts that were slowed because they opened file after file: few rows, asked for by the queue of whoever answers for the log.
create index audit_entry_harvest on kernel.audit_entry (district, at) where event = 'harvest.slowed';
