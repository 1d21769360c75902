// A table with changed cells, rows and dates: what an edit of a draft keeps and what a trial only weighs.
import { isDay } from '@songhe/basics/day'
import { invalid } from '@songhe/basics/problem'
import type { TableBody } from './table-file.ts'

export interface TableChange {
  cells: readonly { row: string; column: string; value: string }[]
  addRows: readonly { row: string; like: string }[]
  removeRows: readonly string[]
  validFrom?: string | undefined
  /** null = without end. */
  validTo?: string | null | undefined
}

/** @throws invalid when a row, a column or a day of the change does not exist */
export function changedTable(body: TableBody, edit: TableChange): TableBody {
  let rows = structuredClone(body.rows ?? [])
  for (const { row, like } of edit.addRows) {
    const model = rows.findIndex((one) => one.id === like)
    if (model < 0 || rows.some((one) => one.id === row))
      throw invalid(`加不了“${row}”行：行号重复，或找不到仿照的“${like}”行。`, { next: '请换一个行号。' })
    rows.splice(model + 1, 0, { ...structuredClone(rows[model]!), id: row })
  }
  rows = rows.filter((one) => !edit.removeRows.includes(one.id))
  for (const { row, column, value } of edit.cells) {
    const target = rows.find((one) => one.id === row)
    if (!target) throw invalid(`表里没有“${row}”行。`, { next: '请刷新页面后再改。' })
    if (body.output && column in body.output) setOutput(target, column, value)
    else if (body.inputs && column in body.inputs) {
      if (value.trim() === '' || value.trim() === '-') delete target.when[column]
      else target.when[column] = value.trim()
    } else throw invalid(`表里没有“${column}”列。`, { next: '新的列要从文件导入。' })
  }
  for (const day of [edit.validFrom, edit.validTo])
    if (day && !isDay(day)) throw invalid(`“${day}”不是有效的日期。`, { next: '请按 2027-01-01 的写法填写起止日期。' })
  const valid = {
    from: edit.validFrom ?? body.valid.from,
    to: edit.validTo === undefined ? body.valid.to : (edit.validTo ?? undefined),
  }
  if (valid.to && valid.to <= valid.from)
    throw invalid(`终止日期 ${valid.to} 不晚于起始日期 ${valid.from}。`, { next: '请核对起止日期。' })
  return { ...body, rows, valid: valid.to ? { from: valid.from, to: valid.to } : { from: valid.from } }
}

/** A new amount no longer has the old one's source: in a demo it stays an example, elsewhere somebody must confirm it. */
function setOutput(row: NonNullable<TableBody['rows']>[number], column: string, value: string) {
  if (String(row.then[column]) === value.trim()) return
  row.then[column] = value.trim()
  if (row.amount && row.amount.status !== 'example') row.amount = { status: 'unconfirmed' }
}
