// What towns and departments report for a quarter: kept beside the evidence, marked late when late, and never the proof.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { addDays, type Day, lastDay } from '@songhe/basics/day'
import { invalid, notFound } from '@songhe/basics/problem'
import { offsetOf } from '@songhe/basics/paging'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { requireArea, townsOf } from '@songhe/registry/door'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { taskSettings } from './settings.ts'
import { requireTask, townsOfTask } from './show-task.ts'

/** The last day of 2026-Q4 is 2026-12-31. */
export const quarterEnd = (quarter: string): Day =>
  lastDay(`${quarter.slice(0, 4)}-${String(Number(quarter.slice(6)) * 3).padStart(2, '0')}`)
export const quarterOf = (day: Day) => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`

export const reportDue = async (ctx: Context, quarter: string) =>
  addDays(quarterEnd(quarter), (await taskSettings(ctx)).reportDays)

export async function stateTask(
  ctx: Context,
  { params, body }: InputOf<typeof contract.stateTask>,
): Promise<ReplyOf<typeof contract.stateTask>> {
  const task = await requireTask(ctx, params.id)
  const on = today(ctx)
  if ((body.area === undefined) === (body.department === undefined))
    throw invalid('请写明是哪个镇街或哪个部门上报，只写一个。', { next: '镇街上报选镇街，部门上报选部门。' })
  if (body.quarter > quarterOf(on)) throw invalid('这个季度还没有到，不能填报。', { next: '请选本季度或以前的季度。' })
  if (body.area !== undefined) {
    await requireArea(ctx, body.area, on)
    if (!(await townsOfTask(ctx, task.id)).some(({ area }) => area === body.area))
      throw invalid('这项任务没有要求这个镇街。', { next: '请打开写有本镇街的任务。' })
  } else await requireUnit(ctx, task.id, body.department!)
  const late = on > (await reportDue(ctx, body.quarter))
  const { district, name, staff } = ctx.principal
  const done =
    await sql`insert into planning.task_statement (district, id, task, area, department, quarter, words, stated_on, late, recorded_by, recorded_staff)
    values (${district}, ${body.id}, ${task.id}, ${body.area ?? null}, ${body.department ?? null}, ${body.quarter}, ${body.words}, ${on}, ${late}, ${name}, ${staff})
    on conflict (district, id) do nothing`.execute(ctx.db)
  if (done.numAffectedRows !== 1n) return { id: body.id, outcome: 'exists' }
  await audit(ctx, { event: 'task.stated', object: `task:${task.id}`, details: { quarter: body.quarter, late } })
  return { id: body.id, outcome: 'created' }
}

async function requireUnit(ctx: Context, task: string, department: string) {
  if (ctx.principal.areas !== null) throw invalid('镇街账号只能替本镇街填报。', { next: '部门的情况由区县经办登记。' })
  const found =
    await sql`select from planning.task_unit where district = ${ctx.principal.district} and task = ${task} and department = ${department}
    and coalesce(verdict, '') <> 'struck'`.execute(ctx.db)
  if (found.rows.length === 0) throw notFound('这项任务里的这个部门')
}

/** Each town with how many running tasks mean it and how many it has reported on. Old tasks wait for nobody. */
export async function listTownReports(
  ctx: Context,
  { query }: InputOf<typeof contract.listTownReports>,
): Promise<ReplyOf<typeof contract.listTownReports>> {
  const on = today(ctx)
  const dueOn = await reportDue(ctx, query.quarter)
  const found = await sql<{ area: number; tasks: number; stated: number; late: number }>`
    select w.area, count(*)::int as tasks, count(s.late)::int as stated, count(*) filter (where s.late)::int as late
    from planning.task_town w join planning.task t on t.district = w.district and t.id = w.task and t.standing = 'running'
    left join lateral (select bool_and(s.late) as late from planning.task_statement s
      where s.district = w.district and s.task = w.task and s.area = w.area and s.quarter = ${query.quarter}) s on true
    where w.district = ${ctx.principal.district} and w.left_at is null group by w.area`.execute(ctx.db)
  const names = new Map((await townsOf(ctx, on)).map(({ key, name }) => [key, name]))
  const rows = found.rows
    .map((row) => ({
      ...row,
      place: names.get(row.area) ?? '',
      dueOn,
      state: stateOf(row, on > dueOn),
    }))
    .filter(({ state }) => query.state === 'all' || state === query.state)
    .sort((a, b) => a.area - b.area)
  return { rows: rows.slice(offsetOf(query), offsetOf(query) + query.size), total: rows.length }
}

function stateOf(
  { tasks, stated, late }: { tasks: number; stated: number; late: number },
  over: boolean,
): 'missing' | 'waiting' | 'late' | 'done' {
  if (stated < tasks) return over ? 'missing' : 'waiting'
  return late > 0 ? 'late' : 'done'
}
