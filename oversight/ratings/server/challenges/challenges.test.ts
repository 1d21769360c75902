// What is said against a result, and what becomes of the rating in the register of sites.
import { newId } from '@songhe/basics/ids'
import type { Somebody, TestWorld } from '@songhe/kernel/testing'
import { ratingsOf } from '@songhe/facilities/door'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decideChange, proposeChange } from '../changes/change-rating.ts'
import { listCandidates } from '../register/list-candidates.ts'
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
  THREE_STARS,
  TOWN,
} from '../testing-ratings.ts'
import { answerChallenge } from './answer-challenge.ts'
import { raiseChallenge } from './raise-challenge.ts'

let world: TestWorld
let hand: ReturnType<typeof hands>
beforeAll(async () => {
  world = await ratingsWorld()
  hand = hands(world)
})
afterAll(() => world.close())

const OTHERS = { people: '丙某、丁某' }
const gradeOn = (facility: string, day: string) =>
  world.as(CLERK, async (ctx) => (await ratingsOf(ctx, facility, day)).map(({ grade }) => grade))
async function raise(id: string, who: Somebody = TOWN, raisedOn = DAY) {
  const challenge = newId()
  const body = { id: challenge, raisedOn, raisedBy: '示例养老院', ground: '服务部分少计了上门服务' }
  await world.as(who, (ctx) => raiseChallenge(ctx, { params: { id }, body }))
  return challenge
}
const answer = (id: string, challenge: string, upheld: boolean, who: Somebody = REVIEWER) =>
  world.as(who, (ctx) =>
    answerChallenge(ctx, { params: { id, challenge }, body: { id: newId(), upheld, answer: '已核对评分记录' } }),
  )

test('an objection stops the rating until it is answered; refused, the notice goes on as it was', async () => {
  const facility = await home(world)
  const id = await hand.apply(await round(world), facility)
  await hand.score(id, THREE_STARS)
  await expect(raise(id)).rejects.toMatchObject({ kind: 'conflict' })
  await hand.decide(id, '三星')
  const objection = await raise(id)
  await expect(raise(id)).rejects.toMatchObject({ message: expect.stringContaining('还有一件异议') })
  await expect(hand.effect(id)).rejects.toMatchObject({ message: expect.stringContaining('没有答复') })
  await expect(answer(id, objection, false, { ...REVIEWER, staff: TOWN.staff! })).rejects.toMatchObject({ kind: 'refused' })
  await answer(id, objection, false)
  expect(await answer(id, objection, false)).toMatchObject({ outcome: 'exists' })
  await expect(answer(id, objection, true)).rejects.toMatchObject({ kind: 'conflict' })
  expect(await hand.file(id)).toMatchObject({
    state: 'notice',
    noticeTo: '2026-12-02',
    challenges: [{ kind: 'objection', upheld: false }],
  })
  await expect(raise(id, later(TOWN), '2026-12-03')).rejects.toMatchObject({ message: expect.stringContaining('公示期') })
  await hand.effect(id)
  expect(await gradeOn(facility, '2026-12-03')).toEqual(['三星'])
})

test('an upheld objection needs a second scoring by other people, and another grade is shown for the whole time again', async () => {
  const id = await hand.apply(await round(world), await home(world))
  await hand.score(id, THREE_STARS)
  await hand.decide(id, '三星')
  const objection = await raise(id)
  await expect(answer(id, objection, true)).rejects.toMatchObject({ message: expect.stringContaining('要有复评') })
  await expect(hand.score(id, FOUR_STARS)).rejects.toMatchObject({ message: expect.stringContaining('甲某、乙某参加过') })
  await hand.score(id, FOUR_STARS, OTHERS)
  // Until the answer the first scores still count.
  expect((await hand.file(id)).grading).toMatchObject({ grade: '三星' })
  await answer(id, objection, true, later(REVIEWER, new Date('2026-11-27T01:00:00Z')))
  expect(await hand.file(id)).toMatchObject({
    state: 'notice',
    grade: '四星',
    noticeFrom: '2026-11-27',
    noticeTo: '2026-12-04',
    grading: { grade: '四星' },
    challenges: [{ upheld: true, gradeBefore: '三星', gradeAfter: '四星', reviewed: true }],
  })
})

test('an appeal that is upheld corrects the register for the same days; one that loses everything takes the rating back [KZ-040]', async () => {
  const [facility, other] = [await home(world), await home(world)]
  const inRound = await round(world)
  const id = await hand.inForce(inRound, facility, THREE_STARS, '三星')
  const appeal = await raise(id, later(TOWN), '2026-12-03')
  await hand.score(id, FOUR_STARS, OTHERS, later(CLERK))
  await answer(id, appeal, true, later(REVIEWER))
  expect(await gradeOn(facility, '2026-12-03')).toEqual(['四星'])
  expect(await hand.file(id)).toMatchObject({ state: 'in-force', grade: '四星', validFrom: '2026-12-03', validTo: '2029-12-03' })
  const rows = await world.owner(
    'select grade, closed_at is null as open from facilities.rating where facility = $1 order by recorded_at',
    [facility],
  )
  expect(rows).toEqual([
    { grade: '三星', open: false },
    { grade: '四星', open: true },
  ])
  const lost = await hand.inForce(inRound, other, THREE_STARS, '三星')
  const second = await raise(lost, later(TOWN), '2026-12-03')
  await hand.score(lost, NO_STAR, OTHERS, later(CLERK))
  await answer(lost, second, true, later(REVIEWER))
  expect(await hand.file(lost)).toMatchObject({ state: 'below', grade: '' })
  expect(await gradeOn(other, '2026-12-03')).toEqual([])
})

test('a site below every grade appeals too: upheld, it is shown and takes effect like any other', async () => {
  const facility = await home(world)
  const id = await hand.apply(await round(world), facility)
  await hand.score(id, NO_STAR)
  await hand.decide(id, '')
  const appeal = await raise(id)
  await hand.score(id, THREE_STARS, OTHERS)
  await answer(id, appeal, true)
  expect(await hand.file(id)).toMatchObject({ state: 'notice', grade: '三星', noticeTo: '2026-12-02' })
  await hand.effect(id)
  expect(await gradeOn(facility, '2026-12-03')).toEqual(['三星'])
})

const IN_JUNE = new Date('2027-06-01T01:00:00Z')
const change = (id: string, kind: 'downgrade' | 'revoke', grade: string, effectiveOn = '2027-06-01') => {
  const made = newId()
  const body = { id: made, kind, grade, effectiveOn, reason: '发生一般安全事故', evidence: '事故调查报告 3 号' }
  return world.as(later(CLERK, IN_JUNE), (ctx) => proposeChange(ctx, { params: { id }, body })).then(() => made)
}
const settle = (id: string, made: string, approved: boolean, who: Somebody = REVIEWER) =>
  world.as(later(who, IN_JUNE), (ctx) =>
    decideChange(ctx, { params: { id, change: made }, body: { id: newId(), approved, decision: '评定〔2027〕2号', note: '' } }),
  )

test('a downgrade counts from its day and a withdrawal ends the rating; both are proposed by one and decided by another', async () => {
  const facility = await home(world)
  const id = await hand.inForce(await round(world), facility, FOUR_STARS, '四星')
  await expect(change(id, 'downgrade', '五星')).rejects.toMatchObject({ message: '“五星”不低于现在的“四星”。' })
  await expect(change(id, 'downgrade', '')).rejects.toMatchObject({ kind: 'invalid' })
  await expect(change(id, 'downgrade', '三星', '2026-12-03')).rejects.toMatchObject({ kind: 'invalid' })
  await expect(change(id, 'downgrade', '三星', '2027-06-02')).rejects.toMatchObject({ kind: 'invalid' })
  const down = await change(id, 'downgrade', '三星')
  await expect(change(id, 'revoke', '')).rejects.toMatchObject({ kind: 'conflict' })
  await expect(settle(id, down, true, { ...REVIEWER, staff: CLERK.staff! })).rejects.toMatchObject({ kind: 'refused' })
  await settle(id, down, true)
  expect(await settle(id, down, true)).toMatchObject({ outcome: 'exists' })
  expect(await gradeOn(facility, '2027-05-31')).toEqual(['四星'])
  expect(await gradeOn(facility, '2027-06-01')).toEqual(['三星'])
  expect(await gradeOn(facility, '2029-12-02')).toEqual(['三星'])

  const [ended, refusedOnce] = [await home(world), await home(world)]
  const inRound = await round(world)
  const one = await hand.inForce(inRound, ended, THREE_STARS, '三星')
  await settle(one, await change(one, 'revoke', '', '2027-05-01'), true)
  expect(await hand.file(one)).toMatchObject({ state: 'revoked', validTo: '2027-05-01', changes: [{ approved: true }] })
  expect(await gradeOn(ended, '2027-04-30')).toEqual(['三星'])
  expect(await gradeOn(ended, '2027-05-01')).toEqual([])
  const kept = await hand.inForce(inRound, refusedOnce, THREE_STARS, '三星')
  await settle(kept, await change(kept, 'revoke', '', '2027-05-01'), false)
  expect(await gradeOn(refusedOnce, '2027-06-01')).toEqual(['三星'])
})

test('the list of candidates names what each still lacks to the target, nearest first [KZ-041]', async () => {
  const inRound = await round(world)
  const [near, far] = [await home(world), await home(world)]
  for (const [facility, points, grade] of [
    [far, NO_STAR, ''],
    [near, THREE_STARS.map((line) => (line.section === '服务' ? { ...line, points: 295 } : line)), '一星'],
  ] as const) {
    const id = await hand.apply(inRound, facility)
    await hand.score(id, [...points])
    await hand.decide(id, grade)
  }
  const { rows, target } = await world.as(CLERK, (ctx) => listCandidates(ctx, { query: { page: 1, size: 50, scheme: 'star' } }))
  expect(target).toBe('三星')
  const mine = rows.filter(({ facility }) => facility === near || facility === far)
  expect(mine.map(({ facility, missing }) => [facility, missing])).toEqual([
    [near, 5],
    [far, 240],
  ])
  expect(mine[0]!.lacksText).toBe('总分还差 5 分；服务还差 65 分（要 60%，得 49.16%）')
})

test('nothing that must never be true is true', async () => {
  const { invariants } = await import('../invariants.ts')
  for (const { name, sql } of invariants) expect({ name, rows: await world.owner(sql) }).toEqual({ name, rows: [] })
})
