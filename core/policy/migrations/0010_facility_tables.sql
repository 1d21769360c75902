-- Tables about facilities beside those about people: standards, recommendations and yearly rates.

alter table policy.pack drop constraint pack_kind_check;
alter table policy.pack add constraint pack_kind_check
  check (kind in ('allowance', 'facility-standard', 'facility-advice', 'facility-rate', 'service-list', 'exclusion'));
