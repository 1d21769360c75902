-- The frozen input of a run: one wide row per judged person, values and source ids as plain columns. "As known then" reads this, never the views.

create table benefits.snapshot (
  district int not null,
  run uuid not null,
  person uuid not null,
  area int not null,
  birth date not null,
  died_on date,
  person_age numeric,
  person_registered_here boolean,
  person_registered_here_source uuid,
  person_resides_here boolean,
  person_resides_here_source uuid,
  person_alive boolean,
  person_alive_source uuid,
  aid_destitute boolean,
  aid_destitute_source uuid,
  aid_destitute_care text,
  aid_destitute_care_source uuid,
  aid_minimum_allowance boolean,
  aid_minimum_allowance_source uuid,
  aid_low_income boolean,
  aid_low_income_source uuid,
  disability_grade numeric,
  disability_grade_source uuid,
  disability_kind text,
  disability_kind_source uuid,
  ability_level numeric,
  ability_level_source uuid,
  living_alone boolean,
  living_alone_source uuid,
  living_empty_nest boolean,
  living_empty_nest_source uuid,
  living_left_behind boolean,
  living_left_behind_source uuid,
  family_special boolean,
  family_special_source uuid,
  honour_entitled_group boolean,
  honour_entitled_group_source uuid,
  insurance_pension text,
  insurance_pension_source uuid,
  insurance_medical text,
  insurance_medical_source uuid,
  insurance_medical_aid text,
  insurance_medical_aid_source uuid,
  insurance_long_term_care text,
  insurance_long_term_care_source uuid,
  insurance_injury_nursing boolean,
  insurance_injury_nursing_source uuid,
  primary key (district, run, person)
);
comment on table benefits.snapshot is 'What a run knew of each person it judged, on the judging day of its month. Written once.';
select kernel.protect_append_only('benefits.snapshot', 'area');

create table benefits.run_step (
  district int not null,
  id uuid not null,
  run uuid not null,
  step text not null,
  by_staff uuid,
  by_name text not null,
  note text not null default '',
  at timestamptz not null default clock_timestamp(),
  primary key (district, id)
);
comment on table benefits.run_step is 'The history of a run: who computed, submitted, returned, approved, sent, read back.';
create index run_step_run on benefits.run_step (district, run, at);
select kernel.protect_append_only('benefits.run_step');
