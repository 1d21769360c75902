// Towns change district: areas get a new dated parent, records close in the old district and open in the new one naming what they continue.
// One transaction writes in two districts, so the scope is switched in between; a second run finds nobody left and changes nothing.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { invalid } from '@songhe/basics/problem'
import { announce } from '@songhe/kernel/announce'
import { audit } from '@songhe/kernel/audit'
import type { Progress } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { enterScope } from '@songhe/kernel/db/enter-scope'
import { startJob } from '@songhe/kernel/jobs'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { areaBelow, areaNames } from './area-tree.ts'
import { carryPeople, type Carried, closeCarried, copyToTemporary } from './carry-people.ts'

type Transfer = InputOf<typeof contract.transferAreas>['body']

export async function previewTransfer(
  ctx: Context,
  { body }: InputOf<typeof contract.previewTransfer>,
): Promise<ReplyOf<typeof contract.previewTransfer>> {
  const names = await areaNames(ctx, [...body.towns, body.to], body.day)
  const towns = await checkTransfer(ctx, body)
  const rows: ReplyOf<typeof contract.previewTransfer>['towns'] = []
  for (const town of body.towns) {
    const below = await areaBelow(ctx, [town], body.day)
    const counted = await sql<{ people: number; facts: number }>`
      select count(*)::int as people, coalesce(sum((select count(*) from registry.fact f where f.district = p.district and f.person = p.id and f.closed_at is null)), 0)::int as facts
      from registry.person p where p.district = ${ctx.principal.district} and p.state = 'active' and p.area = any(${below}::int[])`.execute(
      ctx.db,
    )
    rows.push({ key: town, name: names.get(town) ?? '', ...counted.rows[0]!, done: towns.get(town) === body.to })
  }
  await audit(ctx, {
    event: 'areas.transfer-previewed',
    object: `area:${body.to}`,
    details: { towns: body.towns, day: body.day },
  })
  const below = await areaBelow(ctx, body.towns, body.day)
  const rooms = []
  for (const room of ctx.catalogue.capabilities) rooms.push(...((await room.onTransfer?.(ctx, below)) ?? []))
  return { to: names.get(body.to) ?? '', towns: rows, rooms: rooms.filter((line) => line.count > 0) }
}

export async function transferAreas(
  ctx: Context,
  { body }: InputOf<typeof contract.transferAreas>,
): Promise<ReplyOf<typeof contract.transferAreas>> {
  await checkTransfer(ctx, body)
  const known = await sql`select from kernel.job_run where district = ${ctx.principal.district} and id = ${body.id}`.execute(
    ctx.db,
  )
  if (known.rows.length) return { job: body.id }
  await audit(ctx, {
    event: 'areas.transferred',
    object: `area:${body.to}`,
    reason: body.ground,
    details: { towns: body.towns, day: body.day },
  })
  return startJob(ctx, 'areas.transfer', body, body.id)
}

/** The job. @returns areas and people moved; zeros on a repeated run */
export async function runTransfer(ctx: Context, transfer: Transfer, progress: Progress) {
  const { principal } = ctx
  await checkTransfer(ctx, transfer)
  const below = await areaBelow(ctx, transfer.towns, transfer.day)
  let areas = 0
  for (const town of transfer.towns) {
    const moved = await sql<{
      moved: boolean
    }>`select registry.move_area(${town}, ${transfer.to}, ${transfer.day}) as moved`.execute(ctx.db)
    if (moved.rows[0]!.moved) areas++
  }
  await progress(0, null, '准备档案')
  const people = await copyToTemporary(ctx, below)
  await enterScope(ctx.db, { district: transfer.to, areas: null })
  const carried: Carried[] = await carryPeople(ctx, principal.district, transfer)
  await audit(
    { ...ctx, principal: { ...principal, district: transfer.to } },
    {
      event: 'areas.received',
      object: `area:${principal.district}`,
      reason: transfer.ground,
      details: { towns: transfer.towns, people: carried.length },
    },
  )
  await enterScope(ctx.db, principal)
  await closeCarried(ctx, carried, transfer)
  for (const [i, one] of carried.entries()) {
    await announce(ctx, 'person-moved', {
      person: one.old,
      day: transfer.day,
      event: one.event,
      to: transfer.to,
      continuedBy: one.opened,
    })
    if (i % 200 === 0) await progress(i, people, '通知各项待遇')
  }
  await progress(people, people, '完成')
  return { areas, people: carried.length }
}

/** @returns the parent of each town on the day */
async function checkTransfer(
  ctx: Context,
  { towns, to, day }: Pick<Transfer, 'towns' | 'to' | 'day'>,
): Promise<Map<number, number>> {
  if (to === ctx.principal.district) throw invalid('划入的区县就是本区县。')
  const target = await sql`select from registry.area where key = ${to} and kind = 'district'`.execute(ctx.db)
  if (!target.rows.length) throw invalid('没有这个划入区县。', { next: '请先装入新的区划表。' })
  const found = await sql<{ area: number; parent: number }>`select area, parent from registry.area_period
    where area = any(${towns}::int[]) and valid_from <= ${day} and (valid_to is null or valid_to > ${day})`.execute(ctx.db)
  const parents = new Map(found.rows.map((row) => [row.area, row.parent]))
  const wrong = towns.filter((town) => parents.get(town) !== ctx.principal.district && parents.get(town) !== to)
  if (wrong.length) throw invalid(`有 ${wrong.length} 个镇街在 ${day} 不属于本区县，不能划转。`, { next: '请重新选择镇街。' })
  return parents
}
