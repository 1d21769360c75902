// Four eyes over a round: submitted by one human, approved by another whatever account they use, over exactly the digest that was shown.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, refused } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import { type Context, sameHuman } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type * as contract from '../../contract-grants.ts'
import { unseenGrantExceptions } from './exceptions.ts'
import { getRound, noteGrantStep, requireRound, type StoredRound } from './round-store.ts'

type Acted = ReplyOf<typeof contract.submitGrantRound>

export async function submitGrantRound(
  ctx: Context,
  { params, body }: InputOf<typeof contract.submitGrantRound>,
): Promise<Acted> {
  const round = await getRound(ctx, params.id, true)
  if (round.state === 'submitted') return { id: round.id, outcome: 'exists' }
  requireRound(round, ['computed'], '提交')
  const { district, staff, name } = ctx.principal
  await sql`update benefits.grant_round set state = 'submitted', submitted_by = ${staff}, submitted_by_name = ${name}, submitted_at = clock_timestamp(), note = ${body.note}
    where district = ${district} and id = ${round.id}`.execute(ctx.db)
  await noteGrantStep(ctx, round.id, 'submitted', body.note)
  await audit(ctx, { event: 'grant-round.submitted', object: `grant-round:${round.id}`, details: { totalFen: round.totalFen } })
  return { id: round.id, outcome: 'created' }
}

/** Why the caller may not approve; null = may. */
export async function grantApprovalBar(ctx: Context, round: StoredRound): Promise<string | null> {
  if (round.state !== 'submitted') return null
  if (!ctx.principal.permissions.has('benefits.approve')) return '您的岗位不能批准发放。'
  if (sameHuman(ctx.principal, round.madeByStaff) || sameHuman(ctx.principal, round.submittedByStaff))
    return '经办和复核必须是两个人，您已经经办了这个批次。'
  const stale = await staleReason(ctx, round)
  if (stale) return stale
  const unseen = await unseenGrantExceptions(ctx, round)
  return unseen.length > 0 ? `还有例外没有看过：${unseen.join('、')}。` : null
}

/** What was computed may no longer be what is due: an address was judged anew, or a rating taken back. */
async function staleReason(ctx: Context, round: StoredRound): Promise<string | null> {
  const found = await sql<{ verdicts: number; ratings: number }>`select
      count(*) filter (where exists (select from benefits.grant_verdict v where v.district = l.district and l.standing in (v.one, v.other) and v.at > r.made_at))::int as verdicts,
      count(*) filter (where l.rating is not null and not exists (select from facilities.facility_fact f where f.district = l.district and f.facility = l.facility and f.id = l.rating))::int as ratings
    from benefits.grant_line l join benefits.grant_round r on r.district = l.district and r.id = l.round
    where l.district = ${ctx.principal.district} and l.round = ${round.id} and l.fen > 0`.execute(ctx.db)
  const { verdicts, ratings } = found.rows[0]!
  if (verdicts > 0) return `计算以后，${verdicts} 处应发设施的地址又核定过。请退回，由经办作废重算。`
  return ratings > 0 ? `计算以后，${ratings} 处应发设施的等级撤回了。请退回，由经办作废重算。` : null
}

export async function approveGrantRound(
  ctx: Context,
  { params, body }: InputOf<typeof contract.approveGrantRound>,
): Promise<Acted> {
  const round = await getRound(ctx, params.id, true)
  if (round.state === 'approved') return { id: round.id, outcome: 'exists' }
  requireRound(round, ['submitted'], '批准')
  const bar = await grantApprovalBar(ctx, round)
  if (bar) throw refused(bar, { citation: { rule: '两人复核' }, next: '请由另一位复核人员逐项看过例外后批准。' })
  if (body.digest !== round.digest) throw conflict('您看到的批次和现在的不是同一份。', { next: '请刷新页面，重新核对金额。' })
  const { district, staff, name } = ctx.principal
  await sql`update benefits.grant_round set state = 'approved', approved_by = ${staff}, approved_by_name = ${name}, approved_at = clock_timestamp()
    where district = ${district} and id = ${round.id}`.execute(ctx.db)
  await noteGrantStep(ctx, round.id, 'approved')
  await audit(ctx, {
    event: 'grant-round.approved',
    object: `grant-round:${round.id}`,
    details: { scheme: round.scheme, period: round.period, totalFen: round.totalFen, payees: round.payees, digest: round.digest },
  })
  return { id: round.id, outcome: 'created' }
}

export async function returnGrantRound(
  ctx: Context,
  { params, body }: InputOf<typeof contract.returnGrantRound>,
): Promise<Acted> {
  const round = await getRound(ctx, params.id, true)
  requireRound(round, ['submitted'], '退回')
  await sql`update benefits.grant_round set state = 'computed', submitted_by = null, submitted_by_name = null, submitted_at = null, seen_exceptions = '{}', note = ${body.note}
    where district = ${ctx.principal.district} and id = ${round.id}`.execute(ctx.db)
  await noteGrantStep(ctx, round.id, 'returned', body.note)
  await audit(ctx, { event: 'grant-round.returned', object: `grant-round:${round.id}`, reason: body.note })
  return { id: round.id, outcome: 'created' }
}

/** Only before approval: afterwards money is corrected by counter-entries. */
export async function discardGrantRound(
  ctx: Context,
  { params, body }: InputOf<typeof contract.discardGrantRound>,
): Promise<Acted> {
  const round = await getRound(ctx, params.id, true)
  if (round.state === 'discarded') return { id: round.id, outcome: 'exists' }
  requireRound(round, ['computed', 'submitted'], '作废')
  await sql`update benefits.grant_round set state = 'discarded', note = ${body.note} where district = ${ctx.principal.district} and id = ${round.id}`.execute(
    ctx.db,
  )
  await noteGrantStep(ctx, round.id, 'discarded', body.note)
  await audit(ctx, { event: 'grant-round.discarded', object: `grant-round:${round.id}`, reason: body.note })
  return { id: round.id, outcome: 'created' }
}
