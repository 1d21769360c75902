// The working copy of a division of work: a lead where the document names none, a repeated body struck or kept, the towns that 相关镇街 means. What is printed stays.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, invalid, notFound } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { requireArea, townsOf } from '@songhe/registry/door'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { requireTask, townsOfTask } from './show-task.ts'
import { addTowns } from './spread-groups.ts'

export async function decideUnit(
  ctx: Context,
  { params, body }: InputOf<typeof contract.decideUnit>,
): Promise<ReplyOf<typeof contract.decideUnit>> {
  const task = await requireTask(ctx, params.id)
  const { district, name, staff } = ctx.principal
  const found = await sql<{
    flag: string
    verdict: string | null
    printed: string
  }>`select flag, verdict, printed from planning.task_unit
    where district = ${district} and task = ${task.id} and position = ${params.position}`.execute(ctx.db)
  const unit = found.rows[0]
  if (!unit) throw notFound('这一格责任部门')
  if (unit.flag !== 'repeated') throw conflict('这一格没有重复，不用认定。')
  if (unit.verdict === body.verdict) return { id: body.id, outcome: 'exists' }
  await sql`update planning.task_unit set verdict = ${body.verdict}, verdict_reason = ${body.reason}, decided_by = ${name}, decided_staff = ${staff},
      decided_on = ${today(ctx)} where district = ${district} and task = ${task.id} and position = ${params.position}`.execute(
    ctx.db,
  )
  await audit(ctx, {
    event: 'task.unit-decided',
    object: `task:${task.id}`,
    reason: body.reason,
    details: { printed: unit.printed, position: params.position, verdict: body.verdict },
  })
  return { id: body.id, outcome: 'created' }
}

export async function setLead(
  ctx: Context,
  { params, body }: InputOf<typeof contract.setLead>,
): Promise<ReplyOf<typeof contract.setLead>> {
  const task = await requireTask(ctx, params.id)
  const { district, name, staff } = ctx.principal
  const known = await sql`select from planning.department where district = ${district} and id = ${body.department}`.execute(
    ctx.db,
  )
  if (known.rows.length === 0) throw notFound('这个部门')
  const leads = await sql<{ department: string; printed: string }>`select department, printed from planning.task_unit
    where district = ${district} and task = ${task.id} and part = 'lead' and coalesce(verdict, '') <> 'struck'`.execute(ctx.db)
  const lead = leads.rows[0]
  if (lead?.department === body.department) return { id: body.id, outcome: 'exists' }
  if (lead?.printed)
    throw conflict(`文件已写明由“${lead.printed}”牵头，不能另定。`, {
      next: '牵头单位有调整的，请登记调整的文件后按新文件立任务。',
    })
  if (lead)
    await sql`update planning.task_unit set verdict = 'struck', verdict_reason = ${body.reason}, decided_by = ${name}, decided_staff = ${staff}, decided_on = ${today(ctx)}
      where district = ${district} and task = ${task.id} and part = 'lead' and coalesce(verdict, '') <> 'struck'`.execute(ctx.db)
  // Printed = '': this cell stands in no document, the office added it.
  await sql`insert into planning.task_unit (district, task, position, part, printed, department, recorded_by)
    select ${district}, ${task.id}, max(position) + 1, 'lead', '', ${body.department}, ${name} from planning.task_unit
    where district = ${district} and task = ${task.id}`.execute(ctx.db)
  await audit(ctx, {
    event: 'task.lead-set',
    object: `task:${task.id}`,
    reason: body.reason,
    details: { department: body.department },
  })
  return { id: body.id, outcome: 'created' }
}

export async function chooseTowns(
  ctx: Context,
  { params, body }: InputOf<typeof contract.chooseTowns>,
): Promise<ReplyOf<typeof contract.chooseTowns>> {
  const task = await requireTask(ctx, params.id)
  const { district } = ctx.principal
  const open =
    await sql`select from planning.task_unit u join planning.department g on g.district = u.district and g.id = u.department
    where u.district = ${district} and u.task = ${task.id} and g.kind = 'chosen-towns'`.execute(ctx.db)
  if (open.rows.length === 0) throw conflict('这项任务没有写“相关镇街”，不用指明。', { next: '写“各镇街”的任务已列出全部镇街。' })
  const towns = new Set((await townsOf(ctx, today(ctx))).map(({ key }) => key))
  for (const area of body.areas) {
    await requireArea(ctx, area, today(ctx))
    if (!towns.has(area)) throw invalid('只能选镇街，不能选村社区。', { next: '请选到镇街一级。' })
  }
  const before = (await townsOfTask(ctx, task.id)).map(({ area }) => area)
  if (before.join() === [...body.areas].sort((a, b) => a - b).join()) return { id: body.id, outcome: 'exists' }
  await sql`update planning.task_town set left_at = clock_timestamp() where district = ${district} and task = ${task.id} and left_at is null
    and not area = any(${body.areas}::int[])`.execute(ctx.db)
  await addTowns(ctx, task.id, body.areas)
  await audit(ctx, {
    event: 'task.towns-chosen',
    object: `task:${task.id}`,
    reason: body.reason,
    details: { before, areas: body.areas },
  })
  return { id: body.id, outcome: 'created' }
}
