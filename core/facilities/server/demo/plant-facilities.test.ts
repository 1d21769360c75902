// The demo plants what the documents print: the register's own counts give their numbers back, and every queue has work.
import type { DemoPlan } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import type { TestWorld } from '@songhe/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listGaps } from '../chain/gaps.ts'
import { showChains } from '../chain/chain.ts'
import { listContracts } from '../contracts/contracts.ts'
import { invariants } from '../invariants.ts'
import { listObservations } from '../observations/observations.ts'
import { facilityTree } from '../register/facility-tree.ts'
import { listFacilities } from '../register/list-facilities.ts'
import { CLERK, DIANJIANG, facilitiesWorld, KAIZHOU, publishPacks, REVIEWER } from '../testing-facilities.ts'
import { todos } from '../todos.ts'
import { plantFacilities } from './plant-facilities.ts'

const [YUBEI, WUXI] = [3, 5]
let world: TestWorld
const as = <T>(district: number, act: (ctx: Context) => Promise<T>) => world.as({ ...CLERK, district }, act)

beforeAll(async () => {
  world = await facilitiesWorld()
  await publishPacks(world, DIANJIANG, ['facility-standard', 'facility-services', 'facility-premises'])
  for (const district of [DIANJIANG, YUBEI, KAIZHOU, WUXI])
    await as(district, async (ctx) => {
      const plan: DemoPlan = {
        oneIn: 1_000,
        seed: 7,
        folder: '',
        districtName: '',
        asColleague: (_role, act) => act({ ...ctx, principal: world.principal({ ...REVIEWER, district }) }),
      }
      await plantFacilities(ctx, plan, async () => {})
    })
}, 120_000)
afterAll(() => world.close())

const kinds = (district: number, on = '2026-11-25') =>
  as(district, async (ctx) => {
    const tree = await facilityTree(ctx, { query: { on } })
    return Object.fromEntries(tree.kinds.map(({ kind, count }) => [kind, count]))
  })

test('Yubei: every printed quantity of sites and its 6,700 beds, each marked as an example [YB-006]', async () => {
  expect(await kinds(YUBEI, '2020-12-31')).toMatchObject({
    'welfare-home': 1,
    'village-home': 23,
    'social-home': 22,
    'nursing-home': 3,
    station: 158,
    'village-point': 63,
    'home-care-centre': 1,
    'meal-point': 17,
    'bath-point': 11,
  })
  const tree = await kinds(YUBEI)
  expect(tree['street-centre']! + tree['town-centre']!).toBe(14)
  const { rows } = await as(YUBEI, (ctx) => listFacilities(ctx, { query: { page: 1, size: 500, state: 'running' } }))
  expect(rows.reduce((sum, { beds }) => sum + beds, 0)).toBe(6_700)
  expect(rows.every(({ example, name }) => example && name.endsWith('（示例）'))).toBe(true)
})

test('Wuxi: two centres and 37 stations open, a care place half built, eight centres and 55 points planned; 2,340 beds of which 1,006 nursing [WX-006]', async () => {
  expect(await kinds(WUXI)).toMatchObject({
    'street-centre': 2,
    station: 37,
    'town-centre': 0,
    'village-point': 0,
    'welfare-home': 1,
    'village-home': 30,
    'social-home': 16,
  })
  const list = (state: 'planned' | 'building') => as(WUXI, (ctx) => listFacilities(ctx, { query: { page: 1, size: 200, state } }))
  expect((await list('building')).rows.map(({ kind }) => kind)).toEqual(['disabled-care-centre'])
  const planned = (await list('planned')).rows
  expect([
    planned.filter(({ kind }) => kind === 'town-centre').length,
    planned.filter(({ kind }) => kind === 'village-point').length,
  ]).toEqual([8, 55])
  const beds = await world.owner(
    `select kind, sum(value::int)::int as n from facilities.fact where district = 5 and kind like 'facility.beds.%' and closed_at is null group by kind order by kind`,
  )
  expect(beds).toEqual([
    { kind: 'facility.beds.nursing', n: 1_006 },
    { kind: 'facility.beds.ordinary', n: 1_334 },
  ])
})

test('Kaizhou: 42, 40, 3, 78 and 423 sites beside the printed numbers, with how many are upgraded [KZ-024]', async () => {
  const { rows } = await as(KAIZHOU, (ctx) =>
    listObservations(ctx, { query: { page: 1, size: 50, facilitiesOnly: true, open: false } }),
  )
  const pairs = rows.map(({ subject, quantity, counted }) => [subject, quantity, counted])
  for (const [subject, count] of [
    ['农村敬老院', 42],
    ['养老服务中心', 40],
    ['片区特困失能照护中心', 3],
    ['社区养老服务站', 78],
    ['村级互助养老点', 423],
  ] as const)
    expect(pairs).toContainEqual([subject, count, count])
})

test('Dianjiang: 5 of 26 centres and 151 of 301 stations and points stand open, as annex 2 prints; the others are planned (N-52, N-53) [DJ-017]', async () => {
  const gaps = await as(DIANJIANG, (ctx) => listGaps(ctx, { query: { page: 1, size: 200, level: 'all' } }))
  const covered = (wanted: string[]) =>
    gaps.covered
      .filter(({ kind }) => wanted.includes(kind))
      .reduce(([n, d], one) => [n! + one.numerator, d! + one.denominator], [0, 0])
  expect(covered(['street-centre', 'town-centre'])).toEqual([5, 26])
  expect(covered(['station', 'village-point'])).toEqual([151, 301])
  expect(gaps.total).toBe(21 + 150)
  expect(gaps.rows.every(({ coming }) => coming !== '')).toBe(true)
})

test('a station that serves a second community covers it too [DJ-017]', async () => {
  const before = await as(DIANJIANG, (ctx) => listGaps(ctx, { query: { page: 1, size: 1, level: 'village' } }))
  const [gap] = before.rows
  await world.owner(
    `insert into facilities.fact (district, id, facility, area, kind, value, valid_from, source, recorded_by)
      select district, gen_random_uuid(), id, area, 'facility.served-areas', $1, '2026-01-01', '镇街', '测试' from facilities.facility f
      where district = 2 and state = 'open' and exists (select from facilities.fact k where k.facility = f.id and k.kind = 'facility.kind' and k.value = 'station') order by id limit 1`,
    [String(gap!.area)],
  )
  const after = await as(DIANJIANG, (ctx) => listGaps(ctx, { query: { page: 1, size: 1, level: 'village' } }))
  expect(after.total).toBe(before.total - 1)
})

test('centres lead the stations of their town, and the shares name their bases [DJ-027]', async () => {
  const chains = await as(DIANJIANG, (ctx) => showChains(ctx, { query: {} }))
  expect(chains.inChain.denominator).toBe(151)
  expect(chains.inChain.numerator + chains.alone).toBe(151)
  expect(chains.centres).toHaveLength(5)
  for (const centre of chains.centres) expect(centre.children.length).toBeGreaterThan(0)
})

test('every queue of the room has work, and one contract runs out within the quarter', async () => {
  for (const { key, count } of todos.filter(({ key: one }) => !['kinds-to-check', 'rooms-misused'].includes(one)))
    expect({ key, some: (await as(KAIZHOU, (ctx) => count(ctx))) > 0 }).toEqual({ key, some: true })
  const due = await as(KAIZHOU, (ctx) => listContracts(ctx, { query: { page: 1, size: 20, state: 'soon' } }))
  expect(due.rows).toMatchObject([{ number: '示例合同-2', state: 'soon', days: 45, example: true }])
})

test('nothing that must never be true is true of the demo', async () => {
  for (const { name, sql } of invariants) expect({ name, rows: await world.owner(sql) }).toEqual({ name, rows: [] })
})
