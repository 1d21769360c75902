// The figures a report stands on, asked for once and kept: every task with what the registers say of it, and every town with what it reported.
import type { Context } from '@songhe/kernel/context'
import { firstDayOf } from './period.ts'
import { checkEvidence } from '../tasks/check-tasks.ts'
import { confirmedEvidence } from '../tasks/evidence-store.ts'
import { listTasks } from '../tasks/list-tasks.ts'
import { listTownReports, quarterOf } from '../tasks/statements.ts'

export interface TaskFigure {
  task: string
  document: string
  clause: string
  number: string
  title: string
  lead: string
  dueOn: string | null
  standing: string
  proof: string
  deadline: string
  evidence: Piece[]
}

export interface Piece {
  /** planning.task_evidence: definition and records open from here. */
  evidence: string
  title: string
  comparison: string
  quantity: number
  unit: string
  value: number | null
  records: number | null
  foundOn: string | null
}

export interface TownFigure {
  area: number
  place: string
  tasks: number
  stated: number
  late: number
  state: string
}

export interface Figures {
  period: string
  quarter: string
  tasks: TaskFigure[]
  towns: TownFigure[]
}

export async function gatherFigures(ctx: Context, period: string): Promise<Figures> {
  const pieces = await confirmedEvidence(ctx)
  await checkEvidence(ctx, pieces)
  const byTask = Map.groupBy(await confirmedEvidence(ctx), ({ task }) => task)
  const quarter = quarterOf(firstDayOf(period))
  return {
    period,
    quarter,
    tasks: (await everyTask(ctx)).map((row) => ({
      task: row.id,
      document: row.documentTitle,
      clause: row.clause,
      number: row.number,
      title: row.title,
      lead: row.lead,
      dueOn: row.dueOn,
      standing: row.standing,
      proof: row.proof,
      deadline: row.deadline,
      evidence: (byTask.get(row.id) ?? []).map((one) => pieceOf(ctx, one)),
    })),
    towns: (await listTownReports(ctx, { query: { page: 1, size: 1000, quarter, state: 'all' } })).rows,
  }
}

function pieceOf(ctx: Context, one: Awaited<ReturnType<typeof confirmedEvidence>>[number]): Piece {
  const measure = ctx.catalogue.measures.get(one.measure)
  const split = one.split && (measure?.splits?.[one.split] ?? one.split)
  return {
    evidence: one.id,
    title: `${measure?.title ?? one.measure}${split && `：${split}`}`,
    comparison: one.comparison,
    quantity: one.quantity,
    unit: one.how === 'records' ? '条' : (measure?.unit ?? ''),
    value: one.value,
    records: one.records,
    foundOn: one.foundOn,
  }
}

async function everyTask(ctx: Context) {
  const query = { page: 1, size: 5_000, state: 'all' as const }
  return (await listTasks(ctx, { query })).rows
}
