// The calendar: holidays and make-up days are counted as the office sees them.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestWorld, testDatabase } from '@songhe/kernel/testing'
import { casesRoom } from './testing-room.ts'
import { addWorkingDays, listWorkingDays, setWorkingDay } from './working-days.ts'

let world: TestWorld
beforeAll(async () => {
  world = await testDatabase(casesRoom)
})
afterAll(() => world.close())

test('counting working days skips the National Day holiday and counts its make-up Saturday', async () => {
  const reached = await world.as({ district: 4 }, async (ctx) => [
    await addWorkingDays(ctx, '2026-09-30', 1),
    await addWorkingDays(ctx, '2026-09-30', 3),
  ])
  expect(reached).toEqual(['2026-10-08', '2026-10-10'])
})

test('a day the office marks as free is skipped, and only in its own district', async () => {
  await world.as({ district: 4 }, (ctx) => setWorkingDay(ctx, { body: { day: '2026-11-25', works: false, name: '本区活动' } }))
  expect(await world.as({ district: 4 }, (ctx) => addWorkingDays(ctx, '2026-11-24', 1))).toBe('2026-11-26')
  expect(await world.as({ district: 5 }, (ctx) => addWorkingDays(ctx, '2026-11-24', 1))).toBe('2026-11-25')
  const list = await world.as({ district: 4 }, (ctx) => listWorkingDays(ctx, { query: { year: 2026 } }))
  expect(list.rows).toContainEqual({ day: '2026-11-25', works: false, name: '本区活动' })
})
