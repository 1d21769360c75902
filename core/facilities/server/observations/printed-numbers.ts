// The printed numbers of one document, for rooms that hold them against one another.
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'

export interface PrintedFact {
  clause: string
  subject: string
  operator: string
  printed: string
  /** Decimal text; null where the words give none. */
  quantity: string | null
  unit: string
  dated: string
}

export async function printedNumbers(ctx: Context, document: string): Promise<PrintedFact[]> {
  const found =
    await sql<PrintedFact>`select clause, subject, operator, quantity_printed as printed, trim_scale(quantity)::text as quantity, unit, dated
    from facilities.observation where district = ${ctx.principal.district} and document = ${document} and closed_at is null order by number`.execute(
      ctx.db,
    )
  return found.rows
}
