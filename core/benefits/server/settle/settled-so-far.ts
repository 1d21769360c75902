// What a month was settled with until now, by person and programme: its month lines that stand, and every adjustment for it that was not called off.
import type { Month } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import { type RawBuilder, sql } from 'kysely'

/** Lines in these states are promised but have not left the office: they are corrected by a counter-entry. */
export const UNPAID = sql`('due', 'held', 'returned', 'reissued')`

/** Rows (person, programme, area, fen, unpaid_fen). Proposed adjustments count: what was proposed once is not proposed again. */
export function settledRows(ctx: Context, month: Month, person?: string): RawBuilder<unknown> {
  const { district } = ctx.principal
  const one = person ? sql`and x.person = ${person}` : sql``
  return sql`select person, programme, max(area) as area, sum(fen)::bigint as fen, sum(unpaid)::bigint as unpaid_fen from (
      select x.person, x.programme, x.area, x.fen, case when x.state in ${UNPAID} then x.fen else 0 end as unpaid
      from benefits.line x join benefits.run r on r.district = x.district and r.id = x.run and r.kind = 'regular' and r.state in ('approved', 'sent', 'settled')
      where x.district = ${district} and x.kind = 'month' and x.for_month = ${month} and x.state <> 'cancelled' ${one}
      union all
      select x.person, x.programme, x.area, x.fen, 0 from benefits.adjustment x
      where x.district = ${district} and x.for_month = ${month} and x.state <> 'cancelled' ${one}) s
    group by person, programme`
}
