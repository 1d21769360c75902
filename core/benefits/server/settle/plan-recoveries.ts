// Writes the repayment plan of every open recovery of one elder; of the dead nothing is kept back, the family hands it back.
import { addMonths, monthOf } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import { planInstalments } from './recovery-plan.ts'
import { recoveryLimits } from './recovery-limits.ts'

interface Open {
  id: string
  left: number
  kept: number
  monthly: number | null
  reason: string | null
}

export async function planRecoveries(ctx: Context, person: string): Promise<void> {
  const { district } = ctx.principal
  // Money already kept back by a run that still waits for approval is not planned a second time.
  const open =
    await sql<Open>`select a.id, a.settled_fen + w.fen as kept, abs(a.fen) - a.settled_fen - w.fen as left, (a.plan ->> 'monthlyFen')::bigint as monthly, a.plan ->> 'monthlyReason' as reason
    from benefits.adjustment a cross join lateral (select coalesce(sum(abs(l.fen)), 0)::bigint as fen from benefits.line l
        join benefits.run r on r.district = l.district and r.id = l.run and r.state in ('computing', 'computed', 'submitted') and r.kind = 'regular'
        where l.district = a.district and l.adjustment = a.id and l.state <> 'cancelled') w
    where a.district = ${district} and a.person = ${person} and a.kind = 'recovery' and a.state in ('proposed', 'approved', 'planned')
    order by a.for_month, a.id for update of a`.execute(ctx.db)
  const limits = await recoveryLimits(ctx)
  const monthFen = await monthlyMoney(ctx, person)
  const plans = planInstalments(
    open.rows.map((one) => ({ id: one.id, leftFen: one.left, ...(one.monthly !== null && { monthlyFen: one.monthly }) })),
    monthFen,
    limits,
    await firstFreeMonth(ctx),
  )
  for (const one of open.rows) {
    const months = plans.get(one.id)!
    const plan = {
      way: months.length > 0 ? 'instalments' : 'repayment',
      months,
      monthFen,
      ...limits,
      settledFen: one.kept,
      monthlyFen: one.monthly,
      ...(one.reason && { monthlyReason: one.reason }),
    }
    await sql`update benefits.adjustment set plan = ${JSON.stringify(plan)}::jsonb where district = ${district} and id = ${one.id}`.execute(
      ctx.db,
    )
  }
}

/** What the elder gets in a usual month: the newest approved month's lines of streams that still run. */
async function monthlyMoney(ctx: Context, person: string): Promise<number> {
  const { district } = ctx.principal
  const found = await sql<{ fen: number }>`select coalesce(sum(l.fen), 0)::bigint as fen from benefits.line l
    join benefits.entitlement e on e.district = l.district and e.id = l.entitlement and e.state = 'running'
    join registry.person p on p.district = l.district and p.id = l.person and p.died_on is null
    where l.district = ${district} and l.person = ${person} and l.kind = 'month' and l.state <> 'cancelled' and l.run = (
      select r.id from benefits.run r where r.district = ${district} and r.kind = 'regular' and r.state in ('approved', 'sent', 'settled')
      order by r.month desc, r.number desc limit 1)`.execute(ctx.db)
  return found.rows[0]!.fen
}

/** The first month that no run has been computed for. */
async function firstFreeMonth(ctx: Context) {
  const found = await sql<{ month: string | null }>`select max(month) as month from benefits.run
    where district = ${ctx.principal.district} and kind = 'regular' and state <> 'discarded'`.execute(ctx.db)
  const last = found.rows[0]?.month
  return last ? addMonths(last, 1) : monthOf(today(ctx))
}
