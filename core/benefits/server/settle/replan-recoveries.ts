// When the money stops from which a recovery was to be kept back (or comes again), its plan is worked out anew.
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import { planRecoveries } from './plan-recoveries.ts'

export async function replanRecoveries(ctx: Context, person: string) {
  const open =
    await sql`select from benefits.adjustment where district = ${ctx.principal.district} and person = ${person} and kind = 'recovery'
    and state in ('proposed', 'approved', 'planned') limit 1`.execute(ctx.db)
  if (open.rows.length > 0) await planRecoveries(ctx, person)
}
