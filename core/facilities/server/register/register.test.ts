// A site on the register: where it may stand, what it is on a day, what happens to it, and what the doors of other rooms are told.
import { newId } from '@songhe/basics/ids'
import type { TestWorld } from '@songhe/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordFacts } from '../facts/record-facts.ts'
import { ratingsOf, recordRating } from '../ratings/ratings.ts'
import { CLERK, DIANJIANG, facilitiesWorld, placeIn, type Place, publishPacks, siteBody } from '../testing-facilities.ts'
import { changeFacility } from './change-facility.ts'
import { closeFacility } from './close-facility.ts'
import { convertFacility } from './convert-facility.ts'
import { facilitiesOf, facilityById } from './facilities-of.ts'
import { listFacilities } from './list-facilities.ts'
import { openFacility } from './open-facility.ts'
import { registerFacility } from './register-facility.ts'
import { showFacility } from './show-facility.ts'
import { liftSuspension, suspendFacility } from './suspension.ts'

let world: TestWorld
let community: Place
let village: Place
let street: Place
const heard: { event: string; body: Record<string, unknown> }[] = []
const listener = (on: string) => ({
  on,
  when: 'now' as const,
  run: async (_ctx: unknown, { event, body }: { event: string; body: Record<string, unknown> }) =>
    void heard.push({ event, body }),
})

beforeAll(async () => {
  world = await facilitiesWorld([
    { name: 'listener', title: '听众', reactions: [listener('facility-suspended'), listener('suspension-reversed')] },
  ])
  community = await placeIn(world, DIANJIANG, 'residents')
  village = await placeIn(world, DIANJIANG, 'villagers')
  street = await placeIn(world, DIANJIANG, 'street')
  await publishPacks(world, DIANJIANG, ['facility-standard'])
})
afterAll(() => world.close())

const register = (body: Parameters<typeof siteBody>[0]) =>
  world.as(CLERK, (ctx) => registerFacility(ctx, { body: siteBody(body) }))
const show = (id: string) => world.as(CLERK, (ctx) => showFacility(ctx, { params: { id } }))

test('a village point is registered with its host, helper, hours and services, and the same act again changes nothing [SPB-014]', async () => {
  const body = siteBody({
    kind: 'village-point',
    area: village.key,
    name: '互助点甲',
    address: '村委会旁',
    phone: '13800000000',
    facts: [
      { kind: 'facility.host', value: '村便民服务中心', from: '2024-03-01' },
      { kind: 'facility.helper', value: 'true', from: '2024-03-01' },
      { kind: 'facility.hours', value: '每天 9:00 至 17:00', from: '2024-03-01' },
      { kind: 'facility.services', value: 'mutual-help,visits', from: '2024-03-01' },
    ],
  })
  const act = () => world.as(CLERK, (ctx) => registerFacility(ctx, { body }))
  expect(await act()).toMatchObject({ outcome: 'created', warnings: [] })
  expect(await act()).toMatchObject({ outcome: 'exists' })
  const site = await show(body.id)
  expect(site).toMatchObject({ kindTitle: '村级互助养老点', state: 'open', phone: '13800000000', mismatch: '', standard: 'met' })
  expect(Object.fromEntries(site.facts.map(({ title, text }) => [title, text]))).toMatchObject({
    依托场所: '村便民服务中心',
    助老员: '是',
    开放时间: '每天 9:00 至 17:00',
    服务项目: '邻里互助、定期探访',
  })
  const stored = await world.owner(`select phone from facilities.facility where id = $1`, [body.id])
  expect(String(stored[0].phone)).not.toContain('13800000000')
})

test('a town centre keeps where its rooms come from and what it stands beside; a group point keeps its court and its keeper [DJ-020] [YB-084]', async () => {
  const town = await placeIn(world, DIANJIANG, 'town', 7)
  const fact = (kind: string, value: string) => ({ kind: `facility.${kind}`, value, from: '2024-03-01' })
  const centre = await register({
    kind: 'town-centre',
    area: town.key,
    name: '用校舍的中心',
    facts: [fact('origin', 'school'), fact('near-health', 'true')],
  })
  const point = await register({
    kind: 'group-point',
    area: village.key,
    name: '院坝点',
    contact: '王大姐',
    facts: [fact('host', '三组农家院坝'), fact('origin', 'farm-court'), fact('services', 'mutual-help')],
  })
  const told = async (id: string) => Object.fromEntries((await show(id)).facts.map(({ title, text }) => [title, text]))
  expect(await told(centre.id)).toMatchObject({ 用房来源: '闲置学校', 与卫生机构相邻: '是' })
  expect(await told(point.id)).toMatchObject({ 依托场所: '三组农家院坝', 用房来源: '农家院落', 服务项目: '邻里互助' })
  expect((await show(point.id)).contact).toBe('王大姐')
})

test('a station in a village is refused unless its ground is written, since the yearly rates differ tenfold (T-26)', async () => {
  const wrong = { kind: 'station', area: village.key, name: '站错了地方' }
  await expect(register(wrong)).rejects.toMatchObject({ kind: 'refused', message: expect.stringContaining('村委会') })
  await expect(register({ ...wrong, area: street.key })).rejects.toMatchObject({
    message: expect.stringContaining('要落到村或社区'),
  })
  await expect(register({ kind: 'town-centre', area: street.key, name: '街道里的乡镇中心' })).rejects.toMatchObject({
    kind: 'refused',
  })
  const done = await register({ ...wrong, kindReason: '村改居，批复 2025-1 号' })
  expect(done.warnings[0]).toContain('村改居')
  const found = await world.as(CLERK, (ctx) =>
    listFacilities(ctx, { query: { page: 1, size: 20, state: 'running', mismatch: true } }),
  )
  expect(found.rows.map(({ id }) => id)).toEqual([done.id])
})

test('an area of another district and an opening in the future are refused', async () => {
  const elsewhere = await placeIn(world, 4, 'residents')
  await expect(register({ kind: 'station', area: elsewhere.key, name: '别处的站' })).rejects.toMatchObject({ kind: 'invalid' })
  await expect(register({ kind: 'station', area: community.key, from: '2027-01-01' })).rejects.toMatchObject({
    message: expect.stringContaining('晚于今天'),
  })
})

test('a second site of the kind at one address is refused whatever it is called; another kind may share the house and is said', async () => {
  const here = { area: community.key, address: '人民路12号2楼' }
  await register({ kind: 'station', name: '甲站', ...here })
  await expect(
    register({ kind: 'station', name: '乙站', area: community.key, address: `${community.townName} 人民路十二号二楼` }),
  ).rejects.toMatchObject({ kind: 'conflict', message: expect.stringContaining('甲站') })
  const canteen = await register({ kind: 'canteen', name: '甲站食堂', ...here })
  expect(canteen.warnings).toEqual(['同一地址还有社区养老服务站“甲站”。'])
  const other = await register({ kind: 'station', name: '丙站', ...here, sameAddressReason: '同楼层另一单元，独立门牌' })
  const site = await show(other.id)
  expect(site.sameAddress.map(({ name }) => name).sort()).toEqual(['甲站', '甲站食堂'])
})

test('the kind is dated: before and after a conversion the door answers differently, and history keeps both [SPB-012]', async () => {
  const town = await placeIn(world, DIANJIANG, 'town')
  const { id } = await register({ kind: 'village-home', area: town.key, name: '敬老院甲', from: '2010-05-01' })
  await world.as(CLERK, (ctx) =>
    convertFacility(ctx, {
      params: { id },
      body: {
        id: newId(),
        kind: 'town-centre',
        kindReason: '',
        addedServices: ['living-care', 'rehabilitation'],
        addedZones: ['rehabilitation'],
        upgraded: true,
        day: '2025-07-01',
        note: '敬老院提档升级为养老服务中心',
        source: '项目验收单',
      },
    }),
  )
  const on = async (day: string) => (await world.as(CLERK, (ctx) => facilityById(ctx, id, day))).kind
  expect([await on('2025-06-30'), await on('2025-07-01')]).toEqual(['village-home', 'town-centre'])
  const site = await show(id)
  expect(site.events.map(({ kind }) => kind)).toEqual(['converted', 'opened'])
  expect(site.earlier.find(({ kind }) => kind === 'facility.kind')).toMatchObject({ text: '敬老院', to: '2025-07-01' })
})

test('suspension is announced inside the act and taken back the same way; the door knows on which days the site was open', async () => {
  const { id } = await register({ kind: 'station', area: community.key, name: '停一停的站', from: '2024-01-01' })
  const [stop, lift] = [newId(), newId()]
  const suspend = () =>
    world.as(CLERK, (ctx) => suspendFacility(ctx, { params: { id }, body: { id: stop, day: '2026-05-01', reason: '消防整改' } }))
  expect(await suspend()).toMatchObject({ outcome: 'created' })
  expect(await suspend()).toMatchObject({ outcome: 'exists' })
  expect(heard.at(-1)).toMatchObject({ event: 'facility-suspended', body: { facility: id, day: '2026-05-01', event: stop } })
  await world.as(CLERK, (ctx) =>
    liftSuspension(ctx, { params: { id }, body: { id: lift, mistaken: false, day: '2026-06-01', reason: '整改完成' } }),
  )
  expect(heard.at(-1)).toMatchObject({ event: 'suspension-reversed', body: { facility: id, event: stop, mistaken: false } })
  const openOn = (day: string) => world.as(CLERK, async (ctx) => (await facilityById(ctx, id, day)).openOn)
  expect([
    await openOn('2023-12-31'),
    await openOn('2026-04-30'),
    await openOn('2026-05-15'),
    await openOn('2026-06-01'),
  ]).toEqual([false, true, false, true])
})

test('a suspension entered by mistake never was', async () => {
  const { id } = await register({ kind: 'station', area: community.key, name: '没有停的站', from: '2024-01-01' })
  await world.as(CLERK, (ctx) =>
    suspendFacility(ctx, { params: { id }, body: { id: newId(), day: '2026-05-01', reason: '登记错了' } }),
  )
  await world.as(CLERK, (ctx) =>
    liftSuspension(ctx, { params: { id }, body: { id: newId(), mistaken: true, day: '2026-11-25', reason: '登记错了对象' } }),
  )
  expect(await world.as(CLERK, async (ctx) => (await facilityById(ctx, id, '2026-06-01')).openOn)).toBe(true)
  expect((await show(id)).events.find(({ kind }) => kind === 'suspended')).toMatchObject({ reversed: true })
})

test('opening checks the standard first: refused with what is short and the clause, or opened by somebody who answers for it [DJ-022]', async () => {
  const { id } = await register({
    kind: 'station',
    area: community.key,
    name: '小站',
    state: 'planned',
    from: '2026-01-01',
    facts: [
      { kind: 'facility.floor-area', value: '180', from: '2026-01-01' },
      { kind: 'facility.few-elders', value: 'false', from: '2026-01-01' },
      { kind: 'facility.zones', value: 'leisure,education,living-care,health', from: '2026-01-01' },
    ],
  })
  const open = (despite: string) =>
    world.as(CLERK, (ctx) => openFacility(ctx, { params: { id }, body: { id: newId(), day: '2026-11-25', note: '', despite } }))
  await expect(open('')).rejects.toMatchObject({
    kind: 'refused',
    message: expect.stringContaining('建筑面积为180平方米'),
    details: { citation: { document: '垫江府办〔2020〕8号', clause: '附件1 社区养老服务站' } },
  })
  expect(await open('镇上暂无更大用房，先行开放')).toMatchObject({ outcome: 'created' })
  expect(await show(id)).toMatchObject({ state: 'open', openedOn: '2026-11-25', standard: 'not-met' })
})

test('a merged home names its successor and is closed; a town officer of another town cannot see it [YB-115]', async () => {
  const [town, other] = [await placeIn(world, DIANJIANG, 'town', 3), await placeIn(world, DIANJIANG, 'town', 4)]
  const old = await register({ kind: 'village-home', area: town.key, name: '旧敬老院', from: '2005-01-01' })
  const next = await register({ kind: 'area-centre', area: town.key, name: '区域中心', from: '2026-01-01' })
  await world.as(CLERK, (ctx) =>
    closeFacility(ctx, {
      params: { id: old.id },
      body: { id: newId(), day: '2026-10-01', reason: '撤并入区域中心', successor: next.id },
    }),
  )
  expect((await show(old.id)).events[0]).toMatchObject({ kind: 'merged', note: '撤并入区域中心' })
  const stranger = { ...CLERK, roles: ['town-officer' as const], areas: [other.key] }
  await expect(world.as(stranger, (ctx) => showFacility(ctx, { params: { id: next.id } }))).rejects.toMatchObject({
    kind: 'not-found',
  })
})

test('a change of name, operator or registrar keeps the address key; a real move changes it', async () => {
  const { id } = await register({ kind: 'social-home', area: community.key, name: '松鹤老年公寓', address: '滨河路88号' })
  const before = await world.as(CLERK, (ctx) => facilityById(ctx, id, '2026-11-25'))
  const change = async (body: object) => {
    const { version } = await show(id)
    return world.as(CLERK, (ctx) =>
      changeFacility(ctx, { params: { id }, body: { id: newId(), version, day: '2026-11-01', reason: '更名登记', ...body } }),
    )
  }
  await change({ name: '新松鹤养老院', address: '滨河路 八十八号（原老年公寓）' })
  const renamed = await world.as(CLERK, (ctx) => facilityById(ctx, id, '2026-11-25'))
  expect(renamed.addressIndex).toBe(before.addressIndex)
  await change({ address: '滨河路90号' })
  const moved = await world.as(CLERK, (ctx) => facilityById(ctx, id, '2026-11-25'))
  expect(moved.addressIndex).not.toBe(before.addressIndex)
  expect(await world.as(CLERK, (ctx) => facilitiesOf(ctx, { addressIndex: moved.addressIndex }, '2026-11-25'))).toHaveLength(1)
  expect(
    (await show(id)).events
      .map(({ kind }) => kind)
      .slice(0, 2)
      .sort(),
  ).toEqual(['moved', 'renamed'])
})

test('an area exception needs its reason, and a fact stated twice is written once', async () => {
  const { id } = await register({ kind: 'station', area: community.key, name: '例外的站' })
  const state = (reason: string, kind = 'facility.area-waived') =>
    world.as(CLERK, (ctx) =>
      recordFacts(ctx, {
        params: { id },
        body: { id: newId(), facts: [{ kind, value: 'true', from: '2026-01-01' }], source: '镇街上报', reason },
      }),
    )
  await expect(state('')).rejects.toMatchObject({ kind: 'invalid' })
  expect(await state('老旧小区，经会议研究')).toMatchObject({ outcome: 'created' })
  expect(await state('老旧小区，经会议研究')).toMatchObject({ outcome: 'exists' })
})

test('ratings are told with decision and source: twice is once, a later one ends the standing one, overlap backwards is refused', async () => {
  const { id } = await register({ kind: 'social-home', area: community.key, name: '星级养老院' })
  const told = {
    facility: id,
    scheme: 'star',
    validFrom: '2024-01-01',
    validTo: '2027-01-01',
    document: '',
    source: '第三方评定',
  }
  const first = newId()
  const tell = (more: object) =>
    world.as(CLERK, (ctx) => recordRating(ctx, { ...told, grade: '二星', decision: '评定 2024-1', ...more }))
  expect(await tell({ id: first })).toEqual({ id: first, outcome: 'created' })
  expect(await tell({ id: first })).toEqual({ id: first, outcome: 'exists' })
  await expect(tell({ decision: ' ' })).rejects.toMatchObject({ kind: 'invalid' })
  await tell({ grade: '三星', decision: '评定 2026-1', validFrom: '2026-03-01', validTo: '2029-03-01' })
  await expect(tell({ validFrom: '2025-01-01', decision: '倒签' })).rejects.toMatchObject({ kind: 'conflict' })
  await tell({
    scheme: 'evaluation',
    grade: '优秀',
    score: 92.5,
    decision: '绩效 2025',
    validFrom: '2025-01-01',
    validTo: '2026-01-01',
  })
  const grades = (day: string) => world.as(CLERK, async (ctx) => (await ratingsOf(ctx, id, day)).map(({ grade }) => grade))
  expect(await grades('2026-02-28')).toEqual(['二星'])
  expect(await grades('2026-03-01')).toEqual(['三星'])
  const [site] = await world.as(CLERK, (ctx) => facilitiesOf(ctx, { ids: [id] }, '2025-06-01'))
  expect(site).toMatchObject({ evaluation: { grade: '优秀', score: 92.5 }, ratings: [{ grade: '二星' }] })
  const facts = await world.as(CLERK, (ctx) =>
    ctx.db
      .selectFrom('facilities.facility_fact' as never)
      .select(['kind', 'value'] as never)
      .where('facility' as never, '=', id as never)
      .execute(),
  )
  expect(facts).toContainEqual({ kind: 'rating.star', value: '三星' })
})

test('nothing that must never be true is true', async () => {
  const { invariants } = await import('../invariants.ts')
  for (const { name, sql } of invariants) expect({ name, rows: await world.owner(sql) }).toEqual({ name, rows: [] })
})
