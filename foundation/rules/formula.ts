// A formula over named numbers (what rooms count, constants of an office): the same language as a cell, decimal, and it may divide by what was counted.
import { Decimal } from 'decimal.js'
import { decimal, evaluate } from './evaluate.ts'
import { parseFormulaText } from './parse-cell.ts'
import { CellRefusal } from './rule-problem.ts'
import { type Expr, inputsOf, type Span } from './tree.ts'

export interface Formula {
  /** Names that the formula reads. */
  reads: readonly string[]
  /** null = a number it needs is not known, or it would divide by zero. */
  value(numbers: Readonly<Record<string, Decimal.Value | null | undefined>>): Decimal | null
}

/** A share of a share is still exact in its last printed place. */
const PLACES = 30

export function parseFormula(
  text: string,
  names: readonly string[],
): { formula: Formula } | { position: Span; message: string; proposal: string } {
  try {
    const expr = parseFormulaText(text, new Set(names))
    number(expr)
    return {
      formula: {
        reads: [...inputsOf(expr)],
        value(numbers) {
          const found = evaluate(expr, {
            on: '',
            places: PLACES,
            value: (name) => {
              const known = numbers[name]
              return known === null || known === undefined ? null : decimal(known)
            },
          })
          return Decimal.isDecimal(found) ? found : null
        },
      },
    }
  } catch (error) {
    if (error instanceof CellRefusal) return { position: error.span, message: error.message, proposal: error.proposal }
    throw error
  }
}

function number(expr: Expr): void {
  switch (expr.kind) {
    case 'number':
    case 'input':
      return
    case 'negate':
      return number(expr.of)
    case 'arithmetic':
      number(expr.left)
      return number(expr.right)
    case 'if':
      truth(expr.test)
      number(expr.yes)
      return number(expr.no)
    default:
      throw new CellRefusal(expr.span, '公式里只能是数字、名称和四则运算。', '例如：有中心的镇街 / 全部镇街 * 100。')
  }
}

function truth(expr: Expr): void {
  switch (expr.kind) {
    case 'and':
    case 'or':
      truth(expr.left)
      return truth(expr.right)
    case 'not':
      return truth(expr.of)
    case 'compare':
      number(expr.left)
      return number(expr.right)
    case 'within':
      for (const part of [expr.value, expr.low, expr.high]) number(part)
      return
    default:
      throw new CellRefusal(expr.span, '这里要一个条件。', '例如：if 床位 > 0 then 护理型 / 床位 * 100 else 0。')
  }
}
