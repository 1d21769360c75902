// From the list 在发但不应发: somebody else must look at these streams; the same sight twice opens one anomaly.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { monthOf } from '@songhe/basics/day'
import { refused } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import type * as contract from '../../contract-takeover.ts'
import { derivedId } from '../cases/derived-id.ts'
import { addWorkingDays } from '../cases/working-days.ts'
import { takeoverPairs } from './compare-pairs.ts'

export async function openTakeoverAnomalies(
  ctx: Context,
  { body }: InputOf<typeof contract.openTakeoverAnomalies>,
): Promise<ReplyOf<typeof contract.openTakeoverAnomalies>> {
  const { district, staff, name } = ctx.principal
  const items = [...new Map(body.items.map((item) => [`${item.person}/${item.programme}`, item])).values()].map((item) => ({
    ...item,
    id: derivedId(body.id, item.person, item.programme),
  }))
  const wanted = sql`jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as r (id uuid, person uuid, programme text)`
  const before = await sql`select from ${wanted} join benefits.anomaly a on a.district = ${district} and a.id = r.id`.execute(
    ctx.db,
  )
  if (before.rows.length > 0) return { outcome: 'exists', opened: 0, already: items.length }
  const found = await sql<{ person: string; programme: string }>`
    select c.person, c.programme from (${takeoverPairs(ctx)}) c join ${wanted} using (person, programme) where c.list = 'paid-not-owed'`.execute(
    ctx.db,
  )
  if (found.rows.length < items.length)
    throw refused(`有 ${items.length - found.rows.length} 项现在不在“在发，但不应发”的清单里，没有列入。`, {
      next: '请刷新清单后重新勾选。',
      citation: { rule: '接管对比' },
    })
  const due = await addWorkingDays(ctx, today(ctx), 3)
  const opened = await sql<{ id: string; person: string; programme: string }>`
    insert into benefits.anomaly (district, id, person, area, kind, programme, month, fen, detail, opened_by, opened_by_name, due_on)
    select ${district}::int, r.id, r.person, e.area, 'paid-not-due', r.programme, ${monthOf(today(ctx))}, e.takeover_fen, jsonb_build_object('from', 'takeover'),
      ${staff}::uuid, ${name}, ${due}::date
    from ${wanted} join benefits.entitlement e on e.district = ${district} and e.person = r.person and e.programme = r.programme and e.state <> 'stopped'
    where not exists (select from benefits.anomaly a where a.district = ${district} and a.person = r.person and a.programme = r.programme
      and a.kind = 'paid-not-due' and a.closed_at is null)
    returning id, person, programme`.execute(ctx.db)
  for (const row of opened.rows)
    await audit(ctx, {
      event: 'anomaly.opened',
      object: `anomaly:${row.id}`,
      person: row.person,
      details: { kind: 'paid-not-due', programme: row.programme },
    })
  return { outcome: 'created', opened: opened.rows.length, already: items.length - opened.rows.length }
}
