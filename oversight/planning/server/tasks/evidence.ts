// What the registers must say for a task to count as reached: one person sets it, another confirms it, and from then on nobody types a result.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { invalid, refused } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import { type Context, sameHuman } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { requireArea } from '@songhe/registry/door'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { splitKnown } from './ask-registers.ts'
import { checkEvidence } from './check-tasks.ts'
import { requireEvidence } from './evidence-store.ts'
import { requireTask } from './show-task.ts'

export async function proposeEvidence(
  ctx: Context,
  { params, body }: InputOf<typeof contract.proposeEvidence>,
): Promise<ReplyOf<typeof contract.proposeEvidence>> {
  const task = await requireTask(ctx, params.id)
  const { district, name, staff } = ctx.principal
  // A measure of a room that is not built yet may be named; it says 无来源 until the room stands.
  const measure = ctx.catalogue.measures.get(body.measure)
  if (measure && !splitKnown(measure, body.split))
    throw invalid(`“${measure.title}”不分“${body.split}”这一类。`, { next: '请从列出的类别里选一类，或不分类。' })
  if (body.place !== undefined) await requireArea(ctx, body.place, today(ctx))
  const done = await sql`insert into planning.task_evidence
      (district, id, task, measure, split, place, since, how, comparison, quantity, ground, recorded_by, recorded_staff)
    values (${district}, ${body.id}, ${task.id}, ${body.measure}, ${body.split}, ${body.place ?? null}, ${body.since ?? null}, ${body.how}, ${body.comparison},
      ${body.quantity}, ${body.ground}, ${name}, ${staff}) on conflict (district, id) do nothing`.execute(ctx.db)
  if (done.numAffectedRows !== 1n) return { id: body.id, outcome: 'exists' }
  const { id: _id, ground, ...asked } = body
  await audit(ctx, { event: 'task.evidence-proposed', object: `task:${task.id}`, reason: ground, details: asked })
  return { id: body.id, outcome: 'created' }
}

export async function confirmEvidence(
  ctx: Context,
  { params, body }: InputOf<typeof contract.confirmEvidence>,
): Promise<ReplyOf<typeof contract.confirmEvidence>> {
  const task = await requireTask(ctx, params.id)
  const evidence = await requireEvidence(ctx, task.id, params.evidence)
  if (evidence.confirmedBy) return { id: body.id, outcome: 'exists' }
  if (sameHuman(ctx.principal, evidence.recordedStaff))
    throw refused('这条证据是您自己设定的，须由另一个人确认。', {
      next: '请交同事确认。',
      citation: { rule: '设定与确认两人' },
    })
  const { district, name, staff } = ctx.principal
  await sql`update planning.task_evidence set confirmed_by = ${name}, confirmed_staff = ${staff}, confirmed_on = ${today(ctx)}
    where district = ${district} and id = ${evidence.id}`.execute(ctx.db)
  await checkEvidence(ctx, [evidence])
  await audit(ctx, { event: 'task.evidence-confirmed', object: `task:${task.id}`, details: { evidence: evidence.id } })
  return { id: body.id, outcome: 'created' }
}

export async function closeEvidence(
  ctx: Context,
  { params, body }: InputOf<typeof contract.closeEvidence>,
): Promise<ReplyOf<typeof contract.closeEvidence>> {
  const task = await requireTask(ctx, params.id)
  const evidence = await requireEvidence(ctx, task.id, params.evidence)
  await sql`update planning.task_evidence set closed_at = clock_timestamp(), closed_by = ${ctx.principal.name}, closed_reason = ${body.reason}
    where district = ${ctx.principal.district} and id = ${evidence.id}`.execute(ctx.db)
  await audit(ctx, {
    event: 'task.evidence-closed',
    object: `task:${task.id}`,
    reason: body.reason,
    details: { evidence: evidence.id },
  })
  return { id: body.id, outcome: 'created' }
}
