// What the benefits room can count: people with a running benefit, money that arrived, cases that wait.
import type { Context } from '@songhe/kernel/context'
import { dayIn, type Measure } from '@songhe/kernel/measure'
import { personCards } from '@songhe/registry/door'
import { sql } from 'kysely'
import { PROGRAMMES } from '../contract-cases.ts'

async function names(ctx: Context, objects: readonly string[]): Promise<Map<string, string>> {
  return new Map([...(await personCards(ctx, objects))].map(([id, { name, place }]) => [id, `${name} ${place}`]))
}

const person = { opens: '/people/:id', splits: PROGRAMMES, remembers: false, names } as const

export const measures: readonly Measure[] = [
  {
    ...person,
    key: 'benefits.people-entitled',
    title: '在享待遇的人次',
    unit: '人次',
    timing: 'stock',
    note: '当月在发或暂停中的待遇，按待遇项目分；一人享两项的算两人次，停发的不算。',
    records: ({ district, to }) => sql`
      select e.area, e.programme as split, e.person::text as object, ${dayIn(to)} as day, 1::numeric as value from benefits.entitlement e
      where e.district = ${district} and e.start_month <= to_char(${dayIn(to)}, 'YYYY-MM')
        and (e.end_month is null or e.end_month >= to_char(${dayIn(to)}, 'YYYY-MM')) and (e.state <> 'stopped' or e.end_month is not null)`,
  },
  {
    ...person,
    key: 'benefits.paid',
    title: '发到老人手里的钱',
    unit: '分',
    timing: 'flow',
    note: '银行回盘确认到账的每一笔，按待遇项目分，算在到账那天；退票和试算不算。',
    records: ({ district, from, to }) => sql`
      select l.area, l.programme as split, l.person::text as object, (l.state_at at time zone 'Asia/Shanghai')::date as day, l.fen::numeric as value
      from benefits.line l join benefits.run r on r.district = l.district and r.id = l.run and r.kind <> 'shadow'
      where l.district = ${district} and l.state = 'paid'
        and l.state_at >= (${dayIn(from)})::timestamp at time zone 'Asia/Shanghai' and l.state_at < (${dayIn(to)} + 1)::timestamp at time zone 'Asia/Shanghai'`,
  },
  {
    ...person,
    key: 'benefits.cases-waiting',
    title: '在办的办件',
    unit: '件',
    timing: 'stock',
    note: '当天还没有办结的办件，按待遇项目分。',
    records: ({ district, to }) => sql`
      select c.area, c.programme as split, c.person::text as object, ${dayIn(to)} as day, 1::numeric as value from benefits.benefit_case c
      where c.district = ${district} and c.opened_at < (${dayIn(to)} + 1)::timestamp at time zone 'Asia/Shanghai'
        and (c.state in ('town-check', 'returned', 'district-decision', 'public-notice', 'objection')
          or (select max(s.at) from benefits.case_step s where s.district = c.district and s.benefit_case = c.id)
            >= (${dayIn(to)} + 1)::timestamp at time zone 'Asia/Shanghai')`,
  },
]
