// Money that a site hands back: finance writes down the receipt, another person confirms it, and then it counts.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { yuan } from '@songhe/basics/money'
import { conflict, invalid, notFound, refused } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import { type Context, sameHuman } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { book, openAccounts } from '@songhe/ledger/ledger'
import { sql } from 'kysely'
import type * as contract from '../../contract-grants.ts'
import { grantAccounts } from './grant-ledger.ts'
import type { SchemeKey } from './schemes.ts'

interface Owed {
  id: string
  area: number
  scheme: SchemeKey
  state: string
  left: number
  /** In receipts that wait for the second person. */
  waiting: number
}

/** Locked, so that two hands do not take it twice. */
async function owedBack(ctx: Context, correction: string): Promise<Owed> {
  const found = await sql<Owed>`select c.id, c.area, c.scheme, c.state, c.fen - c.settled_fen as left,
      (select coalesce(sum(x.fen), 0)::bigint from benefits.grant_receipt x where x.district = c.district and x.correction = c.id and x.state = 'waiting') as waiting
    from benefits.grant_correction c where c.district = ${ctx.principal.district} and c.id = ${correction} and c.kind = 'recovery' for update of c`.execute(
    ctx.db,
  )
  if (!found.rows[0]) throw notFound('这笔追回')
  return found.rows[0]
}

export async function recordGrantReceipt(
  ctx: Context,
  { params, body }: InputOf<typeof contract.recordGrantReceipt>,
): Promise<ReplyOf<typeof contract.recordGrantReceipt>> {
  const { district, staff, name } = ctx.principal
  const owed = await owedBack(ctx, params.id)
  const known = await sql<{ id: string }>`select id from benefits.grant_receipt
    where district = ${district} and (id = ${body.id} or (receipt = ${body.receipt} and state <> 'rejected'))`.execute(ctx.db)
  if (known.rows[0]?.id === body.id) return { id: body.id, outcome: 'exists' }
  if (known.rows[0]) throw conflict(`票据 ${body.receipt} 已经登记过。`, { next: '请核对票据号；一张票据只登记一次。' })
  if (owed.state !== 'approved') throw refused('这笔不是已批准、还没收回的追回，不能登记收款。', { next: '请刷新后看它的状态。' })
  if (body.receivedOn > today(ctx)) throw invalid('收款日期不能晚于今天。', { next: '请按票据上的日期填写。' })
  if (body.fen > owed.left - owed.waiting)
    throw invalid(`还应收回 ${yuan(owed.left - owed.waiting)} 元，收款不能更多。`, { next: '请核对金额。' })
  await sql`insert into benefits.grant_receipt (district, id, correction, area, fen, received_on, receipt, recorded_by, recorded_by_name)
    values (${district}, ${body.id}, ${owed.id}, ${owed.area}, ${body.fen}, ${body.receivedOn}, ${body.receipt}, ${staff}, ${name})`.execute(
    ctx.db,
  )
  await audit(ctx, {
    event: 'grant-receipt.recorded',
    object: `grant-correction:${owed.id}`,
    details: { fen: body.fen, receipt: body.receipt },
  })
  return { id: body.id, outcome: 'created' }
}

export async function decideGrantReceipt(
  ctx: Context,
  { params, body }: InputOf<typeof contract.decideGrantReceipt>,
): Promise<ReplyOf<typeof contract.decideGrantReceipt>> {
  const { district, staff, name } = ctx.principal
  const found = await sql<{ correction: string; fen: number; state: string; recorded_by: string | null }>`
    select correction, fen, state, recorded_by from benefits.grant_receipt where district = ${district} and id = ${params.id} for update`.execute(
    ctx.db,
  )
  const row = found.rows[0]
  if (!row) throw notFound('这笔收款')
  if (row.state !== 'waiting') return { id: params.id, outcome: 'exists' }
  if (sameHuman(ctx.principal, row.recorded_by))
    throw refused('登记和确认必须是两个人。', { citation: { rule: '两人复核' }, next: '请由另一位复核人员对照票据确认。' })
  await sql`update benefits.grant_receipt set state = ${body.verdict === 'confirm' ? 'confirmed' : 'rejected'}, decided_by = ${staff}, decided_by_name = ${name},
      decided_at = ${ctx.now}, note = ${body.note} where district = ${district} and id = ${params.id}`.execute(ctx.db)
  if (body.verdict === 'confirm') {
    const owed = await owedBack(ctx, row.correction)
    await sql`update benefits.grant_correction set settled_fen = settled_fen + ${row.fen}, state = case when fen <= settled_fen + ${row.fen} then 'settled' else state end
      where district = ${district} and id = ${row.correction}`.execute(ctx.db)
    const { fund, recovery, accounts } = grantAccounts(owed.scheme)
    await openAccounts(ctx, accounts)
    await book(ctx, { debit: fund, credit: recovery, fen: row.fen, cause: 'grant-repaid', object: params.id })
  }
  await audit(ctx, {
    event: 'grant-receipt.decided',
    object: `grant-correction:${row.correction}`,
    reason: body.note,
    details: { verdict: body.verdict, fen: row.fen },
  })
  return { id: params.id, outcome: 'created' }
}
