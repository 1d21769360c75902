// The values of its own column that a cell lets pass, as a set, so that rows can be proven apart and gaps be found.
import { decimal } from './evaluate.ts'
import type { CompareOp, Expr, Literal } from './tree.ts'

type Point = { value: Literal; text: string }
/** An end left out is infinite. */
export interface Band {
  low?: Point
  high?: Point
  lowOpen: boolean
  highOpen: boolean
}

export type ValueSet =
  /** Any known value, or also an unknown one. */
  | { kind: 'any' }
  | { kind: 'bands'; bands: Band[] }
  /** Texts and booleans: these, or all but these. */
  | { kind: 'texts'; values: string[]; except: boolean }
  | { kind: 'absent' }
  /** Looks at other columns or computes: nothing can be proven. */
  | { kind: 'unclear' }

const UNCLEAR: ValueSet = { kind: 'unclear' }

/** `whole`: the column only holds whole numbers (ages), so `(79..80]` is `[80..80]`. */
export function valueSet(test: Expr | undefined, column: string, whole: boolean): ValueSet {
  if (!test) return { kind: 'any' }
  const own = (expr: Expr) => expr.kind === 'input' && expr.name === column
  switch (test.kind) {
    case 'absent':
      return test.name === column ? { kind: 'absent' } : UNCLEAR
    case 'compare':
      return own(test.left) ? compared(test.op, test.right, whole) : UNCLEAR
    case 'within': {
      const [low, high] = [point(test.low), point(test.high)]
      if (!own(test.value) || !low || !high) return UNCLEAR
      return { kind: 'bands', bands: [settle({ low, high, lowOpen: test.lowOpen, highOpen: test.highOpen }, whole)] }
    }
    case 'one-of':
      return own(test.value) ? test.options.map((option) => compared('=', option, whole)).reduce(union) : UNCLEAR
    case 'or':
      return union(valueSet(test.left, column, whole), valueSet(test.right, column, whole))
    case 'and':
      return intersect(valueSet(test.left, column, whole), valueSet(test.right, column, whole))
    case 'not': {
      const inner = valueSet(test.of, column, whole)
      return inner.kind === 'texts' ? { ...inner, except: !inner.except } : UNCLEAR
    }
    default:
      return UNCLEAR
  }
}

function point(expr: Expr): Point | undefined {
  if (expr.kind !== 'number' && expr.kind !== 'money' && expr.kind !== 'date') return undefined
  return { value: expr, text: expr.value }
}

function compared(op: CompareOp, operand: Expr, whole: boolean): ValueSet {
  if (operand.kind === 'text' || operand.kind === 'boolean') {
    if (op !== '=' && op !== '!=') return UNCLEAR
    if (operand.kind === 'boolean')
      return { kind: 'texts', values: [String(op === '=' ? operand.value : !operand.value)], except: false }
    return { kind: 'texts', values: [operand.value], except: op === '!=' }
  }
  const at = point(operand)
  if (!at) return UNCLEAR
  const below: Band = { high: at, lowOpen: true, highOpen: op !== '<=' }
  const above: Band = { low: at, lowOpen: op !== '>=', highOpen: true }
  if (op === '=') return { kind: 'bands', bands: [settle({ low: at, high: at, lowOpen: false, highOpen: false }, whole)] }
  const bands = op === '!=' ? [below, above] : op === '<' || op === '<=' ? [below] : [above]
  return { kind: 'bands', bands: bands.map((band) => settle(band, whole)) }
}

/** In a column of whole numbers every end is made whole and closed. */
function settle(band: Band, whole: boolean): Band {
  if (!whole) return band
  const end = (at: Point | undefined, open: boolean, step: 1 | -1): Point | undefined => {
    if (!at || at.value.kind !== 'number') return at
    const value = decimal(at.value.value)
    const moved = open && value.isInteger() ? value.plus(step) : step === 1 ? value.ceil() : value.floor()
    return { value: { ...at.value, value: moved.toFixed() }, text: moved.toFixed() }
  }
  return {
    low: end(band.low, band.lowOpen, 1),
    high: end(band.high, band.highOpen, -1),
    lowOpen: !band.low,
    highOpen: !band.high,
  }
}

export function comparePoints(a: Point, b: Point): number {
  if (a.value.kind === 'date' || b.value.kind === 'date') return a.text < b.text ? -1 : a.text > b.text ? 1 : 0
  return decimal(a.text).cmp(b.text)
}

function meet(a: Band, b: Band): Band | undefined {
  const lowFromA = !b.low || (a.low !== undefined && later(a, b))
  const highFromA = !b.high || (a.high !== undefined && earlier(a, b))
  const low = lowFromA ? a : b
  const high = highFromA ? a : b
  const band: Band = { low: low.low, lowOpen: low.lowOpen, high: high.high, highOpen: high.highOpen }
  if (!band.low || !band.high) return band
  const order = comparePoints(band.low, band.high)
  return order < 0 || (order === 0 && !band.lowOpen && !band.highOpen) ? band : undefined
}

const later = (a: Band, b: Band) => {
  const order = comparePoints(a.low!, b.low!)
  return order > 0 || (order === 0 && a.lowOpen)
}
const earlier = (a: Band, b: Band) => {
  const order = comparePoints(a.high!, b.high!)
  return order < 0 || (order === 0 && a.highOpen)
}

function union(a: ValueSet, b: ValueSet): ValueSet {
  if (a.kind === 'bands' && b.kind === 'bands') return { kind: 'bands', bands: [...a.bands, ...b.bands] }
  if (a.kind === 'texts' && b.kind === 'texts' && !a.except && !b.except) return { ...a, values: [...a.values, ...b.values] }
  return UNCLEAR
}

export function intersect(a: ValueSet, b: ValueSet): ValueSet {
  if (a.kind === 'any') return b
  if (b.kind === 'any') return a
  if (a.kind === 'unclear' || b.kind === 'unclear') return UNCLEAR
  if (a.kind === 'absent' || b.kind === 'absent') return a.kind === b.kind ? a : EMPTY
  if (a.kind === 'bands' && b.kind === 'bands')
    return { kind: 'bands', bands: a.bands.flatMap((x) => b.bands.flatMap((y) => meet(x, y) ?? [])) }
  if (a.kind === 'texts' && b.kind === 'texts') {
    if (a.except && b.except) return { kind: 'texts', values: [...a.values, ...b.values], except: true }
    const [listed, other] = a.except ? [b, a] : [a, b]
    return {
      kind: 'texts',
      except: false,
      values: listed.values.filter((value) => other.values.includes(value) !== other.except),
    }
  }
  return UNCLEAR
}

const EMPTY: ValueSet = { kind: 'texts', values: [], except: false }

export const isEmpty = (set: ValueSet) =>
  (set.kind === 'bands' && set.bands.length === 0) || (set.kind === 'texts' && !set.except && set.values.length === 0)
