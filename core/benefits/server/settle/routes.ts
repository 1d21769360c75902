// Everything the settling side gives to the room's capability: routes, the job, what waits for the second person, what must always hold.
import { type Capability, type Invariant, type MountedRoute, route, type Todo } from '@songhe/kernel/capability'
import { sql } from 'kysely'
import * as contract from '../../contract-settle.ts'
import { listClosedMonths, listRecomputeRows, listRecomputes, showRecompute } from './list-recomputes.ts'
import { decideRepayments } from './decide-repayments.ts'
import { listRecoveries } from './list-recoveries.ts'
import { listReversals, listUnpaidLines } from './list-reversals.ts'
import { proposeFromRecompute } from './propose-from-recompute.ts'
import { RECOMPUTE_JOB, recomputeMonth, runRecompute } from './recompute-month.ts'
import { recordRepayment } from './record-repayment.ts'
import { decideReversals, proposeReversals } from './reverse-lines.ts'
import { showRecoveries } from './show-recoveries.ts'
import { slowRecovery } from './slow-recovery.ts'

export const settleRoutes: MountedRoute[] = [
  route(contract.recomputeMonth, recomputeMonth),
  route(contract.listRecomputes, listRecomputes),
  route(contract.showRecompute, showRecompute),
  route(contract.listClosedMonths, listClosedMonths),
  route(contract.listRecomputeRows, listRecomputeRows),
  route(contract.proposeFromRecompute, proposeFromRecompute),
  route(contract.showRecoveries, showRecoveries),
  route(contract.slowRecovery, slowRecovery),
  route(contract.listRecoveries, listRecoveries),
  route(contract.recordRepayment, recordRepayment),
  route(contract.decideRepayments, decideRepayments),
  route(contract.proposeReversals, proposeReversals),
  route(contract.decideReversals, decideReversals),
  route(contract.listReversals, listReversals),
  route(contract.listUnpaidLines, listUnpaidLines),
]

export const settleJobs: NonNullable<Capability['jobs']> = { [RECOMPUTE_JOB]: { title: '重新核算往月', run: runRecompute } }

const waiting = (key: string, title: string, path: string, order: number, from: string): Todo => ({
  key: `benefits.${key}`,
  title,
  permission: 'benefits.approve',
  path,
  order,
  count: async (ctx) =>
    (
      await sql<{
        n: number
      }>`select count(*)::int as n from ${sql.raw(`benefits.${from}`)} and district = ${ctx.principal.district}`.execute(ctx.db)
    ).rows[0]!.n,
})

export const settleTodos: Todo[] = [
  waiting('adjustments', '补发追回待批', '/benefits/adjustments?state=proposed', 23, `adjustment where state = 'proposed'`),
  waiting('reversals', '冲销待复核', '/benefits/reversals', 24, `line_reversal where state = 'proposed'`),
  waiting('repayments', '收款待确认', '/benefits/recoveries?show=claims', 25, `repayment_claim where state = 'waiting'`),
]

export const settleInvariants: Invariant[] = [
  {
    name: 'ledger-is-what-was-paid',
    title: '每位老人的账等于已付明细减收回的款，冲销的款在账上为零',
    sql: `select district, person from (
        select district, person, case when state = 'paid' then fen else 0 end as lines, 0::bigint as booked from benefits.line
        union all select district, person, -fen, 0 from benefits.repayment
        union all select district, person, 0, case when debit like 'benefit:%' then fen when credit like 'benefit:%' then -fen
          when credit like 'recovery:%' then -fen else 0 end from ledger.transfer where person is not null) x
      group by district, person having sum(lines) <> sum(booked)`,
  },
  {
    name: 'cancelled-line-has-its-counter-entry',
    title: '取消的每一笔都有两人复核的冲销，或由第二人确认的去世、迁出',
    sql: `select l.district, l.run, l.person from benefits.line l where l.state = 'cancelled' and l.kind <> 'recovery' and not exists (
        select from benefits.line_reversal v where v.district = l.district and v.run = l.run and v.person = l.person and v.programme = l.programme
          and v.kind = l.kind and v.for_month = l.for_month and v.state = 'approved' and v.decided_by <> v.proposed_by)
        and not exists (select from benefits.anomaly a join registry.person p on p.district = l.district and p.id = l.person where a.district = l.district
          and a.person in (p.id, p.merged_into) and a.kind in ('death', 'move') and a.verdict = 'confirmed' and a.month < l.for_month and a.closed_by is distinct from a.opened_by)`,
  },
  {
    name: 'reversed-line-stays-cancelled',
    title: '冲销过的每一笔都不再发放',
    sql: `select v.district, v.id from benefits.line_reversal v join benefits.line l on l.district = v.district and l.run = v.run and l.person = v.person
        and l.programme = v.programme and l.kind = v.kind and l.for_month = v.for_month where v.state = 'approved' and l.state <> 'cancelled'`,
  },
  {
    name: 'repayment-has-its-claim',
    title: '收回的每一笔款都有登记，并由另一人确认',
    sql: `select y.district, y.id from benefits.repayment y where y.confirmed_by is not null and not exists (select from benefits.repayment_claim c
        where c.district = y.district and c.id = y.id and c.state = 'confirmed' and c.fen = y.fen and c.decided_by is distinct from c.recorded_by)`,
  },
  {
    name: 'recovery-is-what-came-back',
    title: '追回的已结金额等于抵扣与收款之和，且不超过应追',
    sql: `select a.district, a.id from benefits.adjustment a where a.kind = 'recovery' and a.origin <> 'import' and (a.settled_fen > abs(a.fen) or a.settled_fen <>
        (select coalesce(sum(abs(l.fen)), 0) from benefits.line l join benefits.run r on r.district = l.district and r.id = l.run
          and r.kind = 'regular' and r.state in ('approved', 'sent', 'settled') where l.district = a.district and l.adjustment = a.id and l.state <> 'cancelled')
        + (select coalesce(sum(y.fen), 0) from benefits.repayment y where y.district = a.district and y.adjustment = a.id))`,
  },
]
