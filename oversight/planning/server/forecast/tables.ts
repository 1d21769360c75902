// The tables that ship with the product: two censuses, death rates, how those over 85 divide, and rates with their sources.
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { type DeathRates, OLDEST, type People, SEXES, type Sex } from './project.ts'

const FOLDER = new URL('../../../../packs/forecast/', import.meta.url)
const read = (file: string) => readFileSync(new URL(file, FOLDER), 'utf8')
const lines = (file: string) =>
  read(file)
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))

export type CensusYear = 2010 | 2020
export const CENSUS_DAY: Readonly<Record<CensusYear, string>> = { 2010: '2010-11-01', 2020: '2020-11-01' }

export interface AgeGroup {
  from: number
  /** Single ages in it; the open group reaches to the oldest place. */
  ages: number
  male: number
  female: number
}

/** Groups of age as the census prints them; undefined where we have no table of this place. */
export function censusGroups(district: number, census: CensusYear): AgeGroup[] | undefined {
  const found = lines('census-age-sex.csv').filter(([year, key]) => Number(year) === census && Number(key) === district)
  if (found.length === 0) return undefined
  return found.map(([, , age = '', male, female]) => {
    const [from = 0, to] = age.replace('+', '').split('-').map(Number)
    return {
      from,
      ages: age.endsWith('+') ? OLDEST + 1 - from : (to ?? from) - from + 1,
      male: Number(male),
      female: Number(female),
    }
  })
}

/** By single age: within a printed group each age is taken to hold as many; those over 85 are divided by the national shares first. */
export function censusPeople(district: number, census: CensusYear): People | undefined {
  const groups = censusGroups(district, census)
  if (!groups) return undefined
  const shares = overEightyFive()
  const people = { male: Array<number>(OLDEST + 1).fill(0), female: Array<number>(OLDEST + 1).fill(0) }
  for (const sex of SEXES)
    for (const group of groups)
      for (const part of group.from === 85
        ? shares.map((share) => ({ ...share, count: group[sex] * share[sex] }))
        : [{ ...group, count: group[sex] }])
        for (let age = part.from; age < part.from + part.ages; age++) people[sex][age] = part.count / part.ages
  return people
}

function overEightyFive() {
  return lines('over-85.csv').map(([age = '', male, female]) => {
    const from = Number.parseInt(age, 10)
    return { from, ages: from === OLDEST ? 1 : 5, male: Number(male), female: Number(female) }
  })
}

export function deathRates(): DeathRates {
  const [head = '', ...rows] = read('death-rates.csv').trim().split('\n')
  const periods = head.split(',').slice(2).map(Number)
  const cells = rows.map((row) => row.split(','))
  const of = (sex: Sex) => cells.filter(([key]) => key === sex)
  const rates = (sex: Sex) => periods.map((_, at) => of(sex).map((row) => Number(row[at + 2])))
  return {
    ages: of('male').map(([, age = '']) => Number.parseInt(age, 10)),
    periods,
    rates: { male: rates('male'), female: rates('female') },
  }
}

export const MARKS = ['printed', 'derived', 'verified', 'likely', 'memory', 'decided'] as const
export type Mark = (typeof MARKS)[number]

export interface Parameter {
  key: string
  title: string
  unit: string
  /** Numerator and denominator: nothing is rounded on the way. */
  rate: [number, number]
  of: string
  base: 'registered' | 'resident' | 'either'
  /** A district, or everywhere. */
  region?: number
  document: string
  clause: string
  from: number
  to?: number
  mark: Mark
  formula?: string
  note?: string
}

export interface TableSource {
  key: string
  title: string
  document: string
  clause: string
  mark: Mark
  note: string
}

interface Rate {
  clause: string
  rate: [number, number]
  text: string
}
interface Count {
  clause: string
  value: number
  text: string
}

export interface PrintedForecast {
  region: number
  document: string
  elders2020: Count
  share2020: Rate
  elders2025: Count
  share2025: Rate
  from60to69: Rate
  from70to79: Rate
  from80: Rate
  elders80: Count
  selfReliant: Count
  dependent: Count
}

export function shipped(): { tables: TableSource[]; parameters: Parameter[]; printed: PrintedForecast } {
  return parse(read('parameters.yaml'), { merge: true })
}
