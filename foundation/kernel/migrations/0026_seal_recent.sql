-- The sealer looks at the newest entries each second and at the whole log now and then; a range index costs nothing to keep.
create index audit_entry_recent on kernel.audit_entry using brin (seq) with (pages_per_range = 16);
