// A second person looks at the receipt: confirmed, the ledger and the recovery move in the same act; rejected, the receipt may be recorded anew.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, notFound, refused } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import { type Context, sameHuman } from '@songhe/kernel/context'
import { book, openAccounts } from '@songhe/ledger/ledger'
import { sql } from 'kysely'
import type * as contract from '../../contract-settle.ts'
import { programmeTitle } from '../cases/queue-rows.ts'
import { planRecoveries } from './plan-recoveries.ts'
import { owedBack } from './record-repayment.ts'

interface Claim {
  id: string
  adjustment: string
  fen: number
  state: string
  receipt: string
  recorded_by: string | null
}

export async function decideRepayments(
  ctx: Context,
  { body }: InputOf<typeof contract.decideRepayments>,
): Promise<ReplyOf<typeof contract.decideRepayments>> {
  const { district } = ctx.principal
  const found = await sql<Claim>`select id, adjustment, fen, state, receipt, recorded_by from benefits.repayment_claim
    where district = ${district} and id = any(${body.ids}::uuid[]) order by id for update`.execute(ctx.db)
  if (found.rows.length < new Set(body.ids).size) throw notFound('选中的收款')
  const open = found.rows.filter((row) => row.state === 'waiting')
  if (open.some((row) => sameHuman(ctx.principal, row.recorded_by)))
    throw refused('登记和确认必须是两个人，选中的有您本人登记的。', {
      citation: { rule: '两人复核' },
      next: '请由另一位复核人员对照票据确认。',
    })
  for (const claim of open) {
    const state = body.verdict === 'confirm' ? 'confirmed' : 'rejected'
    const { person } = await owedBack(ctx, claim.adjustment)
    await sql`update benefits.repayment_claim set state = ${state}, decided_by = ${ctx.principal.staff}, decided_by_name = ${ctx.principal.name},
      decided_at = ${ctx.now}, note = ${body.note} where district = ${district} and id = ${claim.id}`.execute(ctx.db)
    if (body.verdict === 'confirm') await takeIn(ctx, claim)
    await audit(ctx, {
      event: 'repayment.decided',
      object: `adjustment:${claim.adjustment}`,
      person,
      reason: body.note,
      details: { verdict: body.verdict, fen: claim.fen, receipt: claim.receipt },
    })
  }
  return { decided: open.length, fen: open.reduce((sum, row) => sum + row.fen, 0) }
}

async function takeIn(ctx: Context, claim: Claim) {
  const { district, staff, name } = ctx.principal
  const owed = await owedBack(ctx, claim.adjustment)
  if (!['approved', 'planned'].includes(owed.state) || claim.fen > owed.left - owed.waiting)
    throw conflict(`票据 ${claim.receipt} 的金额，超过这笔追回现在还剩的。`, {
      next: '请退回这笔登记，由财务核对后办理退款或重新登记。',
    })
  await sql`insert into benefits.repayment (district, id, adjustment, person, area, fen, received_on, receipt, recorded_by, recorded_by_name, recorded_at, confirmed_by, confirmed_by_name)
    select district, id, adjustment, person, area, fen, received_on, receipt, recorded_by, recorded_by_name, recorded_at, ${staff}, ${name}
    from benefits.repayment_claim where district = ${district} and id = ${claim.id}`.execute(ctx.db)
  await sql`update benefits.adjustment set settled_fen = settled_fen + ${claim.fen}, state = case when abs(fen) <= settled_fen + ${claim.fen} then 'settled' else 'planned' end
    where district = ${district} and id = ${claim.adjustment}`.execute(ctx.db)
  await openAccounts(ctx, [
    { key: 'fund', kind: 'fund', title: '财政资金' },
    { key: `recovery:${owed.programme}`, kind: 'recovery', title: `${programmeTitle(owed.programme)}追回` },
  ])
  await book(ctx, {
    debit: 'fund',
    credit: `recovery:${owed.programme}`,
    fen: claim.fen,
    cause: 'repaid',
    object: claim.id,
    person: owed.person,
    month: owed.for_month,
  })
  await planRecoveries(ctx, owed.person)
}
