// Figures of the case work that an office sets for itself; the defaults stand where it set none.
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'

export interface CaseSettings {
  /** Working days from finding to decision. */
  dueDays: number
  /** Working days a public notice hangs. */
  noticeDays: number
  /** Whether 免申即享 cases are put on public notice too. */
  noticeForConfirmed: boolean
  /** How many past months the check looks back for money never paid. */
  lookbackMonths: number
  /** A death stops the money from the month after it, or from its own month. */
  lastMonthAfterDeath: 'month-of-death' | 'month-before'
}

export const CASE_DEFAULTS: CaseSettings = {
  dueDays: 20,
  noticeDays: 7,
  noticeForConfirmed: false,
  lookbackMonths: 12,
  lastMonthAfterDeath: 'month-of-death',
}

export async function caseSettings(ctx: Context): Promise<CaseSettings> {
  const found = await sql<{ value: Partial<CaseSettings> }>`
    select value from kernel.setting where district = ${ctx.principal.district} and key = 'cases'`.execute(ctx.db)
  return { ...CASE_DEFAULTS, ...found.rows[0]?.value }
}
