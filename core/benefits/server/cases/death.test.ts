// Death and its undoing: everything in one act, everything back.
import { newId } from '@songhe/basics/ids'
import { announce } from '@songhe/kernel/announce'
import type { Context } from '@songhe/kernel/context'
import { type TestWorld, testDatabase } from '@songhe/kernel/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { runCheck } from './check-entitlements.ts'
import { closeAnomaly } from './close-anomaly.ts'
import { useJudge } from './judge-port.ts'
import { listQueue } from './list-queue.ts'
import { onRelocated } from './relocated.ts'
import { casesInvariants } from './routes.ts'
import { startCases } from './start-cases.ts'
import { eightyJudge } from './testing-judge.ts'
import { casesRoom, DISTRICT, plantAreas, OTHER_TOWN, plantPerson, VILLAGE } from './testing-room.ts'

const NOW = new Date('2026-11-24T02:00:00Z')
let world: TestWorld
let person: string

beforeAll(async () => {
  useJudge(eightyJudge)
  world = await testDatabase(casesRoom, NOW)
  await plantAreas(world)
})
afterAll(() => world.close())

/** One elder with a running allowance paid from July to October, an unsent line for November and an open case for another programme. */
beforeEach(async () => {
  person = await plantPerson(world, { name: '丁某全' })
  await world.owner(
    `insert into benefits.entitlement (district, id, person, area, programme, start_month) values (4, $1, $2, $3, 'service-subsidy', '2026-07')`,
    [newId(), person, VILLAGE],
  )
  for (const [index, month] of ['2026-07', '2026-08', '2026-09', '2026-10', '2026-11'].entries()) {
    const run = newId()
    await world.owner(
      `insert into benefits.run (district, id, month, number, kind, state, made_by_name) values (4, $1, $2, 1, 'supplement', 'approved', '测')`,
      [run, month],
    )
    await world.owner(
      `insert into benefits.line (district, run, person, programme, for_month, area, fen, pack, version, row_id, state)
      values (4, $1, $2, 'service-subsidy', $3, $4, 20000, 'service-subsidy', 1, 'a', $5)`,
      [run, person, month, VILLAGE, index < 4 ? 'paid' : 'due'],
    )
  }
  await as('系统', (ctx) => runCheck(ctx, async () => {}))
  await as('陈雨桐', (ctx) =>
    startCases(ctx, { body: { id: newId(), items: [{ person, programme: 'old-age-allowance' }], way: 'town-check', note: '' } }),
  )
})

const as = <T>(staff: string, act: (ctx: Context) => Promise<T>) => world.as({ district: DISTRICT, staff }, act)
async function die(day = '2026-08-15') {
  await world.owner('update registry.person set died_on = $2 where id = $1', [person, day])
  await as('陈雨桐', (ctx) => announce(ctx, 'person-died', { person, day }))
}

async function undo() {
  await world.owner('update registry.person set died_on = null where id = $1', [person])
  await as('何志远', (ctx) => announce(ctx, 'death-reversed', { person }))
}

async function everything() {
  const tables = ['entitlement', 'line', 'benefit_case', 'adjustment', 'anomaly']
  const open: Record<string, string> = { adjustment: `and state <> 'cancelled'`, anomaly: 'and closed_at is null' }
  const found = await Promise.all(
    tables.map((table) =>
      world.owner(`select to_jsonb(t) as row from benefits.${table} t where person = $1 ${open[table] ?? ''} order by 1`, [
        person,
      ]),
    ),
  )
  return Object.fromEntries(tables.map((table, i) => [table, found[i]!.map((one) => one.row)]))
}

test('a death holds every stream and unsent line, stops open cases, and puts what was paid too much up for recovery, in one act [KZ-017]', async () => {
  await die()
  const after = await everything()
  expect(after.entitlement).toMatchObject([{ state: 'held', hold_reason: '去世待确认', end_month: '2026-08' }])
  expect(after.line!.filter((line) => line.state === 'held').map((line) => line.for_month)).toEqual(['2026-11'])
  expect(after.benefit_case).toMatchObject([{ state: 'withdrawn' }])
  expect(after.adjustment!.map((one) => [one.kind, one.for_month, one.fen])).toEqual(
    expect.arrayContaining([
      ['recovery', '2026-09', -20_000],
      ['recovery', '2026-10', -20_000],
    ]),
  )
  expect(after.adjustment).toHaveLength(2)
  const queue = await as('何志远', (ctx) => listQueue(ctx, { params: { queue: 'anomalies' }, query: { page: 1, size: 200 } }))
  expect(queue.rows.find((row) => row.person === person)).toMatchObject({ state: 'death', arrearsFen: 40_000, next: '确认停发' })
})

test('undoing a reported death restores every row exactly as it was', async () => {
  const before = await everything()
  await die()
  await undo()
  expect(await everything()).toEqual(before)
})

test('undoing works after a second person confirmed too, and gives back what was already recovered', async () => {
  const before = await everything()
  await die()
  const [anomaly] = await world.owner('select id from benefits.anomaly where kind = $$death$$ and person = $1', [person])
  await as('何志远', (ctx) =>
    closeAnomaly(ctx, { params: { id: anomaly.id }, body: { id: newId(), verdict: 'confirmed', note: '已见死亡证明' } }),
  )
  expect((await everything()).entitlement).toMatchObject([{ state: 'stopped', end_month: '2026-08' }])
  await world.owner(`update benefits.adjustment set settled_fen = -20000 where person = $1 and for_month = '2026-09'`, [person])
  await undo()
  const after = await everything()
  expect(after.entitlement).toEqual(before.entitlement)
  expect(after.adjustment).toMatchObject([{ kind: 'arrear', for_month: '2026-09', fen: 20_000, state: 'proposed' }])
})

test('dying twice by two sources proposes no month twice, and one undo brings back the first state', async () => {
  const before = await everything()
  await die()
  await die('2026-08-16')
  expect((await everything()).adjustment).toHaveLength(2)
  await undo()
  expect((await everything()).entitlement).toEqual(before.entitlement)
})

test('who reported the death cannot confirm it, and it cannot be waved away while the report stands', async () => {
  await die()
  const [anomaly] = await world.owner('select id from benefits.anomaly where kind = $$death$$ and person = $1', [person])
  const close = (staff: string, verdict: 'confirmed' | 'not-so') =>
    as(staff, (ctx) => closeAnomaly(ctx, { params: { id: anomaly.id }, body: { id: newId(), verdict, note: '核实' } }))
  await expect(close('陈雨桐', 'confirmed')).rejects.toThrow('不能由您确认')
  await expect(close('何志远', 'not-so')).rejects.toThrow('去世登记还在')
  await expect(
    world.as({ district: 5, staff: '别区' }, (ctx) =>
      closeAnomaly(ctx, { params: { id: anomaly.id }, body: { id: newId(), verdict: 'confirmed', note: '核实' } }),
    ),
  ).rejects.toThrow('没有找到')
})

test('a move out of the district holds and restores in the same way', async () => {
  const before = await everything()
  await as('陈雨桐', (ctx) => announce(ctx, 'person-moved', { person, day: '2026-09-10' }))
  expect((await everything()).entitlement).toMatchObject([{ state: 'held', hold_reason: '户籍迁出待确认', end_month: '2026-09' }])
  await as('何志远', (ctx) => announce(ctx, 'move-reversed', { person }))
  expect(await everything()).toEqual(before)
})

test('after a move to another town of the district the stream belongs to that town, whose officer alone sees the case', async () => {
  await as('陈雨桐', (ctx) =>
    onRelocated(ctx, { event: 'person-relocated', body: { person, area: OTHER_TOWN, day: '2026-11-20' } }),
  )
  const after = await everything()
  expect([after.entitlement![0].area, after.benefit_case![0].area]).toEqual([OTHER_TOWN, OTHER_TOWN])
  await world.owner('update registry.person set area = $2 where id = $1', [person, OTHER_TOWN])
  const seen = (area: number) =>
    world.as({ district: DISTRICT, areas: [area], staff: '镇' }, (ctx) =>
      listQueue(ctx, { params: { queue: 'town-check' }, query: { page: 1, size: 200 } }),
    )
  expect([
    (await seen(OTHER_TOWN)).rows.some((row) => row.person === person),
    (await seen(VILLAGE)).rows.some((row) => row.person === person),
  ]).toEqual([true, false])
})

test('the nightly check opens an anomaly for a stream that nobody is owed any more, once', async () => {
  const check = () => as('系统', (ctx) => runCheck(ctx, async () => {}))
  await check()
  await check()
  expect(await world.owner(`select kind, programme from benefits.anomaly where person = $1`, [person])).toEqual([
    { kind: 'paid-not-due', programme: 'service-subsidy' },
  ])
})

test('what a colleague looked at and lets go on is not asked again each night, but again when the reason becomes another one', async () => {
  const check = () => as('系统', (ctx) => runCheck(ctx, async () => {}))
  const open = async () =>
    (
      await world.owner(`select id from benefits.anomaly where person = $1 and kind = 'paid-not-due' and closed_at is null`, [
        person,
      ])
    ).length
  await check()
  const [one] = await world.owner(`select id from benefits.anomaly where person = $1 and kind = 'paid-not-due'`, [person])
  await as('何志远', (ctx) =>
    closeAnomaly(ctx, { params: { id: one.id }, body: { id: newId(), verdict: 'not-so', note: '县里另有决定，继续发' } }),
  )
  await check()
  expect(await open()).toBe(0)
  await world.owner(`update benefits.anomaly set detail = '{"outcome":"excluded","missing":[]}' where id = $1`, [one.id])
  await check()
  expect(await open()).toBe(1)
})

test('after all of this no invariant is broken', async () => {
  await die()
  for (const invariant of casesInvariants) expect(await world.owner(invariant.sql), invariant.title).toEqual([])
})
