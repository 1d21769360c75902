// The office's own figures for keeping money back: the share of a month, and the amount that always stays paid.
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import { RECOVERY_PERCENT } from '../month/month-rules.ts'
import type { Limits } from './recovery-plan.ts'

/** Settings `recovery-percent` and `recovery-floor-fen`; no document prints a floor, so it is 0 until the office sets one. */
export async function recoveryLimits(ctx: Context): Promise<Limits> {
  const found = await sql<{ key: string; value: number }>`select key, (value #>> '{}')::int as value from kernel.setting
    where district = ${ctx.principal.district} and key in ('recovery-percent', 'recovery-floor-fen')`.execute(ctx.db)
  const set = new Map(found.rows.map((row) => [row.key, row.value]))
  return {
    percent: Math.min(100, Math.max(0, set.get('recovery-percent') ?? RECOVERY_PERCENT)),
    floorFen: Math.max(0, set.get('recovery-floor-fen') ?? 0),
  }
}
