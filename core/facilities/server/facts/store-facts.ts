// One statement about a site takes its place in time: what it replaces is closed, never overwritten, and an import can take it back.
import type { Day } from '@songhe/basics/day'
import { newId } from '@songhe/basics/ids'
import { invalid } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import { faultOf } from './fact-value.ts'

export interface FactDraft {
  id?: string
  facility: string
  area: number
  kind: string
  value: string
  from: Day
  source: string
  reason?: string
  file?: string | null
  import?: string | null
}

interface Standing {
  id: string
  value: string
  from: Day
  to: Day | null
  source: string
  reason: string
}

/** @returns false when the register already says exactly this from that day on */
export async function storeFact(ctx: Context, draft: FactDraft): Promise<boolean> {
  const fault = faultOf(draft.kind, draft.value)
  if (fault) throw invalid(fault, { next: '请改正后再提交。' })
  const standing = await standingOf(ctx, draft.facility, draft.kind)
  const before = standing.find(({ from, to }) => from <= draft.from && (to === null || to > draft.from))
  if (before?.value === draft.value) return false
  const next = standing.find(({ from }) => from > draft.from)
  if (before) {
    await closeRow(ctx, before.id, draft.import ?? null)
    if (before.from < draft.from)
      await insertRow(ctx, { ...draft, ...before, file: null, id: newId() }, before.from, draft.from, before.id)
  }
  await insertRow(ctx, { ...draft, id: draft.id ?? newId() }, draft.from, next?.from ?? null, before?.id ?? null)
  return true
}

/** The statement ends on a day, or (to = its first day) never held. */
export async function endFact(
  ctx: Context,
  fact: Standing & { facility: string; area: number; kind: string },
  to: Day | null,
  reason: string,
) {
  await closeRow(ctx, fact.id, null)
  if (to !== null && to > fact.from) await insertRow(ctx, { ...fact, id: newId(), reason }, fact.from, to, fact.id)
}

async function standingOf(ctx: Context, facility: string, kind: string): Promise<Standing[]> {
  const found = await sql<Standing>`
    select id, value, valid_from as "from", valid_to as "to", source, reason from facilities.fact
    where district = ${ctx.principal.district} and facility = ${facility} and kind = ${kind} and closed_at is null order by valid_from`.execute(
    ctx.db,
  )
  return found.rows
}

async function closeRow(ctx: Context, id: string, by: string | null) {
  await sql`update facilities.fact set closed_at = clock_timestamp(), closed_by = ${by}
    where district = ${ctx.principal.district} and id = ${id}`.execute(ctx.db)
}

async function insertRow(
  ctx: Context,
  row: Omit<FactDraft, 'id' | 'from'> & { id: string },
  from: Day,
  to: Day | null,
  replaces: string | null,
) {
  await sql`insert into facilities.fact (district, id, facility, area, kind, value, valid_from, valid_to, source, reason, file, import, recorded_by, replaces)
    values (${ctx.principal.district}, ${row.id}, ${row.facility}, ${row.area}, ${row.kind}, ${row.value}, ${from}, ${to}, ${row.source},
      ${row.reason ?? ''}, ${row.file ?? null}, ${row.import ?? null}, ${ctx.principal.name}, ${replaces})`.execute(ctx.db)
}

/** Undo of an import: its statements close, what they had closed counts again. @returns closed and restored */
export async function withdrawFacts(ctx: Context, act: string): Promise<{ closed: number; restored: number }> {
  const { district } = ctx.principal
  const closed = await sql`update facilities.fact set closed_at = clock_timestamp()
    where district = ${district} and import = ${act} and closed_at is null`.execute(ctx.db)
  const restored = await sql`update facilities.fact set closed_at = null, closed_by = null
    where district = ${district} and closed_by = ${act} and import is distinct from ${act}`.execute(ctx.db)
  return { closed: Number(closed.numAffectedRows ?? 0), restored: Number(restored.numAffectedRows ?? 0) }
}
