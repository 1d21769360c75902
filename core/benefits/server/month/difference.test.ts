// Why a month differs from the last: every change has one reason, and the reasons are the difference to the fen.
import { newId } from '@songhe/basics/ids'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { diffRun } from './difference.ts'
import { listLines } from './queries.ts'
import { getRun } from './run-store.ts'
import { approveAdjustment, proposeAdjustment, resumeStream, suspendStream } from './streams.ts'
import { CLERK, type MonthWorld, monthWorld, REVIEWER } from './testing-month.ts'

const HERE = { 'person.registered-here': 'true' }
let month: MonthWorld
const people: Record<string, string> = {}
beforeAll(async () => {
  month = await monthWorld()
  const elder = async (name: string, more: object = {}) => {
    people[name] = await month.elder({ facts: HERE, ...more })
  }
  await elder('same')
  await elder('turns80', { birth: '1946-10-05' })
  await elder('turns90', { birth: '1936-10-20' })
  await elder('granted', { start: '2026-10' })
  await elder('held')
  await elder('owed')
  await elder('overpaid')
  await month.approve('2026-09')
  await month.as(CLERK, (ctx) =>
    suspendStream(ctx, {
      body: { person: people.held!, programme: 'old-age-allowance', reason: '生存认证未做', reviewOn: '2026-12-31' },
    }),
  )
  await adjust('owed', 'arrear', 20_000)
  await adjust('overpaid', 'recovery', 30_000)
})
afterEach(() => month.holds())
afterAll(() => month.world.close())

async function adjust(name: string, kind: 'arrear' | 'recovery' | 'one-off', fen: number) {
  const id = newId()
  const body = { id, person: people[name]!, programme: 'old-age-allowance', kind, forMonth: '2026-08', fen, reason: '核对往月' }
  await month.as(CLERK, (ctx) => proposeAdjustment(ctx, { body }))
  await expect(
    month.world.as({ district: 4, staff: CLERK, roles: ['reviewer'] }, (ctx) => approveAdjustment(ctx, { params: { id } })),
  ).rejects.toThrow()
  await month.as(REVIEWER, (ctx) => approveAdjustment(ctx, { params: { id } }))
  return id
}

const fenOf = async (run: string, name: string) =>
  (await month.lines(run)).filter((line) => line.person === people[name]).reduce((sum, line) => sum + line.fen, 0)

test('each change has one reason and the sum of the reasons is the change of the month', async () => {
  const run = await month.compute('2026-10')
  const { previousFen, currentFen, reasons } = await month.as(CLERK, (ctx) => diffRun(ctx, { params: { id: run } }))
  expect(Object.fromEntries(reasons.map(({ reason, persons, fen }) => [reason, [persons, fen]]))).toEqual({
    新满80周岁: [1, 10_000],
    升档: [1, 10_000],
    新批准: [1, 10_000],
    暂停: [1, -10_000],
    补发: [1, 20_000],
    追回抵扣: [1, -5_000],
  })
  expect(reasons.reduce((sum, one) => sum + one.fen, 0)).toBe(currentFen - previousFen)
  expect((await month.as(CLERK, (ctx) => getRun(ctx, run))).totalFen).toBe(currentFen)
  for (const { reason, persons } of reasons) {
    const shown = await month.as(CLERK, (ctx) => listLines(ctx, { params: { id: run }, query: { page: 1, size: 50, reason } }))
    // Who is held has no line this month; everybody else is behind the number.
    if (reason !== '暂停') expect([reason, new Set(shown.rows.map((row) => row.person)).size]).toEqual([reason, persons])
  }
  await month.world.owner(`update benefits.run set state = 'discarded' where id = $1`, [run])
})

test('a recovery keeps back at most half of a month until it is paid off, and an arrear is paid once', async () => {
  const paid: number[] = []
  for (const forMonth of ['2026-10', '2026-11', '2026-12']) {
    const run = await month.approve(forMonth)
    paid.push(await fenOf(run, 'overpaid'))
    if (forMonth === '2026-10') expect(await fenOf(run, 'owed')).toBe(30_000)
    else expect(await fenOf(run, 'owed')).toBe(10_000)
  }
  expect(paid).toEqual([5_000, 5_000, 5_000])
  const [left] = await month.world.owner(
    `select fen::int, settled_fen::int as settled, state from benefits.adjustment where kind = 'recovery'`,
  )
  expect(left).toEqual({ fen: -30_000, settled: 15_000, state: 'planned' })
})

test('a held stream pays nothing until it is resumed; resuming what runs is refused', async () => {
  const stream = { person: people.held!, programme: 'old-age-allowance', reason: '已做生存认证' }
  await month.as(CLERK, (ctx) => resumeStream(ctx, { body: stream }))
  await expect(month.as(CLERK, (ctx) => resumeStream(ctx, { body: stream }))).rejects.toThrow('没有找到')
  const run = await month.compute('2027-01')
  expect(await fenOf(run, 'held')).toBe(10_000)
  const { reasons } = await month.as(CLERK, (ctx) => diffRun(ctx, { params: { id: run } }))
  expect(reasons.find((one) => one.reason === '恢复或补入')).toMatchObject({ persons: 1, fen: 10_000 })
})
