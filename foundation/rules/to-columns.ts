// A table as one generated loop over typed arrays: the same decision as judge.ts for hundreds of thousands of rows, without allocating per row.
import type { Day } from '@songhe/basics/day'
import { type Columns, FALSE, packDay, TRUE, UNKNOWN, valueAt } from './columns.ts'
import { checkOf, ColumnsScope, columnsTerm, isUnknown, type Term } from './columns-expression.ts'
import { decimal, DIVISION_PLACES } from './evaluate.ts'
import { judge, outputInputs } from './judge.ts'
import { overlaps } from './overlap.ts'
import { ROW_CASE } from './to-sql.ts'
import type { Expr, FactType, FactValue, Output, OutputCell, Row, Table } from './tree.ts'

export interface ColumnsDecision {
  /** As in SQL: a 1-based row, or one of ROW_CASE. */
  rowCase: Int16Array
  /** By output: fen, numbers, word codes, packed days or truth values; meaningless where rowCase is not a row. */
  outputs: Record<string, Float64Array>
}

export interface ColumnsTable {
  /** Decides every row of the columns it was compiled for, on that day. */
  run(on: Day, into: ColumnsDecision): void
  /** Room for the answers. */
  decision(): ColumnsDecision
  /** The generated code, for whoever wants to see it. */
  source: string
}

/** @throws Error when the columns lack a fact the table asks for */
export function toColumns(table: Table, columns: Columns): ColumnsTable {
  const { source, facts } = sourceOf(table, columns)
  const arrays = facts.map((fact) => columns.by.get(fact)!.values)
  const loop = new Function('length', 'on', 'arrays', 'rowCase', 'outputs', 'slow', 'divide', source) as Loop
  return {
    source,
    decision: () => ({
      rowCase: new Int16Array(columns.length),
      outputs: Object.fromEntries(table.outputs.map(({ name }) => [name, new Float64Array(columns.length)])),
    }),
    run(on, { rowCase, outputs }) {
      const lists = table.outputs.map(({ name }) => outputs[name]!)
      const slow = (at: number) => decideSlowly(table, columns, on, at, rowCase, lists)
      loop(columns.length, packDay(on), arrays, rowCase, lists, slow, divide)
    },
  }
}

type Loop = (
  length: number,
  on: number,
  arrays: readonly ArrayLike<number>[],
  rowCase: Int16Array,
  outputs: readonly Float64Array[],
  slow: (at: number) => void,
  divide: (dividend: number, divisor: number) => number,
) => void

const indent = (lines: readonly string[]) => lines.map((line) => `  ${line}`)

function sourceOf(table: Table, columns: Columns): { source: string; facts: string[] } {
  const inputs = new Map(table.inputs.map((input) => [input.name, input]))
  const scope = new ColumnsScope(columns, (name) => inputs.get(name)!)
  const body = table.hit === 'collect-sum' ? collected(table, scope) : picked(table, scope)
  const facts = [...scope.loads.keys()]
  const source = [
    "'use strict'",
    `const EXACT = ${Number.MAX_SAFE_INTEGER}, { floor, min, max, trunc, abs } = Math`,
    ...facts.map((_, i) => `const c${i} = arrays[${i}]`),
    ...table.outputs.map((_, i) => `const out${i} = outputs[${i}]`),
    ...scope.constants,
    'for (let i = 0; i < length; i++) {',
    ...indent([
      ...facts.map((fact, i) => `const ${scope.loads.get(fact)} = c${i}[i]`),
      `let answer = ${ROW_CASE.none}, open = 0, beyond = 0`,
      ...body,
      'rowCase[i] = answer',
      'if (beyond !== 0) slow(i)',
    ]),
    '}',
  ].join('\n')
  return { source, facts }
}

/** `unique` and `first`: rows in order; where no two rows can meet, the first that holds ends the search. */
function picked(table: Table, scope: ColumnsScope): string[] {
  const first = table.hit === 'first'
  const clashes = first ? [] : overlaps(table)
  const alone = clashes.length === 0
  const lines = [...(alone ? [] : ['let hits = 0']), 'search: {']
  for (const row of table.rows) {
    const end = row.amount?.status === 'unconfirmed' ? ROW_CASE.unconfirmed : row.index
    const then = alone
      ? [`answer = ${end}`, ...outputsOf(table, row, scope, (i, js) => `out${i}[i] = ${js}`), 'break search']
      : [`answer = ${end}`, ...outputsOf(table, row, scope, (i, js) => `out${i}[i] = ${js}`), 'hits++']
    const otherwise = first ? [`answer = ${ROW_CASE.missing}`, 'break search'] : ['open = 1']
    lines.push(...indent(rowBlock(row, scope, then, otherwise)))
  }
  lines.push('}')
  if (!alone) lines.push(`if (hits > 1) answer = ${ROW_CASE.conflict}`)
  if (!first) lines.push(`if (answer === ${ROW_CASE.none} && open !== 0) answer = ${ROW_CASE.missing}`)
  return lines
}

function collected(table: Table, scope: ColumnsScope): string[] {
  const lines = ['let unconfirmed = 0', ...table.outputs.map((_, i) => `let sum${i} = 0`)]
  for (const row of table.rows) {
    const sums = outputsOf(table, row, scope, (i, js) => `sum${i} += ${js}; if (sum${i} > EXACT || sum${i} < -EXACT) beyond = 1`)
    const then =
      row.amount?.status === 'unconfirmed'
        ? ['unconfirmed = 1']
        : [`if (answer === ${ROW_CASE.none}) answer = ${row.index}`, ...sums]
    lines.push(...rowBlock(row, scope, then, ['open = 1']))
  }
  lines.push(
    `if (open !== 0) answer = ${ROW_CASE.missing}`,
    `else if (unconfirmed !== 0) answer = ${ROW_CASE.unconfirmed}`,
    ...table.outputs.map((_, i) => `out${i}[i] = sum${i}`),
  )
  return lines
}

/** Cells from left to right until one fails; `then` where all hold, `otherwise` where one is unknown and none fails. */
function rowBlock(row: Row, scope: ColumnsScope, then: readonly string[], otherwise: readonly string[]): string[] {
  const label = `row${row.index}`
  const lines = [`let verdict = ${TRUE}`]
  for (const cell of row.cells) {
    if (!cell.test) continue
    lines.push(...testLines(cell.test, label, scope))
  }
  for (const name of outputInputs(row)) {
    const term = withLines(scope, () => columnsTerm({ kind: 'input', name, span: { from: 0, to: 0 } }, scope), lines)
    lines.push(`if (${isUnknown(term)}) verdict = ${UNKNOWN}`)
  }
  lines.push(`if (verdict === ${TRUE}) {`, ...indent(then), '} else {', ...indent(otherwise), '}')
  return [`${label}: {`, ...indent(lines), '}']
}

function testLines(test: Expr, label: string, scope: ColumnsScope): string[] {
  if (test.kind === 'and') return [...testLines(test.left, label, scope), ...testLines(test.right, label, scope)]
  const lines: string[] = []
  const check = withLines(scope, () => checkOf(test, scope), lines)
  if (check) {
    const fails = `if (!(${check.holds})) break ${label}`
    return [...lines, check.unknown ? `if (${check.unknown}) verdict = ${UNKNOWN}; else ${fails}` : fails]
  }
  const truth = withLines(scope, () => scope.keep(columnsTerm(test, scope).js), lines)
  return [...lines, `if (${truth} === ${FALSE}) break ${label}`, `if (${truth} === ${UNKNOWN}) verdict = ${UNKNOWN}`]
}

/** The statements a term needs come before it. */
function withLines<T>(scope: ColumnsScope, write: () => T, into: string[]): T {
  scope.lines = []
  const written = write()
  into.push(...scope.lines)
  scope.lines = []
  return written
}

function outputsOf(table: Table, row: Row, scope: ColumnsScope, store: (i: number, js: string) => string): string[] {
  if (row.amount?.status === 'unconfirmed') return []
  return table.outputs.flatMap((output, i) => {
    const lines: string[] = []
    const js = withLines(scope, () => outputJs(output, row.outputs[i]!, scope), lines)
    return [...lines, store(i, js)]
  })
}

function outputJs(output: Output, cell: OutputCell, scope: ColumnsScope): string {
  const term: Term = columnsTerm(cell.value!, scope)
  if (term.kind !== 'quantity' || term.places === 0) return term.js
  if (output.type !== 'money') return `${term.js} / ${10 ** term.places}`
  // Half up, away from zero, as decimal and numeric round.
  const [value, one] = [scope.keep(term.js), 10 ** term.places]
  const whole = scope.keep(`trunc(${value} / ${one})`)
  const rest = scope.keep(`(${value} - ${whole} * ${one})`)
  return `(${whole} + (2 * ${rest} >= ${one} ? 1 : 2 * ${rest} <= -${one} ? -1 : 0))`
}

/** dividend / divisor (both whole, divisor > 0) times ten to the DIVISION_PLACES, rounded half away from zero; too large = Infinity. */
function divide(dividend: number, divisor: number): number {
  const size = Math.abs(dividend)
  let whole = Math.floor(size / divisor)
  let rest = size - whole * divisor
  if (rest < 0) {
    whole--
    rest += divisor
  }
  if (whole > 800_000) return Number.POSITIVE_INFINITY
  let digits = whole
  for (let step = 0; step < 2; step++) {
    const raised = rest * HALF_PLACES
    let next = Math.floor(raised / divisor)
    rest = raised - next * divisor
    if (rest < 0) {
      next--
      rest += divisor
    }
    digits = digits * HALF_PLACES + next
  }
  if (2 * rest >= divisor) digits++
  return dividend < 0 ? -digits : digits
}

const HALF_PLACES = 10 ** (DIVISION_PLACES / 2)

/** A row whose numbers left the exact range: decimal arithmetic, one at a time. */
function decideSlowly(
  table: Table,
  columns: Columns,
  on: Day,
  at: number,
  rowCase: Int16Array,
  outputs: readonly Float64Array[],
) {
  const wanted = [...new Set([...table.inputs.map(({ fact }) => fact), 'person.birth'])]
  const facts = Object.fromEntries(wanted.map((fact) => [fact, valueAt(columns, fact, at)]))
  const decided = judge(table, facts, { on })
  rowCase[at] = decided.outcome === 'row' ? decided.index : ROW_CASE[decided.outcome]
  if (decided.outcome !== 'row') return
  table.outputs.forEach(({ name, type }, i) => {
    outputs[i]![at] = codeOf(columns, type, decided.output[name]!)
  })
}

function codeOf(columns: Columns, type: FactType, value: NonNullable<FactValue>): number {
  if (type === 'text') return columns.words.codeOf(value as string)
  if (type === 'date') return packDay(value as Day)
  if (type === 'boolean') return value ? TRUE : FALSE
  return decimal(value as number).toNumber()
}
