// Cohorts by hand, the published five-year ratios, and what must hold whatever the numbers are.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { spreadOf } from './bands.ts'
import { BANDS, countIn, CUTS, oneYearOn, OLDEST, type People, project, survival } from './project.ts'
import { censusGroups, censusPeople, deathRates } from './tables.ts'

const table = deathRates()
const nobody = () => Array<number>(OLDEST + 1).fill(0)
const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)

/** United Nations, WPP 2022, five-year ratios of China as a second hand has derived them. */
const RATIOS: [sex: 'male' | 'female', period: number, from: number, ratio: number][] = [
  ['male', 2015, 55, 0.943698],
  ['male', 2015, 80, 0.515279],
  ['male', 2020, 60, 0.916317],
  ['male', 2025, 75, 0.71308],
  ['female', 2015, 90, 0.275246],
  ['female', 2020, 55, 0.975319],
  ['female', 2030, 85, 0.508743],
  ['female', 2030, 70, 0.893347],
]

test.each(RATIOS)('five single years of %s of %d, from %d on, are the published ratio', (sex, period, from, ratio) => {
  const shares = survival(table, sex, period + 0.5)
  const people = nobody()
  let lived = 1
  for (let age = from; age < from + 5; age++) {
    people[age] = lived
    lived *= shares[age]!
  }
  const start = sum(people)
  let next = people
  for (let year = 0; year < 5; year++) next = oneYearOn(next, shares)
  expect(sum(next) / start).toBeCloseTo(ratio, 6)
})

test('a cohort by hand: 1,000 men of 70 and of 71 after two years', () => {
  const rate = 0.0346629
  const people: People = { male: nobody().with(70, 1000).with(71, 1000), female: nobody() }
  const [, , after] = project(people, table, { from: 0, year: 2020, years: 2 })
  expect(after!.male[72]).toBeCloseTo(1000 * Math.exp(-2 * rate), 6)
  expect(after!.male[73]).toBeCloseTo(1000 * Math.exp(-2 * rate), 6)
  expect(sum(after!.male)).toBeCloseTo(2000 * 0.93302, 0)
})

test('nobody appears: each cohort only shrinks, and the whole with it', () => {
  const ages = fc.array(fc.integer({ min: 0, max: 50_000 }), { minLength: OLDEST + 1, maxLength: OLDEST + 1 })
  fc.assert(
    fc.property(ages, ages, fc.integer({ min: 2010, max: 2035 }), (male, female, year) => {
      const course = project({ male, female }, table, { from: 0, year, years: 15 })
      for (let step = 1; step < course.length; step++) {
        const [before, after] = [course[step - 1]!, course[step]!]
        for (const sex of ['male', 'female'] as const) {
          expect(after[sex][0]).toBe(0)
          for (let age = 1; age < OLDEST; age++) expect(after[sex][age]!).toBeLessThanOrEqual(before[sex][age - 1]!)
          expect(sum(after[sex])).toBeLessThanOrEqual(sum(before[sex]))
        }
      }
    }),
    { numRuns: 20 },
  )
})

test('bands and cuts add up; more people at the start are never fewer later', () => {
  const people = censusPeople(5, 2020)!
  const more: People = { male: people.male.map((count) => count + 1), female: people.female }
  const [one, other] = [people, more].map((base) => project(base, table, { from: 0, year: 2020, years: 10, partOfYear: 0.84 }))
  for (let step = 0; step <= 10; step++) {
    const of = (range: (typeof BANDS)[number]) => countIn(one![step]!, range, { from: 0 }, step)!
    expect(sum(BANDS.map(of))).toBeCloseTo(of(CUTS[0]!), 6)
    for (const range of BANDS) expect(countIn(other![step]!, range, { from: 0 }, step)!).toBeGreaterThanOrEqual(of(range))
  }
})

test('a register of elders says nothing of those who will reach sixty', () => {
  const people = censusPeople(1, 2020)!
  const [sixties, , eighties] = CUTS
  expect(countIn(people, sixties!, { from: 60 }, 0)).toBeGreaterThan(200_000)
  expect(countIn(people, sixties!, { from: 60 }, 1)).toBeNull()
  expect(countIn(people, eighties!, { from: 60 }, 20)).not.toBeNull()
  expect(countIn(people, eighties!, { from: 60 }, 21)).toBeNull()
})

test('the census tables hold what the bulletins say', () => {
  const elders = (district: number, from: number, census: 2010 | 2020 = 2020) =>
    sum(
      censusGroups(district, census)!
        .filter((group) => group.from >= from)
        .map(({ male, female }) => male + female),
    )
  expect(elders(5, 60)).toBe(90_233)
  expect(elders(5, 65)).toBe(70_548)
  expect(elders(5, 0)).toBe(388_685)
  expect(elders(3, 60)).toBe(359_381)
  expect((elders(5, 60) / elders(5, 0)) * 100).toBeCloseTo(23.21, 1)
  // The plan prints 6.51 points more than in 2010; the two censuses of residents give 6.24.
  expect((elders(5, 60, 2010) / elders(5, 0, 2010)) * 100).toBeCloseTo(23.21 - 6.24, 1)
  const districts = Array.from({ length: 40 }, (_, key) => key + 1).filter((key) => censusGroups(key, 2020))
  expect(districts).toHaveLength(38)
  expect(sum(districts.map((key) => elders(key, 60)))).toBe(elders(100, 60))
})

test('the split above 85 moves nobody in or out', () => {
  const groups = censusGroups(2, 2020)!
  const people = censusPeople(2, 2020)!
  expect(sum(people.male)).toBeCloseTo(sum(groups.map(({ male }) => male)), 6)
  expect(sum(people.female.slice(85))).toBeCloseTo(groups.at(-1)!.female, 6)
})

test('bands: the same seed gives the same, the middle lies inside, they widen, unknown ages have none', () => {
  const people = censusPeople(5, 2020)!
  const course = { from: 0, year: 2020, partOfYear: 0.84, years: 10 }
  const spread = { ...course, draws: 100, seed: 7, ranges: CUTS }
  const bands = spreadOf(people, table, spread)
  expect(spreadOf(people, table, spread)).toEqual(bands)
  expect(spreadOf(people, table, { ...spread, seed: 8 })).not.toEqual(bands)
  const middle = project(people, table, course)
  for (const step of [1, 5, 10]) {
    const [low, high] = bands[step]![0]!
    const value = countIn(middle[step]!, CUTS[0]!, course, step)!
    expect(low).toBeLessThan(value)
    expect(high).toBeGreaterThan(value)
  }
  const width = (step: number) => bands[step]![0]![1] - bands[step]![0]![0]
  expect(width(0)).toBe(0)
  expect(width(10)).toBeGreaterThan(width(1))
  expect(spreadOf(people, table, { ...spread, from: 60, draws: 2 })[3]![0]).toBeNull()
})
