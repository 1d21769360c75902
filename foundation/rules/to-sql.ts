// A table as SQL expressions over one wide row per person: the same decision as judge.ts, for a whole population inside the database.
import type { Day } from '@songhe/basics/day'
import { outputInputs } from './judge.ts'
import { overlaps } from './overlap.ts'
import { type SqlScope, sqlOf } from './sql-expression.ts'
import type { OutputCell, Output, Row, Table } from './tree.ts'

/** What `rowCase` answers besides 1-based row numbers. */
export const ROW_CASE = { none: 0, missing: -1, unconfirmed: -2, conflict: -3 } as const

export interface SqlOptions {
  /** Judging day, written in as constants. */
  on: Day
  /** Date column; given, bands of person.age become thresholds on it. Otherwise `bind('person.age')` is asked. */
  birthColumn?: string
  /** Column that already holds rowCase (from a subquery); outputs then only look it up. */
  rowColumn?: string
}

export interface TableSql {
  rowCase: string
  /** By output name; null where rowCase is not a row. Money is bigint fen, number is numeric. */
  outputs: Record<string, string>
}

export function toSql(table: Table, bind: (fact: string) => string, options: SqlOptions): TableSql {
  const inputs = new Map(table.inputs.map((input) => [input.name, input]))
  const scope: SqlScope = { on: options.on, bind, birthColumn: options.birthColumn, input: (name) => inputs.get(name)! }
  const conditions = table.rows.map((row) => conditionOf(row, scope))
  const rowCase = rowCaseOf(table, conditions)
  const row = options.rowColumn ?? `(${rowCase})`
  const outputs = table.outputs.map((output, i) => {
    const value =
      table.hit === 'collect-sum' ? sumOf(table, conditions, output, i, row, scope) : pickOf(table, output, i, row, scope)
    return [output.name, value] as const
  })
  return { rowCase, outputs: Object.fromEntries(outputs) }
}

function conditionOf(row: Row, scope: SqlScope): string {
  const tests = row.cells.flatMap((cell) => (cell.test ? [sqlOf(cell.test, scope)] : []))
  const needed = outputInputs(row).map(
    (name) => `(case when ${sqlOf({ kind: 'absent', name, span: NOWHERE }, scope)} then null else true end)`,
  )
  const all = [...tests, ...needed]
  return all.length === 0 ? 'true' : `(${all.join(' and ')})`
}

const NOWHERE = { from: 0, to: 0 }
const answerOf = (row: Row) => (row.amount?.status === 'unconfirmed' ? ROW_CASE.unconfirmed : row.index)

function rowCaseOf(table: Table, conditions: string[]): string {
  const hits = table.rows.map((row, i) => `when ${conditions[i]} then ${answerOf(row)}`)
  const open = `(${conditions.join(' or ')}) is null`
  const end = `else ${ROW_CASE.none} end`
  if (table.hit === 'first') {
    const steps = table.rows.map((_, i) => `${hits[i]} when ${conditions[i]} is null then ${ROW_CASE.missing}`)
    return `case ${steps.join(' ')} ${end}`
  }
  if (table.hit === 'collect-sum') {
    const anyOpen = conditions.map((condition) => `${condition} is null`).join(' or ')
    const unconfirmed = table.rows.flatMap((row, i) => (answerOf(row) < 0 ? [hits[i]!] : []))
    return `case when ${anyOpen} then ${ROW_CASE.missing} ${[...unconfirmed, ...hits].join(' ')} ${end}`
  }
  const clashes = overlaps(table).map(
    ({ first, second }) => `(${conditions[first.index - 1]} and ${conditions[second.index - 1]})`,
  )
  const conflict = clashes.length > 0 ? `when ${clashes.join(' or ')} then ${ROW_CASE.conflict} ` : ''
  return `case ${conflict}${hits.join(' ')} when ${open} then ${ROW_CASE.missing} ${end}`
}

function pickOf(table: Table, output: Output, at: number, row: string, scope: SqlScope): string {
  const picks = table.rows.flatMap((line) => {
    const value = line.outputs[at]!
    return value.value && answerOf(line) > 0 ? [`when ${line.index} then ${valueOf(output, value, scope)}`] : []
  })
  return picks.length === 0 ? `null::${SQL_TYPES[output.type]}` : `case ${row} ${picks.join(' ')} end`
}

function sumOf(table: Table, conditions: string[], output: Output, at: number, row: string, scope: SqlScope): string {
  const terms = table.rows.flatMap((line, i) => {
    const value = line.outputs[at]!
    return value.value && answerOf(line) > 0
      ? [`case when ${conditions[i]} then ${valueOf(output, value, scope)} else 0 end`]
      : []
  })
  return terms.length === 0 ? `null::${SQL_TYPES[output.type]}` : `case when ${row} > 0 then ${terms.join(' + ')} end`
}

const SQL_TYPES = { money: 'bigint', number: 'numeric', text: 'text', boolean: 'boolean', date: 'date' } as const

function valueOf(output: Output, cell: OutputCell, scope: SqlScope): string {
  const text = sqlOf(cell.value!, scope)
  const whole = output.type === 'money' && cell.value!.kind !== 'money' ? `round((${text})::numeric)` : text
  return `(${whole})::${SQL_TYPES[output.type]}`
}
