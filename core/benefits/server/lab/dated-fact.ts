// From spells (who holds which value from when until when) to a column, with what turns in which month.
import { emptyColumn, FALSE, setValue, TRUE, type WordCodes } from '@songhe/rules'
import type { DatedColumn, Turns } from './roll.ts'

export interface Spells {
  /** The values there are, smallest first (bytes compared). */
  words: string[]
  /** Row, number of the word, packed first day, packed end (0 = open), and so on. */
  each: Int32Array
}

export interface FactShape {
  type: 'boolean' | 'number' | 'text' | 'date'
  /** Where the record itself says true until that packed day (0 = it never ends) for whoever has no spell. */
  ends?: Int32Array
}

const PARTS = 4

export function datedFact(
  length: number,
  words: WordCodes,
  shape: FactShape,
  spells: Spells,
  days: readonly number[],
): DatedColumn {
  const { column, codes } = columnFor(length, words, shape.type, spells.words)
  const value = (row: number, day: number, word: number) => {
    if (word >= 0) return codes[word]!
    if (!shape.ends) return codes.at(-1)!
    const end = shape.ends[row]!
    return end === 0 || end > day ? TRUE : FALSE
  }
  const { each } = spells
  const held = new Int32Array(length).fill(-1)
  const turning = new Map<number, number[]>()
  shape.ends?.forEach((end, row) => end > days[0]! && turning.set(row, []))
  for (let at = 0; at < each.length; at += PARTS) {
    const row = each[at]!
    held[row] = larger(held[row]!, each, at, days[0]!)
    if (each[at + 2]! > days[0]! || each[at + 3] !== 0) turning.set(row, [])
  }
  for (let row = 0; row < length; row++) column.values[row] = value(row, days[0]!, held[row]!)
  if (turning.size > 0) for (let at = 0; at < each.length; at += PARTS) turning.get(each[at]!)?.push(at)
  return { column, turns: turnsOf(turning, each, days, (row) => column.values[row]!, value) }
}

/** True until the day something ends (0 = never). */
export const untilDay = (words: WordCodes, ends: Int32Array, days: readonly number[]): DatedColumn =>
  datedFact(ends.length, words, { type: 'boolean', ends }, { words: [], each: new Int32Array() }, days)

/** Of two values on one day the larger counts, as in policy's populationSql. */
const larger = (word: number, each: Int32Array, at: number, day: number) =>
  each[at + 2]! <= day && (each[at + 3] === 0 || each[at + 3]! > day) ? Math.max(word, each[at + 1]!) : word

function turnsOf(
  turning: ReadonlyMap<number, readonly number[]>,
  each: Int32Array,
  days: readonly number[],
  first: (row: number) => number,
  value: (row: number, day: number, word: number) => number,
): Turns[] {
  const found = days.map(() => ({ rows: [] as number[], values: [] as number[] }))
  for (const [row, spells] of turning) {
    let before = first(row)
    days.forEach((day, month) => {
      const now = value(
        row,
        day,
        spells.reduce((word, at) => larger(word, each, at, day), -1),
      )
      if (Object.is(now, before)) return
      found[month]!.rows.push(row)
      found[month]!.values.push(now)
      before = now
    })
  }
  return found.map(({ rows, values }) => ({ rows: Int32Array.from(rows), values: Float64Array.from(values) }))
}

const READS = {
  boolean: (word: string) => (word === 'true' ? true : word === 'false' ? false : null),
  number: (word: string) => (/^-?[0-9]{1,12}([.][0-9]{1,6})?$/.test(word) ? word : null),
  text: (word: string) => word,
  date: (word: string) => word,
}

/** The codes of the words, and last the code of "unknown": a value that does not read as its type is unknown, never an error. */
function columnFor(length: number, words: WordCodes, type: FactShape['type'], said: readonly string[]) {
  const places = Math.max(0, ...said.map((word) => READS.number(word)?.split('.')[1]?.length ?? 0))
  const column = emptyColumn(length, { type, places })
  const few = { length: said.length + 1, words, by: new Map([['fact', emptyColumn(said.length + 1, { type, places })]]) }
  said.forEach((word, i) => {
    try {
      setValue(few, 'fact', i, READS[type](word))
    } catch {
      // A day that is not in the calendar.
    }
  })
  return { column, codes: Array.from(few.by.get('fact')!.values) }
}
