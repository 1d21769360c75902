// The leader's sheet says what the registers say, in few words, and never compares what has no common base.
import { newId } from '@songhe/basics/ids'
import type { TestWorld } from '@songhe/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { placeIn } from '../../../../core/facilities/server/testing-facilities.ts'
import { defineIndicator } from '../indicators/define-indicator.ts'
import { freezeIndicator } from '../indicators/freeze-indicator.ts'
import { offeredDefinition } from '../indicators/offered-definitions.ts'
import { rollUpMonths, usualMonths } from '../measures/roll-up.ts'
import {
  clerkOf,
  desk,
  DIANJIANG,
  indicatorCalled,
  openSites,
  planningWorld,
  printedFile,
  tableOptions,
  WUXI,
  YUBEI,
} from '../testing-planning.ts'
import { compareDistricts } from './compare-districts.ts'
import { showLeader } from './show-leader.ts'
import { showWaiting } from './waiting.ts'

let world: TestWorld
beforeAll(async () => {
  world = await planningWorld()
  await desk(world, DIANJIANG).hand('coverage-plan', printedFile('dianjiang-coverage-plan'), {
    document: 'dianjiang',
    clause: '附件2',
  })
  await desk(world, YUBEI).hand('indicator-table', printedFile('yubei-indicators'), tableOptions.yubei)
  await desk(world, WUXI).hand('indicator-table', printedFile('wuxi-indicators'), tableOptions.wuxi)
})
afterAll(() => world.close())

const leader = (district: number) => world.as(clerkOf(district), (ctx) => showLeader(ctx))
const compare = (subject?: string) =>
  world.as(clerkOf(DIANJIANG), (ctx) => compareDistricts(ctx, { query: subject === undefined ? {} : { subject } }))

test('before anything is counted the sheet has no numbers, not zeros', async () => {
  expect(await leader(YUBEI)).toMatchObject({
    asOf: null,
    coverage: null,
    money: [],
    elders: [],
    beds: { total: '', nursingShare: null, perThousand: null },
  })
  expect((await leader(YUBEI)).indicators.counts).toMatchObject({ 'no-source': 25, met: 0 })
})

test('after the roll-up: how many towns have a centre, which are late, and the way from each number to its names', async () => {
  const town = await placeIn(world, DIANJIANG, 'street')
  await openSites(world, DIANJIANG, [{ name: '中心', area: town.key, kind: 'street-centre', from: '2021-01-01' }])
  await world.as(clerkOf(DIANJIANG), async (ctx) => rollUpMonths(ctx, await usualMonths(ctx)))
  const sheet = await leader(DIANJIANG)
  expect(sheet.coverage).toMatchObject({ open: 1, of: 26, share: '3.85%', short: 25, late: 25 })
  expect(sheet.headline.map(({ said, late }) => `${said} ${late}`)).toEqual(['镇街中心还差 25 个 true', '站点还差 301 个 false'])
  expect(sheet.money.at(-1)).toMatchObject({
    title: '合计',
    year: '0.00',
    path: expect.stringContaining('measure=benefits.paid'),
  })
  expect(sheet.elders.map(({ title }) => title)).toContain('常住老人')
  expect(await world.as(clerkOf(DIANJIANG), (ctx) => showWaiting(ctx))).toEqual([])
})

test('binding indicators stand first, late ones first among them, and what has no source has no bar', async () => {
  const { id } = await indicatorCalled(world, YUBEI, '机构养老床位数')
  await world.as(clerkOf(YUBEI), (ctx) =>
    defineIndicator(ctx, {
      params: { id },
      body: { ...offeredDefinition('机构养老床位数')!, id: newId(), places: 0, reason: '测试理由' },
    }),
  )
  await world.as(clerkOf(YUBEI), (ctx) => rollUpMonths(ctx, ['2026-11']))
  const { indicators } = await leader(YUBEI)
  expect(indicators.rows.slice(0, 10).every(({ binding }) => binding === 'binding')).toBe(true)
  expect(indicators.rows.find(({ title }) => title === '机构养老床位数')).toMatchObject({
    value: '0',
    state: 'historic',
    progress: 0,
  })
  expect(
    indicators.rows
      .filter(({ state }) => state === 'no-source')
      .every(({ value, progress }) => value === null && progress === null),
  ).toBe(true)
})

test('T-36, T-30: districts stand side by side only with the same unit and base; else the reason is said, and no record crosses', async () => {
  const all = await compare()
  expect(all.subjects.find(({ key }) => key === 'nursing')!.districts).toBe(2)
  const nursing = await compare('nursing')
  expect(nursing.groups.map(({ districts }) => districts)).toContainEqual(['渝北区', '巫溪县'])
  const lottery = await compare('lottery')
  expect([lottery.groups, lottery.refused[0]]).toEqual([[], expect.stringContaining('口径不同')])
  expect((await compare('volunteers')).groups).toEqual([])
})

test('a report shared with others is seen by them as a number, one that is not shared is not', async () => {
  const { id } = await indicatorCalled(world, YUBEI, '机构养老床位数')
  const freeze = (name: string, shared: boolean) =>
    world.as(clerkOf(YUBEI), (ctx) =>
      freezeIndicator(ctx, { params: { id }, body: { id: newId(), name, asOf: '2026-10-31', shared } }),
    )
  const reported = async () =>
    (
      await world.owner<{ n: number }>(`select count(*)::int as n from planning.report where shared and district = $1`, [YUBEI])
    )[0]!.n
  await freeze('不给看', false)
  expect(await reported()).toBe(0)
  await freeze('给看', true)
  const seen = await world.as(clerkOf(WUXI), async (ctx) => {
    const { sql } = await import('kysely')
    const rows = await sql<{
      role: string
      printed: string
    }>`select role, printed from planning.compared() where district = ${YUBEI} and reported`.execute(ctx.db)
    const records = await sql<{
      n: number
    }>`select count(*)::int as n from planning.report_record where district = ${YUBEI}`.execute(ctx.db)
    return { rows: rows.rows, records: records.rows[0]!.n }
  })
  expect(seen).toEqual({ rows: [{ role: 'reported', printed: '0' }], records: 0 })
})
