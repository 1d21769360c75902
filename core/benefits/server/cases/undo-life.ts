// A death or a move out is taken back: every row it changed becomes what it was before. Where the other of the two still stands, that one
// is applied anew to what was before both, so that it does not matter which was told first.
import type { Day } from '@songhe/basics/day'
import { newId } from '@songhe/basics/ids'
import type { Announcement } from '@songhe/kernel/capability'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import { replanRecoveries } from '../settle/replan-recoveries.ts'
import { addStep } from './case-store.ts'
import { type Cause, endStreams, WORDS } from './death.ts'
import { HANDED_OVER } from './transferred.ts'

export const onDeathReversed = (ctx: Context, { body }: Announcement) => restore(ctx, 'died', body.person)
export const onMoveReversed = (ctx: Context, { body }: Announcement) => restore(ctx, 'moved', body.person)

async function restore(ctx: Context, cause: Cause, person: string) {
  const district = ctx.principal.district
  const still = await stillStands(ctx, cause, person)
  const mine = sql`f.district = ${district} and f.person = ${person} and f.cause = ${cause} and f.undone_at is null`
  const rows = sql`f.district = ${district} and f.person = ${person} and f.undone_at is null
    and (f.cause = ${cause} or (${still !== null} and f.kind in ('entitlement', 'line', 'benefit_case')))`
  // Remembered twice, only the first state of a row is the one before all of it.
  const first = sql`(select distinct on (f.kind, f.object) f.* from benefits.life_effect f where ${rows} order by f.kind, f.object, f.made_at) f`
  await sql`update benefits.entitlement t set (state, hold_reason, review_on, end_month, version) =
    (select b.state, b.hold_reason, b.review_on, b.end_month, b.version from jsonb_populate_record(null::benefits.entitlement, f.before) b)
    from ${first} where f.kind = 'entitlement' and t.district = f.district and t.id = (f.object->>'id')::uuid and t.hold_reason <> ${HANDED_OVER}`.execute(
    ctx.db,
  )
  await restoreLines(ctx, first)
  const cases = await sql<{ id: string; area: number }>`update benefits.benefit_case t set (state, holder_name, version) =
    (select b.state, b.holder_name, b.version from jsonb_populate_record(null::benefits.benefit_case, f.before) b)
    from ${first} where f.kind = 'benefit_case' and t.district = f.district and t.id = (f.object->>'id')::uuid
    returning t.id, t.area`.execute(ctx.db)
  for (const found of cases.rows) await addStep(ctx, found, { id: newId(), step: WORDS[cause].undo })
  await giveBack(ctx, mine)
  await sql`update benefits.adjustment t set state = 'cancelled' from benefits.life_effect f
    where ${mine} and f.kind = 'adjustment' and t.district = f.district and t.id = (f.object->>'id')::uuid`.execute(ctx.db)
  await sql`update benefits.anomaly t set closed_at = coalesce(t.closed_at, ${ctx.now}), closed_by = coalesce(t.closed_by, ${ctx.principal.staff}),
      closed_by_name = coalesce(t.closed_by_name, ${ctx.principal.name}), verdict = 'undone' from benefits.life_effect f
    where ${mine} and f.kind = 'anomaly' and t.district = f.district and t.id = (f.object->>'id')::uuid`.execute(ctx.db)
  await sql`update benefits.life_effect f set undone_at = ${ctx.now} where ${rows}`.execute(ctx.db)
  await audit(ctx, { event: 'streams.restored', object: `person:${person}`, person, details: { cause } })
  if (still) await endStreams(ctx, still.cause, person, still.day)
  else await replanRecoveries(ctx, person)
}

/** The registry has taken this one back already; whether the other stands, its record says. */
async function stillStands(ctx: Context, undone: Cause, person: string): Promise<{ cause: Cause; day: Day } | null> {
  const found = await sql<{ died_on: Day | null; left_on: Day | null }>`select died_on::text as died_on, left_on::text as left_on
    from registry.person where district = ${ctx.principal.district} and id = ${person}`.execute(ctx.db)
  const day = undone === 'died' ? found.rows[0]?.left_on : found.rows[0]?.died_on
  return day ? { cause: undone === 'died' ? 'moved' : 'died', day } : null
}

/** A line that two persons reversed meanwhile stays reversed: its month is found short and comes again as an arrear. */
async function restoreLines(ctx: Context, first: ReturnType<typeof sql>) {
  await sql`update benefits.line t set (state, state_reason, state_at) =
    (select b.state, b.state_reason, b.state_at from jsonb_populate_record(null::benefits.line, f.before) b)
    from ${first} where f.kind = 'line' and t.district = f.district and t.run = (f.object->>'run')::uuid and t.person = f.person
      and t.programme = f.object->>'programme' and t.kind = f.object->>'kind' and t.for_month = f.object->>'for_month' and t.state in ('held', 'cancelled')
      and not exists (select from benefits.line_reversal v where v.district = t.district and v.run = t.run and v.person = t.person
        and v.programme = t.programme and v.kind = t.kind and v.for_month = t.for_month and v.state = 'approved')`.execute(ctx.db)
}

/** What was already taken back from somebody who lives is owed to them again. */
async function giveBack(ctx: Context, mine: ReturnType<typeof sql>) {
  await sql`insert into benefits.adjustment (district, id, person, area, programme, kind, for_month, fen, reason, proposed_by, proposed_by_name, origin)
    select t.district, gen_random_uuid(), t.person, t.area, t.programme, 'arrear', t.for_month, abs(t.settled_fen), '误报已撤销，退还已追回的钱',
      ${ctx.principal.staff}, ${ctx.principal.name}, 'undo:' || t.id
    from benefits.life_effect f join benefits.adjustment t on t.district = f.district and t.id = (f.object->>'id')::uuid
    where ${mine} and f.kind = 'adjustment' and t.settled_fen <> 0`.execute(ctx.db)
}
