-- What has been started by the clock: one row per district, schedule and period, so that two workers or a restart start nothing twice.

create table kernel.schedule_run (
  district int not null,
  schedule text not null,
  period text not null,
  started_at timestamptz not null default clock_timestamp(),
  primary key (district, schedule, period)
);
comment on table kernel.schedule_run is 'A scheduled job of one period (a day), started at most once.';
select kernel.protect_append_only('kernel.schedule_run');
