// A benefit ends by two persons; a proposal may be declined; a hold whose review day has come stands in the queue.
import { newId } from '@songhe/basics/ids'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { closeAnomaly } from '../cases/close-anomaly.ts'
import { listQueue, showQueues } from '../cases/list-queue.ts'
import { declineAdjustment } from './decline-adjustment.ts'
import { listAdjustments } from './list-adjustments.ts'
import { proposeStop } from './propose-stop.ts'
import { approveAdjustment, proposeAdjustment, suspendStream } from './streams.ts'
import { CLERK, FINANCE, type MonthWorld, monthWorld, REVIEWER } from './testing-month.ts'

let month: MonthWorld
let person: string
const programme = 'old-age-allowance'
beforeEach(async () => {
  month = await monthWorld()
  person = await month.elder()
})
afterEach(() => month.world.close())

const queue = (key: 'suspended' | 'anomalies', who: typeof CLERK | typeof REVIEWER = CLERK) =>
  month.as(who, (ctx) => listQueue(ctx, { params: { queue: key }, query: { page: 1, size: 20 } }))

test('a hold stands in the queue from its review day on, with its reason; before that day it does not', async () => {
  const hold = (who: string, reviewOn: string) =>
    month.as(CLERK, (ctx) => suspendStream(ctx, { body: { person: who, programme, reason: '三次上门联系不上', reviewOn } }))
  await hold(person, '2026-11-24')
  await hold(await month.elder(), '2026-11-25')
  expect((await queue('suspended')).rows).toMatchObject([
    { person, dueOn: '2026-11-24', note: '三次上门联系不上', next: '恢复或停发' },
  ])
})

test('a stop asked for by the clerk waits for another person, who ends the benefit with the month before', async () => {
  const ask = (id: string) =>
    month.as(CLERK, (ctx) => proposeStop(ctx, { body: { id, person, programme, reason: '本人放弃', fromMonth: '2026-11' } }))
  const id = newId()
  expect((await ask(id)).outcome).toBe('created')
  expect((await ask(id)).outcome).toBe('exists')
  await expect(ask(newId())).rejects.toThrow('已经有一条')
  expect((await queue('anomalies')).rows).toMatchObject([{ key: id, next: '核对停发', note: '提出停发：本人放弃（陈雨桐）' }])
  const confirm = (who: typeof CLERK | typeof REVIEWER) =>
    month.as(who, (ctx) => closeAnomaly(ctx, { params: { id }, body: { id: newId(), verdict: 'confirmed', note: '有本人声明' } }))
  await expect(confirm(CLERK)).rejects.toThrow('不能由您确认')
  await confirm(REVIEWER)
  expect(await month.world.owner('select state, end_month from benefits.entitlement')).toEqual([
    { state: 'stopped', end_month: '2026-10' },
  ])
  expect(await month.lines(await month.compute('2026-11'))).toEqual([])
  await month.holds()
})

test('a proposal is declined with a word by another person; no money moves, and it cannot be approved afterwards', async () => {
  const id = newId()
  const body = { id, person, programme, kind: 'one-off' as const, forMonth: '2026-10', fen: 5_000, reason: '更正' }
  await month.as(CLERK, (ctx) => proposeAdjustment(ctx, { body }))
  const list = (who: typeof CLERK | typeof REVIEWER) =>
    month.as(who, (ctx) => listAdjustments(ctx, { query: { page: 1, size: 20, state: 'proposed' } }))
  expect((await list(CLERK)).rows[0]!.bar).toContain('不能批准')
  expect(await list(REVIEWER)).toMatchObject({ rows: [{ id, bar: null }], sums: { plusFen: 5_000, minusFen: 0 } })
  expect((await month.as(REVIEWER, showQueues)).elsewhere).toContainEqual({
    key: 'benefits.adjustments',
    title: '补发追回待批',
    path: '/benefits/adjustments?state=proposed',
    count: 1,
  })
  const decline = () => month.as(REVIEWER, (ctx) => declineAdjustment(ctx, { params: { id }, body: { note: '依据不足' } }))
  expect([(await decline()).outcome, (await decline()).outcome]).toEqual(['created', 'exists'])
  await expect(month.as(REVIEWER, (ctx) => approveAdjustment(ctx, { params: { id } }))).rejects.toThrow('已经取消')
  expect((await month.lines(await month.compute('2026-11'))).map((line) => line.kind)).toEqual(['month'])
  await month.holds()
})

test('look-alikes of the register are counted on the desk of who may merge them', async () => {
  const other = await month.elder()
  await month.world.owner(
    `insert into registry.duplicate (district, one, other, area, reason) values (4, least($1::uuid, $2::uuid), greatest($1::uuid, $2::uuid), 4011, '同名同生日')`,
    [person, other],
  )
  const of = async (who: typeof CLERK | typeof FINANCE) =>
    (await month.as(who, showQueues)).elsewhere.find((one) => one.title === '疑似重复')
  expect(await of(CLERK)).toMatchObject({ count: 1, path: '/people/duplicates' })
  expect(await of(FINANCE)).toBeUndefined()
})
