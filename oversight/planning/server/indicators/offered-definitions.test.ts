// Definitions that ship with the product, over a small district: each gives the number that the words promise, with numerator and denominator that open.
import { newId } from '@songhe/basics/ids'
import type { TestWorld } from '@songhe/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { NewSite } from '../../../../core/facilities/server/bulk/insert-sites.ts'
import { placeIn } from '../../../../core/facilities/server/testing-facilities.ts'
import { rollUpMonths } from '../measures/roll-up.ts'
import {
  clerkOf,
  desk,
  indicatorCalled,
  openSites,
  planningWorld,
  printedFile,
  SHAPINGBA,
  tableOptions,
  WUXI,
  YUBEI,
} from '../testing-planning.ts'
import { defineIndicator } from './define-indicator.ts'
import { offeredDefinition } from './offered-definitions.ts'
import { showIndicator } from './show-indicator.ts'

const DISTRICTS = [YUBEI, WUXI, SHAPINGBA]
let world: TestWorld
beforeAll(async () => {
  world = await planningWorld()
  await desk(world, YUBEI).hand('indicator-table', printedFile('yubei-indicators'), tableOptions.yubei)
  await desk(world, WUXI).hand('indicator-table', printedFile('wuxi-indicators'), tableOptions.wuxi)
  await desk(world, SHAPINGBA).hand('document-targets', printedFile('shapingba-targets'), { document: 'shapingba' })
  for (const district of DISTRICTS) {
    await plantSites(district)
    await plantElders(district)
    await world.as(clerkOf(district), (ctx) => rollUpMonths(ctx, ['2026-11']))
  }
})
afterAll(() => world.close())

const beds = (nursing: number, ordinary: number, mode: string, dementia = 0) => [
  { kind: 'facility.beds.nursing', value: String(nursing) },
  { kind: 'facility.beds.ordinary', value: String(ordinary) },
  ...(dementia > 0 ? [{ kind: 'facility.beds.dementia', value: String(dementia) }] : []),
  { kind: 'facility.operation-mode', value: mode },
]

/** Three homes, two centres in one town, points, meals and baths; one site of each kind is only planned. */
async function plantSites(district: number) {
  const town = await placeIn(world, district, 'town')
  const street = await placeIn(world, district, 'street')
  const village = await placeIn(world, district, 'villagers')
  const from = '2024-01-01'
  const site = (name: string, kind: string, area: number, more: Partial<NewSite> = {}) => ({ name, kind, area, from, ...more })
  await openSites(world, district, [
    site('福利院', 'welfare-home', street.key, { facts: beds(40, 60, 'public', 10) }),
    site('敬老院', 'village-home', town.key, { facts: beds(20, 30, 'public-private') }),
    site('养老院', 'social-home', street.key, { facts: beds(40, 0, 'private') }),
    site('街道中心', 'street-centre', street.key, { facts: [{ kind: 'facility.services', value: 'home-visit,meals' }] }),
    site('二中心', 'street-centre', street.key),
    site('规划中心', 'town-centre', town.key, { state: 'planned' }),
    site('互助点', 'village-point', village.key),
    site('规划互助点', 'village-point', village.key, { state: 'planned' }),
    site('助餐点', 'meal-point', village.key),
    site('食堂', 'canteen', street.key),
    site('助浴点', 'bath-point', village.key),
    site('照护中心', 'disabled-care-centre', town.key),
  ])
}

async function plantElders(district: number) {
  const village = await placeIn(world, district, 'villagers')
  for (let i = 0; i < 5; i++) {
    const id = newId()
    await world.owner(
      `insert into registry.person (district, id, area, name, name_masked, sex, birth) values ($1, $2, $3, '测某', '测*', 'male', '1950-01-01')`,
      [district, id, village.key],
    )
    for (const kind of i < 4 ? ['person.resides-here'] : ['person.registered-here'])
      await world.owner(
        `insert into registry.fact (district, id, person, area, kind, value, valid_from, source) values ($1, $2, $3, $4, $5, 'true', '2020-01-01', $6)`,
        [district, newId(), id, village.key, kind, newId()],
      )
  }
}

const counted = async (district: number, title: string) => {
  const { id } = await indicatorCalled(world, district, title)
  const offered = offeredDefinition(title)!
  await world.as(clerkOf(district), (ctx) =>
    defineIndicator(ctx, { params: { id }, body: { ...offered, id: newId(), places: 2, reason: '采用随系统提供的算法' } }),
  )
  const file = await world.as(clerkOf(district), (ctx) => showIndicator(ctx, { params: { id } }))
  return {
    value: file.value,
    unit: file.unit,
    parts: Object.fromEntries(file.parts.map(({ name, value }) => [name, value])),
    source: file.source,
    file,
  }
}

test.each([
  [YUBEI, '镇街养老服务中心覆盖率', '3.33', '%', { 有中心的镇街: '1', 全部镇街: '30' }],
  [YUBEI, '村级互助养老点建成数量', '1', '个', { 个数: '1' }],
  [YUBEI, '老年助餐点', '2', '个', { 个数: '2' }],
  [YUBEI, '老年助浴点', '1', '个', { 个数: '1' }],
  [YUBEI, '设置失智照护床位的养老机构', '1', '家', { 个数: '1' }],
  [YUBEI, '机构养老床位数', '200', '张', { 个数: '200' }],
  [YUBEI, '护理型养老床位占比', '50', '%', { 护理型: '100', 全部床位: '200' }],
  [YUBEI, '农村失能特困人员集中照护机构', '1', '家', { 个数: '1' }],
  [YUBEI, '政府运营的养老床位占比', '55', '%', { 公办公营: '110', 全部: '200' }],
  [YUBEI, '社区养老服务设施提供居家服务占比', '33.33', '%', { 居家上门: '1', 全部: '3' }],
  [WUXI, '护理型养老床位占比', '50', '%', { 护理型: '100', 全部床位: '200' }],
  [WUXI, '每千名老年人养老床位数', '50000', '张/千名老年人', { 床位: '200', 常住老人: '4' }],
  [SHAPINGBA, '养老服务有效床位数', '200', '张', { 个数: '200' }],
  [SHAPINGBA, '社会运营的养老床位数占养老床位总数的比例', '45', '%', { 社会运营: '90', 全部: '200' }],
  [SHAPINGBA, '护理型床位比例', '50', '%', { 护理型: '100', 全部床位: '200' }],
] as const)(
  'district %i, %s: %s%s from the registers, planned sites and day couches left out [YB-044] [YB-045] [YB-048] [YB-051] [YB-052] [YB-053] [YB-055] [SPB-003] [SPB-005] [WX-101] [WX-102]',
  async (district, title, value, unit, parts) => {
    const found = await counted(district, title)
    expect({ value: found.value, unit: found.unit, parts: found.parts, source: found.source }).toEqual({
      value,
      unit,
      parts,
      source: 'registers',
    })
  },
)

test('every definition that ships can be taken over as it stands, and names a base where it counts people', () => {
  expect(offeredDefinition('每千名老年人养老床位数')).toMatchObject({ base: 'resident' })
  expect(offeredDefinition('人均预期寿命')).toBeNull()
  expect(offeredDefinition('城市养老服务设施社会化运营率')).toBeNull()
})
