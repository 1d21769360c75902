// Four eyes over a month: submitted by one human, approved by another whatever account they use, over exactly the sum that was shown.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, refused } from '@songhe/basics/problem'
import { announce } from '@songhe/kernel/announce'
import { audit } from '@songhe/kernel/audit'
import { type Context, sameHuman } from '@songhe/kernel/context'
import { planForMany } from '@songhe/kernel/db/plan-for-many'
import { sql } from 'kysely'
import type * as contract from '../../contract-month.ts'
import { requireShadowFirst } from '../takeover/shadow-first.ts'
import { unseenExceptions } from './exceptions.ts'
import { getRun, noteStep, requireState, type StoredRun } from './run-store.ts'

type Acted = ReplyOf<typeof contract.submitRun>

export async function submitRun(ctx: Context, { params, body }: InputOf<typeof contract.submitRun>): Promise<Acted> {
  const run = await getRun(ctx, params.id, true)
  if (run.state === 'submitted') return { id: run.id, outcome: 'exists' }
  requireState(run, ['computed'], '提交')
  await requireShadowFirst(ctx, run)
  const { district, staff, name } = ctx.principal
  await sql`update benefits.run set state = 'submitted', submitted_by = ${staff}, submitted_by_name = ${name}, submitted_at = clock_timestamp(), note = ${body.note}
    where district = ${district} and id = ${run.id}`.execute(ctx.db)
  await noteStep(ctx, run.id, 'submitted', body.note)
  await audit(ctx, { event: 'run.submitted', object: `run:${run.id}`, details: { month: run.month, totalFen: run.totalFen } })
  return { id: run.id, outcome: 'created' }
}

/** Why the caller may not approve; null = may. Humans are compared, not accounts. */
export async function approvalBar(ctx: Context, run: StoredRun): Promise<string | null> {
  if (run.state !== 'submitted') return null
  if (!ctx.principal.permissions.has('benefits.approve')) return '您的岗位不能批准发放。'
  if (sameHuman(ctx.principal, run.madeByStaff) || sameHuman(ctx.principal, run.submittedByStaff))
    return '经办和复核必须是两个人，您已经经办了这个批次。'
  const unseen = await unseenExceptions(ctx, run)
  return unseen.length > 0 ? `还有例外没有看过：${unseen.join('、')}。` : null
}

export async function approveRun(ctx: Context, { params, body }: InputOf<typeof contract.approveRun>): Promise<Acted> {
  const run = await getRun(ctx, params.id, true)
  if (run.state === 'approved') return { id: run.id, outcome: 'exists' }
  requireState(run, ['submitted'], '批准')
  const bar = await approvalBar(ctx, run)
  if (bar) throw refused(bar, { citation: { rule: '两人复核' }, next: '请由另一位复核人员逐项看过例外后批准。' })
  if (body.digest !== run.digest) throw conflict('您看到的批次和现在的不是同一份。', { next: '请刷新页面，重新核对金额。' })
  const { district, staff, name } = ctx.principal
  await sql`update benefits.run set state = 'approved', approved_by = ${staff}, approved_by_name = ${name}, approved_at = clock_timestamp()
    where district = ${district} and id = ${run.id}`.execute(ctx.db)
  await planForMany(ctx, () => settle(ctx, run))
  await noteStep(ctx, run.id, 'approved')
  await audit(ctx, {
    event: 'run.approved',
    object: `run:${run.id}`,
    details: { month: run.month, totalFen: run.totalFen, payees: run.payees, digest: run.digest },
  })
  await announce(ctx, 'run-approved', { run: run.id, month: run.month })
  return { id: run.id, outcome: 'created' }
}

/** What the approved month pays off: adjustments by its lines, and how far each stream is paid. */
async function settle(ctx: Context, run: StoredRun) {
  const { district } = ctx.principal
  await sql`update benefits.adjustment a set settled_fen = a.settled_fen + t.fen, state = case when abs(a.fen) <= a.settled_fen + t.fen then 'settled' else 'planned' end
    from (select adjustment, sum(abs(fen)) as fen from benefits.line where district = ${district} and run = ${run.id} and adjustment is not null group by adjustment) t
    where a.district = ${district} and a.id = t.adjustment`.execute(ctx.db)
  await sql`update benefits.entitlement e set last_paid_month = ${run.month} from benefits.line l where l.district = ${district} and l.run = ${run.id} and l.kind = 'month'
    and e.district = ${district} and e.id = l.entitlement and coalesce(e.last_paid_month, '') < ${run.month}`.execute(ctx.db)
}

export async function returnRun(ctx: Context, { params, body }: InputOf<typeof contract.returnRun>): Promise<Acted> {
  const run = await getRun(ctx, params.id, true)
  requireState(run, ['submitted'], '退回')
  await sql`update benefits.run set state = 'computed', submitted_by = null, submitted_by_name = null, submitted_at = null, seen_exceptions = '{}', note = ${body.note}
    where district = ${ctx.principal.district} and id = ${run.id}`.execute(ctx.db)
  await noteStep(ctx, run.id, 'returned', body.note)
  await audit(ctx, { event: 'run.returned', object: `run:${run.id}`, reason: body.note })
  return { id: run.id, outcome: 'created' }
}

/** Only before approval: afterwards money is corrected by counter-entries, never by throwing a run away. */
export async function discardRun(ctx: Context, { params, body }: InputOf<typeof contract.discardRun>): Promise<Acted> {
  const run = await getRun(ctx, params.id, true)
  if (run.state === 'discarded') return { id: run.id, outcome: 'exists' }
  requireState(run, ['computed', 'submitted'], '作废')
  await sql`update benefits.run set state = 'discarded', note = ${body.note} where district = ${ctx.principal.district} and id = ${run.id}`.execute(
    ctx.db,
  )
  await noteStep(ctx, run.id, 'discarded', body.note)
  await audit(ctx, { event: 'run.discarded', object: `run:${run.id}`, reason: body.note })
  return { id: run.id, outcome: 'created' }
}
