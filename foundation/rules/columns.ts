// A population as typed arrays, one per fact: what the columns reading of a table runs over. Loaded once, then only read.
import { isDay, type Day } from '@songhe/basics/day'
import { invalid } from '@songhe/basics/problem'
import { decimal } from './evaluate.ts'
import { TYPE_NAMES } from './infer-types.ts'
import type { FactType, FactValue } from './tree.ts'

/** Three truth values in an order where `and` is the smaller and `or` the larger. */
export const FALSE = 0
export const UNKNOWN = 1
export const TRUE = 2
/** No text, no day. An unknown number is NaN. */
export const NO_WORD = -1
export const NO_DAY = 0

export type Column =
  | { type: 'boolean'; values: Uint8Array }
  /** The number times ten to the `places`, a whole number; money is whole fen and has no places. */
  | { type: 'number' | 'money'; values: Float64Array; places: number }
  /** Codes of `words`. */
  | { type: 'text'; values: Int32Array }
  /** 19460312 for 1946-03-12: in calendar order, and a difference of 10000 is a year. */
  | { type: 'date'; values: Int32Array }

export interface Columns {
  length: number
  words: WordCodes
  /** By fact. */
  by: ReadonlyMap<string, Column>
}

export interface ColumnShape {
  type: FactType
  /** Decimal places that numbers may have; 0 where nothing is said. */
  places?: number
}

/** Texts as small numbers, shared by all columns and by the tables compiled against them. */
export class WordCodes {
  readonly #codes = new Map<string, number>()
  readonly #texts: string[] = []

  codeOf(text: string): number {
    let code = this.#codes.get(text)
    if (code === undefined) {
      code = this.#texts.push(text) - 1
      this.#codes.set(text, code)
    }
    return code
  }

  textOf(code: number): string | null {
    return this.#texts[code] ?? null
  }
}

/** Everything unknown until setValue says otherwise. */
export function emptyColumns(length: number, shapes: Readonly<Record<string, ColumnShape>>): Columns {
  const by = Object.entries(shapes).map(([fact, shape]) => [fact, emptyColumn(length, shape)] as const)
  return { length, words: new WordCodes(), by: new Map(by) }
}

export function emptyColumn(length: number, { type, places = 0 }: ColumnShape): Column {
  if (type === 'boolean') return { type, values: new Uint8Array(length).fill(UNKNOWN) }
  if (type === 'text') return { type, values: new Int32Array(length).fill(NO_WORD) }
  if (type === 'date') return { type, values: new Int32Array(length) }
  return { type, values: new Float64Array(length).fill(Number.NaN), places: type === 'money' ? 0 : places }
}

/** @throws invalid when the value is not of the column's type, or finer than its places: never cut off. */
export function setValue(columns: Columns, fact: string, at: number, value: FactValue) {
  const column = columns.by.get(fact)
  if (!column) throw new Error(`no column ${fact}`)
  if (value === null || value === undefined) return
  const code = codeOf(columns.words, column, value)
  if (code === undefined)
    throw invalid(`事项 ${fact} 的值不是“${TYPE_NAMES[column.type]}”类，无法判定。`, { next: '请核对这项资料的来源和填写。' })
  column.values[at] = code
}

function codeOf(words: WordCodes, column: Column, value: NonNullable<FactValue>): number | undefined {
  if (column.type === 'boolean') return typeof value === 'boolean' ? (value ? TRUE : FALSE) : undefined
  if (column.type === 'text') return typeof value === 'string' ? words.codeOf(value) : undefined
  if (column.type === 'date') return typeof value === 'string' && isDay(value) ? packDay(value) : undefined
  if (typeof value === 'boolean' || (typeof value === 'string' && !/^-?\d{1,15}(\.\d{1,15})?$/.test(value))) return undefined
  const whole = decimal(value).times(10 ** column.places)
  return whole.isInteger() && whole.abs().lessThan(Number.MAX_SAFE_INTEGER) ? whole.toNumber() : undefined
}

/** The way back, for the one row that is explained or decided slowly. */
export function valueAt(columns: Columns, fact: string, at: number): FactValue {
  const column = columns.by.get(fact)
  if (!column) return null
  const code = column.values[at]!
  if (column.type === 'boolean') return code === UNKNOWN ? null : code === TRUE
  if (column.type === 'text') return columns.words.textOf(code)
  if (column.type === 'date') return code === NO_DAY ? null : unpackDay(code)
  return Number.isNaN(code)
    ? null
    : decimal(code)
        .div(10 ** column.places)
        .toString()
}

export const packDay = (day: Day): number =>
  Number(day.slice(0, 4)) * 10_000 + Number(day.slice(5, 7)) * 100 + Number(day.slice(8))

export function unpackDay(packed: number): Day {
  const text = String(packed).padStart(8, '0')
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`
}
