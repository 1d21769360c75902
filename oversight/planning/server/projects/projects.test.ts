// Yubei's projects through the product's own import: printed figures stay, sums are held against growth, totals never added to additions.
import { newId } from '@songhe/basics/ids'
import type { TestWorld } from '@songhe/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clerk, deskOf, DIANJIANG, printed, reviewer, townOfficer, workWorld, YUBEI } from '../testing-work.ts'
import { countProjects, listProjects, showProject } from './list-projects.ts'
import { addMilestone, addProjectPhoto, decideProject, reachMilestone, showProjectPhoto } from './projects.ts'
import { readQuantity } from './read-project-row.ts'
import { listTallies, setTally } from './tallies.ts'

const DOCUMENT = { document: '渝北区“十四五”养老事业发展规划（征求意见稿）' }
let world: TestWorld
let desk: ReturnType<typeof deskOf>
beforeAll(async () => {
  world = await workWorld()
  desk = deskOf(world, YUBEI)
}, 60_000)
afterAll(() => world.close())

const all = async (who = clerk(YUBEI), more: object = {}) =>
  (await world.as(who, (ctx) => listProjects(ctx, { query: { page: 1, size: 200, state: 'all', ...more } }))).rows
const show = (id: string) => world.as(clerk(YUBEI), (ctx) => showProject(ctx, { params: { id } }))
const line = async (number: string) => (await all()).find((row) => row.number === number)!
const tally = async (name: string) => (await world.as(clerk(YUBEI), listTallies)).rows.find((row) => row.name === name)!
const set = (body: object) =>
  world.as(clerk(YUBEI), (ctx) => setTally(ctx, { body: { id: newId(), targetGround: '', ...body } as never }))

test('53 lines come in as printed, ranges and units kept, old ones to be confirmed; twice changes nothing [YB-169]', async () => {
  expect(await desk.hand('project-list', printed('yubei-projects.csv'), DOCUMENT, '项目.csv')).toMatchObject({
    rowsIn: 53,
    added: 53,
    rejected: 0,
  })
  expect(await desk.hand('project-list', printed('yubei-projects.csv'), DOCUMENT, '再来.csv')).toMatchObject({
    added: 0,
    unchanged: 53,
  })
  const rows = await all()
  expect(new Set(rows.map(({ standing }) => standing))).toEqual(new Set(['to-confirm']))
  expect(rows.find(({ number }) => number === '50')).toMatchObject({ printed: '1000-1200', unit: '米', clause: '专栏4-2—4-5' })
  const homes = Map.groupBy(
    rows.filter(({ tally: name }) => name === '敬老院'),
    ({ action }) => action,
  )
  expect([...homes].map(([action, { length }]) => `${action} ${length}`)).toEqual([
    '新建 4',
    '改造升级 2',
    '撤并 8',
    '公建民营改革 7',
  ])
  expect(rows.filter(({ place }) => place.includes('统景')).map(({ action }) => action)).toContain('撤并')
})

test('N-16: project beds (1,000 + 331 + 1,000) exceed the growth of 1,300 and are not added blindly', async () => {
  await set({
    name: '养老床位',
    unit: '张',
    base: 6700,
    baseGround: '第一章 一',
    target: 8000,
    targetGround: '第四章 规划指标 表头',
  })
  expect(await tally('养老床位')).toMatchObject({
    lines: 3,
    open: 2331,
    added: 0,
    growth: 1300,
    ifAdded: 9031,
    verdict: 'over-growth',
  })
  expect((await tally('养老床位')).said).toContain('不能直接相加')
})

test('N-12: village homes after the projects are 23 + 4 − 8 = 19', async () => {
  await set({ name: '敬老院', unit: '家', base: 23, baseGround: '第一章 一' })
  expect(await tally('敬老院')).toMatchObject({ lines: 21, added: -4, ifAdded: 19, verdict: 'no-base' })
  expect((await tally('敬老院')).said).toContain('实施后 19 家')
})

test('N-14: 14 centres and 11 that may be a total or an addition: 25 only if they are an addition', async () => {
  await set({ name: '镇养老服务中心', unit: '个', base: 14, baseGround: '第一章 一' })
  expect((await tally('镇养老服务中心')).said).toContain('另有 11 个没有写明是总数还是新增，当作新增会到 25 个')
})

test('T-11: 101 points read as a total fit the target; read as an addition they would be 164, until an officer has decided [YB-104]', async () => {
  await set({
    name: '村级互助养老点',
    unit: '个',
    base: 63,
    baseGround: '第四章 规划指标 表头',
    target: 101,
    targetGround: '第四章 规划指标 表头',
  })
  expect(await tally('村级互助养老点')).toMatchObject({
    total: 101,
    verdict: 'fits',
    said: expect.stringContaining('当作新增会到 164 个'),
  })
  const { id } = await line('3')
  const body = { id: newId(), standing: 'running' as const, quantityKind: 'added' as const, reason: '按规划编制说明认定' }
  await world.as(reviewer(YUBEI), (ctx) => decideProject(ctx, { params: { id }, body }))
  expect(await tally('村级互助养老点')).toMatchObject({ added: 101, verdict: 'over-growth' })
  expect(await show(id)).toMatchObject({ quantityKind: 'added', printed: '101', decidedBy: '复核员' })
})

test('N-23, N-24, N-25: land and floor per bed, floor ratio and rebuilt share of three projects [YB-128]', async () => {
  const derived = async (number: string) =>
    (await show((await line(number)).id)).derived.map(({ title, formula, value }) => `${title}：${formula} = ${value}`)
  expect(await derived('12')).toEqual(['每床用地：60 亩 × 666.67 ÷ 1,000 张 = 40.0 平方米'])
  expect(await derived('45')).toEqual(['每床建筑面积：26,742 ÷ 331 张 = 80.8 平方米', '改造部分占比：26,742 ÷ 125,718 = 21.3%'])
  expect(await derived('42')).toEqual([
    '每床用地：155.5 亩 × 666.67 ÷ 1,000 张 = 104 平方米',
    '每床建筑面积：190,000 ÷ 1,000 张 = 190 平方米',
    '容积率：190,000 ÷ 103,667 = 1.83',
  ])
})

test('steps fall late and are reached once; photographs are kept; a town sees its own projects only', async () => {
  const { id } = await line('16')
  const step = newId()
  const params = { id, milestone: step }
  await world.as(reviewer(YUBEI), (ctx) =>
    decideProject(ctx, { params: { id }, body: { id: newId(), standing: 'running', dueOn: '2027-06-30', reason: '已批准立项' } }),
  )
  await world.as(clerk(YUBEI), (ctx) =>
    addMilestone(ctx, { params: { id }, body: { id: step, title: '完成选址', dueOn: '2026-10-31' } }),
  )
  expect(await world.as(clerk(YUBEI), (ctx) => countProjects(ctx, 'late'))).toBe(1)
  const reach = (day: string) =>
    world.as(clerk(YUBEI), (ctx) => reachMilestone(ctx, { params, body: { id: newId(), day, note: '' } }))
  await expect(reach('2026-12-01')).rejects.toThrow('晚于今天')
  await reach('2026-11-10')
  await expect(reach('2026-11-11')).rejects.toThrow('已在 2026-11-10 完成')
  expect(await show(id)).toMatchObject({ steps: [{ reachedOn: '2026-11-10', late: true }], lateStep: null })
  const photo = newId()
  const upload = (bytes: Buffer) =>
    world.as(clerk(YUBEI), (ctx) =>
      addProjectPhoto(ctx, {
        params: { id },
        query: { id: photo, takenOn: '2026-11-10', note: '' },
        file: { name: '工地.jpg', mediaType: 'image/jpeg', bytes },
      }),
    )
  await expect(upload(Buffer.from('not a picture'))).rejects.toThrow('不是 JPG 或 PNG')
  await upload(Buffer.from('ffd8ffe000104a464946', 'hex'))
  expect(await world.as(clerk(YUBEI), (ctx) => showProjectPhoto(ctx, { params: { id, photo } }))).toMatchObject({
    mediaType: 'image/jpeg',
    inline: true,
  })
  const [shut] = await world.owner<{ key: number }>(
    `select area as key from registry.area_period where name = '石船镇' and parent = $1`,
    [YUBEI],
  )
  const seen = await all(townOfficer(YUBEI, [shut!.key]))
  expect(seen.map(({ place, action }) => `${place} ${action}`)).toEqual([
    '石船镇 新建',
    '石船镇石船敬老院 撤并',
    '石船镇胆沟敬老院 撤并',
    '石船镇 公建民营改革',
  ])
})

test('bad rows are refused with row and column, a foreign plan with its district; an undone import leaves no project', async () => {
  expect(readQuantity('1000—1200')).toEqual({ low: '1000', high: '1200' })
  expect(readQuantity('1200-1000')).toBeUndefined()
  const lines = [
    '序号,项目,内容,方式,地点,数量,单位,口径,条款',
    '1,甲,床位,建设,,约一百,张,,二',
    '2,甲,床位,建设,,100,,,二',
    '3,甲,床位,建设,,100,张,合计,二',
    '4,甲,床位,建设,,100,张,没有写明,二',
  ]
  const away = deskOf(world, DIANJIANG)
  const { id } = await away.upload('project-list', Buffer.from(lines.join('\n')), '坏.csv')
  await away.check(id, DOCUMENT)
  expect((await away.problems(id)).filter(({ reason }) => reason.includes('别的区县'))).toHaveLength(3)
  expect(await away.check(id, { document: '垫江府办〔2020〕8号' })).toMatchObject({ accepted: 1, rejected: 3 })
  expect((await away.problems(id)).filter(({ warning }) => !warning).map(({ row, column }) => `${row} ${column}`)).toEqual([
    '2 数量',
    '3 单位',
    '4 口径',
  ])
  await away.commit(id)
  expect(await all(clerk(DIANJIANG))).toHaveLength(1)
  await away.undo(id)
  expect(await all(clerk(DIANJIANG))).toEqual([])
})
