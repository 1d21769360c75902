// What a month keeps back: each open recovery by its plan, oldest first, within the share and above the floor. Nothing of the dead.
import type { Month } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import { recoveryLimits } from './recovery-limits.ts'

export async function insertRecoveries(ctx: Context, run: string, month: Month) {
  const { district } = ctx.principal
  const { percent, floorFen } = await recoveryLimits(ctx)
  // One line per programme and month: a second recovery for the same month waits for the next run. Money handed in already is not kept back too.
  await sql`with room as (select person, least(floor(sum(fen) * ${percent}::int / 100), sum(fen) - ${floorFen}::bigint)::bigint as fen
      from benefits.line where district = ${district} and run = ${run} group by person),
    due as (select distinct on (a.person, a.programme, a.for_month) a.*, least(abs(a.fen) - a.settled_fen - c.fen, case
        when a.plan ->> 'way' = 'instalments' and ${month} <= (select max(m.month) from jsonb_to_recordset(a.plan -> 'months') as m (month text))
        then coalesce((a.plan ->> 'settledFen')::bigint, 0) - a.settled_fen
          + (select coalesce(sum(m.fen), 0)::bigint from jsonb_to_recordset(a.plan -> 'months') as m (month text, fen bigint) where m.month <= ${month})
        else abs(a.fen) - a.settled_fen end) as fen_due
      from benefits.adjustment a join registry.person p on p.district = a.district and p.id = a.person and p.died_on is null
      cross join lateral (select coalesce(sum(y.fen), 0)::bigint as fen from benefits.repayment_claim y where y.district = a.district and y.adjustment = a.id and y.state = 'waiting') c
      where a.district = ${district} and a.kind = 'recovery' and a.state in ('approved', 'planned') and a.for_month <= ${month}
        and abs(a.fen) > a.settled_fen
      order by a.person, a.programme, a.for_month, a.created_at, a.id),
    open as (select d.*, sum(fen_due) over (partition by d.person order by d.for_month, d.id) - fen_due as before from due d where fen_due > 0)
    insert into benefits.line (district, run, person, programme, kind, for_month, area, fen, pack, version, row_id, adjustment)
    select ${district}, ${run}, o.person, o.programme, 'recovery', o.for_month, o.area, -least(o.fen_due, r.fen - o.before)::bigint, o.programme, 0, 'recovery', o.id
    from open o join room r on r.person = o.person where least(o.fen_due, r.fen - o.before) > 0`.execute(ctx.db)
}
