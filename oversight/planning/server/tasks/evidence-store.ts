// Evidence lines of a task as they stand, with what the registers said last.
import { notFound } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import { type RawBuilder, sql } from 'kysely'

export interface EvidenceLine {
  id: string
  measure: string
  split: string
  place: number | null
  since: string | null
  how: 'sum' | 'records'
  comparison: 'at-least' | 'at-most'
  quantity: number
  ground: string
  recordedBy: string
  recordedStaff: string | null
  confirmedBy: string | null
  verdict: 'met' | 'met-late' | 'not-met' | 'no-source' | null
  value: number | null
  records: number | null
  foundOn: string | null
}

const select = (ctx: Context, where: RawBuilder<unknown>) => sql<EvidenceLine & { task: string; dueOn: string | null }>`
  select e.id, e.task, e.measure, e.split, e.place, e.since, e.how, e.comparison, e.quantity::float8 as quantity, e.ground, e.recorded_by as "recordedBy",
    e.recorded_staff as "recordedStaff", e.confirmed_by as "confirmedBy", f.verdict, f.value::float8 as value, f.records, f.found_on as "foundOn", t.due_on as "dueOn"
  from planning.task_evidence e join planning.task t on t.district = e.district and t.id = e.task
  left join lateral (select * from planning.task_finding f where f.district = e.district and f.evidence = e.id order by f.found_on desc limit 1) f on true
  where e.district = ${ctx.principal.district} and e.closed_at is null and t.standing <> 'withdrawn' and ${where} order by e.recorded_at, e.id`

export async function evidenceOf(ctx: Context, task: string): Promise<EvidenceLine[]> {
  const found = await select(ctx, sql`e.task = ${task}`).execute(ctx.db)
  return found.rows.map(({ task: _task, dueOn: _dueOn, ...line }) => line)
}

export const confirmedEvidence = async (ctx: Context) =>
  (await select(ctx, sql`e.confirmed_staff is not null`).execute(ctx.db)).rows

export async function requireEvidence(ctx: Context, task: string, id: string) {
  const found = await select(ctx, sql`e.task = ${task} and e.id = ${id}`).execute(ctx.db)
  if (!found.rows[0]) throw notFound('这条证据')
  return found.rows[0]
}
