// Money in and out: one person records it with its voucher, another approves it; only then it is booked, and never more than there is for its purpose.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { yuan } from '@songhe/basics/money'
import { conflict, invalid, notFound, refused } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import { type Context, sameHuman } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { book, openAccounts, reverse } from '@songhe/ledger/ledger'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { PURPOSES } from '../../contract.ts'
import { requireSource } from './sources.ts'

const BANK = 'planning:bank'
export const accountOf = (source: string) => `planning:fund:${source}`

export async function recordEntry(
  ctx: Context,
  { body }: InputOf<typeof contract.recordEntry>,
): Promise<ReplyOf<typeof contract.recordEntry>> {
  const source = await requireSource(ctx, body.source)
  if (body.direction === 'spending' && !body.purpose) throw invalid('支出必须写明用途。', { next: '请选一种用途。' })
  if (body.day > today(ctx)) throw invalid(`日期 ${body.day} 晚于今天。`, { next: '请到那一天再登记。' })
  if (source.kind === 'donation' && body.direction === 'income' && !body.donor)
    throw invalid('捐赠收入要写捐赠人。', { next: '不愿具名的写“不具名”。' })
  const { district, name, staff } = ctx.principal
  const done = await sql`insert into planning.fund_entry
      (district, id, source, direction, purpose, fen, day, voucher, words, donor, wish, recorded_by, recorded_staff)
    values (${district}, ${body.id}, ${source.id}, ${body.direction}, ${body.purpose ?? ''}, ${body.fen}, ${body.day}, ${body.voucher}, ${body.words}, ${body.donor},
      ${body.wish}, ${name}, ${staff}) on conflict (district, id) do nothing`
    .execute(ctx.db)
    .catch((error: { constraint?: string }) => {
      if (error.constraint === 'fund_voucher_once')
        throw conflict(`凭证 ${body.voucher} 已经登记过。`, { next: '同一凭证只能入账一次，请核对凭证号。' })
      throw error
    })
  if (done.numAffectedRows !== 1n) return { id: body.id, outcome: 'exists' }
  await audit(ctx, {
    event: 'fund.entry-recorded',
    object: `fund-entry:${body.id}`,
    details: { direction: body.direction, fen: body.fen, voucher: body.voucher },
  })
  return { id: body.id, outcome: 'created' }
}

interface Entry {
  id: string
  source: string
  direction: 'income' | 'spending'
  purpose: string
  fen: number
  verdict: string | null
  recordedStaff: string | null
}

export async function decideEntry(
  ctx: Context,
  { params, body }: InputOf<typeof contract.decideEntry>,
): Promise<ReplyOf<typeof contract.decideEntry>> {
  const { district, name, staff } = ctx.principal
  const found =
    await sql<Entry>`select id, source, direction, purpose, fen::bigint as fen, verdict, recorded_staff as "recordedStaff" from planning.fund_entry
    where district = ${district} and id = ${params.id} for update`.execute(ctx.db)
  const entry = found.rows[0]
  if (!entry) throw notFound('这笔收支')
  if (entry.verdict === body.verdict) return { id: body.id, outcome: 'exists' }
  if (sameHuman(ctx.principal, entry.recordedStaff))
    throw refused('这笔收支是您自己登记的，须由另一个人审核。', { next: '请交同事审核。', citation: { rule: '登记与审核两人' } })
  const allowed =
    entry.verdict === null ? body.verdict !== 'reversed' : entry.verdict === 'approved' && body.verdict === 'reversed'
  if (!allowed) throw conflict('这笔收支现在不能这样办。', { next: '待审核的可以通过或退回，已入账的只能冲回。' })
  if (body.verdict === 'approved') await bookEntry(ctx, entry)
  if (body.verdict === 'reversed') await takeBack(ctx, entry)
  await sql`update planning.fund_entry set verdict = ${body.verdict}, verdict_reason = ${body.reason}, decided_by = ${name}, decided_staff = ${staff}, decided_on = ${today(ctx)}
    where district = ${district} and id = ${entry.id}`.execute(ctx.db)
  await audit(ctx, {
    event: 'fund.entry-decided',
    object: `fund-entry:${entry.id}`,
    reason: body.reason,
    details: { verdict: body.verdict, fen: entry.fen },
  })
  return { id: body.id, outcome: 'created' }
}

const causeOf = ({ direction }: Entry) => `fund-${direction}`

async function bookEntry(ctx: Context, entry: Entry) {
  const source = await requireSource(ctx, entry.source)
  if (entry.direction === 'spending') await requireEnough(ctx, { ...entry, fen: entry.fen })
  const fund = accountOf(source.id)
  await openAccounts(ctx, [
    { key: BANK, kind: 'bank', title: '养老资金专户' },
    { key: fund, kind: 'fund', title: source.name },
  ])
  const [debit, credit] = entry.direction === 'income' ? [BANK, fund] : [fund, BANK]
  await book(ctx, { debit, credit, fen: entry.fen, cause: causeOf(entry), object: entry.id })
}

async function takeBack(ctx: Context, entry: Entry) {
  // An income may go only when what it paid for is still covered without it.
  if (entry.direction === 'income') await requireEnough(ctx, entry)
  await reverse(ctx, causeOf(entry), entry.id)
}

/** Money bound to a purpose pays that purpose first; what goes beyond must be covered by free money of the same source. */
async function requireEnough(ctx: Context, change: Entry) {
  const found = await sql<{ purpose: string; income: number; spent: number }>`
    select purpose, coalesce(sum(fen) filter (where direction = 'income'), 0)::bigint as income, coalesce(sum(fen) filter (where direction = 'spending'), 0)::bigint as spent
    from planning.fund_entry where district = ${ctx.principal.district} and source = ${change.source} and verdict = 'approved' group by purpose`.execute(
    ctx.db,
  )
  const of = new Map(found.rows.map(({ purpose, income, spent }) => [purpose, { income, spent }]))
  const mine = of.get(change.purpose) ?? { income: 0, spent: 0 }
  of.set(
    change.purpose,
    change.direction === 'spending' ? { ...mine, spent: mine.spent + change.fen } : { ...mine, income: mine.income - change.fen },
  )
  const free = of.get('')?.income ?? 0
  const beyond = [...of].reduce(
    (sum, [purpose, { income, spent }]) => sum + (purpose === '' ? 0 : Math.max(0, spent - income)),
    0,
  )
  if (beyond > free)
    throw refused(`这个来源可用于“${PURPOSES[change.purpose] ?? '不限用途'}”的钱不够，还差 ${yuan(beyond - free)} 元。`, {
      next: '限定用途的钱不能用于别的用途；请核对金额、用途，或先登记收入。',
      citation: { rule: '专款专用，不超收入' },
    })
}
