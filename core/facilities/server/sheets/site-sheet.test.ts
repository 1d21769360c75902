// The office's own list of sites through the kernel's import: foreign heads, bad rows with row, column and reason, conflicts, twice, undo.
import { newId } from '@songhe/basics/ids'
import type { TestWorld } from '@songhe/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listOperators } from '../operators/operators.ts'
import { listFacilities } from '../register/list-facilities.ts'
import { showFacility } from '../register/show-facility.ts'
import { suspendFacility } from '../register/suspension.ts'
import { CLERK, DIANJIANG, facilitiesWorld, office, placeIn, type Place } from '../testing-facilities.ts'

let world: TestWorld
let desk: ReturnType<typeof office>
let community: Place
let village: Place
beforeAll(async () => {
  world = await facilitiesWorld()
  desk = office(world)
  community = await placeIn(world, DIANJIANG, 'residents')
  village = await placeIn(world, DIANJIANG, 'villagers')
})
afterAll(() => world.close())

/** As another office heads its columns. */
const HEAD = [
  '序号',
  '机构名称',
  '机构类型',
  '乡镇（街道）',
  '村（社区）',
  '详细地址',
  '运营单位',
  '社会信用代码',
  '建筑面积（平方米）',
  '功能区',
  '投用日期',
  '证照类型',
  '许可证号',
  '到期日期',
  '类别依据',
]
const CODE = '91350100M000100Y43'
const line = (name: string, kind: string, place: Place, more: Partial<Record<string, string>> = {}) =>
  ['1', name, kind, place.townName, place.name, '', '', '', '', '', '', '', '', '', ''].map((cell, i) => more[HEAD[i]!] ?? cell)
const list = () => world.as(CLERK, (ctx) => listFacilities(ctx, { query: { page: 1, size: 100, state: 'all' } }))

test('bad rows come back with row, column and reason, and nothing is repaired', async () => {
  const { id } = await desk.upload(
    'facility-list',
    Buffer.from(
      [
        HEAD,
        line('甲站', '养老乐园', community),
        line('乙站', '社区养老服务站', { ...community, name: '没有的社区' }),
        line('丙站', '社区养老服务站', village),
        line('丁院', '养老机构', community, { 投用日期: '2024-05-01', 证照类型: '食品经营许可证', 到期日期: '2024-04-30' }),
        line('戊站', '社区养老服务站', community, { 详细地址: '南阳路5号' }),
        line('己站', '社区养老服务站', community, { 详细地址: '南阳路五号' }),
        line('庚站', '社区养老服务站', community, { 社会信用代码: '91350100M000100Y44', 运营单位: '某公司' }),
        line('辛站', '社区养老服务站', community, { 功能区: '休闲娱乐区、桑拿区' }),
        line('壬院', '养老机构', community, { 投用日期: '2020-05-01', 证照类型: '食品经营许可证', 到期日期: '2026-10-31' }),
        line('癸点', '村级养老互助点', village, { 详细地址: '南阳路5号' }),
      ]
        .map((row) => row.join(','))
        .join('\n'),
    ),
    '外来表.csv',
  )
  const checked = await desk.check(id)
  expect(checked).toMatchObject({ rowsIn: 10, accepted: 3, rejected: 7 })
  const told = (await desk.problems(id)).map(({ row, column, reason, warning }) => ({ row, column, reason, warning }))
  const said = (row: number, column: string, words: string, warning = false) =>
    expect(told).toContainEqual({ row, column, reason: expect.stringContaining(words), warning })
  said(2, '类别', '不认识的类别“养老乐园”')
  said(3, '村社', '没有叫“没有的社区”')
  said(4, '类别', '与“社区养老服务站”不符')
  said(5, '有效期至', '在开业日 2024-05-01 前已过期')
  said(7, '地址', '与第 6 行“戊站”是同一地址的同类设施')
  said(8, '统一社会信用代码', '校验不符')
  said(9, '功能分区', '桑拿区')
  said(10, '有效期至', '证照已过期', true)
})

test('a foreign list is taken, its printed word becomes the kind; the next list changes what differs, the same list changes nothing, undo restores', async () => {
  const rows = [
    HEAD,
    line('松林站', '社区养老服务站', community, {
      详细地址: '迎宾路1号',
      运营单位: '垫江县松鹤养老服务有限公司',
      社会信用代码: CODE,
      '建筑面积（平方米）': '320',
      功能区: '休闲娱乐|文化教育|生活照料|健康管理',
    }),
    line('鹤村点', '农村互助养老点', village, { 详细地址: '便民服务中心一楼' }),
  ]
  const first = await desk.hand('facility-list', rows)
  expect(first).toMatchObject({ added: 2, changed: 0, unchanged: 0, rejected: 0 })
  const [station, point] = [
    (await list()).rows.find(({ name }) => name === '松林站')!,
    (await list()).rows.find(({ name }) => name === '鹤村点')!,
  ]
  expect(station).toMatchObject({
    kind: 'station',
    floorArea: 320,
    operator: { name: '垫江县松鹤养老服务有限公司' },
    state: 'open',
  })
  expect(point).toMatchObject({ kind: 'village-point' })

  const again = [HEAD, rows[1]!, [...rows[2]!], line('新添站', '养老服务站', community, { 详细地址: '迎宾路9号' })]
  const second = await desk.hand('facility-list', again, {}, '第二次.csv')
  expect(second).toMatchObject({ added: 1, changed: 0, unchanged: 2 })

  const larger = [
    HEAD,
    line('松林站', '社区养老服务站', community, {
      '建筑面积（平方米）': '410',
      运营单位: '松鹤养老（垫江）',
      社会信用代码: CODE,
      详细地址: '迎宾路1号2楼',
    }),
  ]
  const third = await desk.hand('facility-list', larger, { from: '2026-11-01' }, '第三次.csv')
  expect(third).toMatchObject({ changed: 1, added: 0 })
  const shown = await world.as(CLERK, (ctx) => showFacility(ctx, { params: { id: station.id } }))
  expect(shown).toMatchObject({ floorArea: 410, address: '迎宾路1号2楼' })
  const operators = await world.as(CLERK, (ctx) => listOperators(ctx, { query: { page: 1, size: 20 } }))
  expect(operators.rows).toHaveLength(1)
  expect(operators.rows[0]).toMatchObject({ creditCode: CODE, names: ['松鹤养老（垫江）'], facilities: 1 })

  await desk.undo(third.id)
  const back = await world.as(CLERK, (ctx) => showFacility(ctx, { params: { id: station.id } }))
  expect(back).toMatchObject({ floorArea: 320, address: '迎宾路1号', addressKey: station.address && back.addressKey })
  expect(back.facts.filter(({ kind }) => kind === 'facility.floor-area')).toHaveLength(1)

  await desk.undo(second.id)
  expect((await list()).rows.map(({ name }) => name).sort()).toEqual(['松林站', '鹤村点'])
})

test('an import on which a later act stands is not undone, and says which', async () => {
  const done = await desk.hand(
    'facility-list',
    [HEAD, line('要停的站', '社区养老服务站', community, { 详细地址: '迎宾路77号' })],
    {},
    '要停.csv',
  )
  const site = (await list()).rows.find(({ name }) => name === '要停的站')!
  await world.as(CLERK, (ctx) =>
    suspendFacility(ctx, { params: { id: site.id }, body: { id: newId(), day: '2026-11-20', reason: '消防整改' } }),
  )
  const answer = await desk.undo(done.id)
  expect(answer).toMatchObject({ job: null, inTheWay: [{ name: '要停的站', what: '后来办理的暂停服务' }] })
})

test('a known site under another kind, another village or a name borne twice is a conflict for a human', async () => {
  await desk.hand('facility-list', [HEAD, line('老站', '社区养老服务站', community, { 详细地址: '迎宾路20号' })], {}, '老站.csv')
  const { id } = await desk.upload(
    'facility-list',
    Buffer.from([HEAD, line('老站', '老年食堂', community, { 详细地址: '迎宾路20号' })].map((row) => row.join(',')).join('\n')),
    '改类别.csv',
  )
  expect(await desk.check(id)).toMatchObject({ accepted: 0, rejected: 1 })
  expect(await desk.problems(id)).toMatchObject([{ column: '类别', reason: expect.stringContaining('办理“转型”') }])
})

test('a town officer hands in the sites of the own town only', async () => {
  const officer = { ...CLERK, roles: ['town-officer' as const], staff: '镇街', areas: [village.town, village.key] }
  const own = office(world, officer)
  const { id } = await own.upload(
    'facility-list',
    Buffer.from(
      [
        HEAD,
        line('别镇站', '社区养老服务站', await placeIn(world, DIANJIANG, 'residents', 40)),
        line('本村点', '村级互助养老点', village, { 详细地址: '三组' }),
      ]
        .map((row) => row.join(','))
        .join('\n'),
    ),
    '镇街.csv',
  )
  expect(await own.check(id)).toMatchObject({ accepted: 1, rejected: 1 })
  expect((await own.problems(id))[0]).toMatchObject({ reason: expect.stringContaining('管辖范围') })
})
