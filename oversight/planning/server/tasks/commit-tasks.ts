// Takes a division of work in: each task with its cells as printed, groups of towns spread over their members, the deadline kept without alarm.
import { newId } from '@songhe/basics/ids'
import { conflict } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import type { CommitCounts, CommitPlan } from '@songhe/kernel/sheets/sheet'
import { departmentBook, type DepartmentBook } from './meet-departments.ts'
import { insertTask, insertUnits } from './store-task.ts'
import { type TaskLine, taskReader, unitCells } from './read-task-rows.ts'
import { standingTasks } from './standing-tasks.ts'
import { spreadGroups } from './spread-groups.ts'

export async function commitTasks(ctx: Context, plan: CommitPlan): Promise<CommitCounts> {
  const read = await taskReader(ctx, plan.options, ({ row, warning }) => {
    if (!warning) throw stale(row)
  })
  const book = await departmentBook(ctx, plan.id)
  const standing = await standingTasks(ctx)
  const counts: CommitCounts = { added: 0, changed: 0, unchanged: 0 }
  const take = async (line: TaskLine) => {
    const known = standing.find(line)
    if (known && !standing.same(known, line)) throw stale(line.rows[0]!)
    if (!known) await addTask(ctx, line, book, plan.id)
    // A continuation row adds to the task above it.
    counts[known ? 'unchanged' : 'added'] += 1
    counts[known ? 'unchanged' : 'changed'] += line.rows.length - 1
  }
  for await (const batch of plan.rows) {
    for (const line of read.take(batch)) await take(line)
    await plan.progress(counts.added + counts.changed + counts.unchanged)
  }
  for (const line of read.rest()) await take(line)
  return counts
}

const stale = (row: number) =>
  conflict(`校验以后情况有变，第 ${row} 行现在不能导入。没有导入任何一行。`, { next: '请重新校验，再提交。' })

async function addTask(ctx: Context, line: TaskLine, book: DepartmentBook, origin: string) {
  for (const word of [...line.leads, ...line.helpers]) await book.meet(word)
  const id = newId()
  await insertTask(ctx, { id, ...line, import: origin })
  const cells = unitCells(line, book).map((cell) => ({ ...cell, department: cell.department! }))
  await insertUnits(ctx, id, cells)
  await spreadGroups(
    ctx,
    id,
    cells.map(({ department }) => department.kind),
  )
}
