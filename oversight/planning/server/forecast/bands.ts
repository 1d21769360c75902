// How far a forecast may be off: the same forecast many times over, each with death rates that come up to five years early or late and with chance in who lives.
import {
  type AgeRange,
  countIn,
  type Course,
  type DeathRates,
  OLDEST,
  type People,
  PERIOD_YEARS,
  SEXES,
  survival,
} from './project.ts'

export interface Spread extends Course {
  draws: number
  seed: number
  ranges: readonly AgeRange[]
}

/** Nine of ten draws lie between: by year, then by range; null where the base does not know these ages. */
export type Bands = ([number, number] | null)[][]

export const INNER_SHARE = 0.9

export function spreadOf(base: People, table: DeathRates, spread: Spread): Bands {
  const random = drawer(spread.seed)
  const counts = Array.from({ length: spread.years + 1 }, () => spread.ranges.map(() => new Float64Array(spread.draws)))
  for (let draw = 0; draw < spread.draws; draw++) {
    const shift = (random.even() * 2 - 1) * PERIOD_YEARS
    let people = base
    for (let step = 0; step <= spread.years; step++) {
      spread.ranges.forEach((range, place) => {
        counts[step]![place]![draw] = countIn(people, range, spread, step) ?? Number.NaN
      })
      const midYear = spread.year + (spread.partOfYear ?? 0) + step + 0.5 + shift
      people = chanceYear(people, table, midYear, random)
    }
  }
  return counts.map((ranges) => ranges.map(innerRange))
}

/** Each age loses as many as chance would have it: binomial, drawn by its normal likeness and kept between nobody and everybody. */
function chanceYear(people: People, table: DeathRates, midYear: number, random: Drawer): People {
  const next = { male: [] as number[], female: [] as number[] }
  for (const sex of SEXES) {
    const shares = survival(table, sex, midYear)
    const living = people[sex].map((count, age) => {
      const share = shares[age]!
      const drawn = count * share + Math.sqrt(count * share * (1 - share)) * random.normal()
      return Math.min(Math.max(drawn, 0), count)
    })
    next[sex] = [0, ...living.slice(0, OLDEST)]
    next[sex][OLDEST] = next[sex][OLDEST]! + living[OLDEST]!
  }
  return next
}

function innerRange(values: Float64Array): [number, number] | null {
  if (values.length === 0 || Number.isNaN(values[0])) return null
  const sorted = values.toSorted()
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))]!
  return [at((1 - INNER_SHARE) / 2), at((1 + INNER_SHARE) / 2)]
}

interface Drawer {
  /** In [0, 1). */
  even(): number
  /** Mean 0, spread 1. */
  normal(): number
}

/** mulberry32: the same seed gives the same draws for ever. */
function drawer(seed: number): Drawer {
  let state = seed >>> 0
  const even = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const normal = () => Math.sqrt(-2 * Math.log(1 - even())) * Math.cos(2 * Math.PI * even())
  return { even, normal }
}
