// A town goes to another district: its elders' benefits go on there without a month lost or paid twice. The old streams end, the new ones carry
// amount, last paid month and decision as a takeover; open cases are opened there anew. Money of past months stays with the district that owed it.
import { addMonths, type Day, type Month, monthOf } from '@songhe/basics/day'
import { newId } from '@songhe/basics/ids'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { enterScope } from '@songhe/kernel/db/enter-scope'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import { replanRecoveries } from '../settle/replan-recoveries.ts'
import { addStep } from './case-store.ts'
import { caseNumbers } from './numbers.ts'
import { caseSettings } from './settings.ts'
import { addWorkingDays } from './working-days.ts'

/** Why a stream ended here without ending for the elder. */
export const HANDED_OVER = '区划划转，由划入区县接续'

export interface Transferred {
  person: string
  day: Day
  to: number
  continuedBy: string
}

interface Stream {
  id: string
  programme: string
  state: 'running' | 'held'
  hold_reason: string
  review_on: Day | null
  decision_number: string
  last_paid_month: Month | null
  fen: number | null
}

interface OpenCase {
  id: string
  area: number
  number: string
  programme: string
}

export async function continueElsewhere(ctx: Context, moved: Transferred) {
  const streams = await endHere(ctx, moved)
  const cases = await closeHere(ctx, moved)
  await replanRecoveries(ctx, moved.person)
  if (streams.length + cases.length === 0) return
  await audit(ctx, {
    event: 'streams.handed-over',
    object: `person:${moved.person}`,
    person: moved.person,
    details: { to: moved.to, streams: streams.length, cases: cases.length },
  })
  await enterScope(ctx.db, { district: moved.to, areas: null })
  await beginThere({ ...ctx, principal: { ...ctx.principal, district: moved.to, areas: null } }, moved, streams, cases)
  await enterScope(ctx.db, ctx.principal)
}

/** The last month computed here counts as this district's; the new one begins after it, at the earliest with the month of the transfer. */
const startThere = (stream: Stream, day: Day): Month => {
  const after = stream.last_paid_month ? addMonths(stream.last_paid_month, 1) : monthOf(day)
  return after > monthOf(day) ? after : monthOf(day)
}

async function endHere(ctx: Context, { person, day }: Transferred): Promise<Stream[]> {
  const { district } = ctx.principal
  const found = await sql<Stream>`
    select e.id, e.programme, e.state, e.hold_reason, e.review_on::text as review_on, e.decision_number,
      greatest(e.last_paid_month, l.month) as last_paid_month, coalesce(l.fen, e.takeover_fen) as fen
    from benefits.entitlement e left join lateral (
      select l.for_month as month, l.fen from benefits.line l join benefits.run r on r.district = l.district and r.id = l.run
      where l.district = e.district and l.person = e.person and l.programme = e.programme and l.kind = 'month' and l.state <> 'cancelled' and r.kind = 'regular'
        and r.state <> 'discarded' order by l.for_month desc limit 1) l on true
    where e.district = ${district} and e.person = ${person} and e.state <> 'stopped' for update of e`.execute(ctx.db)
  for (const stream of found.rows)
    await sql`update benefits.entitlement set state = 'stopped', hold_reason = ${HANDED_OVER}, end_month = ${addMonths(startThere(stream, day), -1)},
      version = version + 1 where district = ${district} and id = ${stream.id}`.execute(ctx.db)
  return found.rows
}

async function closeHere(ctx: Context, { person }: Transferred): Promise<OpenCase[]> {
  const found = await sql<OpenCase>`update benefits.benefit_case set state = 'withdrawn', holder_name = '', version = version + 1
    where district = ${ctx.principal.district} and person = ${person} and state in ('town-check', 'returned', 'district-decision', 'public-notice', 'objection')
    returning id, area, number, programme`.execute(ctx.db)
  for (const one of found.rows) await addStep(ctx, one, { id: newId(), step: 'area-transferred' })
  // Whether a stream is due is now asked there; what was paid too much here stays open here.
  await sql`update benefits.anomaly set closed_at = ${ctx.now}, closed_by_name = ${ctx.principal.name}, verdict = 'undone', note = ${HANDED_OVER}
    where district = ${ctx.principal.district} and person = ${person} and kind = 'paid-not-due' and closed_at is null`.execute(
    ctx.db,
  )
  return found.rows
}

/** In the scope of the new district. What already runs or is worked on there under this person stays as it is. */
async function beginThere(ctx: Context, { day, continuedBy }: Transferred, streams: Stream[], cases: OpenCase[]) {
  const { district } = ctx.principal
  for (const stream of streams)
    await sql`insert into benefits.entitlement (district, id, person, area, programme, start_month, state, hold_reason, review_on, decision_number, takeover_fen, last_paid_month)
      select ${district}::int, ${newId()}::uuid, p.id, p.area, ${stream.programme}, ${startThere(stream, day)}, ${stream.state}, ${stream.hold_reason}, ${stream.review_on}::date,
        ${stream.decision_number}, ${stream.fen}::bigint, ${stream.last_paid_month}
      from registry.person p where p.district = ${district} and p.id = ${continuedBy} on conflict do nothing`.execute(ctx.db)
  const numbers = cases.length > 0 ? await caseNumbers(ctx, cases.length) : []
  const due = cases.length > 0 ? await addWorkingDays(ctx, today(ctx), (await caseSettings(ctx)).dueDays) : null
  for (const [i, one] of cases.entries()) {
    const id = newId()
    const made = await sql<{ id: string; area: number }>`
      insert into benefits.benefit_case (district, id, number, person, area, programme, state, origin, due_on, holder_name, opened_by_name)
      select ${district}::int, ${id}::uuid, ${numbers[i]}, p.id, p.area, ${one.programme}, 'town-check', 'takeover', ${due}::date, '镇街（待核实）', '区划划转'
      from registry.person p where p.district = ${district} and p.id = ${continuedBy} on conflict do nothing returning id, area`.execute(
      ctx.db,
    )
    if (made.rows[0]) await addStep(ctx, made.rows[0], { id: newId(), step: 'area-received', note: `原办件 ${one.number}` })
  }
  await audit(ctx, {
    event: 'streams.taken-over',
    object: `person:${continuedBy}`,
    person: continuedBy,
    details: { streams: streams.length, cases: cases.length },
  })
}
