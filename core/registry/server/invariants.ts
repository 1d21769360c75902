// What must never be true of the registry: each statement returns no row.
import type { Invariant } from '@songhe/kernel/capability'

export const invariants: Invariant[] = [
  {
    name: 'registry.one-winner',
    title: '同一人同一类情况在同一天只有一条生效',
    sql: `select a.person, a.kind from registry.fact a join registry.fact b on b.district = a.district and b.person = a.person and b.kind = a.kind and b.id > a.id
      where a.wins and b.wins and a.closed_at is null and b.closed_at is null
        and a.valid_from < coalesce(b.valid_to, 'infinity') and b.valid_from < coalesce(a.valid_to, 'infinity')`,
  },
  {
    name: 'registry.closed-never-wins',
    title: '已更正的情况不再生效',
    sql: `select id from registry.fact where wins and closed_at is not null`,
  },
  {
    name: 'registry.merged-not-found',
    title: '已合并、已撤销的档案不再被查到',
    sql: `select g.person from registry.person_gram g join registry.person p on p.district = g.district and p.id = g.person where p.state in ('merged', 'withdrawn')`,
  },
  {
    name: 'registry.death-has-event',
    title: '去世日期都有登记可查',
    sql: `select p.id from registry.person p where p.died_on is not null and p.state = 'active' and p.import is null and p.continues is null
      and not exists (select from registry.life_event e where e.district = p.district and e.person = p.id and e.kind in ('death', 'merge') and e.reversed_by is null)`,
  },
  {
    name: 'registry.moved-is-closed',
    title: '迁出的档案都已关闭，关闭的都有迁出日期',
    sql: `select id from registry.person where (left_on is not null) <> (state = 'closed') and state not in ('merged', 'withdrawn')`,
  },
  {
    name: 'registry.kept-on-consent',
    title: '凭同意保存的情况都有本人仍然有效的同意',
    sql: `select f.id from registry.fact f where f.kind like 'survey.%' and f.closed_at is null
      and not exists (select from registry.consent c where c.district = f.district and c.id = f.consent and c.person = f.person and c.withdrawn_on is null)`,
  },
  {
    name: 'registry.same-area',
    title: '情况与档案在同一村社',
    sql: `select f.id from registry.fact f join registry.person p on p.district = f.district and p.id = f.person where f.area <> p.area and f.closed_at is null`,
  },
]
