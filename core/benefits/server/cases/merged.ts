// Two records were one person: what runs, is worked on or is owed under the merged record passes to the one that stays.
// Where both get the same benefit, one of the two streams is held and a second person is asked: 疑似重复享受.
import type { Announcement } from '@songhe/kernel/capability'
import { audit } from '@songhe/kernel/audit'
import { newId } from '@songhe/basics/ids'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import { addStep } from './case-store.ts'
import { addWorkingDays } from './working-days.ts'

export const DOUBLE_HOLD = '疑似重复享受'
const OPEN_CASES = sql`('town-check', 'returned', 'district-decision', 'public-notice', 'objection')`

/** Delivered at least once; the second time nothing is left to carry. */
export async function onMerged(ctx: Context, { body }: Announcement) {
  const { keep, merged } = body as { keep: string; merged: string }
  const found = await sql<{ area: number }>`
    select area from registry.person where district = ${ctx.principal.district} and id = ${keep}`.execute(ctx.db)
  const area = found.rows[0]?.area
  if (area === undefined) return
  const both: Both = { keep, merged, area }
  const doubles = await holdDoubles(ctx, both)
  const streams = await carryStreams(ctx, both)
  const cases = await carryCases(ctx, both)
  const sums = await carryMoney(ctx, both)
  await carryTraces(ctx, both)
  if (doubles + streams + cases + sums > 0)
    await audit(ctx, {
      event: 'streams.carried',
      object: `person:${merged}`,
      person: keep,
      details: { merged, streams, cases, adjustments: sums, doubles },
    })
}

interface Both {
  keep: string
  merged: string
  area: number
}

interface Double {
  id: string
  programme: string
  months: string[]
  fen: number
}

/** The stream of the merged record stays where it is, held: its record is paid no more. The anomaly says which months both were paid. */
async function holdDoubles(ctx: Context, { keep, merged, area }: Both): Promise<number> {
  const { district, staff, name } = ctx.principal
  const twice = await sql<Double>`
    update benefits.entitlement e set state = 'held', hold_reason = ${DOUBLE_HOLD}, review_on = null, version = e.version + 1
    where e.district = ${district} and e.person = ${merged} and e.state <> 'stopped' and not (e.state = 'held' and e.hold_reason = ${DOUBLE_HOLD})
      and exists (select from benefits.entitlement k where k.district = ${district} and k.person = ${keep} and k.programme = e.programme and k.state <> 'stopped')
    returning e.id, e.programme, '{}'::text[] as months, 0 as fen`.execute(ctx.db)
  const due = await addWorkingDays(ctx, today(ctx), 3)
  for (const one of twice.rows) {
    const paid = await paidTwice(ctx, keep, merged, one.programme)
    await sql`insert into benefits.anomaly (district, id, person, area, kind, programme, fen, detail, opened_by, opened_by_name, due_on)
      values (${district}, ${newId()}, ${keep}, ${area}, 'double-benefit', ${one.programme}, ${paid.reduce((sum, row) => sum + row.fen, 0)},
        ${JSON.stringify({ merged, entitlement: one.id, months: paid.map((row) => row.month) })}::jsonb, ${staff}, ${name}, ${due}::date)
      on conflict do nothing`.execute(ctx.db)
  }
  return twice.rows.length
}

/** Months for which money went out under both records, with what the merged one got. */
export async function paidTwice(ctx: Context, keep: string, merged: string, programme: string) {
  const { district } = ctx.principal
  const paid = sql`kind = 'month' and state in ('paid', 'sent', 'reissued') and programme = ${programme}`
  const found = await sql<{ month: string; fen: number }>`
    select for_month as month, sum(fen)::bigint as fen from benefits.line m where m.district = ${district} and m.person = ${merged} and ${paid}
      and exists (select from (select for_month as month from benefits.line where district = ${district} and person = ${keep} and ${paid}) k where k.month = m.for_month)
    group by 1 order by 1`.execute(ctx.db)
  return found.rows
}

async function carryStreams(ctx: Context, { keep, merged, area }: Both): Promise<number> {
  const done = await sql`update benefits.entitlement set person = ${keep}, area = ${area}, version = version + 1
    where district = ${ctx.principal.district} and person = ${merged} and not (state = 'held' and hold_reason = ${DOUBLE_HOLD})`.execute(
    ctx.db,
  )
  return Number(done.numAffectedRows ?? 0n)
}

/** One open case per programme: where the keeper is paid or has a case already, the other ends with that reason. */
async function carryCases(ctx: Context, { keep, merged, area }: Both): Promise<number> {
  const { district } = ctx.principal
  const second = await sql<{ id: string; area: number }>`
    update benefits.benefit_case c set state = 'withdrawn', holder_name = '', version = c.version + 1
    where c.district = ${district} and c.person = ${merged} and c.state in ${OPEN_CASES} and (
      exists (select from benefits.benefit_case k where k.district = ${district} and k.person = ${keep} and k.programme = c.programme and k.state in ${OPEN_CASES})
      or exists (select from benefits.entitlement e where e.district = ${district} and e.person = ${keep} and e.programme = c.programme and e.state <> 'stopped'))
    returning c.id, c.area`.execute(ctx.db)
  for (const one of second.rows) await addStep(ctx, one, { id: newId(), step: 'person-merged' })
  const done =
    await sql`update benefits.benefit_case set person = ${keep}, area = ${area} where district = ${district} and person = ${merged}`.execute(
      ctx.db,
    )
  return Number(done.numAffectedRows ?? 0n)
}

/** Two sums of the same origin for the same month both stay on the books, each with its own approval. */
async function carryMoney(ctx: Context, { keep, merged, area }: Both): Promise<number> {
  const { district } = ctx.principal
  await sql`update benefits.adjustment m set origin = m.origin || ':merged:' || ${merged}
    where m.district = ${district} and m.person = ${merged} and m.state <> 'cancelled' and exists (select from benefits.adjustment k
      where k.district = ${district} and k.person = ${keep} and k.programme = m.programme and k.kind = m.kind and k.for_month = m.for_month and k.origin = m.origin
        and k.state <> 'cancelled')`.execute(ctx.db)
  const done =
    await sql`update benefits.adjustment set person = ${keep}, area = ${area} where district = ${district} and person = ${merged}`.execute(
      ctx.db,
    )
  return Number(done.numAffectedRows ?? 0n)
}

/** Anomalies, what undo needs to know, and the result of the last check, which the next one writes anew. */
async function carryTraces(ctx: Context, { keep, merged, area }: Both) {
  const { district } = ctx.principal
  await sql`update benefits.anomaly m set closed_at = ${ctx.now}, closed_by_name = ${ctx.principal.name}, verdict = 'undone', note = '档案合并，保留的档案上已有同一条'
    where m.district = ${district} and m.person = ${merged} and m.closed_at is null and exists (select from benefits.anomaly k where k.district = ${district}
      and k.person = ${keep} and k.kind = m.kind and k.programme is not distinct from m.programme and k.month is not distinct from m.month and k.closed_at is null)`.execute(
    ctx.db,
  )
  for (const table of ['anomaly', 'takeover_row'])
    await sql`update ${sql.raw(`benefits.${table}`)} set person = ${keep}, area = ${area} where district = ${district} and person = ${merged}`.execute(
      ctx.db,
    )
  await sql`update benefits.life_effect set person = ${keep}, area = ${area} where district = ${district} and person = ${merged} and kind <> 'line'`.execute(
    ctx.db,
  )
  await sql`delete from benefits.judgement where district = ${district} and person = ${merged}`.execute(ctx.db)
}
