// The decision for one person: which row, none, or what is missing. Short and without words; explain.ts adds the sentences.
import type { Day } from '@songhe/basics/day'
import { invalid } from '@songhe/basics/problem'
import type { Decimal } from 'decimal.js'
import { both, decimal, evaluate, type Known, type Truth, truth, type Value } from './evaluate.ts'
import { once } from './once.ts'
import { AGE, BIRTH, type Facts, knownFacts } from './read-facts.ts'
import { type Expr, inputsOf, type Output, type OutputValue, partsOf, type Row, type Table } from './tree.ts'

export type Outcome =
  | {
      outcome: 'row'
      row: string
      index: number
      output: Record<string, OutputValue> /** All rows that count; more than one only under collect-sum. */
      rows: string[]
    }
  | { outcome: 'none' }
  /** Facts without which it stays open; empty never. */
  | { outcome: 'missing'; missing: string[] }
  /** The row applies, but nobody answers for its amount yet: it pays nobody and refuses nobody. */
  | { outcome: 'unconfirmed'; row: string; index: number }
  /** Two rows of a table that allows one: the table is wrong, nobody is paid by it. */
  | { outcome: 'conflict'; rows: string[] }

export interface RowVerdict {
  row: Row
  verdict: Truth
  /** One per input, in order. */
  cells: Truth[]
}

export function judge(table: Table, facts: Facts, options: { on: Day }): Outcome {
  const known = knownFacts(table, facts, options.on)
  return decide(table, verdictsOf(table, known), known, facts)
}

export function verdictsOf(table: Table, known: Known): RowVerdict[] {
  return table.rows.map((row) => {
    const cells = row.cells.map((cell) => (cell.test ? truth(cell.test, known) : true))
    const computable = outputInputs(row).every((name) => known.value(name) !== null) ? true : null
    return { row, cells, verdict: [...cells, computable].reduce(both, true) }
  })
}

/** Inputs that the values of a row are computed from; while one is unknown the row stays open. */
export const outputInputs = once((row: Row): readonly string[] => {
  const names = new Set<string>()
  for (const cell of row.outputs) if (cell.value) inputsOf(cell.value, names)
  return [...names]
})

export function decide(table: Table, verdicts: RowVerdict[], known: Known, facts: Facts): Outcome {
  const passing = verdicts.filter((row) => row.verdict === true)
  const open = verdicts.filter((row) => row.verdict === null)
  const missing = (rows: RowVerdict[]): Outcome => ({ outcome: 'missing', missing: missingFacts(table, rows, known, facts) })
  if (table.hit === 'first') {
    const first = verdicts.findIndex((row) => row.verdict !== false)
    if (first < 0) return { outcome: 'none' }
    if (verdicts[first]!.verdict === true) return hit(table, [verdicts[first]!.row], known)
    const until = verdicts.findIndex((row) => row.verdict === true)
    return missing(verdicts.slice(0, until < 0 ? undefined : until).filter((row) => row.verdict === null))
  }
  if (table.hit === 'collect-sum' && open.length > 0) return missing(open)
  if (table.hit === 'unique' && passing.length > 1) return { outcome: 'conflict', rows: passing.map(({ row }) => row.id) }
  if (passing.length > 0)
    return hit(
      table,
      passing.map(({ row }) => row),
      known,
    )
  return open.length > 0 ? missing(open) : { outcome: 'none' }
}

function hit(table: Table, rows: Row[], known: Known): Outcome {
  const open = rows.find((row) => row.amount?.status === 'unconfirmed')
  if (open) return { outcome: 'unconfirmed', row: open.id, index: open.index }
  const output = Object.fromEntries(table.outputs.map((output, i) => [output.name, outputOf(output, rows, i, known)]))
  return { outcome: 'row', row: rows[0]!.id, index: rows[0]!.index, output, rows: rows.map((row) => row.id) }
}

function outputOf(output: Output, rows: Row[], at: number, known: Known): OutputValue {
  const values = rows.map((row) => rounded(output, evaluate(row.outputs[at]!.value!, known)))
  const value = values.length === 1 ? values[0]! : (values as Decimal[]).reduce((a, b) => a.plus(b), decimal(0))
  if (typeof value !== 'object' || value === null) return value
  const plain = value.toNumber()
  if (output.type === 'money' && !Number.isSafeInteger(plain))
    throw invalid(`“${output.name}”算出的金额过大。`, { next: '请核对表里的算式和数值。' })
  return plain
}

/** Each row is rounded to whole fen before rows are added, here and in SQL. */
const rounded = (output: Output, value: Value): Value =>
  output.type === 'money' && value !== null ? (value as Decimal).toDecimalPlaces(0) : value

function missingFacts(table: Table, rows: RowVerdict[], known: Known, facts: Facts): string[] {
  const unknown = new Set<string>()
  for (const { row, cells } of rows) {
    const names = new Set(outputInputs(row))
    row.cells.forEach((cell, i) => cells[i] === null && cell.test && inputsOf(cell.test, names))
    for (const name of names) if (known.value(name) === null) unknown.add(name)
  }
  return [...new Set(table.inputs.filter((input) => unknown.has(input.name)).map((input) => sourceFact(input.fact, facts)))]
}

/** Nobody supplies an age; what is missing is the birth day. */
export const sourceFact = (fact: string, facts: Facts) => (fact === AGE && (facts[BIRTH] ?? null) === null ? BIRTH : fact)

/** True where `expr` looks at age, directly or as age(birth). */
export function looksAtAge(expr: Expr, table: Table): boolean {
  if (expr.kind === 'age') return true
  if (expr.kind === 'input') return table.inputs.some((input) => input.name === expr.name && input.fact === AGE)
  return partsOf(expr).some((part) => looksAtAge(part, table))
}
