// The data rows of one import, in batches, each cell read as its column means it. What is not a row (blank, example) is not counted.
import type { Day } from '@songhe/basics/day'
import { EXAMPLE, type TableRow } from './excel.ts'
import type { Mapping } from './header.ts'
import { readCell, shownValue } from './read-cell.ts'
import type { RowProblem, SheetColumn, SheetRow } from './sheet.ts'

export const BATCH = 500

export interface RowsPlan {
  rows: AsyncIterable<TableRow>
  headerRow: number
  columns: readonly SheetColumn[]
  mapping: Mapping
  today: Day
  report(problem: RowProblem): void
}

export async function* sheetRows(plan: RowsPlan): AsyncGenerator<SheetRow[]> {
  const places = plan.columns.flatMap((column) =>
    plan.mapping[column.key] === undefined ? [] : [{ column, index: plan.mapping[column.key]! }],
  )
  const indexes = places.map(({ index }) => index)
  let batch: SheetRow[] = []
  for await (const { number, cells } of plan.rows) {
    if (number <= plan.headerRow || !isData(cells, indexes)) continue
    batch.push(readRow(plan, places, number, cells))
    if (batch.length >= BATCH) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}

function isData(cells: readonly string[], indexes: readonly number[]): boolean {
  let filled = false
  for (const index of indexes) {
    const cell = cells[index]
    if (!cell) continue
    if (cell.startsWith(EXAMPLE)) return false
    filled ||= cell.trim() !== ''
  }
  return filled
}

function readRow(
  plan: RowsPlan,
  places: readonly { column: SheetColumn; index: number }[],
  number: number,
  cells: readonly string[],
): SheetRow {
  const row: Record<string, string> = {}
  let faulty = false
  for (const { column, index } of places) {
    const raw = cells[index] ?? ''
    const reading = raw === '' ? { value: '' } : readCell(column, raw, plan.today)
    if ('error' in reading) {
      faulty = true
      plan.report({ row: number, column: column.key, value: shownValue(column, raw), reason: reading.error })
      continue
    }
    if (reading.value !== '') row[column.key] = reading.value
    else if (column.required) {
      faulty = true
      plan.report({
        row: number,
        column: column.key,
        value: '',
        reason: `没有填写“${column.title}”。如果用了合并单元格，请先取消合并。`,
      })
    }
    if ('warning' in reading && reading.warning)
      plan.report({ row: number, column: column.key, value: shownValue(column, raw), reason: reading.warning, warning: true })
  }
  return { row: number, cells: row, faulty }
}
