// Who stands in for whom, from when to when: set and ended by the security administrator, never to gather two administrator roles in one person.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, invalid, notFound } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import type * as contract from '../contract.ts'
import { refuseSecondAdministrator } from './accounts.ts'
import { rolesOfStaff } from './queries.ts'

export async function setDeputy(
  ctx: Context,
  { body }: InputOf<typeof contract.setDeputy>,
): Promise<ReplyOf<typeof contract.setDeputy>> {
  const { district, staff } = ctx.principal
  if (body.absent === body.standsIn) throw invalid('代理人不能是本人。', { next: '请另选一位同事。' })
  if (body.standsIn === staff) throw invalid('不能把别人的岗位交给自己代理。', { next: '请由另一位安全管理员办理。' })
  if (body.to < body.from) throw invalid('结束日期早于开始日期。', { next: '请核对起止日期。' })
  const known =
    await sql`select from kernel.staff where district = ${district} and id in (${body.absent}, ${body.standsIn})`.execute(ctx.db)
  if (known.rows.length < 2) throw notFound('这位工作人员')
  for (const role of await rolesOfStaff(ctx, body.absent)) await refuseSecondAdministrator(ctx, body.standsIn, role)
  const overlap =
    await sql`select from kernel.deputy where district = ${district} and absent = ${body.absent} and id <> ${body.id} and ended_at is null
    and valid_from <= ${body.to} and valid_to >= ${body.from}`.execute(ctx.db)
  if (overlap.rows.length > 0) throw conflict('这段时间已经有代理人。', { next: '请先结束原来的代理。' })
  const done = await sql`insert into kernel.deputy (id, district, absent, stands_in, valid_from, valid_to, set_by)
    values (${body.id}, ${district}, ${body.absent}, ${body.standsIn}, ${body.from}, ${body.to}, ${staff}) on conflict (id) do nothing`.execute(
    ctx.db,
  )
  if (done.numAffectedRows === 0n) return { id: body.id, outcome: 'exists' }
  await audit(ctx, {
    event: 'deputy.set',
    object: `staff:${body.absent}`,
    details: { standsIn: body.standsIn, from: body.from, to: body.to },
  })
  return { id: body.id, outcome: 'created' }
}

/** Counts from the next request of the one who stood in. */
export async function endDeputy(ctx: Context, { params }: InputOf<typeof contract.endDeputy>): Promise<Record<string, never>> {
  const ended = await sql<{ absent: string; standsIn: string }>`update kernel.deputy set ended_at = clock_timestamp()
    where district = ${ctx.principal.district} and id = ${params.id} and ended_at is null
    returning absent, stands_in as "standsIn"`.execute(ctx.db)
  const row = ended.rows[0]
  if (!row) throw notFound('这项代理')
  await audit(ctx, { event: 'deputy.ended', object: `staff:${row.absent}`, details: { standsIn: row.standsIn } })
  return {}
}

export async function listDeputies(ctx: Context): Promise<ReplyOf<typeof contract.listDeputies>> {
  const found = await sql<{ id: string; absent: string; standsIn: string; from: string; to: string }>`
    select d.id, a.name as absent, s.name as "standsIn", d.valid_from as "from", d.valid_to as "to" from kernel.deputy d
    join kernel.staff a on a.id = d.absent join kernel.staff s on s.id = d.stands_in
    where d.district = ${ctx.principal.district} and d.valid_to >= ${today(ctx)} and d.ended_at is null order by d.valid_from`.execute(
    ctx.db,
  )
  return found.rows
}
