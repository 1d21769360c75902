// Value of an expression for one person: decimal arithmetic, three-valued logic (null = not known). Never binary floats.
import { ageOn, type Day } from '@songhe/basics/day'
import { Decimal } from 'decimal.js'
import { once } from './once.ts'
import type { CompareOp, Expr } from './tree.ts'

export type Value = Decimal | string | boolean | null

/** Wide enough that + - * are exact for anything a cell of 2,000 characters can say, as PostgreSQL's numeric is. */
const Exact = Decimal.clone({ precision: 1_500, rounding: Decimal.ROUND_HALF_UP })
export const decimal = (value: Decimal.Value): Decimal => new Exact(value)

/** A quotient is rounded half up to this many places, here and in SQL. */
export const DIVISION_PLACES = 10

export interface Known {
  on: Day
  /** By input name. */
  value(name: string): Value
  /** Places of a quotient, where a formula needs more than a table. */
  places?: number
}

const written = once((expr: Expr & { kind: 'number' | 'money' }) => decimal(expr.value))

export function evaluate(expr: Expr, known: Known): Value {
  switch (expr.kind) {
    case 'number':
    case 'money':
      return written(expr)
    case 'text':
    case 'boolean':
    case 'date':
      return expr.value
    case 'input':
      return known.value(expr.name)
    case 'today':
      return known.on
    case 'absent':
      return known.value(expr.name) === null
    case 'age': {
      const birth = evaluate(expr.of, known)
      return typeof birth === 'string' ? decimal(ageOn(birth, known.on)) : null
    }
    case 'negate': {
      const value = evaluate(expr.of, known)
      return value === null ? null : (value as Decimal).neg()
    }
    case 'arithmetic':
      return calculate(expr, known)
    case 'compare':
      return compare(evaluate(expr.left, known), expr.op, evaluate(expr.right, known))
    case 'within': {
      const value = evaluate(expr.value, known)
      const above = compare(value, expr.lowOpen ? '>' : '>=', evaluate(expr.low, known))
      return both(above, compare(value, expr.highOpen ? '<' : '<=', evaluate(expr.high, known)))
    }
    case 'one-of': {
      const value = evaluate(expr.value, known)
      return expr.options.map((option) => compare(value, '=', evaluate(option, known))).reduce(either)
    }
    case 'and':
      return both(truth(expr.left, known), truth(expr.right, known))
    case 'or':
      return either(truth(expr.left, known), truth(expr.right, known))
    case 'not':
      return opposite(truth(expr.of, known))
    case 'if': {
      const test = truth(expr.test, known)
      return test === null ? null : evaluate(test ? expr.yes : expr.no, known)
    }
  }
}

export type Truth = boolean | null
export const truth = (expr: Expr, known: Known): Truth => evaluate(expr, known) as Truth
export const both = (a: Truth, b: Truth): Truth => (a === false || b === false ? false : a === null || b === null ? null : true)
export const either = (a: Truth, b: Truth): Truth => (a === true || b === true ? true : a === null || b === null ? null : false)
const opposite = (a: Truth): Truth => (a === null ? null : !a)

function calculate(expr: Expr & { kind: 'arithmetic' }, known: Known): Value {
  const left = evaluate(expr.left, known) as Decimal | null
  const right = evaluate(expr.right, known) as Decimal | null
  if (left === null || right === null) return null
  if (expr.op === '+') return left.plus(right)
  if (expr.op === '-') return left.minus(right)
  if (expr.op === '*') return left.times(right)
  // Nothing divided by nothing is not known.
  return right.isZero() ? null : left.div(right).toDecimalPlaces(known.places ?? DIVISION_PLACES)
}

function compare(a: Value, op: CompareOp, b: Value): Truth {
  if (a === null || b === null) return null
  const order = Decimal.isDecimal(a) ? a.cmp(b as Decimal) : a === b ? 0 : a < (b as string | boolean) ? -1 : 1
  switch (op) {
    case '=':
      return order === 0
    case '!=':
      return order !== 0
    case '<':
      return order < 0
    case '<=':
      return order <= 0
    case '>':
      return order > 0
    case '>=':
      return order >= 0
  }
}
