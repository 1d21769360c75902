// Sixty months of an age group are its five-year ratio again; women outlive men, the old die sooner, and the same seed draws the same lives.
import { expect, test } from 'vitest'
import { survivalFrom, survivalOfChina } from './survival.ts'

test('sixty months of one age group multiply to its printed ratio', () => {
  const of = survivalFrom('sex,period,step,ratio\nmale,2025-2030,80-84→85-89,0.55\nmale,2025-2030,95+→100+,0.08')
  expect(of.monthly(false, 83, 2027) ** 60).toBeCloseTo(0.55, 12)
  expect(of.monthly(false, 104, 2099) ** 60).toBeCloseTo(0.08, 12)
})

test('the table that ships has every age and sex of the next ten years', () => {
  const china = survivalOfChina()
  for (let year = 2026; year < 2036; year++)
    for (let age = 50; age < 120; age++) {
      const [man, woman] = [china.monthly(false, age, year), china.monthly(true, age, year)]
      expect(man).toBeGreaterThan(0.9)
      expect(woman).toBeGreaterThan(man)
      expect(china.monthly(true, age + 5, year)).toBeLessThanOrEqual(woman)
    }
})
