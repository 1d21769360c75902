// Plans of repayment: whole, never above the share, never below the floor.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { planInstalments, roomOf } from './recovery-plan.ts'

test('half of a month of 300 yuan pays back 400 yuan in three instalments, oldest recovery first', () => {
  const plan = planInstalments(
    [
      { id: 'a', leftFen: 10_000 },
      { id: 'b', leftFen: 30_000 },
    ],
    30_000,
    { percent: 50, floorFen: 0 },
    '2026-12',
  )
  expect([...plan]).toEqual([
    ['a', [{ month: '2026-12', fen: 10_000 }]],
    [
      'b',
      [
        { month: '2026-12', fen: 5_000 },
        { month: '2027-01', fen: 15_000 },
        { month: '2027-02', fen: 10_000 },
      ],
    ],
  ])
})

test('the floor always stays paid: where it takes the whole month, nothing is kept back and the money is handed back instead', () => {
  expect(roomOf(30_000, { percent: 50, floorFen: 25_000 })).toBe(5_000)
  expect(planInstalments([{ id: 'a', leftFen: 100 }], 20_000, { percent: 50, floorFen: 20_000 }, '2026-12').get('a')).toEqual([])
  expect(planInstalments([{ id: 'a', leftFen: 100 }], 0, { percent: 50, floorFen: 0 }, '2026-12').get('a')).toEqual([])
})

test('any recoveries add up exactly, and no month gives more than its room', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          leftFen: fc.integer({ min: 1, max: 100_000 }),
          monthlyFen: fc.option(fc.integer({ min: 1_000, max: 20_000 }), { nil: undefined }),
        }),
        {
          minLength: 1,
          maxLength: 5,
        },
      ),
      fc.integer({ min: 0, max: 60_000 }),
      fc.integer({ min: 0, max: 100 }),
      fc.integer({ min: 0, max: 60_000 }),
      (debts, monthFen, percent, floorFen) => {
        const named = debts.map((debt, i) => ({ ...debt, id: String(i) }))
        const plan = planInstalments(named, monthFen, { percent, floorFen }, '2026-11')
        const room = roomOf(monthFen, { percent, floorFen })
        const byMonth = new Map<string, number>()
        for (const { id, leftFen, monthlyFen } of named) {
          const months = plan.get(id)!
          if (months.length > 0) expect(months.reduce((sum, one) => sum + one.fen, 0)).toBe(leftFen)
          for (const { month, fen } of months) {
            expect(fen).toBeGreaterThan(0)
            expect(fen).toBeLessThanOrEqual(monthlyFen ?? fen)
            byMonth.set(month, (byMonth.get(month) ?? 0) + fen)
          }
        }
        for (const fen of byMonth.values()) {
          expect(fen).toBeLessThanOrEqual((monthFen * percent) / 100)
          expect(monthFen - fen).toBeGreaterThanOrEqual(floorFen)
        }
        if (room === 0) expect(byMonth.size).toBe(0)
      },
    ),
    { numRuns: 200 },
  )
})
