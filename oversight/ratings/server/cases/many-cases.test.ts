// A year's evaluation in three acts: everybody is entered, scores come as a sheet, a stack is decided and takes effect; each case stands or falls alone.
import { newId } from '@songhe/basics/ids'
import type { TestWorld } from '@songhe/kernel/testing'
import { ratingsOf } from '@songhe/facilities/door'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DIANJIANG, placeIn } from '../../../../core/facilities/server/testing-facilities.ts'
import { CLERK, DAY, hands, home, later, ratingsWorld, REVIEWER, round, scores } from '../testing-ratings.ts'
import { listCases } from './list-cases.ts'
import { decideCases, enterSites, takeEffects } from './many-cases.ts'

let world: TestWorld
let hand: ReturnType<typeof hands>
beforeAll(async () => {
  world = await ratingsWorld()
  hand = hands(world)
})
afterAll(() => world.close())

const PARTS = (percent: number) =>
  scores({ 人员: percent / 5, 服务内容: (percent * 3) / 10, 服务质量: (percent * 3) / 10, 服务反馈: percent / 5 })

test('everybody of the kinds is entered once, a stack is decided by a second human, and one that changed meanwhile is named and left', async () => {
  const { key } = await placeIn(world, DIANJIANG, 'residents')
  const stations = [
    await home(world, { kind: 'station', area: key }),
    await home(world, { kind: 'station', area: key }),
    await home(world, { kind: 'station', area: key }),
  ]
  await home(world)
  const inRound = await round(world, { pack: 'rating-evaluation', title: '2025 年度绩效评价', year: 2025 })
  const enter = () => world.as(CLERK, (ctx) => enterSites(ctx, { params: { id: inRound }, body: { id: newId() } }))
  expect(await enter()).toMatchObject({ entered: 3 })
  expect(await enter()).toMatchObject({ entered: 0 })
  await expect(
    world.as(CLERK, async (ctx) => enterSites(ctx, { params: { id: await round(world) }, body: { id: newId() } })),
  ).rejects.toMatchObject({ kind: 'conflict' })
  const rows = async () =>
    (await world.as(REVIEWER, (ctx) => listCases(ctx, { query: { page: 1, size: 20, state: 'all', round: inRound } }))).rows
  for (const [i, { id }] of (await rows()).entries()) await hand.score(id, PARTS([90, 70, 40][i]!))
  const waiting = await rows()
  expect(waiting.map(({ proposed, total }) => [proposed, total])).toEqual([
    ['优秀', 90],
    ['合格', 70],
    ['不合格', 40],
  ])
  // Somebody scores again after the page was read.
  await hand.score(waiting[1]!.id, PARTS(82))
  const cases = waiting.map(({ id, version, proposed }) => ({ id, version, grade: proposed! }))
  const decide = (who = REVIEWER) =>
    world.as(who, (ctx) => decideCases(ctx, { body: { id: newId(), cases, decision: '评价〔2026〕4号', decidedOn: DAY } }))
  expect(await decide({ ...REVIEWER, staff: CLERK.staff! })).toMatchObject({ done: 0, refused: [{}, {}, {}] })
  expect(await decide()).toMatchObject({
    done: 2,
    refused: [{ case: waiting[1]!.id, name: waiting[1]!.facilityName, reason: expect.stringContaining('又变过') }],
  })
  expect((await rows()).map(({ state }) => state).sort()).toEqual(['notice', 'notice', 'scored'])

  const shown = (await rows()).map(({ id, version }) => ({ id, version }))
  const told = await world.as(later(REVIEWER), (ctx) =>
    takeEffects(ctx, { body: { id: newId(), cases: shown, validFrom: '2026-12-03' } }),
  )
  expect(told).toMatchObject({ done: 2, refused: [{ case: waiting[1]!.id }] })
  const grades = await world.as(CLERK, async (ctx) =>
    Promise.all(stations.map(async (id) => (await ratingsOf(ctx, id, '2025-06-01')).map(({ grade }) => grade))),
  )
  expect(grades.flat().sort()).toEqual(['不合格', '优秀'])
})
