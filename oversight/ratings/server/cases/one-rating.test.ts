// The whole way of one rating, and every place where it must stop.
import { newId } from '@songhe/basics/ids'
import type { TestWorld } from '@songhe/kernel/testing'
import { ratingsOf } from '@songhe/facilities/door'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { registerOperator } from '../../../../core/facilities/server/operators/operators.ts'
import { recordFacts } from '../../../../core/facilities/server/facts/record-facts.ts'
import { demoCreditCode } from '../../../../core/facilities/server/demo/plant-operators.ts'
import { editDraft } from '../../../../core/policy/server/packs/edit-draft.ts'
import { DIANJIANG, placeIn } from '../../../../core/facilities/server/testing-facilities.ts'
import { closeRound } from '../rounds/open-round.ts'
import { listRounds, showRound } from '../rounds/list-rounds.ts'
import {
  CLERK,
  DAY,
  FOUR_STARS,
  hands,
  home,
  later,
  NO_STAR,
  ratingsWorld,
  REVIEWER,
  round,
  scores,
  THREE_STARS,
  TOWN,
} from '../testing-ratings.ts'
import { withdrawCase } from './apply.ts'
import { returnCase } from './decide.ts'
import { addEvidence, showEvidence } from './evidence.ts'
import { listCases } from './list-cases.ts'

let world: TestWorld
let hand: ReturnType<typeof hands>
beforeAll(async () => {
  world = await ratingsWorld()
  hand = hands(world)
})
afterAll(() => world.close())

const gradeOn = (facility: string, day: string) =>
  world.as(CLERK, async (ctx) => (await ratingsOf(ctx, facility, day)).map(({ scheme, grade }) => `${scheme} ${grade}`))

test('from application to the register of sites: self-check, third party, second human, notice, validity [KZ-040]', async () => {
  const [inRound, facility] = [await round(world), await home(world)]
  const id = await hand.apply(inRound, facility)
  expect(await hand.file(id)).toMatchObject({ state: 'applied', gradedBy: 'self', grading: { grade: '三星', total: 670 } })
  await hand.score(id, FOUR_STARS)
  const scored = await hand.file(id, REVIEWER)
  expect(scored).toMatchObject({
    state: 'scored',
    gradedBy: 'evaluator',
    mayNotDecide: '',
    grading: { grade: '四星', total: 835 },
  })
  expect(scored.sheets.map(({ kind, counts }) => [kind, counts])).toEqual([
    ['evaluator', true],
    ['self', false],
  ])
  await hand.decide(id, '四星')
  // Five working days after Wednesday the 25th: the weekend does not count.
  expect(await hand.file(id)).toMatchObject({ state: 'notice', noticeFrom: DAY, noticeTo: '2026-12-02' })
  expect(await gradeOn(facility, '2026-12-03')).toEqual([])
  await expect(hand.effect(id, later(REVIEWER, new Date('2026-12-02T01:00:00Z')), '2026-12-02')).rejects.toMatchObject({
    message: expect.stringContaining('还没有期满'),
  })
  await hand.effect(id)
  expect(await hand.file(id)).toMatchObject({ state: 'in-force', validFrom: '2026-12-03', validTo: '2029-12-03' })
  expect(await gradeOn(facility, '2026-12-02')).toEqual([])
  expect(await gradeOn(facility, '2026-12-03')).toEqual(['star 四星'])
  expect(await gradeOn(facility, '2029-12-02')).toEqual(['star 四星'])
  expect(await gradeOn(facility, '2029-12-03')).toEqual([])
  const told = await world.owner('select decision, source, score::float8 as score from facilities.rating where facility = $1', [
    facility,
  ])
  expect(told).toEqual([{ decision: '评定〔2026〕1号', source: expect.stringContaining('示例标准'), score: 835 }])
})

test('points below the least of one section make a lower grade, and the file says what is missing to the next one [KZ-041]', async () => {
  const id = await hand.apply(await round(world), await home(world))
  await hand.score(id, scores({ 环境: 66, 设施设备: 120, 运营管理: 140, 服务: 474 }))
  const { grading } = await hand.file(id)
  expect(grading).toMatchObject({ grade: '二星', total: 800, next: { grade: '三星' } })
  expect(grading!.next!.lacks).toEqual([
    { what: '环境', text: '环境还差 6 分（要 60%，得 55%）', have: 66, need: 72, missing: 6 },
  ])
  await expect(hand.decide(id, '四星')).rejects.toMatchObject({ message: '按标准应为“二星”，页面上是“四星”。' })
})

test('a score without evidence, too high, twice or missing is refused with row, column and reason, and nothing is kept', async () => {
  const id = await hand.apply(await round(world), await home(world))
  const wrong = [
    { section: '环境', points: 121, evidence: '照片' },
    { section: '服务', points: 500, evidence: '' },
    { section: '服务', points: 500, evidence: '记录' },
    { section: '伙食', points: 5, evidence: '记录' },
  ]
  await expect(hand.score(id, wrong)).rejects.toMatchObject({
    kind: 'invalid',
    details: {
      facts: {
        problems: [
          { row: 1, column: '得分', reason: '“环境”最多 120 分，写了 121 分。' },
          { row: 2, column: '证据', reason: '“服务”没有证据。' },
          { row: 3, column: '评分部分', reason: '“服务”写了两次。' },
          { row: 4, column: '评分部分', reason: '标准里没有“伙食”部分。' },
          { row: 0, column: '得分', reason: '“设施设备”部分没有得分。' },
          { row: 0, column: '得分', reason: '“运营管理”部分没有得分。' },
        ],
      },
    },
  })
  expect(await hand.file(id)).toMatchObject({ state: 'applied', sheets: [{ kind: 'self' }] })
})

test('an evidence file of the case stands for words; one of another case does not, and no unknown kind of file is taken', async () => {
  const inRound = await round(world)
  const [id, other] = [await hand.apply(inRound, await home(world)), await hand.apply(inRound, await home(world))]
  const upload = (to: string, head: string) =>
    world.as(CLERK, (ctx) =>
      addEvidence(ctx, {
        params: { id: to },
        query: { id: newId() },
        file: { name: '评分表.pdf', mediaType: 'application/pdf', bytes: Buffer.from(head) },
      }),
    )
  await expect(upload(id, 'MZ..')).rejects.toMatchObject({ kind: 'invalid' })
  const { file } = await upload(id, '%PDF-1.7')
  const lines = THREE_STARS.map((line) => ({ ...line, evidence: '', file }))
  await expect(hand.score(other, lines)).rejects.toMatchObject({ kind: 'not-found' })
  await hand.score(id, lines)
  const shown = await world.as(REVIEWER, (ctx) => showEvidence(ctx, { params: { id, file } }))
  expect(shown).toMatchObject({ name: '评分表.pdf', mediaType: 'application/pdf' })
  await expect(world.as(REVIEWER, (ctx) => showEvidence(ctx, { params: { id: other, file } }))).rejects.toMatchObject({
    kind: 'not-found',
  })
})

test('nobody scores his own house: not under another name of the operator, not by its code, not as the site itself', async () => {
  const operator = newId()
  const creditCode = demoCreditCode('91', 4711)
  await world.as(CLERK, (ctx) =>
    registerOperator(ctx, {
      body: {
        id: operator,
        name: '重庆市垫江县松风养老服务有限公司',
        creditCode,
        legalPerson: '',
        brand: '',
        filedHome: false,
        source: '营业执照',
      } as never,
    }),
  )
  const facility = await home(world, { name: '松风颐养院' })
  await world.as(CLERK, (ctx) =>
    recordFacts(ctx, {
      params: { id: facility },
      body: {
        id: newId(),
        facts: [{ kind: 'facility.operator', value: operator, from: '2024-03-01' }],
        source: '营业执照',
      } as never,
    }),
  )
  const id = await hand.apply(await round(world), facility)
  for (const own of [{ institution: '松风养老（重庆）' }, { institution: '某评估所', creditCode }, { institution: '松风颐养院' }])
    await expect(hand.score(id, THREE_STARS, own)).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('不能给自己评分'),
    })
  await hand.score(id, THREE_STARS, { institution: '重庆松风评估有限公司', creditCode: demoCreditCode('91', 4712) })
  expect(await hand.file(id)).toMatchObject({ state: 'scored' })
})

test('two humans: who recorded the scores or the application does not decide; a returned score is scored again', async () => {
  const id = await hand.apply(await round(world), await home(world))
  const both = { ...CLERK, roles: ['clerk', 'reviewer'] as const }
  await hand.score(id, THREE_STARS, {}, { ...both, roles: [...both.roles] })
  await expect(hand.decide(id, '三星', { ...both, roles: [...both.roles] })).rejects.toMatchObject({
    kind: 'refused',
    message: expect.stringContaining('须由另一个人决定'),
  })
  await expect(hand.decide(id, '三星', { ...REVIEWER, staff: TOWN.staff! })).rejects.toMatchObject({ kind: 'refused' })
  const { version } = await hand.file(id)
  const back = { params: { id }, body: { id: newId(), version, reason: '服务部分缺记录' } }
  await world.as(REVIEWER, (ctx) => returnCase(ctx, back))
  await expect(world.as(REVIEWER, (ctx) => returnCase(ctx, back))).rejects.toMatchObject({ kind: 'conflict' })
  expect(await hand.file(id)).toMatchObject({ state: 'applied', returnedReason: '服务部分缺记录' })
  await hand.score(id, FOUR_STARS)
  await hand.decide(id, '四星')
  expect(await hand.file(id)).toMatchObject({ state: 'notice', grade: '四星', returnedReason: '' })
})

test('an application outside its days, of another kind, of a site that does not run, or twice is refused', async () => {
  const inRound = await round(world, { applyBy: '2026-11-20' })
  const facility = await home(world)
  await expect(hand.apply(inRound, facility)).rejects.toMatchObject({
    kind: 'refused',
    message: expect.stringContaining('2026-11-20'),
  })
  const open = await round(world)
  const station = await home(world, { kind: 'station' })
  await expect(hand.apply(open, station)).rejects.toMatchObject({ message: expect.stringContaining('社区养老服务站') })
  const building = await home(world, { state: 'planned' })
  await expect(hand.apply(open, building)).rejects.toMatchObject({ message: expect.stringContaining('没有正常运营') })
  await expect(hand.apply(open, facility, [])).rejects.toMatchObject({ kind: 'invalid' })
  const id = await hand.apply(open, facility)
  await expect(hand.apply(open, facility)).rejects.toMatchObject({ kind: 'conflict' })
  const withdraw = { params: { id }, body: { id: newId(), reason: '准备不足' } }
  expect(await world.as(TOWN, (ctx) => withdrawCase(ctx, withdraw))).toMatchObject({ outcome: 'created' })
  expect(await world.as(TOWN, (ctx) => withdrawCase(ctx, withdraw))).toMatchObject({ outcome: 'exists' })
  await hand.apply(open, facility)
})

test('below the lowest grade there is no notice and nothing is told to the register', async () => {
  const facility = await home(world)
  const id = await hand.apply(await round(world), facility)
  await hand.score(id, NO_STAR)
  await hand.decide(id, '')
  expect(await hand.file(id)).toMatchObject({ state: 'below', grade: '', noticeTo: null })
  await expect(hand.effect(id)).rejects.toMatchObject({ kind: 'conflict' })
  expect(await gradeOn(facility, '2026-12-03')).toEqual([])
})

test('a condition of the standard that nobody registered blocks the decision and is named; an expired paper takes the leaf away', async () => {
  const { key } = await placeIn(world, DIANJIANG, 'residents')
  const facility = await home(world, { kind: 'station', area: key })
  const inRound = await round(world, { pack: 'rating-leaf', title: '叶级评定示例一' })
  const points = scores({ 场地设施: 150, 运营管理: 200, 服务开展: 320, 老人评价: 120 })
  const id = await hand.apply(inRound, facility, points)
  await hand.score(id, points)
  await expect(hand.decide(id, '四叶')).rejects.toMatchObject({ kind: 'refused', message: expect.stringContaining('证照') })
  await world.owner(
    `insert into facilities.paper (district, id, facility, area, kind, valid_from, ends_on, recorded_by) values ($1, $2, $3, $4, '营业执照', '2024-01-01', '2026-10-01', '试')`,
    [DIANJIANG, newId(), facility, key],
  )
  expect((await hand.file(id)).grading).toMatchObject({ outcome: 'none', grade: '' })
  expect((await hand.file(id)).grading!.next!.lacks.map(({ what }) => what)).toContain('证照有效')
})

test('a yearly evaluation holds for its year, needs no self-check, and says even a bad result', async () => {
  const { key } = await placeIn(world, DIANJIANG, 'residents')
  const facility = await home(world, { kind: 'station', area: key })
  await expect(round(world, { pack: 'rating-evaluation' })).rejects.toMatchObject({ kind: 'invalid' })
  const inRound = await round(world, { pack: 'rating-evaluation', title: '2025 年度绩效评价', year: 2025 })
  const id = await hand.apply(inRound, facility, [])
  await hand.score(id, scores({ 人员: 10, 服务内容: 15, 服务质量: 15, 服务反馈: 9 }))
  await hand.decide(id, '不合格')
  await hand.effect(id)
  expect(await gradeOn(facility, '2025-12-31')).toEqual(['evaluation 不合格'])
  expect(await gradeOn(facility, '2026-01-01')).toEqual([])
})

test('a later round ends the standing rating on its first day and never reaches back', async () => {
  const facility = await home(world)
  await hand.inForce(await round(world), facility, THREE_STARS, '三星')
  const id = await hand.apply(await round(world), facility)
  await hand.score(id, FOUR_STARS)
  await hand.decide(id, '四星')
  await expect(hand.effect(id)).rejects.toMatchObject({ kind: 'conflict', message: expect.stringContaining('三星') })
  await hand.effect(id, later(REVIEWER, new Date('2027-03-01T01:00:00Z')), '2027-03-01')
  expect(await gradeOn(facility, '2027-02-28')).toEqual(['star 三星'])
  expect(await gradeOn(facility, '2027-03-01')).toEqual(['star 四星'])
})

test('a round keeps the version of the standard it was opened with, counts its cases, and ends only when they have', async () => {
  const inRound = await round(world)
  const id = await hand.apply(inRound, await home(world))
  await world.as(CLERK, (ctx) =>
    editDraft(ctx, {
      params: { pack: 'rating-star' },
      body: {
        id: newId(),
        cells: [{ row: '三星', column: '总分', value: '>= 700' }],
        addRows: [],
        removeRows: [],
        addCases: [],
        removeCases: [],
      },
    }),
  )
  expect((await hand.file(id)).grading).toMatchObject({ grade: '三星', total: 670 })
  const close = () =>
    world.as(CLERK, (ctx) => closeRound(ctx, { params: { id: inRound }, body: { id: newId(), reason: '本轮办完' } }))
  await expect(close()).rejects.toMatchObject({ message: expect.stringContaining('1 件没有办完') })
  await hand.score(id, NO_STAR)
  await hand.decide(id, '')
  await close()
  expect(await world.as(CLERK, (ctx) => showRound(ctx, { params: { id: inRound } }))).toMatchObject({
    state: 'closed',
    below: 1,
    all: 1,
  })
  const { rows } = await world.as(CLERK, (ctx) => listRounds(ctx, { query: { page: 1, size: 50, state: 'closed' } }))
  expect(rows.map((row) => row.id)).toContain(inRound)
})

test('lists count what waits: to score, to decide, notice that ended', async () => {
  const inRound = await round(world)
  const ids = [
    await hand.apply(inRound, await home(world)),
    await hand.apply(inRound, await home(world)),
    await hand.apply(inRound, await home(world)),
  ]
  await hand.score(ids[1]!, THREE_STARS)
  await hand.score(ids[2]!, THREE_STARS)
  await hand.decide(ids[2]!, '三星')
  const waiting = async (work: 'score' | 'decide' | 'effect', who = CLERK) =>
    (await world.as(who, (ctx) => listCases(ctx, { query: { page: 1, size: 20, state: 'all', round: inRound, work } }))).rows.map(
      (row) => row.id,
    )
  expect(await waiting('score')).toEqual([ids[0]])
  expect(await waiting('decide')).toEqual([ids[1]])
  expect(await waiting('effect')).toEqual([])
  expect(await waiting('effect', later(CLERK))).toEqual([ids[2]])
})

test('nothing that must never be true is true', async () => {
  const { invariants } = await import('../invariants.ts')
  for (const { name, sql } of invariants) expect({ name, rows: await world.owner(sql) }).toEqual({ name, rows: [] })
})
