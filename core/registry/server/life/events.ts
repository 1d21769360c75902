// Rows of the life axis; a reversal is an event of its own that names what it reverses.
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'

export interface EventDraft {
  id: string
  person: string
  area: number
  kind: 'death' | 'move-out' | 'move-in' | 'correction' | 'visit' | 'merge' | 'note'
  day: string
  source?: string
  detail?: Record<string, unknown>
  reverses?: string
}

export async function insertEvent(ctx: Context, event: EventDraft) {
  await sql`insert into registry.life_event (district, id, person, area, kind, day, detail, source, reverses, recorded_by)
    values (${ctx.principal.district}, ${event.id}, ${event.person}, ${event.area}, ${event.kind}, ${event.day}, ${JSON.stringify(event.detail ?? {})}::jsonb,
      ${event.source ?? null}, ${event.reverses ?? null}, ${ctx.principal.name})`.execute(ctx.db)
}

export async function reverseEvent(
  ctx: Context,
  act: { id: string; person: string; area: number; reason: string },
  reversed: string,
  text: string,
) {
  await insertEvent(ctx, {
    ...act,
    kind: 'correction',
    day: today(ctx),
    reverses: reversed,
    detail: { text, reason: act.reason },
  })
  await sql`update registry.life_event set reversed_by = ${act.id} where district = ${ctx.principal.district} and id = ${reversed}`.execute(
    ctx.db,
  )
}

export async function eventKnown(ctx: Context, id: string): Promise<boolean> {
  return (
    (await sql`select from registry.life_event where district = ${ctx.principal.district} and id = ${id}`.execute(ctx.db)).rows
      .length > 0
  )
}

export async function openEvent(ctx: Context, person: string, kind: EventDraft['kind']) {
  const found = await sql<{ id: string; detail: Record<string, unknown> }>`select id, detail from registry.life_event
    where district = ${ctx.principal.district} and person = ${person} and kind = ${kind} and reversed_by is null order by recorded_at desc limit 1`.execute(
    ctx.db,
  )
  return found.rows[0]
}
