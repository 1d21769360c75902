// Every recovery with what came back, what is left, how it comes back, and receipts that wait for a second person.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { yuan } from '@songhe/basics/money'
import { offsetOf } from '@songhe/basics/paging'
import { type Context, sameHuman } from '@songhe/kernel/context'
import { personCards } from '@songhe/registry/door'
import { type RawBuilder, sql } from 'kysely'
import * as contract from '../../contract-settle.ts'
import { programmeTitle } from '../cases/queue-rows.ts'

interface Row {
  id: string
  person: string
  died: boolean
  programme: string
  forMonth: string
  fen: number
  settledFen: number
  reason: string
  state: keyof typeof contract.RECOVERY_STATES
  plan: contract.Plan | null
  claims: { id: string; fen: number; receivedOn: string; receipt: string; recordedBy: string; by: string | null }[]
}

const claimed = sql`exists (select from benefits.repayment_claim c where c.district = a.district and c.adjustment = a.id and c.state = 'waiting')`
const SHOWN: Record<InputOf<typeof contract.listRecoveries>['query']['show'], RawBuilder<unknown>> = {
  open: sql`a.state in ('proposed', 'approved', 'planned')`,
  claims: claimed,
  // Nothing can be kept back: the dead, and who gets too little or nothing.
  family: sql`a.state in ('proposed', 'approved', 'planned') and (p.died_on is not null or a.plan ->> 'way' = 'repayment')`,
  settled: sql`a.state in ('settled', 'cancelled')`,
}

export async function listRecoveries(
  ctx: Context,
  { query }: InputOf<typeof contract.listRecoveries>,
): Promise<ReplyOf<typeof contract.listRecoveries>> {
  const from = sql`from benefits.adjustment a join registry.person p on p.district = a.district and p.id = a.person
    where a.district = ${ctx.principal.district} and a.kind = 'recovery' and ${SHOWN[query.show]}`
  const found =
    await sql<Row>`select a.id, a.person, p.died_on is not null as died, a.programme, a.for_month as "forMonth", -a.fen as fen, a.settled_fen as "settledFen",
      a.reason, a.state, case when a.plan ? 'way' then a.plan end as plan,
      coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'fen', c.fen, 'receivedOn', c.received_on, 'receipt', c.receipt, 'recordedBy', c.recorded_by_name, 'by', c.recorded_by)
        order by c.recorded_at) from benefits.repayment_claim c where c.district = a.district and c.adjustment = a.id and c.state = 'waiting'), '[]') as claims
    ${from} order by ${claimed} desc, a.state = 'proposed' desc, a.for_month, a.person, a.id limit ${query.size} offset ${offsetOf(query)}`.execute(
      ctx.db,
    )
  const sums = await sql<{
    n: number
    fen: number
    settled: number
  }>`select count(*)::int as n, coalesce(sum(-a.fen), 0)::bigint as fen, coalesce(sum(a.settled_fen), 0)::bigint as settled ${from}`.execute(
    ctx.db,
  )
  const cards = await personCards(
    ctx,
    found.rows.map((row) => row.person),
  )
  const { n, fen, settled } = sums.rows[0]!
  return {
    total: n,
    sums: { fen, settledFen: settled, leftFen: fen - settled },
    rows: found.rows.map(({ plan, programme, claims, ...row }) => ({
      ...row,
      name: cards.get(row.person)?.name ?? '',
      place: cards.get(row.person)?.place ?? '',
      title: programmeTitle(programme),
      leftFen: row.fen - row.settledFen,
      stateTitle: contract.RECOVERY_STATES[row.state],
      way: plan?.way ?? 'none',
      planText: planText(row, plan),
      nextFen: plan?.months[0]?.fen ?? 0,
      claims: claims.map(({ by, ...claim }) => ({ ...claim, bar: barOf(ctx, by) })),
    })),
  }
}

function planText({ state, died }: Pick<Row, 'state' | 'died'>, plan: contract.Plan | null): string {
  if (state === 'settled' || state === 'cancelled') return ''
  if (died) return '老人已去世，由家属交回'
  if (!plan) return '批准时排定'
  const [first, last] = [plan.months[0], plan.months.at(-1)]
  if (!first || !last) return '没有可以抵扣的待遇，要收现款'
  return plan.months.length === 1
    ? `${first.month}一次抵扣 ${yuan(first.fen)} 元`
    : `每月抵扣 ${yuan(Math.max(...plan.months.map((one) => one.fen)))} 元，${first.month}至${last.month}`
}

function barOf(ctx: Context, recordedBy: string | null): string | null {
  if (!ctx.principal.permissions.has('benefits.approve')) return '要由复核岗位确认。'
  return sameHuman(ctx.principal, recordedBy) ? '登记和确认必须是两个人，这笔是您登记的。' : null
}
