// Why this person gets this row or none: every row, every cell in one sentence, the nearest row and the next change.
import type { Day } from '@songhe/basics/day'
import { Decimal } from 'decimal.js'
import type { Known, Value } from './evaluate.ts'
import { FACT_WORDS, type Words } from './fact-words.ts'
import { decide, outputInputs, type Outcome, type RowVerdict, sourceFact, verdictsOf } from './judge.ts'
import { type Next, nextChange } from './next-change.ts'
import { type Facts, knownFacts } from './read-facts.ts'
import { sayCell } from './say.ts'
import { inputsOf, type OutputValue, type Table } from './tree.ts'

export type Verdict = 'pass' | 'fail' | 'missing'

export interface CellTrace {
  /** Column title and fact name. */
  input: string
  fact: string
  /** As written in the table; '-' = any. */
  cell: string
  value: OutputValue
  verdict: Verdict
  text: string
}

export interface RowTrace {
  row: string
  index: number
  clause?: string
  verdict: Verdict
  inputs: CellTrace[]
  failing: number
  missing: number
}

export type Explanation = Outcome & {
  /** One per row of the table, in its order. */
  traces: RowTrace[]
  /** The row with the fewest failing cells, then the fewest missing; null once a row applies. */
  closest: RowTrace | null
  /** The next birthday that changes the decision, everything else staying as it is. */
  next: Next | null
}

export interface ExplainOptions {
  on: Day
  /** More words for facts, over the built-in ones. */
  words?: Words
}

export function explain(table: Table, facts: Facts, options: ExplainOptions): Explanation {
  const known = knownFacts(table, facts, options.on)
  const verdicts = verdictsOf(table, known)
  const decided = decide(table, verdicts, known, facts)
  const words = options.words ? { ...FACT_WORDS, ...options.words } : FACT_WORDS
  const traces = verdicts.map((verdict) => traceRow(table, verdict, known, facts, words))
  const applies = decided.outcome === 'row' || decided.outcome === 'unconfirmed'
  return { ...decided, traces, closest: applies ? null : closestOf(traces), next: nextChange(table, facts, options.on, decided) }
}

const NAMES = new Map<boolean | null, Verdict>([
  [true, 'pass'],
  [false, 'fail'],
  [null, 'missing'],
])

function traceRow(table: Table, { row, verdict, cells }: RowVerdict, known: Known, facts: Facts, words: Words): RowTrace {
  const needed = outputInputs(row)
  const inputs = table.inputs.map((input, i): CellTrace => {
    const cell = row.cells[i]!
    const value = known.value(input.name)
    // A value the amount is computed from is needed even where the column allows any.
    const lacking = cells[i] === true && value === null && needed.includes(input.name)
    const truth = lacking ? null : cells[i]!
    const missing = cell.test && truth === null ? missingTitles(table, inputsOf(cell.test), known, facts, words) : []
    const title = words[input.fact]?.title ?? input.name
    const text = lacking ? `没有${title}，算不出结果` : sayCell(input, cell, value, truth, words, missing)
    return { input: input.name, fact: input.fact, cell: cell.text, value: shown(value), verdict: NAMES.get(truth)!, text }
  })
  const count = (wanted: Verdict) => inputs.filter((cell) => cell.verdict === wanted).length
  const clause = row.clause ? { clause: row.clause } : {}
  return {
    row: row.id,
    index: row.index,
    ...clause,
    verdict: NAMES.get(verdict)!,
    inputs,
    failing: count('fail'),
    missing: count('missing'),
  }
}

function missingTitles(table: Table, names: Set<string>, known: Known, facts: Facts, words: Words): string[] {
  const lacking = table.inputs.filter((input) => names.has(input.name) && known.value(input.name) === null)
  return [...new Set(lacking.map((input) => words[sourceFact(input.fact, facts)]?.title ?? `${input.name}的资料`))]
}

const shown = (value: Value): OutputValue => (Decimal.isDecimal(value) ? value.toNumber() : (value as OutputValue))

function closestOf(traces: RowTrace[]): RowTrace | null {
  const ordered = [...traces].sort((a, b) => a.failing - b.failing || a.missing - b.missing || a.index - b.index)
  return ordered[0] ?? null
}
