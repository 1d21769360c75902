// The coverage plan: 26 towns as printed, cumulative shares, plan against the register, what is short, where and by when.
import { readFileSync } from 'node:fs'
import type { TestWorld } from '@songhe/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { placeIn } from '../../../../core/facilities/server/testing-facilities.ts'
import { listFlags } from '../indicators/flags.ts'
import { rollUpMonths, usualMonths } from '../measures/roll-up.ts'
import { clerkOf, desk, DIANJIANG, openSites, planningWorld, printedFile } from '../testing-planning.ts'
import { listShort } from './list-short.ts'
import { showCoverage } from './show-coverage.ts'

const CLERK = clerkOf(DIANJIANG)
const OPTIONS = { document: 'dianjiang', clause: '附件2' }
let world: TestWorld
beforeAll(async () => {
  world = await planningWorld()
})
afterAll(() => world.close())
const show = (who = CLERK) => world.as(who, (ctx) => showCoverage(ctx))
const short = (kind?: 'centre' | 'station', who = CLERK) =>
  world.as(who, (ctx) => listShort(ctx, { query: { page: 1, size: 200, ...(kind && { kind }) } }))

test('N-52, N-53: 26 towns come in, and the cumulative shares are those of the plan [DJ-073] [DJ-074]', async () => {
  expect(await show()).toMatchObject({ document: null, towns: [] })
  const done = await desk(world, DIANJIANG).hand('coverage-plan', printedFile('dianjiang-coverage-plan'), OPTIONS, '附件2.csv')
  expect(done).toMatchObject({ rowsIn: 26, added: 26, rejected: 0, warned: 0 })
  const { phases, towns } = await show()
  const cover = (of: 'centre' | 'station') =>
    phases.slice(0, 4).map((phase) => `${phase[of].plan}/${phase[of].of} ${phase[of].planShare}`)
  expect(phases.map(({ phase }) => phase)).toEqual(['existing', '2020', '2021', '2022', 'now'])
  expect(cover('centre')).toEqual(['5/26 19.23%', '13/26 50.00%', '20/26 76.92%', '26/26 100.00%'])
  expect(cover('station')).toEqual(['151/301 50.17%', '229/301 76.08%', '268/301 89.04%', '301/301 100.00%'])
  expect(towns.length).toBe(26)
  expect(phases.every(({ centre }) => centre.actual === null)).toBe(true)
  expect((await short()).total).toBe(0)
})

test('T-62: in this table an empty cell is none, and it is kept empty', async () => {
  const cells = await world.owner(
    `select printed, count from planning.coverage_line where place_printed = '黄沙镇' and kind = 'station' and phase <> 'existing' order by phase`,
  )
  expect(cells).toEqual([{ printed: '3', count: 3 }])
  const empty = await world.owner(
    `select printed, count from planning.coverage_line where place_printed = '桂溪街道' and kind = 'centre' and phase = 'existing'`,
  )
  expect(empty).toEqual([{ printed: '', count: 0 }])
})

test('the register beside the plan: what is open, what is late by how many days, what is being built [DJ-009]', async () => {
  const towns = (await show()).towns
  const areaOf = (name: string) => towns.find((town) => town.name === name)!.area
  const village = await placeIn(world, DIANJIANG, 'villagers')
  await openSites(world, DIANJIANG, [
    { name: '桂阳中心', area: areaOf('桂阳街道'), kind: 'street-centre', from: '2020-03-12' },
    { name: '桂溪中心', area: areaOf('桂溪街道'), kind: 'street-centre', from: '2020-07-01' },
    { name: '桂溪二中心', area: areaOf('桂溪街道'), kind: 'street-centre', from: '2021-07-01' },
    { name: '三溪中心', area: areaOf('三溪镇'), kind: 'town-centre', from: '2026-12-31', state: 'building' },
    { name: '互助点', area: village.key, kind: 'village-point', from: '2021-01-01' },
  ])
  await world.as(CLERK, async (ctx) => rollUpMonths(ctx, await usualMonths(ctx)))
  const { phases } = await show()
  expect(phases.map(({ phase, centre }) => `${phase} ${centre.actual}`)).toEqual([
    'existing null',
    '2020 2',
    '2021 2',
    '2022 2',
    'now 2',
  ])
  expect(phases.at(-1)!.station.actual).toBe(1)
  const rows = (await short('centre')).rows
  expect(rows.length).toBe(24)
  expect(rows.find(({ name }) => name === '三溪镇')).toMatchObject({
    due: '2021-12-31',
    daysLate: 1790,
    coming: '三溪中心',
    plan: 1,
    actual: 0,
  })
  // What should have stood from the start has no later day.
  expect(rows.find(({ name }) => name === '新民镇')).toMatchObject({ due: '', daysLate: 0 })
  const stations = (await short('station')).rows.find(({ name }) => name === '桂阳街道')!
  expect(stations).toMatchObject({ plan: 14, short: 14, actual: 0 })
  expect((await show()).towns.find(({ name }) => name === '三溪镇')).toMatchObject({
    centre: 'late',
    centrePhase: '2021',
    daysLate: 1790,
  })
})

test('a town officer sees the line of the own town only', async () => {
  const own = await placeIn(world, DIANJIANG, 'town')
  const officer = { ...CLERK, roles: ['town-officer' as const], staff: '镇街', areas: [own.key] }
  expect((await show(officer)).towns.map(({ area }) => area)).toEqual([own.key])
  expect((await short(undefined, officer)).rows.every(({ area }) => area === own.key)).toBe(true)
})

test('a line that does not add up is taken, flagged for an officer, and not repaired; a known town is never printed over', async () => {
  const own = desk(world, DIANJIANG)
  const HEAD = [
    '乡镇（街道）',
    '养老服务中心原有数',
    '养老服务中心2020年 拟建数',
    '社区及行政村（个）',
    '站点原有数',
    '站点2020年 拟建数',
  ]
  const { id } = await own.upload(
    'coverage-plan',
    Buffer.from([HEAD, ['桂阳街道', '2', '', '14', '6', '6']].map((row) => row.join(',')).join('\n')),
    '改.csv',
  )
  await own.check(id, OPTIONS)
  expect((await own.problems(id)).map(({ warning, reason }) => `${warning} ${reason}`)).toContainEqual(
    expect.stringContaining('false 桂阳街道已登记过，印的数不改'),
  )
  const wrong = await own.hand(
    'coverage-plan',
    [HEAD, ['沙坪镇', '1', '', '19', '8', '5'], ['没有的镇', '1', '', '3', '3', '']],
    { ...OPTIONS, document: 'cq-2019-110' },
  )
  expect(wrong).toMatchObject({ accepted: 1, rejected: 1, warned: 1 })
  const flags = await world.as(CLERK, (ctx) => listFlags(ctx, { query: { page: 1, size: 50, open: true, kind: 'wrong-sum' } }))
  expect(flags.rows.map(({ said }) => said)).toEqual(['沙坪镇：站点合计 13 个，印的村和社区是 19 个。'])
  await own.undo(wrong.id)
  expect(
    (await world.as(CLERK, (ctx) => listFlags(ctx, { query: { page: 1, size: 50, open: true, kind: 'wrong-sum' } }))).total,
  ).toBe(0)
})

test('T-68, T-69: the head of the printed table, in two lines and with spaces, is understood', async () => {
  const own = desk(world, DIANJIANG)
  const head = '"乡镇 (街道)","社区及 行政村 (个)","养老服务中心 2020年 拟建数"'
  const { id } = await own.upload('coverage-plan', Buffer.from(`${head}\n新民镇,12,\n`), '头.csv')
  const checked = await own.check(id, OPTIONS)
  expect(checked.rowsIn).toBe(1)
})

test('T-56: 太平镇 of Dianjiang is the town of this district, whatever other counties call theirs', async () => {
  const [row] = await world.owner(
    `select l.area, p.parent from planning.coverage_line l join registry.area_period p on p.area = l.area where l.place_printed = '太平镇'`,
  )
  expect(row.parent).toBe(DIANJIANG)
})

test('T-25: a year later than the goal of its class is said only where the communities alone are short, or a street has no centre in time [DJ-075]', async () => {
  const own = desk(world, DIANJIANG)
  const { id } = await own.upload(
    'coverage-plan',
    Buffer.from(
      [
        ['乡镇（街道）', '养老服务中心2021年拟建数', '站点原有数', '站点2021年拟建数'],
        ['桂溪街道', '1', '13', '6'],
        ['沙坪镇', '1', '8', '11'],
        ['桂阳街道', '1', '12', '2'],
      ]
        .map((row) => row.join(','))
        .join('\n'),
    ),
    '晚.csv',
  )
  await own.check(id, { ...OPTIONS, document: 'cq-2019-110', goalYear: '2020' })
  const said = (await own.problems(id)).map(({ reason }) => reason)
  expect(said.filter((reason) => reason.includes('社区就有'))).toEqual(['桂溪街道：到 2020 年底排了 13 个站点，社区就有 18 个。'])
  expect(said.filter((reason) => reason.includes('街道的中心'))).toEqual([
    '桂溪街道：街道的中心排在 2020 年以后。',
    '桂阳街道：街道的中心排在 2020 年以后。',
  ])
})

test('T-25: the plan as printed gives no such warning, although a street has two units in 2021', async () => {
  const own = desk(world, DIANJIANG)
  const text = readFileSync(printedFile('dianjiang-coverage-plan'), 'utf8')
  const { id } = await own.upload('coverage-plan', Buffer.from(`${text}\n\n\n`), '附件2再传.csv')
  await own.check(id, { ...OPTIONS, goalYear: '2020' })
  expect((await own.problems(id)).filter(({ reason }) => /社区就有|街道的中心/.test(reason))).toEqual([])
})
