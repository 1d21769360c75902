import { Decimal } from 'decimal.js'
import { expect, test } from 'vitest'
import { judge, leadingTarget, type Target } from './state.ts'

const d = (value: number | string) => new Decimal(value)
const target = (part: Partial<Target> = {}): Target => ({
  operator: '>=',
  value: d(100),
  max: null,
  day: '2022-12-31',
  standing: 'open',
  ...part,
})
const standing = { baseline: { value: d('19.23'), day: '2020-03-12' }, target: target(), undecided: false, today: '2022-06-30' }

test('no source is no number, and no number is no verdict', () => {
  expect(judge({ ...standing, value: null })).toEqual({ state: 'no-source', expected: null, pace: null })
  expect(judge({ ...standing, value: d(5), target: null }).state).toBe('no-target')
  expect(judge({ ...standing, value: d(5), baseline: null }).state).toBe('no-baseline')
  expect(judge({ ...standing, value: d(5), undecided: true }).state).toBe('undecided')
  expect(judge({ ...standing, value: d(5), target: target({ day: null }) }).state).toBe('undecided')
})

test('where it should stand today is on the straight way, and the pace is what each month must bring', () => {
  const told = judge({ ...standing, value: d('80.77') })
  expect(told.state).toBe('behind')
  expect(told.expected!.toFixed(2)).toBe('85.49')
  expect(told.pace!.toFixed(2)).toBe('3.18')
  expect(judge({ ...standing, value: d('90') }).state).toBe('on-course')
  expect(judge({ ...standing, value: d('100') }).state).toBe('met')
  expect(judge({ ...standing, value: d('99.99'), today: '2023-01-01' }).state).toBe('missed')
})

test('a ceiling is met from below, a range inside, and what must fall needs a negative pace', () => {
  const ceiling = {
    ...standing,
    baseline: { value: d(45), day: '2020-12-31' },
    target: target({ operator: '<=', value: d(40), day: '2025-12-31' }),
  }
  expect(judge({ ...ceiling, value: d('39.9') }).state).toBe('met')
  const high = judge({ ...ceiling, value: d('44.9') })
  expect([high.state, high.pace!.isNegative()]).toEqual(['behind', true])
  expect(judge({ ...ceiling, value: d('43') }).state).toBe('on-course')
  const range = target({ operator: 'between', value: d(1), max: d(2) })
  expect([1, 2, 3].map((value) => judge({ ...standing, target: range, value: d(value) }).state === 'met')).toEqual([
    true,
    true,
    false,
  ])
})

test('T-35: an old deadline says nothing until somebody confirms it', () => {
  const old = target({ day: '2020-12-31', standing: 'historic' })
  expect(judge({ ...standing, value: d(5), target: old }).state).toBe('historic')
  expect(judge({ ...standing, value: d(5), target: { ...old, standing: 'binding' } }).state).toBe('missed')
  expect(judge({ ...standing, value: d(5), target: { ...old, standing: 'past' } }).state).toBe('no-target')
})

test('T-03, T-06: of two dated targets the nearest ahead leads; on one day the stricter until the office decides', () => {
  const [near, far] = [
    target({ day: '2022-12-31', value: d(40), operator: '<=' }),
    target({ day: '2025-12-31', value: d(40), operator: '<=' }),
  ]
  expect(leadingTarget([far, near], '2021-01-01')).toBe(near)
  expect(leadingTarget([far, near], '2023-01-01')).toBe(far)
  expect(leadingTarget([far, near], '2026-01-01')).toBe(far)
  const [loose, strict] = [target({ value: d(50) }), target({ value: d(80) })]
  expect(leadingTarget([loose, strict], '2021-01-01')).toBe(strict)
  expect(leadingTarget([target({ day: null, value: d(50) }), target({ value: d(80) })], '2021-01-01')!.value.toNumber()).toBe(80)
})

test('T-31: a target equal to its baseline is a promise to hold', () => {
  const hold = { ...standing, baseline: { value: d(60), day: '2021-12-31' }, target: target({ value: d(60), operator: '=' }) }
  expect(judge({ ...hold, value: d(60) }).state).toBe('met')
  expect(judge({ ...hold, value: d(59) }).state).toBe('behind')
})
