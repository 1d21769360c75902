// Which month is over: the last one whose regular run was approved, or simply last month where no run was made here yet.
import { addMonths, type Month, monthOf } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'

export async function lastClosedMonth(ctx: Context): Promise<Month> {
  const found = await sql<{ month: Month | null }>`
    select max(month) as month from benefits.run
    where district = ${ctx.principal.district} and kind = 'regular' and state in ('approved', 'sent', 'settled')`.execute(ctx.db)
  return found.rows[0]?.month ?? addMonths(monthOf(today(ctx)), -1)
}
