// One drawn future after another: who dies, leaves, comes or loses ability in which month, and what a scheme pays then.
import { addMonths, type Month } from '@songhe/basics/day'
import type { Roll } from './roll.ts'
import type { Steps } from './steps.ts'
import type { Survival } from './survival.ts'

export interface Rates {
  survival: Survival
  /** Share of the roll that leaves in a month. */
  leaving: number
  /** Persons a month that come, like anybody on the roll; and that reach the youngest age of it. */
  coming: number
  youngest: number
  /** Rows from here on are the youngest of the roll (a year of births). */
  youngestFrom: number
  /** By full years of age: the chance to lose ability within a month. */
  worsening: Float64Array
}

/** What is paid to a row month by month: as the roll stands, and as it would be had the row lost its ability. */
export interface Worlds {
  now: Steps
  worse: Steps
  able: Uint8Array
}

export function randomFrom(seed: number): () => number {
  let state = seed >>> 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 4_294_967_296
  }
}

/** Cumulative chances by sex, month of age and months ahead. */
export function chances(roll: Roll, months: number, rates: Rates) {
  const [year, monthOfYear] = [Number(roll.from.slice(0, 4)), Number(roll.from.slice(5))]
  const made = new Map<number, { alive: Float64Array; able: Float64Array }>()
  return (row: number) => {
    const born = roll.births[row]!
    const age = (year - Math.floor(born / 10_000)) * 12 + monthOfYear - (Math.floor(born / 100) % 100)
    const key = age * 2 + roll.female[row]!
    const known = made.get(key)
    if (known) return known
    const curve = { alive: new Float64Array(months).fill(1), able: new Float64Array(months).fill(1) }
    for (let month = 1; month < months; month++) {
      const years = Math.floor((age + month - 1) / 12)
      const stays = rates.survival.monthly(roll.female[row] === 1, years, yearOf(roll.from, month)) * (1 - rates.leaving)
      curve.alive[month] = curve.alive[month - 1]! * stays
      curve.able[month] = curve.able[month - 1]! * (1 - (rates.worsening[Math.min(years, rates.worsening.length - 1)] ?? 0))
    }
    made.set(key, curve)
    return curve
  }
}

const yearOf = (from: Month, months: number) => Number(addMonths(from, months).slice(0, 4))

/** @returns fen by month of one drawn future */
export function drawLives(
  roll: Roll,
  worlds: Worlds,
  rows: Int32Array,
  chance: ReturnType<typeof chances>,
  rates: Rates,
  random: () => number,
) {
  const { totals } = worlds.now
  const months = totals.length
  const fen = Float64Array.from(totals)
  for (const row of rows) {
    const { alive, able } = chance(row)
    const gone = firstBelow(alive, random())
    const lost = worlds.able[row] === 1 ? firstBelow(able, random()) : months
    if (gone === months && lost === months) continue
    for (let month = Math.min(gone, lost); month < months; month++) {
      const paid = month >= gone ? 0 : worlds.worse.at(row, month)
      fen[month] = fen[month]! + paid - worlds.now.at(row, month)
    }
  }
  for (let month = 1; month < months; month++) {
    arrive(fen, worlds.now, month, poisson(rates.coming, random), 0, roll.length, random)
    arrive(fen, worlds.now, month, poisson(rates.youngest, random), rates.youngestFrom, roll.length, random)
  }
  return fen
}

/** Whoever comes is paid as one who is already here: the same age, means and ability. */
function arrive(fen: Float64Array, paid: Steps, from: number, count: number, first: number, end: number, random: () => number) {
  if (end <= first) return
  for (let one = 0; one < count; one++) {
    const row = first + Math.floor(random() * (end - first))
    for (let month = from; month < fen.length; month++) fen[month] = fen[month]! + paid.at(row, month)
  }
}

/** The first month in which the share has fallen below the drawn number; all of them = not within the months. */
function firstBelow(share: Float64Array, drawn: number): number {
  if (share.at(-1)! > drawn) return share.length
  let [low, high] = [1, share.length - 1]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (share[middle]! <= drawn) high = middle
    else low = middle + 1
  }
  return low
}

function poisson(mean: number, random: () => number): number {
  let [count, left] = [-1, mean]
  while (left > -1e-12) {
    left += Math.log(1 - random())
    count++
  }
  return count
}
