// Holding and resuming one stream, and money beside the month: arrears, recoveries, corrections, each with two persons.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { invalid, notFound, refused } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import { type Context, sameHuman } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type * as contract from '../../contract-month.ts'
import { WORDS } from '../cases/death.ts'
import { DOUBLE_HOLD } from '../cases/merged.ts'
import { planRecoveries } from '../settle/plan-recoveries.ts'

export async function suspendStream(
  ctx: Context,
  { body }: InputOf<typeof contract.suspendStream>,
): Promise<Record<string, never>> {
  const done =
    await sql`update benefits.entitlement set state = 'held', hold_reason = ${body.reason}, review_on = ${body.reviewOn}, version = version + 1
    where district = ${ctx.principal.district} and person = ${body.person} and programme = ${body.programme} and state = 'running'`.execute(
      ctx.db,
    )
  if (done.numAffectedRows === 0n) throw notFound('这项正在发放的待遇')
  await audit(ctx, { event: 'stream.suspended', object: `programme:${body.programme}`, person: body.person, reason: body.reason })
  return {}
}

export async function resumeStream(
  ctx: Context,
  { body }: InputOf<typeof contract.resumeStream>,
): Promise<Record<string, never>> {
  await refuseHeldByOthers(ctx, body.person, body.programme)
  const done =
    await sql`update benefits.entitlement e set state = 'running', hold_reason = '', review_on = null, version = version + 1
    where district = ${ctx.principal.district} and person = ${body.person} and programme = ${body.programme} and state = 'held'
      and exists (select from registry.person p where p.district = e.district and p.id = e.person and p.died_on is null)`.execute(
      ctx.db,
    )
  if (done.numAffectedRows === 0n) throw notFound('这项可以恢复的待遇')
  await audit(ctx, { event: 'stream.resumed', object: `programme:${body.programme}`, person: body.person, reason: body.reason })
  return {}
}

/** What a death, a move or a merge holds goes on by their own way, never by a clerk's word alone. */
async function refuseHeldByOthers(ctx: Context, person: string, programme: string) {
  const found = await sql<{ hold_reason: string }>`select hold_reason from benefits.entitlement
    where district = ${ctx.principal.district} and person = ${person} and programme = ${programme} and state = 'held'`.execute(
    ctx.db,
  )
  const reason = found.rows[0]?.hold_reason
  if (reason && [WORDS.died.hold, WORDS.moved.hold, DOUBLE_HOLD].includes(reason))
    throw refused(`这项待遇因“${reason}”停着，不能直接恢复。`, {
      next: reason === DOUBLE_HOLD ? '请在“数据异常”里由第二人处理。' : '如果是误报，请在老人档案里撤销登记，待遇会自动恢复。',
      citation: { rule: '去世、迁出和重复享受由第二人确认' },
    })
}

export async function proposeAdjustment(
  ctx: Context,
  { body }: InputOf<typeof contract.proposeAdjustment>,
): Promise<ReplyOf<typeof contract.proposeAdjustment>> {
  if (body.fen === 0 || (body.kind === 'arrear' && body.fen < 0))
    throw invalid('金额不对：补发应大于 0。', { next: '请核对金额。' })
  const fen = body.kind === 'recovery' ? -Math.abs(body.fen) : body.fen
  const area = await sql<{
    area: number
  }>`select area from registry.person where district = ${ctx.principal.district} and id = ${body.person}`.execute(ctx.db)
  if (!area.rows[0]) throw notFound('这位老人')
  const done =
    await sql`insert into benefits.adjustment (district, id, person, area, programme, kind, for_month, fen, reason, proposed_by, proposed_by_name, origin)
    values (${ctx.principal.district}, ${body.id}, ${body.person}, ${area.rows[0].area}, ${body.programme}, ${body.kind}, ${body.forMonth}, ${fen}, ${body.reason},
      ${ctx.principal.staff}, ${ctx.principal.name}, ${`desk:${body.id}`}) on conflict (district, id) do nothing`.execute(ctx.db)
  // The approver sees the plan as it will run, and it can still be made slower.
  if (body.kind === 'recovery') await planRecoveries(ctx, body.person)
  await audit(ctx, {
    event: 'adjustment.proposed',
    object: `adjustment:${body.id}`,
    person: body.person,
    reason: body.reason,
    details: { kind: body.kind, fen },
  })
  return { id: body.id, outcome: done.numAffectedRows === 1n ? 'created' : 'exists' }
}

export async function approveAdjustment(
  ctx: Context,
  { params }: InputOf<typeof contract.approveAdjustment>,
): Promise<ReplyOf<typeof contract.approveAdjustment>> {
  const found = await sql<{
    state: string
    proposed_by: string | null
    person: string
    fen: number
    kind: string
  }>`select state, proposed_by, person, fen, kind from benefits.adjustment
    where district = ${ctx.principal.district} and id = ${params.id} for update`.execute(ctx.db)
  const row = found.rows[0]
  if (!row) throw notFound('这笔补发或追回')
  if (row.state === 'cancelled') throw refused('这笔已经取消，不能批准。', { next: '仍要补发或追回的，请重新提出。' })
  if (row.state !== 'proposed') return { id: params.id, outcome: 'exists' }
  if (sameHuman(ctx.principal, row.proposed_by))
    throw refused('提出和批准必须是两个人。', { citation: { rule: '两人复核' }, next: '请由另一位复核人员批准。' })
  await sql`update benefits.adjustment set state = 'approved', approved_by = ${ctx.principal.staff}, approved_by_name = ${ctx.principal.name}
    where district = ${ctx.principal.district} and id = ${params.id}`.execute(ctx.db)
  if (row.kind === 'recovery') await planRecoveries(ctx, row.person)
  await audit(ctx, {
    event: 'adjustment.approved',
    object: `adjustment:${params.id}`,
    person: row.person,
    details: { fen: row.fen },
  })
  return { id: params.id, outcome: 'created' }
}
