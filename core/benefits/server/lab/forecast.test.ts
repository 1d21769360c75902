// A forecast is repeatable, holds still where nothing can happen, and its middle is what the survival table itself says, within the noise of the draws.
import { ageOn } from '@songhe/basics/day'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Scheme } from '../../contract-lab.ts'
import { CLERK, type MonthWorld, monthWorld } from '../month/testing-month.ts'
import { backTest } from './back-test.ts'
import { forecastScheme } from './forecast.ts'
import { forgetRoll } from './kept-rolls.ts'
import { worseningBy } from './rates.ts'
import type { Roll } from './roll.ts'
import { survivalOfChina } from './survival.ts'

const ELDERS = 400
let month: MonthWorld
beforeAll(async () => {
  month = await monthWorld()
  // All the same age, so that the table's own word is one product; none changes the row of the table within three years.
  await month.world.owner(`insert into registry.person (district, id, area, name, name_masked, sex, birth)
    select 4, gen_random_uuid(), 4011, '测某' || n, '测*', 'female', '1941-06-15' from generate_series(1, ${ELDERS}) n`)
})
afterAll(() => month.world.close())

const ask = (query: object = {}) =>
  month.as(CLERK, (ctx) => forecastScheme(ctx, { query: { schemes: '', scheme: 0, months: 36, draws: 60, seed: 7, ...query } }))

test('the same seed draws the same curve, another seed another', async () => {
  const [one, again, other] = [await ask(), await ask(), await ask({ seed: 8 })]
  expect({ ...again, milliseconds: 0 }).toEqual({ ...one, milliseconds: 0 })
  expect(other.months).not.toEqual(one.months)
  expect(one.months[0]).toMatchObject({ month: '2026-11', still: ELDERS * 10_000, low: ELDERS * 10_000, high: ELDERS * 10_000 })
  for (const { low, middle, high } of one.months) expect([low, middle, high]).toEqual([low, middle, high].sort((a, b) => a - b))
})

test('without anybody coming the middle after three years is the share that the table lets live', async () => {
  const told = await ask({ draws: 100 })
  let alive = 1
  for (let ahead = 1; ahead < 36; ahead++) {
    const [year, at] = [2026 + Math.floor((10 + ahead) / 12), `2026-11-30`]
    const years = ageOn('1941-06-15', at) + Math.floor((5 + ahead - 1) / 12)
    alive *= survivalOfChina().monthly(true, years, year)
  }
  // Those who reach the youngest age of this roll (everybody's) come on top: the assumption says how many.
  const coming = told.assumptions.youngestPerYear / 12
  expect(told.assumptions).toMatchObject({ comingPerYear: 0, leavingPerYear: 0, youngestPerYear: ELDERS })
  const expected = (ELDERS * alive + coming * 35) * 10_000
  expect(Math.abs(told.months[35]!.middle - expected) / expected).toBeLessThan(0.03)
})

test('a scheme without the table costs nothing, and the back-test states its error', async () => {
  const scheme = JSON.stringify([Scheme.parse({ name: '方案一', base: 'published', without: ['old-age-allowance'] })])
  await month.as(CLERK, async (ctx) => forgetRoll(ctx))
  const none = await ask({ schemes: scheme, scheme: 1 })
  expect(none.months.every(({ high }) => high === 0)).toBe(true)
  const told = await month.as(CLERK, (ctx) => backTest(ctx, { query: { months: 6, draws: 30, seed: 3 } }))
  expect(told.months.map(({ month }) => month)).toEqual(['2026-05', '2026-06', '2026-07', '2026-08', '2026-09', '2026-10'])
  // In truth nobody of them died: the forecast, which lets some die, is too low by what it says.
  const last = told.months.at(-1)!
  expect([last.owed, last.paid]).toEqual([ELDERS * 10_000, null])
  expect(last.errorPerMille).toBe(Math.round(((last.forecast - last.owed) / last.owed) * 1_000))
  expect(last.errorPerMille).toBeLessThan(0)
  expect(told.worstPerMille).toBe(Math.max(...told.months.map(({ errorPerMille }) => Math.abs(errorPerMille!))))
})

test('ability is lost as fast as the shares by age of the roll rise', async () => {
  const births = Int32Array.from({ length: 4_000 }, (_, i) => (i < 2_000 ? 19_360_101 : 19_410_101))
  // Ten in a hundred of those who are 85, forty of those who are 90.
  const values = Float64Array.from(births, (born, i) => (i % 100 < (born === 19_360_101 ? 40 : 10) ? 2 : 0))
  const column = { type: 'number' as const, places: 0, values }
  const roll = { from: '2026-11', births, facts: new Map([['ability.level', { column, turns: [] }]]) } as unknown as Roll
  const monthly = worseningBy(roll)
  let able = 0.9
  for (let age = 85; age < 90; age++) able *= 1 - monthly[age]! * 12
  expect(able).toBeCloseTo(0.6, 6)
  expect(monthly[70]).toBe(0)
})

test('a fourth scheme that is not there is refused', async () => {
  await expect(ask({ scheme: 3 })).rejects.toThrow('没有这个方案')
})
