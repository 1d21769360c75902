// Two humans over one month: what the second must have seen, who he may not be, and that nothing happens twice.
import { newId } from '@songhe/basics/ids'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { VILLAGE } from '../cases/testing-room.ts'
import { approveRun, discardRun, returnRun, submitRun } from './approve-run.ts'
import { listExceptions, seeException } from './exceptions.ts'
import { listLines } from './queries.ts'
import { getRun } from './run-store.ts'
import { startRun } from './start-run.ts'
import { CLERK, type MonthWorld, monthWorld, REVIEWER } from './testing-month.ts'

const HERE = { 'person.registered-here': 'true' }
let month: MonthWorld
let lonely: string
beforeAll(async () => {
  month = await monthWorld()
  for (let i = 0; i < 5; i++) await month.elder({ facts: HERE })
  lonely = await month.elder({ facts: HERE, account: null })
})
afterEach(() => month.holds())
afterAll(() => month.world.close())

const digestOf = (id: string) => month.as(CLERK, async (ctx) => (await getRun(ctx, id)).digest)
const submit = (id: string) => month.as(CLERK, (ctx) => submitRun(ctx, { params: { id }, body: { note: '' } }))
const see = (id: string) =>
  month.as(REVIEWER, async (ctx) => {
    for (const { key } of await listExceptions(ctx, { params: { id } })) await seeException(ctx, { params: { id, key } })
  })
const approveAs = async (staff: string, id: string, digest?: string) => {
  const seen = digest ?? (await digestOf(id))
  return month.world.as({ district: 4, staff, roles: ['reviewer'] }, (ctx) =>
    approveRun(ctx, { params: { id }, body: { digest: seen } }),
  )
}

test('approval waits for submission, for each exception to be opened, and for another human over the very sum that was shown', async () => {
  const id = await month.compute('2026-05')
  await expect(approveAs(REVIEWER, id)).rejects.toThrow('不能批准')
  await submit(id)
  await expect(approveAs(REVIEWER, id)).rejects.toThrow('没有收款账号')
  await see(id)
  // The maker with a reviewer's role on another account is still the same human.
  await expect(approveAs(CLERK, id)).rejects.toThrow('两个人')
  await expect(approveAs(REVIEWER, id, '0'.repeat(64))).rejects.toThrow('不是同一份')
  expect((await approveAs(REVIEWER, id)).outcome).toBe('created')
  expect((await approveAs(REVIEWER, id)).outcome).toBe('exists')
})

test('ten approvals at once are one approval', async () => {
  const id = await month.compute('2026-06')
  await submit(id)
  await see(id)
  const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => approveAs(`复核${i}`, id)))
  expect(answers.filter((one) => one.outcome === 'created')).toHaveLength(1)
  expect(
    await month.world.owner(`select count(*)::int as n from benefits.run_step where run = $1 and step = 'approved'`, [id]),
  ).toEqual([{ n: 1 }])
})

test('a month has one run: a second is refused, also when two start at once; discarded it may be made again', async () => {
  const start = () => month.as(CLERK, (ctx) => startRun(ctx, { body: { id: newId(), month: '2026-07', kind: 'regular' } }))
  const both = await Promise.allSettled([start(), start(), start()])
  expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  await expect(start()).rejects.toThrow('已经有一个发放批次')
  const [run] = await month.world.owner(`select id from benefits.run where month = '2026-07' and state = 'computed'`)
  await month.as(CLERK, (ctx) => discardRun(ctx, { params: { id: run.id }, body: { note: '事实有误' } }))
  expect((await start()).outcome).toBe('created')
})

test('a returned month must be submitted and seen anew; an approved one cannot be thrown away', async () => {
  const id = await month.compute('2026-08')
  await submit(id)
  await see(id)
  await month.as(REVIEWER, (ctx) => returnRun(ctx, { params: { id }, body: { note: '请核对' } }))
  await submit(id)
  await expect(approveAs(REVIEWER, id)).rejects.toThrow('还有例外没有看过')
  await see(id)
  await approveAs(REVIEWER, id)
  await expect(month.as(CLERK, (ctx) => discardRun(ctx, { params: { id }, body: { note: '' } }))).rejects.toThrow('不能作废')
})

test('the snapshot and the lines stay what they were when facts change afterwards', async () => {
  const id = await month.compute('2026-09')
  const before = await month.lines(id)
  const frozen = await month.world.owner('select * from benefits.snapshot where run = $1 order by person', [id])
  await month.world.owner(`update registry.person set died_on = '2026-09-15', birth = '1990-01-01' where id = $1`, [lonely])
  expect(await month.lines(id)).toEqual(before)
  expect(await month.world.owner('select * from benefits.snapshot where run = $1 order by person', [id])).toEqual(frozen)
  await month.world.owner(`update registry.person set died_on = null, birth = '1940-03-12' where id = $1`, [lonely])
  await expect(
    month.as(CLERK, (ctx) => ctx.db.updateTable('benefits.snapshot').set({ birth: '1990-01-01' }).execute()),
  ).rejects.toThrow(/permission denied/)
})

test('a town sees the lines of its own people only', async () => {
  const [run] = await month.world.owner(`select id from benefits.run where month = '2026-08' and state = 'approved'`)
  const seen = (areas: number[] | null) =>
    month.world.as({ district: 4, areas }, (ctx) => listLines(ctx, { params: { id: run.id }, query: { page: 1, size: 50 } }))
  expect((await seen(null)).total).toBe(6)
  expect((await seen([VILLAGE])).total).toBe(6)
  expect((await seen([4_020])).total).toBe(0)
})
