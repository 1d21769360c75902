// One forecast from its frozen inputs: a pure function, so that what was counted once can be counted again to the same numbers.
import { backTest, type Tried } from './back-test.ts'
import { spreadOf } from './bands.ts'
import { type AllowanceByAge, type Base, type Gap, type NeedLine, needsOf, type YearOfPeople } from './needs.ts'
import { BANDS, countIn, CUTS, type DeathRates, OLDEST, type People, project } from './project.ts'
import type { Parameter, TableSource } from './tables.ts'
import { divideAmong, type TownCount } from './town-shares.ts'

export interface ForecastInputs {
  /** Raised when the way of counting changes: an older run then says so instead of being counted anew by another rule. */
  method: 1
  base: Base
  baseDay: string
  lastYear: number
  /** From which age the base counts everybody. */
  from: number
  people: People
  /** All ages on the base's day, where somebody counted them. */
  everybody: number | null
  /** The census ten years before, for trying the method on it. */
  earlier: { day: string; people: People } | null
  deaths: DeathRates
  tables: TableSource[]
  parameters: Parameter[]
  allowance: AllowanceByAge | null
  /** Elders on the register today, by town: the key by which towns share. */
  towns: TownCount[]
  draws: number
  seed: number
}

export interface ForecastOutcome {
  /** By year, then by range of `RANGES`; null where the base says nothing. */
  middle: (number | null)[][]
  needYears: number[]
  needs: NeedLine[]
  gaps: Gap[]
  /** By town as in the inputs, then by year of `needYears`. */
  towns: (number | null)[][]
  backTest: Tried[]
}

export const RANGES = [...CUTS, ...BANDS]
const EVERY = 5

export const yearOf = (day: string) => Number(day.slice(0, 4))
const partOfYear = (day: string) => (Number(day.slice(5, 7)) - 1) / 12 + (Number(day.slice(8)) - 1) / 365

const courseOf = ({ base: _base, baseDay, lastYear, from }: ForecastInputs) => ({
  from,
  year: yearOf(baseDay),
  partOfYear: partOfYear(baseDay),
  years: lastYear - yearOf(baseDay),
})

export function countForecast(inputs: ForecastInputs): ForecastOutcome {
  const course = courseOf(inputs)
  const years = project(inputs.people, inputs.deaths, course)
  const marks = years.map((_, step) => step).filter((step) => step % EVERY === 0)
  const people = marks.map((step) => yearOfPeople(inputs, years[step]!, step))
  const { needs, gaps } = needsOf(people, inputs.base, inputs.parameters, inputs.allowance)
  const shared = people.map(({ elders }) => {
    const count = elders['60+'] ?? null
    return count === null ? null : divideAmong(Math.round(count), inputs.towns)
  })
  return {
    middle: years.map((one, step) => RANGES.map((range) => rounded(countIn(one, range, course, step)))),
    needYears: people.map(({ year }) => year),
    needs,
    gaps: [...gaps, ...unknownPeople(inputs)],
    towns: inputs.towns.map((_, at) => shared.map((counts) => counts?.[at] ?? null)),
    backTest: tried(inputs),
  }
}

/** By year, then by range: nine of ten draws lie between. */
export function bandsOf(inputs: ForecastInputs): ([number, number] | null)[][] {
  const { draws, seed } = inputs
  return spreadOf(inputs.people, inputs.deaths, { ...courseOf(inputs), draws, seed, ranges: RANGES }).map((ranges) =>
    ranges.map((band) => band && [Math.round(band[0]), Math.round(band[1])]),
  )
}

function yearOfPeople(inputs: ForecastInputs, people: People, step: number): YearOfPeople {
  return {
    year: yearOf(inputs.baseDay) + step,
    elders: Object.fromEntries(CUTS.map((cut) => [cut.key, countIn(people, cut, inputs, step)])),
    everybody: step === 0 ? inputs.everybody : null,
    allowanceFen: yearlyFen(inputs, people, step),
  }
}

const MONTHS = 12

/** Fen a year; null once an age that is paid has grown out of what the register knows. */
function yearlyFen({ allowance, from }: ForecastInputs, people: People, step: number): number | null {
  if (!allowance) return null
  let sum = 0
  for (let age = 0; age <= OLDEST; age++) {
    const fen = allowance.fen[age]!
    if (fen === 0) continue
    if (from > 0 && age < from + step) return null
    sum += (people.male[age]! + people.female[age]!) * fen * MONTHS
  }
  return sum
}

function tried({ base, baseDay, people, deaths, earlier }: ForecastInputs): Tried[] {
  if (base !== 'resident' || !earlier) return []
  const years = yearOf(baseDay) - yearOf(earlier.day)
  return backTest(earlier.people, people, deaths, { year: yearOf(earlier.day), partOfYear: partOfYear(earlier.day), years })
}

function unknownPeople({ base, from }: ForecastInputs): Gap[] {
  const always = { title: '老龄化率、总人口', why: '出生和迁移没有来源，不推算总人口；用地只按基期总人口计算。' }
  if (base === 'resident') return [always]
  return [
    { title: '以后满60岁的人', why: `登记册只登记${from}岁及以上的人，以后才满${from}岁的人没有来源，空格不是零。` },
    { title: '养老用地、总人口', why: '登记册里没有全部户籍人口。' },
  ]
}

const rounded = (value: number | null) => (value === null ? null : Math.round(value))
