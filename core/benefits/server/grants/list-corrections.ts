// Counter-entries and recoveries, those that wait first, with the receipts of each.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { offsetOf } from '@songhe/basics/paging'
import { type Context, sameHuman } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type * as contract from '../../contract-grants.ts'
import { roundTitle } from './round-store.ts'

const STATES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'counter-entry': { proposed: '待复核', approved: '已冲销', rejected: '未通过' },
  recovery: { proposed: '待复核', approved: '待收回', rejected: '未通过', settled: '已收回' },
}

type Row = contract.GrantCorrectionRow & {
  scheme: string
  period: string
  number: number
  proposedStaff: string | null
  total: number
}

export async function listGrantCorrections(
  ctx: Context,
  { query }: InputOf<typeof contract.listGrantCorrections>,
): Promise<ReplyOf<typeof contract.listGrantCorrections>> {
  const found = await sql<Row>`
    select c.id, c.kind, c.round, r.scheme, r.period, r.number, c.facility, s.name, c.fen, c.settled_fen as "settledFen", c.reason, c.state,
      c.proposed_by_name as "proposedBy", c.proposed_by as "proposedStaff", c.decided_by_name as "decidedBy",
      (select coalesce(sum(x.fen), 0)::bigint from benefits.grant_receipt x where x.district = c.district and x.correction = c.id and x.state = 'waiting') as "waitingFen",
      coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'fen', x.fen, 'receipt', x.receipt, 'receivedOn', x.received_on, 'state', x.state, 'recordedBy', x.recorded_by_name) order by x.recorded_at)
        from benefits.grant_receipt x where x.district = c.district and x.correction = c.id), '[]') as receipts, count(*) over ()::int as total
    from benefits.grant_correction c join benefits.grant_round r on r.district = c.district and r.id = c.round
    join benefits.grant_snapshot s on s.district = c.district and s.round = c.round and s.facility = c.facility
    where c.district = ${ctx.principal.district} order by c.state <> 'proposed', c.proposed_at desc, c.id limit ${query.size} offset ${offsetOf(query)}`.execute(
    ctx.db,
  )
  return {
    total: found.rows[0]?.total ?? 0,
    rows: found.rows.map(({ scheme, period, number, proposedStaff, total: _t, ...row }) => ({
      ...row,
      title: roundTitle({ scheme, period, number }),
      stateTitle: STATES[row.kind]?.[row.state] ?? row.state,
      bar:
        row.state !== 'proposed'
          ? '已经办过'
          : sameHuman(ctx.principal, proposedStaff)
            ? '您提出的，由另一人复核'
            : ctx.principal.permissions.has('benefits.approve')
              ? null
              : '由复核人员办理',
    })),
  }
}
