// The oracle alone, at its edges: it must be right before it may judge anything.
import { expect, test } from 'vitest'
import { amountsOf, type Facts, fullYears, lengthOfMonth } from './amounts-of.ts'

const NOTHING_KNOWN: Facts = {
  registeredHere: null,
  destitute: null,
  care: null,
  minimumAllowance: null,
  lowIncome: null,
  disabilityGrade: null,
  abilityLevel: null,
  injuryNursing: null,
}
const HERE: Facts = { ...NOTHING_KNOWN, registeredHere: true }
const person = (birth: string, facts: Partial<Facts> = {}, diedOn: string | null = null) => ({
  birth,
  diedOn,
  facts: { ...HERE, ...facts },
})

test.each([
  ['1946-11-24', '2026-11-23', 79],
  ['1946-11-24', '2026-11-24', 80],
  ['1946-11-24', '2026-11-25', 80],
  ['1936-02-29', '2026-02-28', 89],
  ['1936-02-29', '2026-03-01', 90],
  ['1944-02-29', '2024-02-28', 79],
  ['1944-02-29', '2024-02-29', 80],
  ['1800-02-29', '1900-02-28', 99],
])('born %s: on %s it is %i full years', (birth, day, age) => {
  expect(fullYears(birth, day)).toBe(age)
})

test('months are as long as the calendar says, also in centuries', () => {
  expect([2024, 2025, 1900, 2000].map((year) => lengthOfMonth(year, 2))).toEqual([29, 28, 28, 29])
  expect([1, 4, 9, 12].map((month) => lengthOfMonth(2026, month))).toEqual([31, 30, 30, 31])
})

test.each([
  ['1946-11-30', 10_000],
  ['1946-12-01', undefined],
  ['1936-12-01', 10_000],
  ['1936-11-30', 20_000],
  ['1926-12-01', 20_000],
  ['1926-11-30', 50_000],
])('born %s, the November of 2026 in Kaizhou brings an old-age allowance of %s fen', (birth, fen) => {
  expect(amountsOf(person(birth), '2026-11', 'kaizhou')['old-age-allowance']).toBe(fen)
})

test('born on 29 February 1936: eighties in February 2026, nineties from March', () => {
  expect(amountsOf(person('1936-02-29'), '2026-02', 'kaizhou')).toEqual({ 'old-age-allowance': 10_000 })
  expect(amountsOf(person('1936-02-29'), '2026-03', 'kaizhou')).toEqual({ 'old-age-allowance': 20_000 })
})

test.each([
  ['2026-10-31', {}],
  ['2026-11-01', { 'old-age-allowance': 10_000 }],
  ['2026-11-30', { 'old-age-allowance': 10_000 }],
  ['2026-12-01', { 'old-age-allowance': 10_000 }],
])('died on %s: the November of 2026 is %j', (diedOn, due) => {
  expect(amountsOf(person('1940-01-01', {}, diedOn), '2026-11', 'kaizhou')).toEqual(due)
})

const POOR_AND_DISABLED: Partial<Facts> = { minimumAllowance: true, disabilityGrade: 1, abilityLevel: 0, care: '全护理' }

test('whoever is supported as destitute has the care subsidy and neither subsidy for the disabled', () => {
  expect(amountsOf(person('1950-01-01', { ...POOR_AND_DISABLED, destitute: true }), '2026-11', 'wuxi')).toEqual({
    'destitute-care': 30_000,
  })
  expect(amountsOf(person('1950-01-01', { ...POOR_AND_DISABLED, destitute: false }), '2026-11', 'wuxi')).toEqual({
    'disability-living': 10_000,
    'disability-nursing': 11_000,
  })
})

test('an injured worker who has a nursing fee gets neither; a fee nobody reported is no obstacle', () => {
  const facts = { ...POOR_AND_DISABLED, destitute: false }
  expect(amountsOf(person('1950-01-01', { ...facts, injuryNursing: true }), '2026-11', 'wuxi')).toEqual({})
  expect(Object.keys(amountsOf(person('1950-01-01', { ...facts, injuryNursing: null }), '2026-11', 'wuxi'))).toHaveLength(2)
})

test('the subsidies of 2026 start in January 2026', () => {
  const one = person('1950-01-01', { ...POOR_AND_DISABLED, destitute: false })
  expect(amountsOf(one, '2025-12', 'yubei')).toEqual({})
  expect(amountsOf(one, '2026-01', 'yubei')).toEqual({ 'disability-living': 10_000, 'disability-nursing': 11_000 })
})

test.each([
  ['nobody knows whether one is registered here', { registeredHere: null }],
  ['moved away', { registeredHere: false }],
  ['nobody knows whether one is destitute', { destitute: null }],
  ['no minimum allowance is known, though a low income is', { minimumAllowance: null, lowIncome: true }],
  ['not poor', { minimumAllowance: false, lowIncome: false }],
])('no service subsidy: %s', (_, facts) => {
  const known = { destitute: false, minimumAllowance: true, lowIncome: false, abilityLevel: 3 }
  expect(amountsOf(person('1940-01-01', { ...known, ...facts }), '2026-11', 'dianjiang')['service-subsidy']).toBeUndefined()
})

test('poor at 79 without an assessment: no service subsidy; at 80: the lower one; from level 2: the higher one at any age', () => {
  const subsidy = (birth: string, abilityLevel: number | null) =>
    amountsOf(person(birth, { destitute: false, minimumAllowance: true, abilityLevel }), '2026-11', 'dianjiang')[
      'service-subsidy'
    ]
  expect(subsidy('1946-12-01', null)).toBeUndefined()
  expect(subsidy('1946-11-30', null)).toBe(15_000)
  expect(subsidy('1946-11-30', 1)).toBe(15_000)
  expect(subsidy('1946-11-30', 2)).toBe(26_000)
  expect(subsidy('1966-11-30', 2)).toBe(26_000)
})
