// Check, commit and undo of the sheets that carry printed numbers: the two differ in how a row is read, and in nothing else.
import { conflict } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import type { CheckPlan, CommitCounts, CommitPlan, Dependent, SheetRow } from '@songhe/kernel/sheets/sheet'
import { sql } from 'kysely'
import { documentFinder, type FindDocument } from './documents.ts'
import { type PrintedLine, printedBook } from './printed-book.ts'
import { storePrinted } from './store-printed.ts'

type Options = Readonly<Record<string, string>>
/** The line, or the column and why it cannot be read. */
export type ReadLine = (row: SheetRow, options: Options, find: FindDocument) => PrintedLine | { column: string; reason: string }

export const checkPrinted =
  (read: ReadLine) =>
  async (ctx: Context, { rows, options, report }: CheckPlan) => {
    const [find, book] = [await documentFinder(ctx), await printedBook(ctx)]
    const seen = new Map<string, number>()
    for await (const batch of rows)
      for (const row of batch) {
        if (row.faulty) continue
        const say = (column: string, reason: string, warning = false) =>
          report({ row: row.row, column, value: row.cells[column] ?? '', reason, ...(warning && { warning }) })
        const line = read(row, options, find)
        if ('reason' in line) {
          say(line.column, line.reason)
          continue
        }
        const key = `${line.document}|${line.clause}|${line.title}`
        if (seen.has(key)) {
          say('subject', `与第 ${seen.get(key)} 行是同一条款的同一事项。`)
          continue
        }
        seen.set(key, row.row)
        const { findings, faults } = book.place(line)
        for (const { column, reason } of faults) say(column, reason)
        for (const { column, said } of findings) say(column, said, true)
      }
  }

export const commitPrinted =
  (read: ReadLine) =>
  async (ctx: Context, plan: CommitPlan): Promise<CommitCounts> => {
    const [find, book] = [await documentFinder(ctx), await printedBook(ctx)]
    const counts: CommitCounts = { added: 0, changed: 0, unchanged: 0 }
    for await (const batch of plan.rows) {
      for (const row of batch) {
        const line = read(row, plan.options, find)
        const placed = 'reason' in line ? undefined : book.place(line)
        if (!placed || placed.faults.length > 0)
          throw conflict(`校验以后情况有变，第 ${row.row} 行现在不能导入。没有导入任何一行。`, { next: '请重新校验，再提交。' })
        const added = await storePrinted(ctx, line as PrintedLine, placed, { import: plan.id })
        if (placed.isNew) counts.added++
        else if (added > 0) counts.changed++
        else counts.unchanged++
      }
      await plan.progress(counts.added + counts.changed + counts.unchanged)
    }
    return counts
  }

/** What people did with these indicators since: undoing would pull the ground from under it. */
export async function dependentsOfPrinted(ctx: Context, id: string): Promise<Dependent[]> {
  const { district } = ctx.principal
  const found = await sql<Dependent>`
    with mine as (select i.id, i.title from planning.indicator i where i.district = ${district} and i.closed_at is null
      and (i.import = ${id} or exists (select from planning.printed_value v where v.district = i.district and v.indicator = i.id and v.import = ${id} and v.closed_at is null)))
    select mine.title as name, '已报出的数' as what from planning.report r join mine on mine.id = r.indicator where r.district = ${district}
    union select mine.title, '已按文件登记的数' from planning.observation o join mine on mine.id = o.indicator where o.district = ${district} and o.closed_at is null
    union select mine.title, '已定下的算法' from planning.definition d join mine on mine.id = d.indicator where d.district = ${district}
    union select coalesce(i.title, f.said), '已定下的待定事项' from planning.flag f left join planning.indicator i on i.district = f.district and i.id = f.indicator
      where f.district = ${district} and f.import = ${id} and f.verdict is not null and f.closed_at is null
    union select mine.title, '另一份表给它加的数' from planning.printed_value v join planning.indicator i on i.district = v.district and i.id = v.indicator and i.import = ${id}
      join mine on mine.id = i.id where v.district = ${district} and v.import is distinct from ${id} and v.closed_at is null`.execute(
    ctx.db,
  )
  return found.rows
}

export async function undoPrinted(ctx: Context, id: string): Promise<{ closed: number; restored: number }> {
  const { district } = ctx.principal
  let closed = 0
  for (const table of ['flag', 'printed_value', 'indicator']) {
    const by = table === 'flag' ? sql`` : sql`, closed_by = ${id}`
    const done = await sql`update ${sql.raw(`planning.${table}`)} set closed_at = clock_timestamp() ${by}
      where district = ${district} and import = ${id} and closed_at is null`.execute(ctx.db)
    if (table !== 'flag') closed += Number(done.numAffectedRows ?? 0)
  }
  return { closed, restored: 0 }
}
