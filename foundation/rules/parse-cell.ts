// Text of one cell -> tree; a condition cell answers about its own column, an output cell gives a value.
import type { SyntaxNode, Tree } from '@lezer/common'
import { parser } from 'lezer-feel'
import { type CellText, prepareCell } from './cell-text.ts'
import { childrenOf, convert, type Scope, shorten } from './parse-expression.ts'
import { convertTest } from './parse-test.ts'
import { CellRefusal } from './rule-problem.ts'
import { type Expr, partsOf } from './tree.ts'

const MAX_DEPTH = 40
const tests = parser.configure({ top: 'UnaryTests' })
const expressions = parser.configure({ top: 'Expression' })

/** undefined = any value. */
export function parseTestCell(raw: string, column: string, inputs: ReadonlySet<string>): Expr | undefined {
  if (raw.trim() === '-' || raw.trim() === '') return undefined
  const cell = prepareCell(raw)
  const scope: Scope = { cell, inputs, question: column, test: convertTest }
  const top = checked(tests.parse(cell.feel), cell)
  const parts = childrenOf(top)
  const subject: Expr = { kind: 'input', name: column, span: { from: 0, to: raw.length } }
  const negated = parts[0]?.name === 'not'
  const test = convertTest(parts[negated ? 2 : 0]!, subject, scope)
  return shallow(negated ? { kind: 'not', of: test, span: subject.span } : test)
}

export function parseOutputCell(raw: string, inputs: ReadonlySet<string>): Expr {
  const cell = prepareCell(raw)
  const top = checked(expressions.parse(cell.feel), cell)
  return shallow(refuseAbsence(convert(childrenOf(top)[0]!, { cell, inputs, test: convertTest })))
}

/** A formula over named numbers: as an output cell, but it may divide by any of them. */
export function parseFormulaText(raw: string, names: ReadonlySet<string>): Expr {
  const cell = prepareCell(raw)
  const top = checked(expressions.parse(cell.feel), cell)
  return shallow(refuseAbsence(convert(childrenOf(top)[0]!, { cell, inputs: names, dividesByAnything: true, test: convertTest })))
}

/** The parser mends what it does not understand and goes on; we refuse at the first mended place instead. */
function checked(tree: Tree, cell: CellText): SyntaxNode {
  let fault: SyntaxNode | undefined
  tree.iterate({
    enter(node) {
      if (!fault && (node.type.isError || node.name.endsWith('Comment'))) fault = node.node
    },
  })
  if (fault) {
    const rest = cell.raw.slice(fault.from).trim()
    const message = rest === '' ? '写到末尾还不完整。' : `从“${shorten(rest)}”起读不懂。`
    throw new CellRefusal({ from: fault.from, to: fault.to }, message, '请核对括号、引号和符号；文字要加半角双引号。')
  }
  if (!tree.topNode.firstChild) throw new CellRefusal({ from: 0, to: cell.raw.length }, '这一格没有内容。', '不限请写 -。')
  return tree.topNode
}

function shallow(expr: Expr): Expr {
  const depth = (node: Expr): number => 1 + Math.max(0, ...partsOf(node).map(depth))
  if (depth(expr) > MAX_DEPTH) throw new CellRefusal(expr.span, '这一格套得太深。', '请拆成几行写。')
  return expr
}

function refuseAbsence(expr: Expr): Expr {
  if (expr.kind === 'absent') throw new CellRefusal(expr.span, '输出里不能用 null 判断。', '请把它写成一行条件。')
  for (const part of partsOf(expr)) refuseAbsence(part)
  return expr
}
