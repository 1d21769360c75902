// FEEL expression node -> our tree. Everything outside the poor subset is refused with its place.
import type { SyntaxNode } from '@lezer/common'
import type { CellText } from './cell-text.ts'
import { dayLiteral, numberLiteral, textLiteral } from './parse-literal.ts'
import { CellRefusal } from './rule-problem.ts'
import type { ArithmeticOp, CompareOp, Expr, Span } from './tree.ts'

export interface Scope {
  cell: CellText
  inputs: ReadonlySet<string>
  /** What `?` means; undefined where it means nothing (outputs, right of `in`). */
  question?: string
  /** Formulas over counts divide by what was counted; a table of rules divides by written numbers only. */
  dividesByAnything?: boolean
  /** Unary tests, as they stand right of `in`; handed in, so that this file and parse-test.ts do not import one another. */
  test(node: SyntaxNode, subject: Expr, scope: Scope): Expr
}

export const spanOf = (node: SyntaxNode): Span => ({ from: node.from, to: node.to })

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = []
  for (let child = node.firstChild; child; child = child.nextSibling) found.push(child)
  return found
}

const COMPARE = new Set(['=', '!=', '<', '<=', '>', '>='])
const ARITHMETIC = new Set(['+', '-', '*', '/'])

export function convert(node: SyntaxNode, scope: Scope): Expr {
  const span = spanOf(node)
  const written = scope.cell.feel.slice(node.from, node.to)
  const parts = childrenOf(node)
  switch (node.name) {
    case 'NumericLiteral':
      return numberLiteral(scope.cell, span)
    case 'StringLiteral':
      return textLiteral(written, span)
    case 'BooleanLiteral':
      return { kind: 'boolean', value: written === 'true', span }
    case 'DateTimeLiteral':
      return convertDay(parts[0]!, written, span)
    case '?':
      if (scope.question) return { kind: 'input', name: scope.question, span }
      throw new CellRefusal(span, '这里的问号没有所指。', '请写出列名。')
    case 'VariableName':
      return convertName(written, span, scope)
    case 'ParenthesizedExpression':
      return { ...convert(parts[1]!, scope), span }
    case 'Conjunction':
    case 'Disjunction':
      return {
        kind: node.name === 'Conjunction' ? 'and' : 'or',
        left: side(parts[0]!, scope),
        right: side(parts[2]!, scope),
        span,
      }
    case 'Comparison':
      return convertComparison(parts, span, scope)
    case 'ArithmeticExpression':
      return convertArithmetic(parts, span, scope)
    case 'IfExpression':
      return { kind: 'if', test: convert(parts[1]!, scope), yes: convert(parts[3]!, scope), no: convert(parts[5]!, scope), span }
    case 'FunctionInvocation':
      return convertCall(parts, span, scope)
    case 'null':
      throw new CellRefusal(span, 'null 只能单独作条件，或写成 ? = null、? != null。', '请改写这一格。')
    default:
      throw new CellRefusal(
        span,
        `“${shorten(written)}”不在可用写法之内。`,
        '可用：比较、区间、并列、not、and/or、四则、if、date、age、today。',
      )
  }
}

/** `[80..89] and x` and `>= 80 and x` read differently from what they look like, so brackets are asked for. */
function side(node: SyntaxNode, scope: Scope): Expr {
  if (node.name === 'SimplePositiveUnaryTest')
    throw new CellRefusal(
      spanOf(node),
      '区间或比较后面直接跟 and/or，容易被读错。',
      '请写全并加括号，例如 (? in [80..89]) and (? != 85)。',
    )
  return convert(node, scope)
}

function convertDay(kind: SyntaxNode, written: string, span: Span): Expr {
  const match = /^(?:date\s*\(\s*("[^"]*")\s*\)|@("[^"]*"))$/.exec(written)
  if (!match || !['DateTimeConstructor', 'AtLiteral'].includes(kind.name))
    throw new CellRefusal(span, `“${shorten(written)}”不在可用写法之内。`, '日期请写成 date("2024-05-30")。')
  return dayLiteral((match[1] ?? match[2])!, span)
}

function convertName(written: string, span: Span, scope: Scope): Expr {
  if (scope.inputs.has(written)) return { kind: 'input', name: written, span }
  throw new CellRefusal(
    span,
    `“${shorten(written)}”不是本表的输入列。`,
    `如果是文字，请加引号写成 "${shorten(written)}"；如果是列名，请先写进 inputs。`,
  )
}

function convertComparison(parts: SyntaxNode[], span: Span, scope: Scope): Expr {
  const [left, op, third, , fifth] = parts
  if (op!.name === 'CompareOp') {
    const sign = scope.cell.feel.slice(op!.from, op!.to)
    if (!COMPARE.has(sign)) throw new CellRefusal(spanOf(op!), `不认识比较符号“${sign}”。`, '可用：= != < <= > >=。')
    if (third!.name === 'null') return absence(convert(left!, scope), sign, span)
    return { kind: 'compare', op: sign as CompareOp, left: convert(left!, scope), right: convert(third!, scope), span }
  }
  const value = convert(left!, scope)
  if (op!.name === 'between') {
    const [low, high] = [convert(third!, scope), convert(fifth!, scope)]
    return { kind: 'within', value, low, high, lowOpen: false, highOpen: false, span }
  }
  const list = third!.name === '(' ? parts[3]! : third!
  const inner = list.firstChild
  if (list.name === 'PositiveUnaryTest' && (inner?.name === 'Conjunction' || inner?.name === 'Disjunction'))
    throw new CellRefusal(
      span,
      'in 后面直接跟 and/or，会被读成另一个意思。',
      '请给 in 的部分加括号，例如 (年龄 in [80..89]) and 本区户籍。',
    )
  return { ...scope.test(list, value, { ...scope, question: undefined }), span }
}

export function absence(value: Expr, sign: string, span: Span): Expr {
  if (value.kind !== 'input' || (sign !== '=' && sign !== '!='))
    throw new CellRefusal(span, 'null 只能与一列比较是否相等。', '请写成 ? = null 或 ? != null。')
  const absent: Expr = { kind: 'absent', name: value.name, span }
  return sign === '=' ? absent : { kind: 'not', of: absent, span }
}

function convertArithmetic(parts: SyntaxNode[], span: Span, scope: Scope): Expr {
  if (parts.length === 2) return { kind: 'negate', of: convert(parts[1]!, scope), span }
  const [left, op, right] = [
    convert(parts[0]!, scope),
    scope.cell.feel.slice(parts[1]!.from, parts[1]!.to),
    convert(parts[2]!, scope),
  ]
  if (!ARITHMETIC.has(op)) throw new CellRefusal(spanOf(parts[1]!), `不认识运算“${op}”。`, '可用：+ - * /。')
  if (op === '/' && !scope.dividesByAnything && !(right.kind === 'number' && Number(right.value) !== 0))
    throw new CellRefusal(right.span, '除数只能是写明的数字，且不能是 0。', '请写成 / 12 这样。')
  return { kind: 'arithmetic', op: op as ArithmeticOp, left, right, span }
}

function convertCall(parts: SyntaxNode[], span: Span, scope: Scope): Expr {
  const name = scope.cell.feel.slice(parts[0]!.from, parts[0]!.to)
  const given = childrenOf(parts[2]!)
  if (name === 'not' && given.length === 1) return { kind: 'not', of: convert(given[0]!, scope), span }
  if (name === 'age' && given.length === 1) return { kind: 'age', of: convert(given[0]!, scope), span }
  if (name === 'today' && given.length === 0) return { kind: 'today', span }
  throw new CellRefusal(
    span,
    `函数“${shorten(name)}”不可用，或参数个数不对。`,
    '可用函数只有 not(条件)、age(出生日期)、today() 和 date("2024-05-30")。',
  )
}

export const shorten = (text: string) => (text.length > 20 ? `${text.slice(0, 20)}…` : text)
