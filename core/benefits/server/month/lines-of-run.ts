// Payable lines: the judged streams of the month, then approved arrears and corrections, then recoveries that leave the elder enough.
import type { Month } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import { insertRecoveries } from '../settle/insert-recoveries.ts'

/**
 * A stream pays when the rules say it is due; one that ended with this month (a confirmed death in it) still pays it, a held one does not.
 * A month the old office paid already is not paid again; a shadow month computes it all the same, to be compared.
 */
export async function insertMonthLines(ctx: Context, run: string, month: Month, kind: string) {
  await sql`insert into benefits.line (district, run, person, programme, kind, for_month, area, fen, pack, version, row_id, document, clause, entitlement)
    select ${ctx.principal.district}, ${run}, j.person, j.programme, 'month', ${month}, j.area, j.fen, j.pack, j.version, j.row_id, j.document, j.clause, s.id
    from run_judged j join run_stream s on s.person = j.person and s.programme = j.programme and s.state <> 'held'
    where j.outcome = 'due' and j.fen > 0 and (${kind} = 'shadow' or coalesce(s.paid_before, '') < ${month}) order by j.person, j.programme`.execute(
    ctx.db,
  )
}

/** Of two adjustments of one kind for the same programme and month the older goes first, the other with the next run. */
export async function insertAdjustmentLines(ctx: Context, run: string, month: Month) {
  const { district } = ctx.principal
  await sql`insert into benefits.line (district, run, person, programme, kind, for_month, area, fen, pack, version, row_id, adjustment)
    select distinct on (a.person, a.programme, a.kind, a.for_month) ${district}::int, ${run}::uuid, a.person, a.programme, a.kind, a.for_month, a.area, a.fen, a.programme, 0, a.kind, a.id
    from benefits.adjustment a where a.district = ${district} and a.state = 'approved' and a.kind in ('arrear', 'one-off') and a.for_month <= ${month}
      and not exists (select from benefits.line l join benefits.run r on r.district = l.district and r.id = l.run
        where l.district = ${district} and l.adjustment = a.id and r.state <> 'discarded' and r.kind = 'regular')
    order by a.person, a.programme, a.kind, a.for_month, a.created_at, a.id`.execute(ctx.db)
  await insertRecoveries(ctx, run, month)
}
