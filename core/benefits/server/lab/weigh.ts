// A scheme over the months: tables decided, exclusions applied, summed by month and programme, and kept per person.
import { type Day, type Month, monthOf } from '@songhe/basics/day'
import type { Exclusion } from '@songhe/policy/door'
import { orderOf } from '../cases/judge-population.ts'
import type { Roll } from './roll.ts'
import type { ReadScheme, SchemeTable } from './schemes.ts'
import { NOT_DUE, type Timeline, timelineOf } from './timeline.ts'

export interface Weighed {
  months: { month: Month; fen: number; persons: number }[]
  /** Over all months; whoever had the programme in one of them. */
  programmes: Map<string, { persons: number; fen: number }>
  /** By row of the roll: all months together. */
  sums: Float64Array
  /** In the first month: lacking a fact, or the amount waits for somebody's word. */
  missing: number
  unconfirmed: number
}

/** @param timeline where one table over some days comes from: computed, or kept from before */
export function weigh(roll: Roll, scheme: ReadScheme, days: readonly Day[], timeline = timelineFor): Weighed {
  const told: Weighed = {
    months: [],
    programmes: new Map(),
    sums: new Float64Array(roll.length),
    missing: 0,
    unconfirmed: 0,
  }
  const had = new Map<string, Uint8Array>()
  for (const { tables, rules, from, to } of sectionsOf(scheme, days)) {
    const lines = tables.map((one) => timeline(roll, one, days.slice(from, to), from))
    const net = netOf(tables, rules, lines)
    const marks = tables.map(({ pack }) => had.get(pack) ?? new Uint8Array(roll.length))
    tables.forEach(({ pack }, i) => had.set(pack, marks[i]!))
    if (from === 0) [told.missing, told.unconfirmed] = notJudged(roll, lines)
    section(roll, told, { tables, lines, net, marks, days: days.slice(from, to) })
  }
  for (const [pack, marks] of had) told.programmes.get(pack)!.persons = marks.reduce((sum, one) => sum + one, 0)
  return told
}

const timelineFor = (roll: Roll, { table }: SchemeTable, days: readonly Day[], start: number) =>
  timelineOf(roll, table, days, start)

/** Months in which the same versions hold stand together. */
function sectionsOf(scheme: ReadScheme, days: readonly Day[]) {
  const sections: { tables: SchemeTable[]; rules: readonly Exclusion[]; from: number; to: number; key: string }[] = []
  days.forEach((day, i) => {
    const { tables, rules } = scheme.on(day)
    const key = JSON.stringify([tables.map(({ pack, digest }) => [pack, digest]), rules])
    const last = sections.at(-1)
    if (last?.key === key) last.to = i + 1
    else sections.push({ tables, rules, from: i, to: i + 1, key })
  })
  return sections
}

interface Section {
  tables: readonly SchemeTable[]
  lines: readonly Timeline[]
  net: Net
  marks: readonly Uint8Array[]
  days: readonly Day[]
}

function section(roll: Roll, told: Weighed, { tables, lines, net, marks, days }: Section) {
  const width = tables.length
  const paid = new Float64Array(width)
  const shares = tables.map(({ pack }) => told.programmes.get(pack) ?? { persons: 0, fen: 0 })
  tables.forEach(({ pack }, i) => told.programmes.set(pack, shares[i]!))
  let [fen, persons] = [0, 0]
  for (let row = 0; row < roll.length; row++) {
    const sum = net.at(row)
    if (sum === 0) continue
    fen += sum
    persons++
    told.sums[row] = told.sums[row]! + sum * days.length
    for (let i = 0; i < width; i++)
      if (net.each[i]! > 0) {
        paid[i] = paid[i]! + net.each[i]!
        marks[i]![row] = 1
      }
  }
  told.months.push({ month: monthOf(days[0]!), fen, persons })
  shares.forEach((share, i) => (share.fen += paid[i]!))
  for (let month = 1; month < days.length; month++) {
    const left = days.length - month
    for (const row of rowsOf(lines, month)) {
      const was = net.at(row)
      for (let i = 0; i < width; i++) paid[i] = paid[i]! - net.each[i]!
      net.turn(row, month)
      const becomes = net.at(row)
      for (let i = 0; i < width; i++) {
        paid[i] = paid[i]! + net.each[i]!
        if (net.each[i]! > 0) marks[i]![row] = 1
      }
      fen += becomes - was
      persons += Number(becomes > 0) - Number(was > 0)
      told.sums[row] = told.sums[row]! + (becomes - was) * left
    }
    told.months.push({ month: monthOf(days[month]!), fen, persons })
    shares.forEach((share, i) => (share.fen += paid[i]!))
  }
}

function rowsOf(lines: readonly Timeline[], month: number): Iterable<number> {
  const turning = lines.map(({ turns }) => turns[month]!.rows).filter(({ length }) => length > 0)
  return turning.length === 1 ? turning[0]! : new Set(turning.flatMap((rows) => [...rows]))
}

interface Net {
  /** What each table pays the row that was asked for last, after exclusions. */
  each: Float64Array
  /** What is paid to a row in the month that is reached. */
  at(row: number): number
  turn(row: number, month: number): void
}

function netOf(tables: readonly SchemeTable[], rules: readonly Exclusion[], lines: readonly Timeline[]): Net {
  const width = tables.length
  const each = new Float64Array(width)
  const due = new Uint8Array(width)
  const now = lines.map(({ first, turns }) => (turns.some(({ rows }) => rows.length > 0) ? first.slice() : first))
  const turning = lines.map(({ turns }) =>
    turns.map(({ rows, values }) => new Map(Array.from(rows, (row, i) => [row, values[i]!]))),
  )
  const orders = rules.map((rule) => ({
    programmes: orderOf(rule).flatMap((pack) => [tables.findIndex((one) => one.pack === pack)].filter((i) => i >= 0)),
    higher: rule.keep === 'higher' || rule.keep === '就高',
  }))
  const shutting = orders.filter(({ programmes }) => programmes.length > 1)
  return {
    each,
    at(row) {
      let sum = 0
      for (let i = 0; i < width; i++) {
        const fen = now[i]![row]!
        due[i] = fen >= 0 ? 1 : 0
        each[i] = fen > 0 ? fen : 0
        sum += each[i]!
      }
      for (const { programmes, higher } of shutting) {
        let kept = -1
        for (const i of programmes) if (due[i] === 1 && (kept < 0 || (higher && each[i]! > each[kept]!))) kept = i
        for (const i of programmes) {
          if (i === kept || due[i] === 0) continue
          sum -= each[i]!
          each[i] = 0
          due[i] = 0
        }
      }
      return sum
    },
    turn(row, month) {
      turning.forEach((turns, i) => {
        const becomes = turns[month]!.get(row)
        if (becomes !== undefined) now[i]![row] = becomes
      })
    },
  }
}

/** Persons for whom a table cannot say anything for lack of a fact, and for whom nobody has confirmed the amount. */
function notJudged(roll: Roll, lines: readonly Timeline[]): [number, number] {
  let [missing, unconfirmed] = [0, 0]
  for (let row = 0; row < roll.length; row++) {
    let [lacks, waits] = [0, 0]
    for (const { first } of lines) {
      if (first[row] === NOT_DUE.missing) lacks = 1
      if (first[row] === NOT_DUE.unconfirmed) waits = 1
    }
    missing += lacks
    unconfirmed += waits
  }
  return [missing, unconfirmed]
}
