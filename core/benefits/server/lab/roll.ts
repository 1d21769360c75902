// The roll as columns: everybody in the caller's scope once, in order of birth, with what is known of them now and on which month end it turns.
import { type Day, lastDay, type Month, monthsBetween, addMonths } from '@songhe/basics/day'
import type { Column, Columns, WordCodes } from '@songhe/rules'

/** As far ahead as dated facts are kept. */
export const HORIZON = 36

/** A fact on the first judging day, and what it becomes on later ones. */
export interface DatedColumn {
  column: Column
  /** By month, 1 and later: whose value is another one from then on. */
  turns: readonly Turns[]
}

export interface Turns {
  rows: Int32Array
  /** As in `column`. */
  values: Float64Array
}

export interface Roll {
  /** Which month end stands first; the other judging days follow. */
  from: Month
  loadedAt: number
  length: number
  /** Packed days, ascending: whoever has a birthday in a month stands in one stretch. */
  births: Int32Array
  /** 16 bytes each. */
  ids: Buffer
  /** Area keys, and the packed day of death (0 = none). */
  areas: Int32Array
  deaths: Int32Array
  female: Uint8Array
  words: WordCodes
  /** On the register: nobody else is judged. */
  present: DatedColumn
  /** By fact; more are loaded when a table asks for them. */
  facts: Map<string, DatedColumn>
}

export const judgingDays = (from: Month, months: number): Day[] =>
  monthsBetween(from, addMonths(from, months - 1)).map((month) => lastDay(month))

export function idOf(roll: Roll, row: number): string {
  const hex = roll.ids.toString('hex', row * 16, row * 16 + 16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** First row whose birth is later than `day` (packed). */
export function bornAfter(births: Int32Array, day: number): number {
  let [low, high] = [0, births.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (births[middle]! <= day) low = middle + 1
    else high = middle
  }
  return low
}

/** Room for a part of the roll in the shape that tables are compiled for. */
export function partOf(roll: Roll, facts: readonly string[], length: number): Columns {
  const by = facts.map((fact) => [fact, { ...columnOf(roll, fact), values: emptyLike(columnOf(roll, fact), length) }] as const)
  return { length, words: roll.words, by: new Map(by as [string, Column][]) }
}

export function columnOf(roll: Roll, fact: string): Column {
  if (fact === 'person.birth') return { type: 'date', values: roll.births }
  const found = roll.facts.get(fact)
  if (!found) throw new Error(`the roll was loaded without ${fact}`)
  return found.column
}

function emptyLike({ values }: Column, length: number) {
  if (values instanceof Uint8Array) return new Uint8Array(length)
  return values instanceof Int32Array ? new Int32Array(length) : new Float64Array(length)
}
