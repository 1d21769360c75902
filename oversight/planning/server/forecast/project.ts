// Cohort survival: who is alive this year is one year older next year, less those who die. No births and no moves: nobody printed rates for them.

export const SEXES = ['male', 'female'] as const
export type Sex = (typeof SEXES)[number]
/** Single ages 0..99, then 100 and over. */
export const OLDEST = 100

/** People by sex and single age in full years; the last place holds everybody of 100 and over. */
export type People = Readonly<Record<Sex, readonly number[]>>

/** Yearly death rates by sex in groups of age: `ages[i]` is the first age of group i, the last group is open. */
export interface DeathRates {
  ages: readonly number[]
  /** First years of the periods, each five years long. */
  periods: readonly number[]
  /** rates[sex][period][group] */
  rates: Readonly<Record<Sex, readonly (readonly number[])[]>>
}

export const PERIOD_YEARS = 5

/**
 * Shares of each single age that are alive one year later, within their group taken as constant force of death: the share of person-years lived
 * one year on. Five such years of a group that is spread as its own death rates spread it are the published five-year ratios.
 */
export function survival(table: DeathRates, sex: Sex, midYear: number): number[] {
  const period = Math.min(Math.max(Math.floor((midYear - table.periods[0]!) / PERIOD_YEARS), 0), table.periods.length - 1)
  const groups = table.rates[sex][period]!
  const rate = (age: number) => {
    let group = 0
    while (group + 1 < table.ages.length && table.ages[group + 1]! <= age) group++
    return groups[group]!
  }
  /** Person-years lived at this age by one who has just reached it. */
  const lived = (age: number) => (1 - Math.exp(-rate(age))) / rate(age)
  const shares = Array.from({ length: OLDEST }, (_, age) => (Math.exp(-rate(age)) * lived(age + 1)) / lived(age))
  return [...shares, Math.exp(-rate(OLDEST))]
}

/** One year on; nobody is born, the youngest age stays empty. */
export function oneYearOn(people: readonly number[], shares: readonly number[]): number[] {
  const next = [0, ...people.slice(0, OLDEST).map((count, age) => count * shares[age]!)]
  next[OLDEST] = next[OLDEST]! + people[OLDEST]! * shares[OLDEST]!
  return next
}

export interface Course {
  /** From which age the base counts everybody: 0 of a census, 60 of a register of elders. */
  from: number
  /** Year of the base; each step starts on the base's day. */
  year: number
  years: number
  /** Part of the year gone on the base's day, so that the death rates of the right period are taken. */
  partOfYear?: number
}

/** The base and each following year, `years + 1` in all. */
export function project(base: People, table: DeathRates, course: Course): People[] {
  const found: People[] = [base]
  for (let step = 0; step < course.years; step++) {
    const midYear = course.year + (course.partOfYear ?? 0) + step + 0.5
    const last = found[step]!
    found.push({
      male: oneYearOn(last.male, survival(table, 'male', midYear)),
      female: oneYearOn(last.female, survival(table, 'female', midYear)),
    })
  }
  return found
}

export interface AgeRange {
  key: string
  from: number
  /** Last age, included; the open group has none. */
  to: number
}

export const BANDS: readonly AgeRange[] = [
  ...[60, 65, 70, 75, 80, 85, 90, 95].map((from) => ({ key: `${from}-${from + 4}`, from, to: from + 4 })),
  { key: '100+', from: 100, to: OLDEST },
]
export const CUTS: readonly AgeRange[] = [60, 65, 80].map((from) => ({ key: `${from}+`, from, to: OLDEST }))

/** People of a range of ages after `step` years; null where the base did not know all of them: who is younger than the register counts is no zero. */
export function countIn(people: People, range: AgeRange, { from }: Pick<Course, 'from'>, step: number): number | null {
  if (from > 0 && range.from < from + step) return null
  const ages = (sex: Sex) => people[sex].slice(range.from, range.to + 1).reduce((sum, count) => sum + count, 0)
  return ages('male') + ages('female')
}
