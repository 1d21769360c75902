// What one table says of everybody over some months: the first month in full, later ones only for whoever's answer can be another one by then.
import { type Day, monthOf } from '@songhe/basics/day'
import { invalid } from '@songhe/basics/problem'
import { ageThresholds, asksTheCalendar, type Column, FALSE, packDay, type Table, toColumns } from '@songhe/rules'
import { bornAfter, columnOf, type DatedColumn, partOf, type Roll, type Turns } from './roll.ts'

/** Not due, and why; what is due is its fen. The order is that of ROW_CASE. */
export const NOT_DUE = { none: -1, missing: -2, unconfirmed: -3, conflict: -4 } as const

export interface Timeline {
  /** By row of the roll, on the first of the days. */
  first: Int32Array
  /** By day, the second and later: whose answer changed, and to what. */
  turns: readonly Turns[]
}

/** Rows decided in one go: small enough to stay near the processor. */
const STRETCH = 8_192
const LARGEST = 2_147_483_647

/** @param days judging days of the roll's months, one after another, beginning with month `start` of the roll */
export function timelineOf(roll: Roll, table: Table, days: readonly Day[], start = 0): Timeline {
  const facts = factsAsked(table)
  const now = new Present(roll, facts, start)
  const decide = decider(roll, table, facts, now)
  const first = new Int32Array(roll.length)
  for (let from = 0; from < roll.length; from += STRETCH)
    decide.stretch(days[0]!, from, Math.min(from + STRETCH, roll.length), first)
  const current = first.slice()
  const turns = days.map((day, i): Turns => {
    if (i === 0) return { rows: new Int32Array(), values: new Float64Array() }
    const touched = now.step(start + i)
    if (asksTheCalendar(table)) touched.all()
    else for (const age of ageThresholds(table)) touched.between(...birthdays(roll, age, days[i - 1]!, day))
    return changesOf(decide, day, touched.rows(), current)
  })
  return { first, turns }
}

export const factsAsked = (table: Table): string[] => [
  ...new Set(table.inputs.map(({ fact }) => (fact === 'person.age' ? 'person.birth' : fact))),
]

/** The stretch of the roll whose members completed `age` after one day and until the other. */
function birthdays(roll: Roll, age: number, after: Day, until: Day): [number, number] {
  const shift = age * 10_000
  return [bornAfter(roll.births, packDay(after) - shift), bornAfter(roll.births, packDay(until) - shift)]
}

/** The columns as they stand in the month that is being judged, and whom the step into it touched. */
class Present {
  readonly values = new Map<string, Column['values']>()
  readonly present: Column['values']
  readonly #dated: [Column['values'], DatedColumn][] = []
  readonly #roll: Roll

  constructor(roll: Roll, facts: readonly string[], start: number) {
    this.#roll = roll
    this.present = this.#own(roll.present)
    for (const fact of facts) {
      const dated = roll.facts.get(fact)
      this.values.set(fact, dated ? this.#own(dated) : columnOf(roll, fact).values)
    }
    for (let month = 1; month <= start; month++) this.step(month)
  }

  #own(dated: DatedColumn): Column['values'] {
    if (dated.turns.every(({ rows }) => rows.length === 0)) return dated.column.values
    const own = dated.column.values.slice()
    this.#dated.push([own, dated])
    return own
  }

  step(month: number): Touched {
    const touched = new Touched(this.#roll.length)
    for (const [own, { turns }] of this.#dated) {
      const { rows, values } = turns[month]!
      rows.forEach((row, i) => {
        own[row] = values[i]!
        touched.between(row, row + 1)
      })
    }
    return touched
  }
}

/** Rows named once, however often they are named. */
class Touched {
  readonly #length: number
  #stretches: [number, number][] = []

  constructor(length: number) {
    this.#length = length
  }

  between(from: number, to: number) {
    if (to > from) this.#stretches.push([from, to])
  }

  all() {
    this.#stretches = [[0, this.#length]]
  }

  rows(): Int32Array {
    const merged: number[] = []
    let last = -1
    for (const [from, to] of this.#stretches.sort((a, b) => a[0] - b[0])) {
      for (let row = Math.max(from, last + 1); row < to; row++) merged.push(row)
      last = Math.max(last, to - 1)
    }
    return Int32Array.from(merged)
  }
}

function changesOf(decide: Decider, day: Day, rows: Int32Array, current: Int32Array): Turns {
  const changed: number[] = []
  for (let from = 0; from < rows.length; from += STRETCH) {
    const some = rows.subarray(from, from + STRETCH)
    const said = decide.rows(day, some)
    some.forEach((row, i) => {
      if (said[i] === current[row]) return
      current[row] = said[i]!
      changed.push(row)
    })
  }
  return { rows: Int32Array.from(changed), values: Float64Array.from(changed, (row) => current[row]!) }
}

interface Decider {
  stretch(day: Day, from: number, to: number, into: Int32Array): void
  /** The answers, in the order of the rows; good until the next call. */
  rows(day: Day, rows: Int32Array): Int32Array
}

/** Copies what the table asks for of some rows, lets the compiled table run over the copy, and reads its answers. */
function decider(roll: Roll, table: Table, facts: readonly string[], now: Present): Decider {
  const part = partOf(roll, facts, STRETCH)
  const compiled = toColumns(table, part)
  const into = compiled.decision()
  const money = table.outputs.find(({ type }) => type === 'money')
  const fen = money ? into.outputs[money.name]! : new Float64Array(STRETCH)
  const pairs = facts.map((fact) => [now.values.get(fact)!, part.by.get(fact)!.values] as const)
  const answers = new Int32Array(STRETCH)
  const answer = (i: number, row: number): number => {
    if (now.present[row] === FALSE) return NOT_DUE.none
    const said = into.rowCase[i]!
    if (said <= 0) return said - 1
    if (fen[i]! > LARGEST)
      throw invalid(`“${table.title}”算出的月金额过大（${monthOf(day)}），试算停下了。`, { next: '请核对表里的金额和算式。' })
    return Math.max(fen[i]!, 0)
  }
  let day: Day = ''
  return {
    stretch(on, from, to, target) {
      day = on
      part.length = to - from
      for (const [all, some] of pairs) some.set(all.subarray(from, to))
      compiled.run(on, into)
      for (let row = from; row < to; row++) target[row] = answer(row - from, row)
    },
    rows(on, rows) {
      day = on
      part.length = rows.length
      for (const [all, some] of pairs) for (let i = 0; i < rows.length; i++) some[i] = all[rows[i]!]!
      compiled.run(on, into)
      for (let i = 0; i < rows.length; i++) answers[i] = answer(i, rows[i]!)
      return answers
    },
  }
}
