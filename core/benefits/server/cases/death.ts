// Death is one act: inside the announcing transaction every stream is held, open cases stop, what was paid too much is put up for recovery,
// and a second person is asked to confirm. Each row is remembered as it was (undo-life.ts puts it back).
import { addMonths, type Day, type Month, monthOf } from '@songhe/basics/day'
import { newId } from '@songhe/basics/ids'
import type { Announcement } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { audit } from '@songhe/kernel/audit'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import { replanRecoveries } from '../settle/replan-recoveries.ts'
import { addStep } from './case-store.ts'
import { caseSettings } from './settings.ts'
import { continueElsewhere, type Transferred } from './transferred.ts'
import { addWorkingDays } from './working-days.ts'

export type Cause = 'died' | 'moved'
export const WORDS: Record<Cause, { hold: string; step: string; anomaly: 'death' | 'move'; undo: string }> = {
  died: { hold: '去世待确认', step: 'person-died', anomaly: 'death', undo: 'death-reversed' },
  moved: { hold: '户籍迁出待确认', step: 'person-moved', anomaly: 'move', undo: 'move-reversed' },
}
const OPEN_CASES = sql`('town-check', 'returned', 'district-decision', 'public-notice', 'objection')`

export const onDied = (ctx: Context, { body }: Announcement) => endStreams(ctx, 'died', body.person, body.day)
/** Who only changes district with the whole town is asked nothing: the new district goes on paying. */
export const onMoved = (ctx: Context, { body }: Announcement) =>
  body.continuedBy ? continueElsewhere(ctx, body as Transferred) : endStreams(ctx, 'moved', body.person, body.day)

/** Last month that is still owed: the month of the death or move, unless the office settled on the month before. */
export async function lastMonthOwed(ctx: Context, day: Day): Promise<Month> {
  const { lastMonthAfterDeath } = await caseSettings(ctx)
  return addMonths(monthOf(day), lastMonthAfterDeath === 'month-before' ? -1 : 0)
}

export async function endStreams(ctx: Context, cause: Cause, person: string, day: Day) {
  const last = await lastMonthOwed(ctx, day)
  const streams = await holdStreams(ctx, cause, person, day, last)
  await holdLines(ctx, cause, person, day, last)
  await stopCases(ctx, cause, person, day)
  const overpaid = await proposeRecoveries(ctx, cause, person, day, last)
  if (streams.length > 0 || overpaid.fen > 0) await askSecondPerson(ctx, cause, person, day, last, streams, overpaid)
  await replanRecoveries(ctx, person)
  await audit(ctx, {
    event: 'streams.held',
    object: `person:${person}`,
    person,
    details: { cause, day, lastMonth: last, streams: streams.length, overpaidFen: overpaid.fen },
  })
}

interface Stream {
  id: string
  area: number
  programme: string
}

async function holdStreams(ctx: Context, cause: Cause, person: string, day: Day, last: Month): Promise<Stream[]> {
  const district = ctx.principal.district
  const running = await sql<
    Stream & { before: object }
  >`select id, area, programme, to_jsonb(e) as before from benefits.entitlement e
    where district = ${district} and person = ${person} and state <> 'stopped' order by id for update`.execute(ctx.db)
  for (const stream of running.rows) {
    await remember(ctx, cause, person, stream.area, day, 'entitlement', { id: stream.id }, stream.before)
    await sql`update benefits.entitlement set state = 'held', hold_reason = ${WORDS[cause].hold}, review_on = null,
      end_month = least(coalesce(end_month, ${last}), ${last}), version = version + 1 where district = ${district} and id = ${stream.id}`.execute(
      ctx.db,
    )
  }
  return running.rows
}

/** Lines of months later than the last one owed that no bank has (again) do not go to one. */
async function holdLines(ctx: Context, cause: Cause, person: string, day: Day, last: Month) {
  const district = ctx.principal.district
  const lines = await sql<{ run: string; programme: string; kind: string; for_month: string; area: number; before: object }>`
    select l.run, l.programme, l.kind, l.for_month, l.area, to_jsonb(l) as before from benefits.line l
    where district = ${district} and person = ${person} and state in ('due', 'reissued') and kind = 'month' and for_month > ${last} for update`.execute(
    ctx.db,
  )
  for (const { before, area, ...key } of lines.rows) {
    await remember(ctx, cause, person, area, day, 'line', { ...key, person }, before)
    await sql`update benefits.line set state = 'held', state_reason = ${WORDS[cause].hold}, state_at = ${ctx.now}
      where district = ${district} and run = ${key.run} and person = ${person} and programme = ${key.programme} and kind = ${key.kind}
        and for_month = ${key.for_month}`.execute(ctx.db)
  }
}

async function stopCases(ctx: Context, cause: Cause, person: string, day: Day) {
  const district = ctx.principal.district
  const open = await sql<{
    id: string
    area: number
    before: object
  }>`select id, area, to_jsonb(c) as before from benefits.benefit_case c
    where district = ${district} and person = ${person} and state in ${OPEN_CASES} order by id for update`.execute(ctx.db)
  for (const found of open.rows) {
    await remember(ctx, cause, person, found.area, day, 'benefit_case', { id: found.id }, found.before)
    await sql`update benefits.benefit_case set state = 'withdrawn', holder_name = '', version = version + 1
      where district = ${district} and id = ${found.id}`.execute(ctx.db)
    await addStep(ctx, found, { id: newId(), step: WORDS[cause].step, note: `${day}` })
  }
}

async function proposeRecoveries(
  ctx: Context,
  cause: Cause,
  person: string,
  day: Day,
  last: Month,
): Promise<{ fen: number; months: Month[] }> {
  const district = ctx.principal.district
  const origin = `${cause}:${day}:${newId()}`
  const made = await sql<{ id: string; area: number; fen: number; for_month: string }>`
    insert into benefits.adjustment (district, id, person, area, programme, kind, for_month, fen, reason, proposed_by, proposed_by_name, origin)
    select ${district}, gen_random_uuid(), ${person}, max(l.area), l.programme, 'recovery', l.for_month, -sum(l.fen),
      ${`${day}${cause === 'died' ? '去世' : '迁出'}，${last}之后多发`}, ${ctx.principal.staff}, ${ctx.principal.name}, ${origin}
    from benefits.line l where l.district = ${district} and l.person = ${person} and l.kind = 'month' and l.state in ('paid', 'sent')
      and l.for_month > ${last} and not exists (select from benefits.adjustment a where a.district = ${district} and a.person = ${person}
        and a.programme = l.programme and a.for_month = l.for_month and a.kind = 'recovery' and a.state <> 'cancelled')
    group by l.programme, l.for_month having sum(l.fen) > 0 returning id, area, fen, for_month`.execute(ctx.db)
  for (const row of made.rows) await remember(ctx, cause, person, row.area, day, 'adjustment', { id: row.id }, null)
  return {
    fen: made.rows.reduce((sum, row) => sum - row.fen, 0),
    months: [...new Set(made.rows.map((row) => row.for_month))].sort(),
  }
}

async function askSecondPerson(
  ctx: Context,
  cause: Cause,
  person: string,
  day: Day,
  last: Month,
  streams: Stream[],
  overpaid: { fen: number; months: Month[] },
) {
  const id = newId()
  const made = await sql<{ area: number }>`
    insert into benefits.anomaly (district, id, person, area, kind, month, fen, detail, opened_by, opened_by_name, due_on)
    select ${ctx.principal.district}, ${id}, p.id, p.area, ${WORDS[cause].anomaly}, ${last}, ${overpaid.fen},
      ${JSON.stringify({ day, lastMonth: last, programmes: streams.map((stream) => stream.programme), overpaidMonths: overpaid.months })}::jsonb,
      ${ctx.principal.staff}, ${ctx.principal.name}, ${await addWorkingDays(ctx, today(ctx), 3)}::date
    from registry.person p where p.district = ${ctx.principal.district} and p.id = ${person} on conflict do nothing returning area`.execute(
    ctx.db,
  )
  if (made.rows[0]) await remember(ctx, cause, person, made.rows[0].area, day, 'anomaly', { id }, null)
}

async function remember(
  ctx: Context,
  cause: Cause,
  person: string,
  area: number,
  day: Day,
  kind: string,
  object: object,
  before: object | null,
) {
  await sql`insert into benefits.life_effect (district, id, person, area, cause, day, kind, object, before)
    values (${ctx.principal.district}, ${newId()}, ${person}, ${area}, ${cause}, ${day}, ${kind}, ${JSON.stringify(object)}::jsonb,
      ${before === null ? null : JSON.stringify(before)}::jsonb)`.execute(ctx.db)
}
