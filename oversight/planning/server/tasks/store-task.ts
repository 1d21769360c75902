// The statements that write a task and its cells.
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type { Department } from './meet-departments.ts'

export interface NewTask {
  id: string
  document: string
  clause: string
  number: string
  title: string
  dueOn: string | null
  duePrinted: string
  import: string | null
}

/** @returns false when this id stands already */
export async function insertTask(ctx: Context, task: NewTask): Promise<boolean> {
  const { district, name } = ctx.principal
  const done =
    await sql`insert into planning.task (district, id, document, clause, number, position, title, due_on, due_printed, import, recorded_by)
    select ${district}, ${task.id}::uuid, ${task.document}, ${task.clause}, ${task.number}::text,
      (select coalesce(max(position), 0) + 1 from planning.task where district = ${district} and document = ${task.document}),
      ${task.title}, ${task.dueOn}::date, ${task.duePrinted}, ${task.import}::uuid, ${name} on conflict (district, id) do nothing`.execute(
      ctx.db,
    )
  return done.numAffectedRows === 1n
}

export interface NewUnit {
  part: 'lead' | 'helper'
  printed: string
  department: Department
  flag: string
}

export async function insertUnits(ctx: Context, task: string, units: readonly NewUnit[]) {
  const rows = units.map(({ department, ...unit }, index) => ({ ...unit, position: index + 1, department: department.id }))
  await sql`insert into planning.task_unit (district, task, position, part, printed, department, flag, recorded_by)
    select ${ctx.principal.district}, ${task}, position, part, printed, department, flag, ${ctx.principal.name}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (position int, part text, printed text, department uuid, flag text)`.execute(
    ctx.db,
  )
}
