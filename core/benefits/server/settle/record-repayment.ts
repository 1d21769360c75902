// Money that comes back by hand, as finance writes it down: amount, day and receipt. It counts when another person confirms the receipt.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { yuan } from '@songhe/basics/money'
import { conflict, invalid, notFound, refused } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import type * as contract from '../../contract-settle.ts'

export interface OwedBack {
  person: string
  area: number
  programme: string
  kind: string
  for_month: string
  state: string
  left: number
  /** In runs that wait for approval, and in receipts that wait for confirmation. */
  waiting: number
}

export async function recordRepayment(
  ctx: Context,
  { params, body }: InputOf<typeof contract.recordRepayment>,
): Promise<ReplyOf<typeof contract.recordRepayment>> {
  const { district, staff, name } = ctx.principal
  const owed = await owedBack(ctx, params.id)
  const known = await sql<{
    adjustment: string
    fen: number
    receipt: string
  }>`select adjustment, fen, receipt from (
      select id, adjustment, fen, receipt from benefits.repayment_claim where district = ${district} and state <> 'rejected'
      union select id, adjustment, fen, receipt from benefits.repayment where district = ${district}) r
    where id = ${body.id} or receipt = ${body.receipt}`.execute(ctx.db)
  if (known.rows[0]) {
    if (known.rows[0].adjustment === params.id && known.rows[0].fen === body.fen && known.rows[0].receipt === body.receipt)
      return { id: body.id, outcome: 'exists', leftFen: owed.left }
    throw conflict(`票据 ${body.receipt} 已经登记过。`, { next: '请核对票据号；一张票据只登记一次。' })
  }
  if (owed.kind !== 'recovery' || !['approved', 'planned'].includes(owed.state))
    throw refused('这笔不是已批准、还没收回的追回，不能登记收款。', { next: '请刷新后看它的状态。' })
  if (body.receivedOn > today(ctx)) throw invalid('收款日期不能晚于今天。', { next: '请按票据上的日期填写。' })
  if (body.fen > owed.left - owed.waiting)
    throw invalid(
      `还应收回 ${yuan(owed.left)} 元${owed.waiting > 0 ? `，其中 ${yuan(owed.waiting)} 元已列入待批准的批次或待确认的收款` : ''}，收款不能更多。`,
      { next: '请核对金额。' },
    )
  await sql`insert into benefits.repayment_claim (district, id, adjustment, person, area, fen, received_on, receipt, recorded_by, recorded_by_name)
    values (${district}, ${body.id}, ${params.id}, ${owed.person}, ${owed.area}, ${body.fen}, ${body.receivedOn}, ${body.receipt}, ${staff}, ${name})`.execute(
    ctx.db,
  )
  await audit(ctx, {
    event: 'repayment.recorded',
    object: `adjustment:${params.id}`,
    person: owed.person,
    details: { fen: body.fen, receivedOn: body.receivedOn, receipt: body.receipt },
  })
  return { id: body.id, outcome: 'created', leftFen: owed.left - body.fen }
}

/** What one recovery still asks for; locked, so that two hands do not take it twice. */
export async function owedBack(ctx: Context, id: string): Promise<OwedBack> {
  const found =
    await sql<OwedBack>`select a.person, a.area, a.programme, a.kind, a.for_month, a.state, abs(a.fen) - a.settled_fen as left,
      (select coalesce(sum(abs(l.fen)), 0)::bigint from benefits.line l join benefits.run r on r.district = l.district and r.id = l.run
        and r.kind = 'regular' and r.state in ('computing', 'computed', 'submitted') where l.district = a.district and l.adjustment = a.id)
      + (select coalesce(sum(c.fen), 0)::bigint from benefits.repayment_claim c where c.district = a.district and c.adjustment = a.id and c.state = 'waiting') as waiting
    from benefits.adjustment a where a.district = ${ctx.principal.district} and a.id = ${id} for update of a`.execute(ctx.db)
  if (!found.rows[0]) throw notFound('这笔追回')
  return found.rows[0]
}
