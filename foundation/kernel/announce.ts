// Core rooms say in the past tense what became true. `now` reactions run inside the announcing transaction and fail the whole act;
// `later` ones are rows of the outbox, delivered at least once by the dispatcher.
import { sql } from 'kysely'
import type { Context } from './context.ts'

/** The only events that may have `now` reactions (house.md section 5); a test lists who listens. */
export const NOW_EVENTS = [
  'person-died',
  'death-reversed',
  'person-moved',
  'move-reversed',
  'facility-suspended',
  'suspension-reversed',
]

export async function announce(ctx: Context, event: string, body: Record<string, unknown>) {
  for (const reaction of ctx.catalogue.reactions)
    if (reaction.on === event && reaction.when === 'now') {
      if (!NOW_EVENTS.includes(event)) throw new Error(`${event} may not have reactions inside the transaction`)
      await reaction.run(ctx, { event, body })
    }
  if (ctx.catalogue.reactions.some((reaction) => reaction.on === event && reaction.when === 'later'))
    await sql`insert into kernel.outbox (district, event, body) values (${ctx.principal.district}, ${event}, ${JSON.stringify(body)}::jsonb)`.execute(
      ctx.db,
    )
}
