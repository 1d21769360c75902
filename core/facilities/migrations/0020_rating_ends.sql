-- A rating that a later one ended comes back when the later one is taken back; one that a decision ends says so.

alter table facilities.rating
  add column ended_by uuid,
  add column ended_from date,
  add column end_reason text not null default '';
comment on column facilities.rating.ended_by is '结束它的另一个等级或决定的编号';
comment on column facilities.rating.ended_from is '被结束以前的有效期止；空为长期';
comment on column facilities.rating.end_reason is '提前结束的理由';
create index rating_ended_by on facilities.rating (district, ended_by) where ended_by is not null;
