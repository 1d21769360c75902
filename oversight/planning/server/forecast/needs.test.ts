// Needs from people: the documents' own sums, rates only in their years and on their base, whole people shared among towns.
import { expect, test } from 'vitest'
import { type AllowanceByAge, needsOf, rateIn, rateText } from './needs.ts'
import { type Parameter, shipped } from './tables.ts'
import { divideAmong } from './town-shares.ts'

const { parameters } = shipped()
const of = (district: number) => parameters.filter(({ region }) => region === undefined || region === district)
const in2025 = (elders: Record<string, number>) => [{ year: 2025, elders, everybody: null, allowanceFen: null }]

test('24.37 thousand tens of registered elders: 8,000 beds, 4,800 of them nursing, 4.14 dependent, 36,555 volunteers', () => {
  const { needs } = needsOf(in2025({ '60+': 243_700 }), 'registered', of(3), null)
  const value = (key: string) => needs.find((need) => need.key === key)!.values[0]
  expect(value('beds.rate')).toBe(8000)
  expect(value('beds.nursing-share')).toBe(4800)
  expect(value('ability.dependent-share')).toBe(41_429)
  expect(value('ability.self-reliant')).toBe(243_700 - 41_429)
  expect(value('staff.volunteers')).toBe(36_555)
})

test("Wuxi's census elders: 3,610 beds from sixty, 2,822 from sixty-five", () => {
  const { needs, gaps } = needsOf(in2025({ '60+': 90_233, '65+': 70_548 }), 'resident', of(5), null)
  expect(needs.filter(({ key }) => key.startsWith('beds.rate')).map(({ values }) => values[0])).toEqual([3610, 2822])
  expect(gaps.some(({ title }) => title === '养老用地')).toBe(true)
})

test('a rate that nobody has checked is never taken; outside its years there is none', () => {
  const rate: Parameter = { ...of(3)[0]!, key: 'x', from: 2022, to: 2023, mark: 'printed' }
  const asked = (year: number) => ({ key: 'x', base: 'resident' as const, year })
  expect(rateIn([rate], asked(2021))).toBeUndefined()
  expect(rateIn([rate], asked(2022))).toBe(rate)
  expect(rateIn([rate], asked(2024))).toBeUndefined()
  expect(rateIn([{ ...rate, mark: 'memory' }], asked(2022))).toBeUndefined()
  expect(rateIn([{ ...rate, base: 'registered' }], asked(2022))).toBeUndefined()
  const earlier = { ...rate, from: 2021 }
  expect(rateIn([earlier, rate], asked(2022))).toBe(rate)
  expect(parameters.filter(({ mark }) => mark === 'memory').map(({ key }) => key)).toContain('staff.care.severe')
  for (const one of parameters) expect(one.document && (one.clause || one.mark === 'memory')).toBeTruthy()
  expect(parameters.map(rateText)).toContain('32.83 张/千人')
})

test('the allowance is whole fen and only for registered people', () => {
  const allowance: AllowanceByAge = {
    pack: 'p',
    title: '高龄津贴',
    version: 1,
    document: '示',
    clause: '',
    example: true,
    fen: [],
  }
  const people = [{ year: 2026, elders: { '60+': 10 }, everybody: null, allowanceFen: 1_234.5 }]
  const budget = needsOf(people, 'registered', [], allowance).needs.find(({ key }) => key === 'budget.old-age-allowance')!
  expect(budget).toMatchObject({ values: [1235], example: true })
  const resident = needsOf(people, 'resident', [], allowance)
  expect(resident.needs).toEqual([])
  expect(resident.gaps.some(({ title, why }) => title === '高龄津贴预算' && why.includes('户籍'))).toBe(true)
})

test('towns share whole people that add up', () => {
  const towns = [3, 3, 1].map((count, area) => ({ area, count }))
  expect(divideAmong(10, towns)).toEqual([4, 4, 2])
  expect(divideAmong(1, towns)).toEqual([1, 0, 0])
  expect(divideAmong(5, [{ area: 1, count: 0 }])).toEqual([0])
})
