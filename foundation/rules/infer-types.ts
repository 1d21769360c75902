// One pass of types over all cells: finds what each input must be, and says where two cells disagree.
import type { Expr, FactType, Row, Span, Table } from './tree.ts'
import { problemAt, type RuleProblem } from './rule-problem.ts'

export const TYPE_NAMES: Record<FactType, string> = { number: '数字', money: '金额', text: '文字', boolean: '是否', date: '日期' }
type Types = Map<string, FactType>
type Report = (span: Span, message: string, proposal: string) => void

/** `known`: types given by the fact dictionary. Returns what the inputs are, and every disagreement. */
export function inferTypes(
  table: Pick<Table, 'inputs' | 'outputs' | 'rows'>,
  known: Types = new Map(),
): { types: Types; problems: RuleProblem[] } {
  const types = new Map(known)
  const visit = (report: (row: Row, column: string) => Report) => {
    for (const row of table.rows) {
      row.cells.forEach((cell, i) => cell.test && expectType(cell.test, 'boolean', types, report(row, table.inputs[i]!.name)))
      row.outputs.forEach((cell, i) => {
        const output = table.outputs[i]!
        if (cell.value) expectType(cell.value, output.type, types, report(row, output.name))
      })
    }
  }
  let size = -1
  while (size !== types.size) {
    size = types.size
    visit(() => () => {})
  }
  const problems: RuleProblem[] = []
  visit(
    (row, column) => (position, message, proposal) =>
      problems.push(problemAt({ row: row.id, column, position }, message, proposal)),
  )
  return { types, problems }
}

function expectType(expr: Expr, wanted: FactType, types: Types, report: Report): void {
  const found = typeOf(expr, types, report, wanted)
  if (found && found !== wanted) {
    const money = wanted === 'money' && found === 'number'
    report(
      expr.span,
      `这里要“${TYPE_NAMES[wanted]}”，写的是“${TYPE_NAMES[found]}”。`,
      money ? '金额要带单位，例如 100元。' : '请核对列的含义和写法。',
    )
  }
}

/** undefined = not known yet. An input whose type is still open takes `wanted`. */
function typeOf(expr: Expr, types: Types, report: Report, wanted?: FactType): FactType | undefined {
  switch (expr.kind) {
    case 'number':
    case 'money':
    case 'text':
    case 'boolean':
    case 'date':
      return expr.kind
    case 'today':
      return 'date'
    case 'absent':
      return 'boolean'
    case 'input':
      if (!types.has(expr.name) && wanted) types.set(expr.name, wanted)
      return types.get(expr.name)
    case 'age':
      expectType(expr.of, 'date', types, report)
      return 'number'
    case 'negate':
      return quantity(expr.of, typeOf(expr.of, types, report, wanted), report)
    case 'arithmetic':
      return typeOfArithmetic(expr, types, report, wanted)
    case 'compare': {
      const type = same([expr.left, expr.right], types, report)
      if (type && !['=', '!='].includes(expr.op)) ordered(expr, type, report)
      return 'boolean'
    }
    case 'within': {
      const type = same([expr.value, expr.low, expr.high], types, report)
      if (type) ordered(expr, type, report)
      return 'boolean'
    }
    case 'one-of':
      same([expr.value, ...expr.options], types, report)
      return 'boolean'
    case 'and':
    case 'or':
      expectType(expr.left, 'boolean', types, report)
      expectType(expr.right, 'boolean', types, report)
      return 'boolean'
    case 'not':
      expectType(expr.of, 'boolean', types, report)
      return 'boolean'
    case 'if':
      expectType(expr.test, 'boolean', types, report)
      return same([expr.yes, expr.no], types, report, wanted)
  }
}

function same(parts: Expr[], types: Types, report: Report, wanted?: FactType): FactType | undefined {
  let type = wanted
  for (const part of parts) type = typeOf(part, types, () => {}) ?? type
  const first = parts.map((part) => typeOf(part, types, () => {})).find((found) => found !== undefined) ?? type
  for (const part of parts) {
    const found = typeOf(part, types, report, first)
    if (found && first && found !== first)
      report(
        part.span,
        `${TYPE_NAMES[found]}不能与${TYPE_NAMES[first]}放在一起比较。`,
        found === 'number' || first === 'number' ? '金额要带“元”，文字要加引号。' : '请核对写法。',
      )
  }
  return first
}

function ordered(expr: Expr, type: FactType, report: Report): void {
  if (type === 'text' || type === 'boolean')
    report(expr.span, `${TYPE_NAMES[type]}没有大小之分。`, '请用 = 或并列写法，例如 "甲","乙"。')
}

function quantity(expr: Expr, type: FactType | undefined, report: Report): FactType | undefined {
  if (type && type !== 'number' && type !== 'money')
    report(expr.span, `${TYPE_NAMES[type]}不能参加运算。`, '运算只用于数字和金额。')
  return type
}

function typeOfArithmetic(
  expr: Expr & { kind: 'arithmetic' },
  types: Types,
  report: Report,
  wanted?: FactType,
): FactType | undefined {
  const quiet: Report = () => {}
  const amount = wanted === 'money' || wanted === 'number' ? wanted : undefined
  if (expr.op === '+' || expr.op === '-') {
    const type = same([expr.left, expr.right], types, report, amount)
    return quantity(expr, type, report)
  }
  const other = (side: Expr): FactType | undefined => (typeOf(side, types, quiet) === 'money' ? 'number' : undefined)
  const wantedLeft = other(expr.right) ?? (expr.op === '/' || typeOf(expr.right, types, quiet) === 'number' ? amount : undefined)
  const left = quantity(expr.left, typeOf(expr.left, types, report, wantedLeft), report)
  const wantedRight = other(expr.left) ?? (left === 'number' ? amount : undefined)
  const right = quantity(expr.right, typeOf(expr.right, types, report, wantedRight), report)
  if (expr.op === '/') return left
  if (left === 'money' && right === 'money') report(expr.span, '两个金额不能相乘。', '请把其中一个写成数字。')
  return left === 'money' || right === 'money' ? 'money' : left && right ? 'number' : undefined
}
