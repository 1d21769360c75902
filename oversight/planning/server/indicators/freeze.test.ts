// A figure that was reported stays what it was: ten thousand later changes, and it recomputes to the same value over the same records.
import { newId } from '@songhe/basics/ids'
import type { TestWorld } from '@songhe/kernel/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { storeFact } from '../../../../core/facilities/server/facts/store-facts.ts'
import { placeIn } from '../../../../core/facilities/server/testing-facilities.ts'
import {
  clerkOf,
  desk,
  indicatorCalled,
  openSites,
  planningWorld,
  printedFile,
  reviewerOf,
  tableOptions,
  YUBEI,
} from '../testing-planning.ts'
import { rollUpMonths } from '../measures/roll-up.ts'
import { defineIndicator } from './define-indicator.ts'
import { freezeIndicator } from './freeze-indicator.ts'
import { listRecords } from './list-records.ts'
import { offeredDefinition } from './offered-definitions.ts'
import { listReportRecords, listReports, recomputeReport } from './reports.ts'
import { showIndicator } from './show-indicator.ts'

const CLERK = clerkOf(YUBEI)
const SITES = 400
const CHANGES = 10_000
let world: TestWorld
let sites: { id: string; area: number }[] = []
beforeAll(async () => {
  world = await planningWorld()
  await desk(world, YUBEI).hand('indicator-table', printedFile('yubei-indicators'), tableOptions.yubei, '渝北指标.csv')
  const area = (await placeIn(world, YUBEI, 'town')).key
  sites = await openSites(
    world,
    YUBEI,
    Array.from({ length: SITES }, (_, i) => ({
      name: `养老院${i}`,
      area,
      kind: 'social-home',
      from: '2024-01-01',
      facts: [
        { kind: 'facility.beds.nursing', value: String(10 + (i % 7)) },
        { kind: 'facility.beds.ordinary', value: '20' },
      ],
    })),
  )
})
afterAll(() => world.close())

const report = (id: string, name: string, title: string, asOf = '2026-10-31') =>
  indicatorCalled(world, YUBEI, title).then((row) =>
    world.as(CLERK, (ctx) => freezeIndicator(ctx, { params: { id: row.id }, body: { id, name, asOf, shared: false } })),
  )
const again = (id: string, who = CLERK) => world.as(who, (ctx) => recomputeReport(ctx, { params: { id } }))

test('a figure frozen, then 10,000 later changes: the same value and the same records, as known then and as known now', async () => {
  const { id: indicator } = await indicatorCalled(world, YUBEI, '护理型养老床位占比')
  await expect(report(newId(), '没有算法', '护理型养老床位占比')).rejects.toThrow('没有来源，不能报出')
  const offered = offeredDefinition('护理型养老床位占比')!
  const define = (reason: string, formula = offered.formula) =>
    world.as(CLERK, (ctx) =>
      defineIndicator(ctx, { params: { id: indicator }, body: { ...offered, formula, id: newId(), places: 2, reason } }),
    )
  await define('第一版算法')
  const id = newId()
  const frozen = await report(id, '三季度通报', '护理型养老床位占比')
  expect(frozen).toMatchObject({ outcome: 'created', records: SITES * 3 })
  expect(await report(id, '三季度通报', '护理型养老床位占比')).toMatchObject({ outcome: 'exists', digest: frozen.digest })

  // Corrections of facts, closings, new sites, a new definition: each written after the report.
  await world.as(CLERK, async (ctx) => {
    await sql`update facilities.fact set closed_at = clock_timestamp() where district = ${YUBEI} and kind like 'facility.beds.%'
      and facility in (select id from facilities.facility where district = ${YUBEI} order by id limit 300)`.execute(ctx.db)
    await sql`insert into facilities.fact (district, id, facility, area, kind, value, valid_from, source, recorded_by)
      select ${YUBEI}, gen_random_uuid(), f.id, f.area, 'facility.beds.' || k, n::text, '2024-01-01'::date + n, '更正', '试'
      from (select id, area from facilities.facility where district = ${YUBEI} order by id limit 300) f, unnest(array['nursing', 'ordinary']) k, generate_series(1, 16) n`.execute(
      ctx.db,
    )
    for (const site of sites.slice(300, 320))
      await storeFact(ctx, {
        facility: site.id,
        area: site.area,
        kind: 'facility.beds.nursing',
        value: '99',
        from: '2026-10-01',
        source: '补录',
      })
  })
  // As the server's own housekeeping would.
  for (const table of ['facility', 'fact', 'event']) await world.owner(`analyze facilities.${table}`)
  await define('第二版算法', '护理型 / 全部床位 * 100 + 0')
  const changed = await world.owner<{ n: number }>(
    `select count(*)::int as n from facilities.fact where recorded_at > (select known_at from planning.report where id = $1) or closed_at > (select known_at from planning.report where id = $1)`,
    [id],
  )
  expect(changed[0]!.n).toBeGreaterThanOrEqual(CHANGES)

  const told = await again(id)
  expect(told.frozen).toEqual({ value: frozen.valueText, digest: frozen.digest, records: SITES * 3, same: true })
  expect(told.knownThen).toEqual(told.frozen)
  expect(told.forgets).toEqual([])
  expect(told.knownNow.same).toBe(false)
  expect([told.added > 0, told.removed > 0, told.definition]).toEqual([true, true, 1])
  const added = await world.as(CLERK, (ctx) =>
    listReportRecords(ctx, { params: { id }, query: { change: 'added', page: 1, size: 20 } }),
  )
  expect(added.total).toBe(told.added)
  expect(added.rows[0]!.name).toContain('养老院')
  expect((await again(id)).frozen).toEqual(told.frozen)
})

test('a report and its records cannot be changed or taken away, and a broken digest is seen', async () => {
  const { rows } = await world.as(CLERK, (ctx) => listReports(ctx, { query: { page: 1, size: 20 } }))
  const { id } = rows[0]!
  for (const statement of [
    'update planning.report set value = 1',
    'delete from planning.report_record',
    'update planning.report_record set value = 1',
  ])
    await expect(world.as(CLERK, (ctx) => sql.raw(statement).execute(ctx.db))).rejects.toThrow('permission denied')
  await world.owner(`update planning.report_record set value = value + 1 where report = $1 and number = 1`, [id])
  expect((await again(id)).frozen.same).toBe(false)
  await world.owner(`update planning.report_record set value = value - 1 where report = $1 and number = 1`, [id])
  expect((await again(id)).frozen.same).toBe(true)
})

test('a measure that does not remember is recomputed from its frozen records, and the page says that the register forgets', async () => {
  const { id: indicator } = await indicatorCalled(world, YUBEI, '家庭养老床位建设数')
  await world.as(CLERK, (ctx) =>
    defineIndicator(ctx, {
      params: { id: indicator },
      body: {
        id: newId(),
        words: '在享待遇的人次',
        countsNot: '',
        formula: '人次',
        inputs: { 人次: { measure: 'benefits.people-entitled' } },
        unit: '人次',
        places: 0,
        base: '',
        reason: '测试用算法',
      },
    }),
  )
  const id = newId()
  expect(await report(id, '人次', '家庭养老床位建设数')).toMatchObject({ valueText: '0', records: 0 })
  expect(await again(id)).toMatchObject({ knownThen: null, forgets: ['在享待遇的人次'], frozen: { same: true, value: '0' } })
})

test('every number opens: records of a month and a town with names, by page, in scope; who looked is in the log', async () => {
  await world.as(CLERK, (ctx) => rollUpMonths(ctx, ['2026-10', '2026-11']))
  const { id } = await indicatorCalled(world, YUBEI, '护理型养老床位占比')
  const file = await world.as(CLERK, (ctx) => showIndicator(ctx, { params: { id } }))
  expect(file).toMatchObject({ source: 'registers', valueDay: '2026-11-25' })
  expect(file.series.map(({ month }) => month)).toEqual(['2026-10', '2026-11'])
  const all = file.parts.find(({ name }) => name === '全部床位')!
  const query = { measure: all.measure!, page: 1, size: 50, window: 'year' as const }
  const opened = await world.as(CLERK, (ctx) => listRecords(ctx, { query }))
  expect([opened.total, opened.sum]).toEqual([all.records, all.value])
  expect(opened.rows[0]).toMatchObject({
    opens: expect.stringMatching(/^\/facilities\//),
    name: expect.stringContaining('养老院'),
  })
  const town = file.towns[0]!
  const inTown = await world.as(CLERK, (ctx) => listRecords(ctx, { query: { ...query, area: town.area, month: '2026-10' } }))
  expect(inTown.total).toBe(all.records)
  const elsewhere = {
    ...CLERK,
    roles: ['town-officer' as const],
    staff: '别镇',
    areas: [(await placeIn(world, YUBEI, 'street')).key],
  }
  expect((await world.as(elsewhere, (ctx) => listRecords(ctx, { query }))).total).toBe(0)
  expect((await world.as(elsewhere, (ctx) => showIndicator(ctx, { params: { id } }))).towns).toEqual([])
  const looks = await world.owner(
    `select count(*)::int as n from kernel.audit_entry where event = 'indicator.records-opened' and district = $1`,
    [YUBEI],
  )
  expect(looks[0].n).toBeGreaterThan(3)
  await expect(world.as(CLERK, (ctx) => listRecords(ctx, { query: { ...query, measure: 'no.such' } }))).rejects.toThrow(
    '没有找到',
  )
})

test('who elders assessed are is told to those who may know, the number to everybody', async () => {
  const query = { measure: 'registry.elders-assessed', page: 1, size: 20, window: 'year' as const }
  const finance = { ...reviewerOf(YUBEI), roles: ['finance' as const], staff: '财务' }
  await expect(world.as(finance, (ctx) => listRecords(ctx, { query }))).rejects.toThrow('名单要另有权限')
  expect((await world.as(CLERK, (ctx) => listRecords(ctx, { query }))).total).toBe(0)
})
