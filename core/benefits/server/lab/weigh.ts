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
  /** Whoever is paid in one month at least. */
  persons: number
  /** In the first month: lacking a fact, or the amount waits for somebody's word. */
  missing: number
  unconfirmed: number
}

export interface Watching {
  /** Where one table over some days comes from: kept from before; computed where nothing is said. */
  timeline?(roll: Roll, table: SchemeTable, days: readonly Day[], start: number): Timeline
  /** What everybody is paid in a month from which other versions hold (the first is one). */
  first?(month: number, total: Float64Array): void
  turn?(row: number, month: number, fen: number): void
}

export function weigh(roll: Roll, scheme: ReadScheme, days: readonly Day[], watching: Watching = {}): Weighed {
  const { timeline = timelineFor } = watching
  const sums = new Float64Array(roll.length)
  const told: Weighed = { months: [], programmes: new Map(), sums, persons: 0, missing: 0, unconfirmed: 0 }
  const had = new Map<string, Uint8Array>()
  for (const { tables, rules, from, to } of sectionsOf(scheme, days)) {
    const over = days.slice(from, to)
    const lines = tables.map((one) => timeline(roll, one, over, from))
    for (const { pack } of tables) {
      if (!had.has(pack)) had.set(pack, new Uint8Array(roll.length))
      if (!told.programmes.has(pack)) told.programmes.set(pack, { persons: 0, fen: 0 })
    }
    if (from === 0) {
      Object.assign(told, notJudged(lines))
    }
    section(told, {
      start: from,
      watching,
      days: over,
      lines,
      net: netOf(roll.length, tables, rules, lines),
      marks: tables.map(({ pack }) => had.get(pack)!),
      shares: tables.map(({ pack }) => told.programmes.get(pack)!),
    })
  }
  for (const [pack, marks] of had) told.programmes.get(pack)!.persons = countOf(marks)
  for (let row = 0; row < sums.length; row++) if (sums[row]! > 0) told.persons++
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
  /** Of all months, the number of the first here. */
  start: number
  watching: Watching
  days: readonly Day[]
  lines: readonly Timeline[]
  net: Net
  /** By table: who was ever paid by it. */
  marks: readonly Uint8Array[]
  shares: readonly { fen: number }[]
}

function section({ sums, months }: Weighed, { start, watching, days, lines, net, marks, shares }: Section) {
  const total = new Float64Array(sums.length)
  const paid = net.paid.map((fen, i) => sumInto(fen, total, marks[i]!))
  let { fen, persons } = spread(total, sums, days.length)
  watching.first?.(start, total)
  const close = (month: number) => {
    months.push({ month: monthOf(days[month]!), fen, persons })
    shares.forEach((share, i) => (share.fen += paid[i]!))
  }
  close(0)
  for (let month = 1; month < days.length; month++) {
    for (const row of rowsOf(lines, month)) {
      const was = total[row]!
      net.paid.forEach((each, i) => (paid[i] = paid[i]! - Math.max(each[row]!, 0)))
      net.turn(row, month)
      let becomes = 0
      net.paid.forEach((each, i) => {
        if (each[row]! <= 0) return
        becomes += each[row]!
        paid[i] = paid[i]! + each[row]!
        marks[i]![row] = 1
      })
      total[row] = becomes
      if (becomes !== was) watching.turn?.(row, start + month, becomes)
      fen += becomes - was
      persons += Number(becomes > 0) - Number(was > 0)
      sums[row] = sums[row]! + (becomes - was) * (days.length - month)
    }
    close(month)
  }
}

/** Each row's sum for as many months, and the sum of all. */
function spread(total: Float64Array, sums: Float64Array, months: number) {
  let [fen, persons] = [0, 0]
  for (let row = 0; row < total.length; row++) {
    const sum = total[row]!
    if (sum === 0) continue
    fen += sum
    persons++
    sums[row] = sums[row]! + sum * months
  }
  return { fen, persons }
}

function sumInto(fen: Int32Array, total: Float64Array, marks: Uint8Array): number {
  let sum = 0
  for (let row = 0; row < fen.length; row++) {
    const each = fen[row]!
    if (each <= 0) continue
    sum += each
    total[row] = total[row]! + each
    marks[row] = 1
  }
  return sum
}

function rowsOf(lines: readonly Timeline[], month: number): Iterable<number> {
  const turning = lines.map(({ turns }) => turns[month]!.rows).filter(({ length }) => length > 0)
  return turning.length === 1 ? turning[0]! : new Set(turning.flatMap((rows) => [...rows]))
}

interface Net {
  /** By table, in the month that is reached, after exclusions: fen, or why not. */
  paid: readonly Int32Array[]
  turn(row: number, month: number): void
}

interface Shutting {
  /** In the order of the rule. */
  among: number[]
  higher: boolean
}

const SHUT_OUT = -9

function netOf(length: number, tables: readonly SchemeTable[], rules: readonly Exclusion[], lines: readonly Timeline[]): Net {
  const shutting = rules
    .map(
      (rule): Shutting => ({
        among: orderOf(rule).flatMap((pack) => [tables.findIndex((one) => one.pack === pack)].filter((i) => i >= 0)),
        higher: rule.keep === 'higher' || rule.keep === '就高',
      }),
    )
    .filter(({ among }) => among.length > 1)
  const own = lines.map(({ first, turns }, i) => {
    const stays = turns.every(({ rows }) => rows.length === 0) && !shutting.some(({ among }) => among.includes(i))
    return stays ? first : first.slice()
  })
  for (const rule of shutting) shutAll(length, own, rule)
  // What each table says of a row by itself, where it no longer says what it said first.
  const said = lines.map(() => new Map<number, number>())
  const turning = lines.map(({ turns }) =>
    turns.map(({ rows, values }) => new Map(Array.from(rows, (row, i) => [row, values[i]!]))),
  )
  return {
    paid: own,
    turn(row, month) {
      lines.forEach(({ first }, i) => {
        const turned = turning[i]![month]!.get(row)
        if (turned !== undefined) said[i]!.set(row, turned)
        const becomes = said[i]!.get(row) ?? first[row]!
        if (own[i]![row] !== becomes) own[i]![row] = becomes
      })
      for (const rule of shutting) shut(own, rule, row)
    },
  }
}

function shutAll(length: number, own: readonly Int32Array[], rule: Shutting) {
  const [one, other] = [own[rule.among[0]!]!, own[rule.among[1]!]!]
  const pair = rule.among.length === 2
  for (let row = 0; row < length; row++) if (!pair || (one[row]! >= 0 && other[row]! >= 0)) shut(own, rule, row)
}

/** Of those that are due one stays: the first of the rule, or the highest. */
function shut(own: readonly Int32Array[], { among, higher }: Shutting, row: number) {
  let kept = -1
  for (const i of among) if (own[i]![row]! >= 0 && (kept < 0 || (higher && own[i]![row]! > own[kept]![row]!))) kept = i
  for (const i of among) if (i !== kept && own[i]![row]! >= 0) own[i]![row] = SHUT_OUT
}

/** Persons of whom at least one table cannot say anything, and of whom one says an amount that nobody has confirmed. */
function notJudged(lines: readonly Timeline[]): Pick<Weighed, 'missing' | 'unconfirmed'> {
  const [lacking, waiting] = [0, 1].map(() => new Uint8Array(lines[0]?.first.length ?? 0)) as [Uint8Array, Uint8Array]
  for (const { first } of lines)
    for (let row = 0; row < first.length; row++) {
      if (first[row]! >= NOT_DUE.none) continue
      if (first[row] === NOT_DUE.missing) lacking[row] = 1
      else if (first[row] === NOT_DUE.unconfirmed) waiting[row] = 1
    }
  return { missing: countOf(lacking), unconfirmed: countOf(waiting) }
}

function countOf(marks: Uint8Array): number {
  let count = 0
  for (let row = 0; row < marks.length; row++) count += marks[row]!
  return count
}
