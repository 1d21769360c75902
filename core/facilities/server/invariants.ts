// What must never be true of the facilities: each statement returns no row.
import type { Invariant } from '@songhe/kernel/capability'

export const invariants: Invariant[] = [
  {
    name: 'facilities.one-fact-a-day',
    title: '同一设施同一类情况在同一天只有一条',
    sql: `select a.facility, a.kind from facilities.fact a join facilities.fact b on b.district = a.district and b.facility = a.facility and b.kind = a.kind and b.id > a.id
      where a.closed_at is null and b.closed_at is null and a.valid_from < coalesce(b.valid_to, 'infinity') and b.valid_from < coalesce(a.valid_to, 'infinity')`,
  },
  {
    name: 'facilities.every-site-has-a-kind',
    title: '每处设施都有类别',
    sql: `select id from facilities.facility f where state <> 'withdrawn'
      and not exists (select from facilities.fact k where k.district = f.district and k.facility = f.id and k.kind = 'facility.kind' and k.closed_at is null)`,
  },
  {
    name: 'facilities.address-has-its-key',
    title: '有地址的设施都有地址键',
    sql: `select id from facilities.facility where (address_key <> '') <> (address_index is not null)`,
  },
  {
    name: 'facilities.rows-in-the-area-of-their-site',
    title: '设施的情况、证照、等级与设施在同一村社',
    sql: `select k.id from facilities.fact k join facilities.facility f on f.district = k.district and f.id = k.facility where k.area <> f.area
      union all select p.id from facilities.paper p join facilities.facility f on f.district = p.district and f.id = p.facility where p.area <> f.area
      union all select r.id from facilities.rating r join facilities.facility f on f.district = r.district and f.id = r.facility where r.area <> f.area`,
  },
  {
    name: 'facilities.one-rating-a-day',
    title: '同一设施同一种等级在同一天只有一个',
    sql: `select a.facility, a.scheme from facilities.rating a join facilities.rating b on b.district = a.district and b.facility = a.facility and b.scheme = a.scheme and b.id > a.id
      where a.closed_at is null and b.closed_at is null and a.valid_from < coalesce(b.valid_to, 'infinity') and b.valid_from < coalesce(a.valid_to, 'infinity')`,
  },
  {
    name: 'facilities.state-follows-history',
    title: '暂停的设施都有暂停记录',
    sql: `select id from facilities.facility f where state = 'suspended'
      and not exists (select from facilities.event e where e.district = f.district and e.facility = f.id and e.kind = 'suspended' and e.reversed_by is null)`,
  },
  {
    name: 'facilities.rooms-by-two-persons',
    title: '批准用房的人不是登记申请的人',
    sql: `select id from facilities.premises_request where verdict is not null and decided_staff = recorded_staff`,
  },
  {
    name: 'facilities.contracts-do-not-overlap',
    title: '一处设施同一天只有一份运营合同',
    sql: `select x.facility from facilities.contract_facility x join facilities.contract a on a.district = x.district and a.id = x.contract
      join facilities.contract_facility y on y.district = x.district and y.facility = x.facility and y.contract > x.contract
      join facilities.contract b on b.district = y.district and b.id = y.contract
      where a.valid_from <= least(b.ends_on, b.ended_on) and b.valid_from <= least(a.ends_on, a.ended_on)`,
  },
]
