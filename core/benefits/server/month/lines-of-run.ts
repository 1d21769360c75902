// Payable lines: the judged streams of the month, then approved arrears and corrections, then recoveries that leave the elder enough.
import type { Month } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import { RECOVERY_PERCENT } from './month-rules.ts'

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

export async function insertAdjustmentLines(ctx: Context, run: string, month: Month) {
  const { district } = ctx.principal
  await sql`insert into benefits.line (district, run, person, programme, kind, for_month, area, fen, pack, version, row_id, adjustment)
    select ${district}, ${run}, a.person, a.programme, a.kind, a.for_month, a.area, a.fen, a.programme, 0, a.kind, a.id
    from benefits.adjustment a where a.district = ${district} and a.state = 'approved' and a.kind in ('arrear', 'one-off') and a.for_month <= ${month}
      and not exists (select from benefits.line l join benefits.run r on r.district = l.district and r.id = l.run
        where l.district = ${district} and l.adjustment = a.id and r.state <> 'discarded' and r.kind = 'regular')`.execute(ctx.db)
  await insertRecoveries(ctx, run, month)
}

/** Oldest recovery first; together never more than the set share of what the elder gets this month. */
async function insertRecoveries(ctx: Context, run: string, month: Month) {
  const { district } = ctx.principal
  await sql`with share as (select coalesce((select (value #>> '{}')::int from kernel.setting where district = ${district} and key = 'recovery-percent'), ${RECOVERY_PERCENT}) as percent),
    room as (select person, sum(fen) * (select percent from share) / 100 as fen from benefits.line where district = ${district} and run = ${run} group by person),
    open as (select a.*, abs(a.fen) - a.settled_fen as left_over,
        sum(abs(a.fen) - a.settled_fen) over (partition by a.person order by a.for_month, a.id) - (abs(a.fen) - a.settled_fen) as before
      from benefits.adjustment a where a.district = ${district} and a.kind = 'recovery' and a.state in ('approved', 'planned') and a.for_month <= ${month}
        and abs(a.fen) > a.settled_fen)
    insert into benefits.line (district, run, person, programme, kind, for_month, area, fen, pack, version, row_id, adjustment)
    select ${district}, ${run}, o.person, o.programme, 'recovery', o.for_month, o.area, -least(o.left_over, floor(r.fen) - o.before)::bigint, o.programme, 0, 'recovery', o.id
    from open o join room r on r.person = o.person where least(o.left_over, floor(r.fen) - o.before) > 0
    on conflict do nothing`.execute(ctx.db)
}
