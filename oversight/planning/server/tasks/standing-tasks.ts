// The tasks that stand already, to tell the same row again from one that says something else.
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type { TaskLine } from './read-task-rows.ts'

export interface StandingTask {
  id: string
  document: string
  number: string
  clause: string
  title: string
  duePrinted: string
  printed: string[]
}

export async function standingTasks(ctx: Context) {
  const found = await sql<StandingTask>`
    select t.id, t.document, t.number, t.clause, t.title, t.due_printed as "duePrinted",
      (select array_agg(u.printed order by u.position) from planning.task_unit u where u.district = t.district and u.task = t.id and u.printed <> '') as printed
    from planning.task t where t.district = ${ctx.principal.district} and t.standing <> 'withdrawn'`.execute(ctx.db)
  const byNumber = new Map(found.rows.map((row) => [`${row.document}|${row.number}`, row]))
  return {
    find: ({ document, number }: Pick<TaskLine, 'document' | 'number'>) => byNumber.get(`${document}|${number}`),
    same: (known: StandingTask, line: TaskLine) =>
      known.clause === line.clause &&
      known.title === line.title &&
      known.duePrinted === line.duePrinted &&
      (known.printed ?? []).join('|') === [...line.leads, ...line.helpers].join('|'),
  }
}
