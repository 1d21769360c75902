// Money is neither made nor lost, whatever is booked, repeated or reversed.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestWorld, testDatabase } from '@songhe/kernel/testing'
import { capability } from './capability.ts'
import { balances, book, openAccounts, reverse } from './ledger.ts'

let world: TestWorld
const KEYS = ['fund', 'benefit:a', 'benefit:b', 'recovery:a']
beforeAll(async () => {
  world = await testDatabase([capability])
  for (const district of [1, 2])
    await world.as({ district }, (ctx) =>
      openAccounts(
        ctx,
        KEYS.map((key) => ({ key, kind: 'fund' as const, title: key })),
      ),
    )
})
afterAll(() => world.close())

const act = fc.record({
  from: fc.nat(3),
  to: fc.nat(3),
  fen: fc.integer({ min: 1, max: 1e9 }),
  object: fc.nat(12),
  undo: fc.boolean(),
})

test('any story of bookings, repeats and reversals sums to zero and agrees with a plain model', async () => {
  let story = 0
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 25 }), async (acts) => {
      const cause = `story-${story++}`
      await world.as({ district: 1 }, async (ctx) => {
        const before = new Map((await balances(ctx)).map((row) => [row.key, row.fen]))
        const booked = new Map<string, { debit: string; credit: string; fen: number; undone: boolean }>()
        for (const { from, to, fen, object, undo } of acts) {
          const [debit, credit] = [KEYS[from]!, KEYS[to]!]
          const known = booked.get(String(object))
          if (undo && known && !known.undone) {
            await reverse(ctx, cause, String(object))
            known.undone = true
          } else if (debit !== credit) {
            expect(await book(ctx, { debit, credit, fen, cause, object: String(object) })).toBe(!known)
            if (!known) booked.set(String(object), { debit, credit, fen, undone: false })
          }
        }
        const wanted = new Map(before)
        for (const { debit, credit, fen, undone } of booked.values())
          if (!undone) {
            wanted.set(debit, (wanted.get(debit) ?? 0) + fen)
            wanted.set(credit, (wanted.get(credit) ?? 0) - fen)
          }
        const after = await balances(ctx)
        expect(new Map(after.map((row) => [row.key, row.fen]))).toEqual(wanted)
        expect(after.reduce((sum, row) => sum + row.fen, 0)).toBe(0)
      })
    }),
    { numRuns: 25 * Number(process.env.SONGHE_TEST_SCALE ?? 1) },
  )
})

test('nothing is reversed twice, changed or deleted, and another district sees nothing of it', async () => {
  await world.as({ district: 1 }, async (ctx) => {
    await book(ctx, { debit: 'fund', credit: 'benefit:a', fen: 1, cause: 'once', object: 'x' })
    await reverse(ctx, 'once', 'x')
    await expect(reverse(ctx, 'once', 'x')).rejects.toThrow('冲回过')
  })
  await expect(
    world.owner('select 1').then(() => world.as({ district: 1 }, (ctx) => ctx.db.deleteFrom('ledger.transfer').execute())),
  ).rejects.toThrow(/permission denied/)
  expect((await world.as({ district: 2 }, balances)).every((row) => row.fen === 0)).toBe(true)
})
