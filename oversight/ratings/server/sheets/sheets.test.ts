// Lists that offices and evaluators hand in: refused with row, column and reason; twice changes nothing; undo leaves what was before.
import type { TestWorld } from '@songhe/kernel/testing'
import { ratingsOf } from '@songhe/facilities/door'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { office } from '../../../../core/facilities/server/testing-facilities.ts'
import { listRatings } from '../register/list-ratings.ts'
import { publicRatings } from '../register/public-ratings.ts'
import { ratingsOfFacility } from '../register/ratings-of-facility.ts'
import { CLERK, DAY, hands, home, OUTSIDE, ratingsWorld, REVIEWER, round, TOWN } from '../testing-ratings.ts'

let world: TestWorld
let hand: ReturnType<typeof hands>
let desk: ReturnType<typeof office>
beforeAll(async () => {
  world = await ratingsWorld()
  hand = hands(world)
  desk = office(world)
})
afterAll(() => world.close())

const gradeOn = (facility: string, day: string) =>
  world.as(CLERK, async (ctx) => (await ratingsOf(ctx, facility, day)).map(({ grade }) => grade))

test('a list of ratings the office already had, with heads and words of its own: twice changes nothing, undo takes all back [YB-127]', async () => {
  const [one, two] = [await home(world, { name: '春晖养老院' }), await home(world, { name: '秋实养老院' })]
  const rows = [
    ['机构名称', '评定等级', '评定日期', '有效期至', '公布文号', '第三方机构', '佐证材料'],
    ['春晖养老院', '三星级', '2026-03-01', '2029-02-28', '民函〔2026〕7号', '某评估公司', '档案 26-07'],
    ['春晖养老院', '2星', '2023-03-01', '2026-02-28', '民函〔2023〕5号', '某评估公司', '档案 23-05'],
    ['秋实养老院', '★★', '2025-06-01', '', '民函〔2025〕9号', '', '档案 25-09'],
  ]
  const first = await desk.hand('rating-list', rows)
  expect(first).toMatchObject({ state: 'committed', added: 3, rejected: 0 })
  expect([
    await gradeOn(one, '2026-02-28'),
    await gradeOn(one, '2026-03-01'),
    await gradeOn(one, '2029-02-28'),
    await gradeOn(one, '2029-03-01'),
  ]).toEqual([['二星'], ['三星'], ['三星'], []])
  expect(await desk.hand('rating-list', rows)).toMatchObject({ added: 0, unchanged: 3, rejected: 0 })
  const { rows: listed } = await world.as(CLERK, (ctx) =>
    listRatings(ctx, { query: { page: 1, size: 20, holding: 'current', q: '春晖' } }),
  )
  expect(listed).toMatchObject([
    { grade: '三星', decision: '民函〔2026〕7号', evaluator: '某评估公司', case: null, validTo: '2029-03-01' },
  ])
  await desk.undo(first.id)
  expect([await gradeOn(one, '2026-03-01'), await gradeOn(two, '2026-03-01')]).toEqual([[], []])
})

test('a rating without evidence or decision, of an unknown site, of a grade nobody knows, or across a standing one is returned', async () => {
  const facility = await home(world, { name: '夏荷养老院' })
  await desk.hand('rating-list', [
    ['设施', '等级', '有效期起', '有效期至', '决定文号', '证据'],
    ['夏荷养老院', '三星', '2026-05-01', '2029-04-30', '民函〔2026〕11号', '档案 11'],
  ])
  const rows = [
    ['设施', '种类', '等级', '评价年度', '有效期起', '有效期至', '决定文号', '证据'],
    ['夏荷养老院', '', '四星', '', '2026-01-01', '2028-12-31', '民函 1', ''],
    ['没有的养老院', '', '四星', '', '2026-01-01', '', '民函 2', '档案'],
    ['夏荷养老院', '', '特级', '', '2026-01-01', '', '民函 3', '档案'],
    ['夏荷养老院', '', '二星', '', '2026-01-01', '2028-12-31', '民函 4', '档案'],
    ['夏荷养老院', '叶级', '三星', '', '2020-01-01', '2020-12-31', '民函 5', '档案'],
    ['夏荷养老院', '年度绩效评价', '优秀', '', '', '', '民函 6', '档案'],
    ['夏荷养老院', '年度绩效评价', '甲等', '2025', '', '', '民函 7', '档案'],
  ]
  const { id } = await desk.upload('rating-list', Buffer.from(rows.map((row) => row.join(',')).join('\n')), '等级.csv')
  expect((await desk.check(id)).rejected).toBe(7)
  const told = (await desk.problems(id)).map(({ row, column, reason }) => `${row} ${column} ${reason}`)
  expect(told).toEqual([
    expect.stringMatching(/^2 证据 /),
    expect.stringContaining('3 设施 设施台账里没有“没有的养老院”'),
    expect.stringContaining('4 等级 不认识的等级“特级”'),
    expect.stringContaining('5 有效期起 “夏荷养老院”2026-05-01 起已有“三星”'),
    expect.stringContaining('6 种类 等级“三星”是星级'),
    expect.stringContaining('7 评价年度 年度绩效评价要写评价年度'),
    expect.stringContaining('8 等级 评价结果只能写：优秀、良好、合格、不合格'),
  ])
  expect(await gradeOn(facility, '2026-04-30')).toEqual([])
})

test('taking back a later rating lets the one that it ended go on', async () => {
  const facility = await home(world, { name: '冬青养老院' })
  const rows = (grade: string, from: string, to: string, decision: string) => [
    ['设施', '等级', '有效期起', '有效期至', '决定文号', '证据'],
    ['冬青养老院', grade, from, to, decision, '档案'],
  ]
  await desk.hand('rating-list', rows('二星', '2025-01-01', '2027-12-31', '民函 甲'))
  const later = await desk.hand('rating-list', rows('三星', '2026-06-01', '2029-05-31', '民函 乙'))
  expect([await gradeOn(facility, '2026-05-31'), await gradeOn(facility, '2026-06-01')]).toEqual([['二星'], ['三星']])
  await desk.undo(later.id)
  expect([
    await gradeOn(facility, '2026-06-01'),
    await gradeOn(facility, '2027-12-31'),
    await gradeOn(facility, '2028-01-01'),
  ]).toEqual([['二星'], ['二星'], []])
})

const SECTIONS = ['环境', '设施设备', '运营管理', '服务']
const lines = (name: string, points: readonly string[], evidence = '评分表') =>
  SECTIONS.map((section, i) => [name, section, points[i]!, evidence])

test('scores of an evaluator come as a sheet: a site whole or not at all, twice is once, and undo puts it back to be scored', async () => {
  const inRound = await round(world, { title: '星级评定 导入轮' })
  const [good, bad] = [await home(world, { name: '甲字养老院' }), await home(world, { name: '乙字养老院' })]
  const [id, other] = [await hand.apply(inRound, good), await hand.apply(inRound, bad)]
  const options = {
    round: '星级评定 导入轮',
    institution: OUTSIDE.institution,
    people: OUTSIDE.people,
    creditCode: '',
    scoredOn: DAY,
  }
  const rows = [
    ['机构名称', '评分项目', '实得分', '佐证材料'],
    ...lines('甲字养老院', ['80', '90', '100', '400.5']),
    ...lines('乙字养老院', ['80', '90', '100', '601']),
  ]
  const done = await desk.hand('rating-scores', rows, options)
  expect(done).toMatchObject({ added: 4, rejected: 4 })
  const told = await desk.problems(done.id)
  expect(told.map(({ row, column }) => [row, column])).toEqual([
    [6, ''],
    [7, ''],
    [8, ''],
    [9, '得分'],
  ])
  expect(await hand.file(id)).toMatchObject({ state: 'scored', grading: { total: 670.5 } })
  expect(await hand.file(other)).toMatchObject({ state: 'applied' })
  expect(await desk.hand('rating-scores', rows, options)).toMatchObject({ added: 0, unchanged: 4 })
  await desk.undo(done.id)
  expect(await hand.file(id)).toMatchObject({ state: 'applied', gradedBy: 'self' })
  const again = await desk.hand('rating-scores', rows, options)
  await hand.decide(id, '三星')
  expect(await desk.undo(again.id)).toMatchObject({ job: null, inTheWay: [{ name: '甲字养老院', what: '已经决定等级' }] })
})

test('a site shows what holds, what is under way and which round is open; the public page needs no account and names no person [YB-127]', async () => {
  const facility = await home(world, { name: '公示养老院' })
  const inRound = await round(world, { title: '星级评定 公示轮' })
  const shown = () => world.as(TOWN, (ctx) => ratingsOfFacility(ctx, { params: { id: facility } }))
  expect((await shown()).rounds.map(({ id }) => id)).toContain(inRound)
  await hand.inForce(inRound, facility, THREE(), '三星')
  const after = await world.as({ ...TOWN, now: new Date('2026-12-03T01:00:00Z') }, (ctx) =>
    ratingsOfFacility(ctx, { params: { id: facility } }),
  )
  expect(after).toMatchObject({ standing: [{ grade: '三星', holding: 'current' }], cases: [{ next: '已生效' }] })
  expect(after.standing[0]!.case).toBe(after.cases[0]!.id)
  const page = await world.as({ permissions: [], district: 0, now: new Date('2026-12-03T01:00:00Z') }, (ctx) =>
    publicRatings(ctx, { params: { district: 2 } }),
  )
  expect(page.bytes.toString()).toContain('公示养老院')
  expect(page.bytes.toString()).not.toContain(REVIEWER.staff!)
  await expect(
    world.as({ permissions: [], district: 0 }, (ctx) => publicRatings(ctx, { params: { district: 5 } })),
  ).rejects.toMatchObject({ kind: 'not-found' })
})

const THREE = () => SECTIONS.map((section, i) => ({ section, points: [80, 90, 100, 400][i]!, evidence: '表' }))
