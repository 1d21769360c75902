// Ages and birthdays at the edges, against a slow day-by-day count.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, addMonths, ageOn, birthdayAt, isDay, lastDay, monthsBetween } from './day.ts'

test.each([
  ['1946-11-24', '2026-11-23', 79],
  ['1946-11-24', '2026-11-24', 80],
  ['1946-11-24', '2026-11-25', 80],
  ['1952-02-29', '2026-02-28', 73],
  ['1952-02-29', '2026-03-01', 74],
  ['1944-02-29', '2024-02-29', 80],
])('born %s, on %s: %i full years', (birth, on, age) => {
  expect(ageOn(birth, on)).toBe(age)
})

test('the birthday is the first day with that age', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 45_000 }), fc.integer({ min: 1, max: 110 }), (offset, age) => {
      const birth = addDays('1900-01-01', offset)
      const day = birthdayAt(birth, age)
      expect(isDay(day)).toBe(true)
      expect(ageOn(birth, day)).toBe(age)
      expect(ageOn(birth, addDays(day, -1))).toBe(age - 1)
    }),
  )
})

test('months roll over years in both directions', () => {
  expect(addMonths('2026-11', 2)).toBe('2027-01')
  expect(addMonths('2026-01', -1)).toBe('2025-12')
  expect(lastDay('2024-02')).toBe('2024-02-29')
  expect(monthsBetween('2026-11', '2027-01')).toEqual(['2026-11', '2026-12', '2027-01'])
  expect(monthsBetween('2027-01', '2026-12')).toEqual([])
})
