// The values of its own column that a cell lets pass, as a set, so that rows can be proven apart and gaps be found.
import { decimal } from './evaluate.ts'
import { type CompareOp, type Expr, type Literal, partsOf } from './tree.ts'

type Point = { value: Literal; text: string }
/** An end left out is infinite. */
export interface Band {
  low?: Point
  high?: Point
  lowOpen: boolean
  highOpen: boolean
}

export type ValueSet =
  /** Any value, known or not. */
  | { kind: 'any' }
  /** `absent`: an unknown value passes too. */
  | { kind: 'bands'; bands: Band[]; absent: boolean }
  /** Texts and booleans: these, or all but these. */
  | { kind: 'texts'; values: string[]; except: boolean; absent: boolean }
  /** Looks at other columns or computes: nothing can be proven. */
  | { kind: 'unclear' }

const UNCLEAR: ValueSet = { kind: 'unclear' }
const ONLY_ABSENT: ValueSet = { kind: 'texts', values: [], except: false, absent: true }
const ANY_KNOWN: ValueSet = { kind: 'texts', values: [], except: true, absent: false }

/** `whole`: the column only holds whole numbers (ages), so `(79..80]` is `[80..80]`. */
export function valueSet(test: Expr | undefined, column: string, whole: boolean): ValueSet {
  if (!test) return { kind: 'any' }
  const own = (expr: Expr) => expr.kind === 'input' && expr.name === column
  switch (test.kind) {
    case 'absent':
      return test.name === column ? ONLY_ABSENT : UNCLEAR
    case 'compare':
      return own(test.left) ? compared(test.op, test.right, whole) : UNCLEAR
    case 'within': {
      const [low, high] = [point(test.low), point(test.high)]
      if (!own(test.value) || !low || !high) return UNCLEAR
      return {
        kind: 'bands',
        bands: [settle({ low, high, lowOpen: test.lowOpen, highOpen: test.highOpen }, whole)],
        absent: false,
      }
    }
    case 'one-of':
      return own(test.value) ? test.options.map((option) => compared('=', option, whole)).reduce(union) : UNCLEAR
    case 'or':
      return union(valueSet(test.left, column, whole), valueSet(test.right, column, whole))
    case 'and':
      return intersect(valueSet(test.left, column, whole), valueSet(test.right, column, whole))
    case 'not': {
      if (test.of.kind === 'absent') return test.of.name === column ? ANY_KNOWN : UNCLEAR
      const inner = valueSet(test.of, column, whole)
      // An unknown value never passes a turned test, unless the test itself asks for it.
      return inner.kind === 'texts' && !inner.absent && !asksForAbsence(test.of) ? { ...inner, except: !inner.except } : UNCLEAR
    }
    default:
      return UNCLEAR
  }
}

const asksForAbsence = (expr: Expr): boolean => expr.kind === 'absent' || partsOf(expr).some(asksForAbsence)

function point(expr: Expr): Point | undefined {
  if (expr.kind !== 'number' && expr.kind !== 'money' && expr.kind !== 'date') return undefined
  return { value: expr, text: expr.value }
}

function compared(op: CompareOp, operand: Expr, whole: boolean): ValueSet {
  if (operand.kind === 'text' || operand.kind === 'boolean') {
    if (op !== '=' && op !== '!=') return UNCLEAR
    if (operand.kind === 'boolean')
      return { kind: 'texts', values: [String(op === '=' ? operand.value : !operand.value)], except: false, absent: false }
    return { kind: 'texts', values: [operand.value], except: op === '!=', absent: false }
  }
  const at = point(operand)
  if (!at) return UNCLEAR
  const below: Band = { high: at, lowOpen: true, highOpen: op !== '<=' }
  const above: Band = { low: at, lowOpen: op !== '>=', highOpen: true }
  if (op === '=')
    return { kind: 'bands', bands: [settle({ low: at, high: at, lowOpen: false, highOpen: false }, whole)], absent: false }
  const bands = op === '!=' ? [below, above] : op === '<' || op === '<=' ? [below] : [above]
  return { kind: 'bands', bands: bands.map((band) => settle(band, whole)), absent: false }
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
  if (a === ONLY_ABSENT) return widen(b)
  if (b === ONLY_ABSENT) return widen(a)
  if (a.kind === 'bands' && b.kind === 'bands')
    return { kind: 'bands', bands: [...a.bands, ...b.bands], absent: a.absent || b.absent }
  if (a.kind === 'texts' && b.kind === 'texts' && !a.except && !b.except)
    return { kind: 'texts', values: [...a.values, ...b.values], except: false, absent: a.absent || b.absent }
  return UNCLEAR
}

const widen = (set: ValueSet): ValueSet => (set.kind === 'bands' || set.kind === 'texts' ? { ...set, absent: true } : set)

export function intersect(a: ValueSet, b: ValueSet): ValueSet {
  if (a.kind === 'any') return b
  if (b.kind === 'any') return a
  if (a.kind === 'unclear' || b.kind === 'unclear') return UNCLEAR
  const absent = a.absent && b.absent
  if (isAllKnown(a)) return { ...b, absent }
  if (isAllKnown(b)) return { ...a, absent }
  if (a.kind === 'bands' && b.kind === 'bands')
    return { kind: 'bands', bands: a.bands.flatMap((x) => b.bands.flatMap((y) => meet(x, y) ?? [])), absent }
  if (a.kind === 'texts' && b.kind === 'texts') {
    if (a.except && b.except) return { kind: 'texts', values: [...a.values, ...b.values], except: true, absent }
    const [listed, other] = a.except ? [b, a] : [a, b]
    const values = listed.values.filter((value) => other.values.includes(value) !== other.except)
    return { kind: 'texts', except: false, values, absent }
  }
  // Bands beside texts: only the empty list of texts (an unknown value and nothing else) can be compared.
  const texts = a.kind === 'texts' ? a : b
  return texts.kind === 'texts' && !texts.except && texts.values.length === 0 ? { ...texts, absent } : UNCLEAR
}

const isAllKnown = (set: ValueSet) => set.kind === 'texts' && set.except && set.values.length === 0

export function isEmpty(set: ValueSet): boolean {
  if (set.kind === 'bands') return set.bands.length === 0 && !set.absent
  return set.kind === 'texts' && !set.except && set.values.length === 0 && !set.absent
}
