// Expression -> JavaScript over typed arrays, with the three truth values of columns.ts and whole numbers instead of binary fractions.
// Where a whole number would leave the exact range, the row is given up here (`beyond`) and decided by judge.ts.
import { AGE, BIRTH } from './read-facts.ts'
import { type Columns, FALSE, NO_DAY, NO_WORD, packDay, TRUE, UNKNOWN } from './columns.ts'
import { decimal, DIVISION_PLACES } from './evaluate.ts'
import type { CompareOp, Expr, Input, Literal } from './tree.ts'

export type Term =
  | { kind: 'truth' | 'word' | 'day'; js: string }
  /** A whole number, ten to the `places` too large; NaN = unknown. `known`: never NaN. `born`: an age, counted from this packed day. */
  | { kind: 'quantity'; js: string; places: number; known: boolean; born?: string }

/** A test that is unknown where `unknown` holds ('' = never), and else true or false. */
export interface Check {
  unknown: string
  holds: string
}

export class ColumnsScope {
  /** Statements before the one that is being written. */
  lines: string[] = []
  /** Fact -> name of the value of this row. */
  readonly loads = new Map<string, string>()
  /** Statements before the loop. */
  readonly constants = new Set<string>()
  readonly #columns: Columns
  readonly #input: (name: string) => Input
  #names = 0

  constructor(columns: Columns, input: (name: string) => Input) {
    this.#columns = columns
    this.#input = input
  }

  /** Keeps a value under a name of its own. */
  keep(js: string): string {
    if (/^[\w.-]+$/.test(js)) return js
    const name = `v${this.#names++}`
    this.lines.push(`const ${name} = ${js}`)
    return name
  }

  /** The packed day on which whoever was born then is `age` today; a constant of the loop. */
  before(age: number): string {
    this.constants.add(`const before${age} = on - ${age * 10_000}`)
    return `before${age}`
  }

  factOf(name: string): string {
    return this.#input(name).fact
  }

  load(fact: string): Term | undefined {
    const column = this.#columns.by.get(fact)
    if (!column) return undefined
    const js = this.loads.get(fact) ?? `x${this.loads.size}`
    this.loads.set(fact, js)
    if (column.type === 'number' || column.type === 'money') return { kind: 'quantity', js, places: column.places, known: false }
    return { kind: column.type === 'boolean' ? 'truth' : column.type === 'text' ? 'word' : 'day', js }
  }

  wordCode(text: string): number {
    return this.#columns.words.codeOf(text)
  }
}

export function columnsTerm(expr: Expr, scope: ColumnsScope): Term {
  switch (expr.kind) {
    case 'number':
    case 'money':
    case 'text':
    case 'boolean':
    case 'date':
      return literalTerm(expr, scope)
    case 'input':
      return inputTerm(expr.name, scope)
    case 'today':
      return { kind: 'day', js: 'on' }
    case 'absent':
      return truth(decided(checkOf(expr, scope)!))
    case 'age':
      return ageTerm(scope.keep(columnsTerm(expr.of, scope).js))
    case 'negate': {
      const { js, places, known } = quantityOf(expr.of, scope)
      return { kind: 'quantity', js: `(-${js})`, places, known }
    }
    case 'arithmetic':
      return arithmeticTerm(expr, scope)
    case 'compare':
    case 'one-of':
      return truth(decided(checkOf(expr, scope)!))
    case 'within':
      return withinTerm(expr, scope)
    case 'and':
      return truth(`min(${truthOf(expr.left, scope)}, ${truthOf(expr.right, scope)})`)
    case 'or':
      return truth(larger(truthOf(expr.left, scope), truthOf(expr.right, scope)))
    case 'not':
      return truth(`(${TRUE} - ${truthOf(expr.of, scope)})`)
    case 'if':
      return choiceTerm(truthOf(expr.test, scope), columnsTerm(expr.yes, scope), columnsTerm(expr.no, scope), scope)
  }
}

function withinTerm(expr: Expr & { kind: 'within' }, scope: ColumnsScope): Term {
  const check = checkOf(expr, scope)
  if (check) return truth(decided(check))
  const value = columnsTerm(expr.value, scope)
  const above = compared(value, expr.lowOpen ? '>' : '>=', columnsTerm(expr.low, scope), scope)
  const below = compared(value, expr.highOpen ? '<' : '<=', columnsTerm(expr.high, scope), scope)
  return truth(`min(${decided(above)}, ${decided(below)})`)
}

const truth = (js: string): Term => ({ kind: 'truth', js })
const larger = (a: string, b: string) => `max(${a}, ${b})`

const truthOf = (expr: Expr, scope: ColumnsScope): string => columnsTerm(expr, scope).js

function quantityOf(expr: Expr, scope: ColumnsScope): Term & { kind: 'quantity' } {
  const term = columnsTerm(expr, scope)
  if (term.kind !== 'quantity') throw new Error(`a quantity was expected, not ${expr.kind}`)
  return term
}

function literalTerm(literal: Literal, scope: ColumnsScope): Term {
  if (literal.kind === 'text') return { kind: 'word', js: String(scope.wordCode(literal.value)) }
  if (literal.kind === 'boolean') return truth(String(literal.value ? TRUE : FALSE))
  if (literal.kind === 'date') return { kind: 'day', js: String(packDay(literal.value)) }
  const value = decimal(literal.value)
  const places = value.decimalPlaces()
  const whole = value.times(decimal(10).pow(places))
  return {
    kind: 'quantity',
    js: guarded(whole.toFixed(0), whole.abs().lessThan(Number.MAX_SAFE_INTEGER), scope),
    places,
    known: true,
  }
}

function guarded(js: string, exact: boolean, scope: ColumnsScope): string {
  if (!exact) scope.lines.push('beyond = 1')
  return exact ? (js.startsWith('-') ? `(${js})` : js) : '0'
}

function inputTerm(name: string, scope: ColumnsScope): Term {
  const fact = scope.factOf(name)
  const own = scope.load(fact)
  if (fact !== AGE) {
    if (!own) throw new Error(`no column ${fact}`)
    return own
  }
  const birth = scope.load(BIRTH)
  if (!birth) {
    if (!own) throw new Error(`no column ${fact} and no column ${BIRTH}`)
    return own
  }
  const counted = ageTerm(birth.js)
  if (!own) return counted
  if (own.kind !== 'quantity' || own.places > 0) throw new Error('ages are whole years')
  return { kind: 'quantity', js: `(${own.js} === ${own.js} ? ${own.js} : ${counted.js})`, places: 0, known: false }
}

/** Packed days differ by 10000 for each full year, and the remainder says whether the birthday has been. */
const ageTerm = (day: string): Term & { kind: 'quantity' } => ({
  kind: 'quantity',
  js: `(${day} === ${NO_DAY} ? NaN : floor((on - ${day}) / 10000))`,
  places: 0,
  known: false,
  born: day,
})

export function isUnknown(term: Term): string {
  if (term.kind === 'truth') return `${term.js} === ${UNKNOWN}`
  if (term.kind === 'word') return `${term.js} === ${NO_WORD}`
  if (term.kind === 'day') return `${term.js} === ${NO_DAY}`
  return `isNaN(${term.js})`
}

const JS_OPS: Record<CompareOp, string> = { '=': '===', '!=': '!==', '<': '<', '<=': '<=', '>': '>', '>=': '>=' }

/** Comparisons, and what is built of them alone; undefined for anything else that is true, false or unknown. */
export function checkOf(expr: Expr, scope: ColumnsScope): Check | undefined {
  if (expr.kind === 'absent') return { unknown: '', holds: isUnknown(inputTerm(expr.name, scope)) }
  if (expr.kind === 'compare') return compared(columnsTerm(expr.left, scope), expr.op, columnsTerm(expr.right, scope), scope)
  if (expr.kind === 'not') {
    const check = checkOf(expr.of, scope)
    return check && { unknown: check.unknown, holds: `!(${check.holds})` }
  }
  if (expr.kind === 'one-of') {
    const value = columnsTerm(expr.value, scope)
    const checks = expr.options.map((option) => compared(value, '=', literalTerm(option, scope), scope))
    return { unknown: checks[0]!.unknown, holds: checks.map(({ holds }) => holds).join(' || ') }
  }
  if (expr.kind !== 'within') return undefined
  const [value, low, high] = [expr.value, expr.low, expr.high].map((part) => columnsTerm(part, scope)) as [Term, Term, Term]
  const above = compared(value, expr.lowOpen ? '>' : '>=', low, scope)
  const below = compared(value, expr.highOpen ? '<' : '<=', high, scope)
  // Known ends: the value alone decides whether anything is known. Otherwise one side may be false while the other is unknown.
  if (above.unknown !== below.unknown) return undefined
  return { unknown: above.unknown, holds: `${above.holds} && ${below.holds}` }
}

const decided = ({ unknown, holds }: Check) =>
  unknown ? `(${unknown} ? ${UNKNOWN} : ${holds} ? ${TRUE} : ${FALSE})` : `(${holds} ? ${TRUE} : ${FALSE})`

function compared(left: Term, op: CompareOp, right: Term, scope: ColumnsScope): Check {
  if (left.kind === 'quantity' && right.kind === 'quantity') {
    if (left.born && right.known && /^\d+$/.test(right.js)) {
      const age = agedBy(left.born, op, Number(right.js) / 10 ** right.places, scope)
      if (age) return { unknown: `${left.born} === ${NO_DAY}`, holds: age }
    }
    const places = Math.max(left.places, right.places)
    const [a, b] = [scope.keep(raised(left, places, scope)), scope.keep(raised(right, places, scope))]
    const unknown = [left.known ? '' : `${a} !== ${a}`, right.known ? '' : `${b} !== ${b}`].filter(Boolean).join(' || ')
    return { unknown, holds: `${a} ${JS_OPS[op]} ${b}` }
  }
  const [a, b] = [scope.keep(left.js), scope.keep(right.js)]
  const open = [a, b].filter((js) => !/^\d+$/.test(js) && js !== 'on')
  return { unknown: open.map((js) => isUnknown({ ...left, js } as Term)).join(' || '), holds: `${a} ${JS_OPS[op]} ${b}` }
}

/** `age >= 80` as `born <= on - 800000`: a comparison with a constant of the loop. */
function agedBy(born: string, op: CompareOp, years: number, scope: ColumnsScope): string | undefined {
  const reached = (age: number) => `${born} <= ${scope.before(age)}`
  const [atLeast, moreThan] = [Math.ceil(years), Math.floor(years) + 1]
  if (op === '>=') return reached(atLeast)
  if (op === '>') return reached(moreThan)
  if (op === '<') return `!(${reached(atLeast)})`
  if (op === '<=') return `!(${reached(moreThan)})`
  if (!Number.isInteger(years)) return undefined
  const exactly = `(${reached(years)} && !(${reached(years + 1)}))`
  return op === '=' ? exactly : `!${exactly}`
}

/** The same quantity with more places, exact or given up. */
function raised({ js, places }: Term & { kind: 'quantity' }, wanted: number, scope: ColumnsScope): string {
  return wanted === places ? js : exact(`${js} * ${10 ** (wanted - places)}`, scope)
}

function exact(js: string, scope: ColumnsScope): string {
  const name = scope.keep(`(${js})`)
  scope.lines.push(`if (${name} > EXACT || ${name} < -EXACT) beyond = 1`)
  return name
}

function arithmeticTerm(expr: Expr & { kind: 'arithmetic' }, scope: ColumnsScope): Term {
  const left = quantityOf(expr.left, scope)
  if (expr.op === '/') return quotient(left, expr.right as Literal, scope)
  const right = quantityOf(expr.right, scope)
  const known = left.known && right.known
  if (expr.op === '*')
    return { kind: 'quantity', js: exact(`${left.js} * ${right.js}`, scope), places: left.places + right.places, known }
  const places = Math.max(left.places, right.places)
  const [a, b] = [raised(left, places, scope), raised(right, places, scope)]
  return { kind: 'quantity', js: exact(`${a} ${expr.op} ${b}`, scope), places, known }
}

/** By a written number other than zero, rounded half up to ten places: long division in whole numbers (`divide`). */
function quotient({ js, places, known }: Term & { kind: 'quantity' }, by: Literal, scope: ColumnsScope): Term {
  const divisor = decimal((by as Literal & { kind: 'number' }).value)
  const shift = divisor.decimalPlaces()
  const whole = divisor.abs().times(decimal(10).pow(shift + places))
  const fits = whole.lessThan(9e10)
  const dividend = exact(`${js} * ${10 ** shift}`, scope)
  const value = exact(`divide(${dividend}, ${guarded(whole.toFixed(0), fits, scope)})`, scope)
  return { kind: 'quantity', js: divisor.isNegative() ? `(-${value})` : value, places: DIVISION_PLACES, known }
}

function choiceTerm(test: string, yes: Term, no: Term, scope: ColumnsScope): Term {
  const asked = scope.keep(test)
  const pick = (a: string, b: string, unknown: string) =>
    `(${asked} === ${TRUE} ? ${a} : ${asked} === ${FALSE} ? ${b} : ${unknown})`
  if (yes.kind === 'quantity' && no.kind === 'quantity') {
    const places = Math.max(yes.places, no.places)
    return { kind: 'quantity', js: pick(raised(yes, places, scope), raised(no, places, scope), 'NaN'), places, known: false }
  }
  const unknown = { truth: UNKNOWN, word: NO_WORD, day: NO_DAY, quantity: 0 }[yes.kind]
  return { ...yes, js: pick(yes.js, no.js, String(unknown)) }
}
