// Why a site is or is not up to standard, by row and clause: every printed line of annex 1 at its edge, advice that never decides, points that never count.
import { newId } from '@songhe/basics/ids'
import type { TestWorld } from '@songhe/kernel/testing'
import { gather } from '@songhe/kernel/capability'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SERVICES } from '../../contract/facts.ts'
import { FACILITY_KINDS, kindByWord } from '../../contract/kinds.ts'
import { capability } from '../capability.ts'
import { recordFacts } from '../facts/record-facts.ts'
import { changeFacility } from '../register/change-facility.ts'
import { listFacilities } from '../register/list-facilities.ts'
import { registerFacility } from '../register/register-facility.ts'
import { showFacility } from '../register/show-facility.ts'
import { CLERK, DIANJIANG, facilitiesWorld, placeIn, publishPacks, siteBody } from '../testing-facilities.ts'
import { checkAllStandards, showStandards } from './show-standards.ts'

const SHAPINGBA = 1
let world: TestWorld
beforeAll(async () => {
  world = await facilitiesWorld()
  await publishPacks(world, DIANJIANG, [
    'facility-standard',
    'facility-services',
    'facility-premises',
    'facility-bed-advice',
    'facility-site-advice',
  ])
  await publishPacks(world, SHAPINGBA, ['facility-functions'])
})
afterAll(() => world.close())

const services = (titles: string) =>
  titles
    .split('、')
    .map((title) => Object.keys(SERVICES).find((key) => SERVICES[key] === title)!)
    .sort()
    .join(',')
const STREET_ZONES = 'comfort,education,health,leisure,living-care,nursing,office'
const STREET_SERVICES = services(
  '生活照料、医疗康复、精神慰藉、文化娱乐、家政服务、托养护理、短期托养、长期照护、家庭照护培训、养老需求评估',
)
const STATION_ZONES = 'education,health,leisure,living-care'
const STATION_SERVICES = services('文体娱乐、学习教育、健康管理、数据采集、信息资讯、生活照料、家政服务、紧急救助')
const TOWN_SERVICES = services(
  '生活照料、医疗康复、精神慰藉、文化娱乐、家政服务、托养护理、短期托养、长期照护、家庭照护培训、养老需求评估、文体活动、培养助老员',
)
const POINT_SERVICES = services('邻里互助、定期探访、人文关怀、亲情联络、健康体检、生活照料、志愿服务、紧急救援')

let number = 0
async function judged(kind: string, where: Parameters<typeof placeIn>[2], facts: Record<string, string>, district = DIANJIANG) {
  const who = { ...CLERK, district }
  const area = (await placeIn(world, district, where, ++number)).key
  const body = siteBody({
    kind,
    area,
    name: `核对${number}`,
    facts: Object.entries(facts).map(([name, value]) => ({ kind: `facility.${name}`, value, from: '2024-03-01' })),
  })
  await world.as(who, (ctx) => registerFacility(ctx, { body }))
  const told = await world.as(who, (ctx) => showStandards(ctx, { params: { id: body.id } }))
  const kept = await world.as(who, (ctx) => showFacility(ctx, { params: { id: body.id } }))
  expect(kept.standard).toBe(told.verdict)
  return { id: body.id, ...told }
}

test('a street centre: 1,500 square metres, seven zones, 20 beds, ten services; 19 beds fail with the clause, an exception for the area is allowed [DJ-069]', async () => {
  const whole = {
    'floor-area': '1500',
    zones: STREET_ZONES,
    services: STREET_SERVICES,
    'beds.ordinary': '12',
    'beds.nursing': '8',
  }
  expect((await judged('street-centre', 'street', whole)).verdict).toBe('met')
  number = 0
  const short = await judged('street-centre', 'street', {
    ...whole,
    'beds.nursing': '7',
    zones: STREET_ZONES.replace('office', ''),
  })
  expect(short).toMatchObject({ verdict: 'not-met' })
  expect(short.sentence).toBe(
    '未达标：床位为19张，要求不低于20；没有运营管理区。依据 垫江府办〔2020〕8号 附件1 街道养老服务中心。',
  )
  number = 0
  const small = await judged('street-centre', 'street', { ...whole, 'floor-area': '1499.99', 'beds.day': '40' })
  expect(small.verdict).toBe('not-met')
  await world.as(CLERK, (ctx) =>
    recordFacts(ctx, {
      params: { id: small.id },
      body: {
        id: newId(),
        facts: [{ kind: 'facility.area-waived', value: 'true', from: '2026-01-01' }],
        source: '会议纪要',
        reason: '老城区无更大用房，原则上准许',
      },
    }),
  )
  expect(await world.as(CLERK, (ctx) => showStandards(ctx, { params: { id: small.id } }))).toMatchObject({ verdict: 'met' })
})

test('a station: 300 square metres, or 200 where elders are few; a missing day bed is advice and does not fail it [DJ-070]', async () => {
  const whole = { zones: STATION_ZONES, services: STATION_SERVICES }
  const station = (facts: Record<string, string>) => judged('station', 'residents', { ...whole, ...facts })
  const met = await station({ 'floor-area': '300', 'few-elders': 'false', 'beds.day': '0' })
  expect(met).toMatchObject({
    verdict: 'met',
    checks: expect.arrayContaining([expect.objectContaining({ advice: true, verdict: 'not-met' })]),
  })
  expect((await station({ 'floor-area': '200', 'few-elders': 'true' })).verdict).toBe('met')
  expect((await station({ 'floor-area': '299', 'few-elders': 'false' })).verdict).toBe('not-met')
  expect((await station({ 'floor-area': '199.99', 'few-elders': 'true' })).verdict).toBe('not-met')
  const open = await station({ 'floor-area': '250' })
  expect(open).toMatchObject({ verdict: 'missing', sentence: expect.stringContaining('没有辖区老年人较少') })
  expect((await station({ 'floor-area': '320', services: STATION_SERVICES.replace('urgent-help', '') })).sentence).toContain(
    '不提供紧急救助',
  )
})

test('a town centre: 800 square metres, four zones, one with the home for the destitute; nursing beds where possible [DJ-071]', async () => {
  const whole = {
    'floor-area': '800',
    zones: 'leisure,living-care,nursing,rehabilitation',
    services: TOWN_SERVICES,
    'with-village-home': 'true',
    'beds.nursing': '0',
  }
  const met = await judged('town-centre', 'town', whole)
  expect(met.verdict).toBe('met')
  expect(met.checks.find(({ pack }) => pack === 'facility-bed-advice')).toMatchObject({ advice: true, verdict: 'not-met' })
  expect((await judged('town-centre', 'town', { ...whole, 'with-village-home': 'false' })).sentence).toContain('不与敬老院一体')
  expect(
    (await judged('town-centre', 'town', { ...whole, services: TOWN_SERVICES.replace('helper-training,', '') })).sentence,
  ).toContain('不提供培养助老员')
})

test('a village point: no square metres, a room of its own, eight services [DJ-072]', async () => {
  const whole = { services: POINT_SERVICES, 'own-room': 'true', host: '村便民服务中心', helper: 'true' }
  const met = await judged('village-point', 'villagers', whole)
  expect(met.verdict).toBe('met')
  expect((await judged('village-point', 'villagers', { ...whole, 'own-room': 'false' })).sentence).toBe(
    '未达标：没有专用服务用房。依据 垫江府办〔2020〕8号 附件1 村级互助养老点。',
  )
})

test('four functions of community facilities: which of them is missing, by clause [SPB-009]', async () => {
  const short = await judged('station', 'residents', { services: services('生活照料、文化教育、精神慰藉') }, SHAPINGBA)
  expect(short.sentence).toBe('未达标：不提供短期托养。依据 沙府办发〔2020〕56号 二（一）。')
})

test('next to a health facility is said as advice with its clause, and never decides [DJ-016]', async () => {
  const far = await judged('village-point', 'villagers', { services: POINT_SERVICES, 'own-room': 'true', 'near-health': 'false' })
  expect(far.verdict).toBe('met')
  expect(far.checks.find(({ pack }) => pack === 'facility-site-advice')).toMatchObject({
    verdict: 'not-met',
    clause: '二(一)',
    lines: [{ text: '不与卫生机构相邻' }],
  })
})

test('where a site is drawn on the map changes no verdict, exact or approximate', async () => {
  const { id, checks } = await judged('station', 'residents', { 'floor-area': '150', zones: STATION_ZONES })
  for (const exact of [true, false]) {
    const { version } = await world.as(CLERK, (ctx) => showFacility(ctx, { params: { id } }))
    await world.as(CLERK, (ctx) =>
      changeFacility(ctx, {
        params: { id },
        body: { id: newId(), version, day: '2026-11-01', reason: '补登位置', position: { lng: 107.3, lat: 30.3, exact } },
      }),
    )
    expect((await world.as(CLERK, (ctx) => showStandards(ctx, { params: { id } }))).checks).toEqual(checks)
  }
  const facts = [...gather([capability]).facts.values()]
  expect(facts.every(({ subject }) => subject === 'facility')).toBe(true)
  expect(facts.filter(({ name }) => /lng|lat|position|distance/.test(name))).toEqual([])
})

test('a kind without a standard is said to have none; all sites are checked anew as a job', async () => {
  expect(await judged('canteen', 'residents', {})).toMatchObject({ verdict: 'none', sentence: '这类设施没有适用的建设标准。' })
  await world.owner(`delete from facilities.standard_check`)
  const { job } = await world.as(CLERK, (ctx) => checkAllStandards(ctx, { body: { id: newId() } }))
  await world.work()
  const [run] = await world.owner(`select state, result from kernel.job_run where id = $1`, [job])
  expect(run).toMatchObject({ state: 'done' })
  const failing = await world.as(CLERK, (ctx) =>
    listFacilities(ctx, { query: { page: 1, size: 100, state: 'running', standard: 'not-met' } }),
  )
  expect(failing.total).toBeGreaterThan(3)
})

test('the words of the five documents find their kind, and no word means two', () => {
  const words = FACILITY_KINDS.flatMap(({ title, aliases = [] }) => [title, ...aliases])
  expect(new Set(words).size).toBe(words.length)
  for (const [word, key] of [
    ['农村互助养老点', 'village-point'],
    ['村级养老互助点', 'village-point'],
    ['农村敬老院', 'village-home'],
    ['片区特困失能照护中心', 'disabled-care-centre'],
    ['失能特困人员集中照护机构', 'disabled-care-centre'],
    ['城镇社区养老服务站', 'station'],
    ['老年食堂', 'canteen'],
  ])
    expect(kindByWord(word!)?.key).toBe(key)
})
