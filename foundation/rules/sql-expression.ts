// Expression -> PostgreSQL text with the same three-valued logic. Only literals that the parser checked are written in, nothing a person typed into a form.
import { type Day, daysInMonth } from '@songhe/basics/day'
import { DIVISION_PLACES, decimal } from './evaluate.ts'
import { AGE } from './read-facts.ts'
import type { CompareOp, Expr, Input, Literal } from './tree.ts'

export interface SqlScope {
  on: Day
  /** SQL expression of the fact's own type; null = unknown. */
  bind(fact: string): string
  /** Date column; given, age bands become dated thresholds on it. */
  birthColumn?: string
  input(name: string): Input
}

export function sqlOf(expr: Expr, scope: SqlScope): string {
  switch (expr.kind) {
    case 'number':
    case 'money':
    case 'text':
    case 'boolean':
    case 'date':
      return literal(expr)
    case 'input':
      return column(expr.name, scope)
    case 'today':
      return quotedDay(scope.on)
    case 'absent':
      return `(${column(expr.name, scope)} is null)`
    case 'age':
      return ageOf(sqlOf(expr.of, scope), scope.on)
    case 'negate':
      return `(- ${numeric(expr.of, scope)})`
    case 'arithmetic':
      return arithmetic(expr, scope)
    case 'compare':
      return compare(expr.left, expr.op, expr.right, scope)
    case 'within':
      return `(${compare(expr.value, expr.lowOpen ? '>' : '>=', expr.low, scope)} and ${compare(expr.value, expr.highOpen ? '<' : '<=', expr.high, scope)})`
    case 'one-of':
      if (ageColumn(expr.value, scope))
        return `(${expr.options.map((option) => compare(expr.value, '=', option, scope)).join(' or ')})`
      return `(${sqlOf(expr.value, scope)} in (${expr.options.map(literal).join(', ')}))`
    case 'and':
    case 'or':
      return `(${sqlOf(expr.left, scope)} ${expr.kind} ${sqlOf(expr.right, scope)})`
    case 'not':
      return `(not ${sqlOf(expr.of, scope)})`
    case 'if': {
      const test = sqlOf(expr.test, scope)
      return `(case when ${test} then ${sqlOf(expr.yes, scope)} when not ${test} then ${sqlOf(expr.no, scope)} end)`
    }
  }
}

function literal(value: Literal): string {
  if (value.kind === 'boolean') return String(value.value)
  if (value.kind === 'text') return `'${value.value.replaceAll("'", "''")}'`
  if (value.kind === 'date') return quotedDay(value.value)
  return value.value.startsWith('-') ? `(${value.value})` : value.value
}

export const quotedDay = (day: Day) => `date '${day}'`

function column(name: string, scope: SqlScope): string {
  const { fact } = scope.input(name)
  if (fact === AGE && scope.birthColumn) return ageOf(scope.birthColumn, scope.on)
  return `(${scope.bind(fact)})`
}

/** Full years as day.ts counts them: month and day as text, so that 29 February is complete on 1 March of a common year. */
function ageOf(birth: string, on: Day): string {
  const years = `${Number(on.slice(0, 4))} - extract(year from ${birth})::int`
  return `(${years} - case when to_char(${birth}, 'MM-DD') > '${on.slice(5)}' then 1 else 0 end)`
}

/** Integer columns would overflow or divide as integers, so everything that computes is numeric first. */
const numeric = (expr: Expr, scope: SqlScope): string => `(${sqlOf(expr, scope)})::numeric`

function arithmetic(expr: Expr & { kind: 'arithmetic' }, scope: SqlScope): string {
  const [left, right] = [numeric(expr.left, scope), numeric(expr.right, scope)]
  // The dividend is given 20 places so that PostgreSQL does not choose fewer for large numbers.
  if (expr.op === '/') return `round((${left})::numeric(200, 40) / ${right}, ${DIVISION_PLACES})`
  return `(${left} ${expr.op} ${right})`
}

function ageColumn(expr: Expr, scope: SqlScope): string | undefined {
  if (expr.kind === 'age' && expr.of.kind === 'input') return column(expr.of.name, scope)
  return expr.kind === 'input' && scope.input(expr.name).fact === AGE ? scope.birthColumn : undefined
}

const SQL_OPS: Record<CompareOp, string> = { '=': '=', '!=': '<>', '<': '<', '<=': '<=', '>': '>', '>=': '>=' }

function compare(left: Expr, op: CompareOp, right: Expr, scope: SqlScope): string {
  const birth = ageColumn(left, scope)
  const dated = birth && right.kind === 'number' ? ageCompare(birth, op, right.value, scope.on) : undefined
  if (dated) return dated
  if (right.kind === 'boolean' && (op === '=' || op === '!=')) {
    const wanted = (op === '=') === right.value
    return wanted ? sqlOf(left, scope) : `(not ${sqlOf(left, scope)})`
  }
  return `(${sqlOf(left, scope)} ${SQL_OPS[op]} ${sqlOf(right, scope)})`
}

/** `age >= 80` as `birth <= date '1946-11-24'`: one comparison with a constant, twice as fast as counting years. */
function ageCompare(birth: string, op: CompareOp, years: string, on: Day): string | undefined {
  const value = decimal(years)
  const reached = (age: number) => {
    const day = latestBirth(age, on)
    return day && `${birth} <= ${quotedDay(day)}`
  }
  const atLeast = value.ceil().toNumber()
  const moreThan = value.floor().toNumber() + 1
  const not = (text: string | undefined) => text && `(not (${text}))`
  const wrap = (text: string | undefined) => text && `(${text})`
  if (op === '>=') return wrap(reached(atLeast))
  if (op === '>') return wrap(reached(moreThan))
  if (op === '<') return not(reached(atLeast))
  if (op === '<=') return not(reached(moreThan))
  const [from, until] = [reached(atLeast), latestBirth(atLeast + 1, on)]
  if (!value.isInteger() || !from || !until) return undefined
  const exactly = `${from} and ${birth} > ${quotedDay(until)}`
  return op === '=' ? `(${exactly})` : `(not (${exactly}))`
}

/** Whoever was born on this day or earlier has completed `age` years on `on`; undefined outside the calendar. */
export function latestBirth(age: number, on: Day): Day | undefined {
  const year = Number(on.slice(0, 4)) - age
  if (year < 1 || year > 9_999) return undefined
  const month = Number(on.slice(5, 7))
  const day = Math.min(Number(on.slice(8)), daysInMonth(year, month))
  return `${String(year).padStart(4, '0')}${on.slice(4, 8)}${String(day).padStart(2, '0')}`
}
