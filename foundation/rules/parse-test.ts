// FEEL unary tests -> one boolean tree over the column's own value.
import type { SyntaxNode } from '@lezer/common'
import { absence, childrenOf, convert, type Scope, spanOf } from './parse-expression.ts'
import { CellRefusal } from './rule-problem.ts'
import { type CompareOp, type Expr, isLiteral, type Literal } from './tree.ts'

/** `node` is PositiveUnaryTests, PositiveUnaryTest or what stands inside one; the result is true, false or unknown for `subject`. */
export function convertTest(node: SyntaxNode, subject: Expr, scope: Scope): Expr {
  const span = spanOf(node)
  const parts = childrenOf(node)
  if (node.name === 'PositiveUnaryTests')
    return anyOf(
      parts.map((part) => convertTest(part, subject, scope)),
      subject,
      span,
    )
  if (node.name === 'PositiveUnaryTest') return convertTest(parts[0]!, subject, scope)
  if (node.name === 'SimplePositiveUnaryTest') return convertSimple(parts, subject, scope, span)
  if (node.name === 'ParenthesizedExpression' && parts[1]!.name === 'SimplePositiveUnaryTest')
    return convertTest(parts[1]!, subject, scope)
  if (node.name === 'null') return absence(subject, '=', span)
  const expr = convert(node, scope)
  if (isCondition(expr)) return expr
  if (expr.kind === 'input')
    throw new CellRefusal(span, '只写一个列名，看不出要比较什么。', '请写成 ? = 列名；“是/否”请写 true 或 false。')
  return { kind: 'compare', op: '=', left: subject, right: expr, span }
}

function convertSimple(parts: SyntaxNode[], subject: Expr, scope: Scope, span: Expr['span']): Expr {
  const [first, operand] = parts
  if (first!.name === 'Interval') return convertInterval(first!, subject, scope)
  if (first!.name !== 'CompareOp' || !operand) throw new CellRefusal(span, '不认识这种写法。', '请写成 >= 80 或 [80..89]。')
  if (operand.name === 'Conjunction' || operand.name === 'Disjunction')
    throw new CellRefusal(span, '比较后面直接跟 and/or，会被读成另一个意思。', '请写成区间 [80..90)，或写成 ? >= 80 and ? < 90。')
  const op = scope.cell.feel.slice(first!.from, first!.to)
  if (operand.name === 'null') return absence(subject, op, span)
  return { kind: 'compare', op: op as CompareOp, left: subject, right: convert(operand, scope), span }
}

function convertInterval(node: SyntaxNode, value: Expr, scope: Scope): Expr {
  const [open, low, , high, close] = childrenOf(node)
  const [from, to] = [convert(low!, scope), convert(high!, scope)]
  if (isLiteral(from) && from.kind === to.kind && isLiteral(to) && isAbove(from, to))
    throw new CellRefusal(spanOf(node), '区间的下限大于上限，永远不会成立。', '请交换两端。')
  const [lowOpen, highOpen] = [open!.name !== '[', close!.name !== ']']
  return { kind: 'within', value, low: from, high: to, lowOpen, highOpen, span: spanOf(node) }
}

const isAbove = (low: Literal, high: Literal) =>
  low.kind === 'date' ? low.value > high.value : low.kind !== 'text' && Number(low.value) > Number(high.value)

/** Equal-to-literal alternatives become one set, so that SQL gets one IN. */
function anyOf(tests: Expr[], subject: Expr, span: Expr['span']): Expr {
  const options = tests.flatMap((test) =>
    test.kind === 'compare' && test.op === '=' && test.left === subject && isLiteral(test.right) ? [test.right] : [],
  )
  if (tests.length > 1 && options.length === tests.length) return { kind: 'one-of', value: subject, options, span }
  return tests.reduce((left, right) => ({ kind: 'or', left, right, span }))
}

function isCondition(expr: Expr): boolean {
  if (expr.kind === 'if') return isCondition(expr.yes) || isCondition(expr.no)
  return ['compare', 'within', 'one-of', 'and', 'or', 'not', 'absent'].includes(expr.kind)
}
