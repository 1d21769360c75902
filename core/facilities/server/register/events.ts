// The history of a site: one event per act, taken back by another event.
import type { Day } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'

export interface EventDraft {
  id: string
  facility: string
  area: number
  kind: string
  day: Day
  detail?: Record<string, unknown>
  import?: string | null
}

/** @returns false when this act was written before */
export async function insertEvent(ctx: Context, event: EventDraft): Promise<boolean> {
  const done = await sql`insert into facilities.event (district, id, facility, area, kind, day, detail, import, recorded_by)
    values (${ctx.principal.district}, ${event.id}, ${event.facility}, ${event.area}, ${event.kind}, ${event.day},
      ${JSON.stringify(event.detail ?? {})}::jsonb, ${event.import ?? null}, ${ctx.principal.name})
    on conflict (district, id) do nothing`.execute(ctx.db)
  return Number(done.numAffectedRows ?? 0) > 0
}

export async function eventKnown(ctx: Context, id: string): Promise<boolean> {
  const found = await sql`select from facilities.event where district = ${ctx.principal.district} and id = ${id}`.execute(ctx.db)
  return found.rows.length > 0
}

export interface OpenEvent {
  id: string
  kind: string
  day: Day
}

/** The latest event of a kind that was not taken back. */
export async function lastEvent(ctx: Context, facility: string, kinds: readonly string[]): Promise<OpenEvent | undefined> {
  const found = await sql<OpenEvent>`select id, kind, day from facilities.event
    where district = ${ctx.principal.district} and facility = ${facility} and kind = any(${[...kinds]}::text[]) and reversed_by is null
    order by day desc, recorded_at desc limit 1`.execute(ctx.db)
  return found.rows[0]
}

export async function reverseEvent(ctx: Context, event: string, by: EventDraft) {
  await insertEvent(ctx, by)
  await sql`update facilities.event set reversed_by = ${by.id} where district = ${ctx.principal.district} and id = ${event}`.execute(
    ctx.db,
  )
  await sql`update facilities.event set reverses = ${event} where district = ${ctx.principal.district} and id = ${by.id}`.execute(
    ctx.db,
  )
}
