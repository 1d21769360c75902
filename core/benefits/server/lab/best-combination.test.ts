// The best combination never holds two that shut each other out, and no other one that is allowed brings more.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bestCombination, type Shut } from './best-combination.ts'

test('one that shuts out two is given up where the two bring more', () => {
  const due = [
    { programme: 'destitute-care', fen: 5_000 },
    { programme: 'disability-living', fen: 10_000 },
    { programme: 'disability-nursing', fen: 11_000 },
  ]
  const shut: Shut[] = [
    ['destitute-care', 'disability-living'],
    ['destitute-care', 'disability-nursing'],
  ]
  expect(bestCombination(due, shut).map(({ programme }) => programme)).toEqual(['disability-living', 'disability-nursing'])
  expect(bestCombination(due, []).length).toBe(3)
})

test('against walking through the benefits one by one, with and without each', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f']
  const pair = fc.uniqueArray(fc.constantFrom(...names), { minLength: 2, maxLength: 2 })
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 6, maxLength: 6 }),
      fc.array(pair, { maxLength: 8 }),
      (fens, pairs) => {
        const due = names.map((programme, i) => ({ programme, fen: fens[i]! }))
        const shut = pairs as unknown as Shut[]
        const clash = (one: string, other: string) => shut.some((both) => both.includes(one) && both.includes(other))
        const most = (rest: typeof due, taken: string[]): number => {
          const [first, ...others] = rest
          if (!first) return 0
          const without = most(others, taken)
          if (taken.some((one) => clash(one, first.programme))) return without
          return Math.max(without, first.fen + most(others, [...taken, first.programme]))
        }
        const best = bestCombination(due, shut)
        expect(best.reduce((sum, { fen }) => sum + fen, 0)).toBe(most(due, []))
        for (const one of best)
          for (const other of best) if (one !== other) expect(clash(one.programme, other.programme)).toBe(false)
      },
    ),
  )
})
