// The small reads of the first screen, and the roles that may open it.
import { newId } from '@songhe/basics/ids'
import { type TestWorld, testDatabase } from '@songhe/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkEntitlements } from './check-entitlements.ts'
import { listDeskJobs, listTowns, showDeskMonth } from './desk.ts'
import { casesRoutes } from './routes.ts'
import { casesRoom, DISTRICT, OTHER_TOWN, plantAreas, plantPerson, TOWN, VILLAGE } from './testing-room.ts'
import { useJudge } from './judge-port.ts'
import { eightyJudge } from './testing-judge.ts'

let world: TestWorld
beforeAll(async () => {
  useJudge(eightyJudge)
  world = await testDatabase(casesRoom, new Date('2026-11-24T02:00:00Z'))
  await plantAreas(world)
  await plantPerson(world)
})
afterAll(() => world.close())

test('the check of the register is a job with progress, started once however often it is sent [YB-072]', async () => {
  const body = { id: newId() }
  const clerk = { district: DISTRICT, roles: ['clerk' as const], staff: '陈雨桐' }
  expect(await world.as(clerk, (ctx) => checkEntitlements(ctx, { body }))).toEqual({ job: body.id })
  expect(await world.as(clerk, (ctx) => checkEntitlements(ctx, { body }))).toEqual({ job: body.id })
  await world.work()
  const { rows } = await world.as(clerk, listDeskJobs)
  expect(rows).toMatchObject([{ id: body.id, state: 'done', title: '全员核对应享待遇', done: 14, total: 14 }])
  const [judged] = await world.owner('select outcome, since_month from benefits.judgement')
  expect(judged).toEqual({ outcome: 'due', since_month: '2025-11' })
})

test('a town officer sees neither the jobs of others nor other towns', async () => {
  const officer = { district: DISTRICT, areas: [TOWN, VILLAGE], staff: '熊某琴' }
  expect((await world.as(officer, listDeskJobs)).rows).toEqual([])
  expect((await world.as(officer, listTowns)).rows).toEqual([{ key: TOWN, name: '临江镇' }])
  expect((await world.as({ district: DISTRICT }, listTowns)).rows.map((town) => town.key)).toEqual([TOWN, OTHER_TOWN])
})

test('the month card shows the newest run with the one before it, and nothing where there is none', async () => {
  expect(await world.as({ district: 5 }, showDeskMonth)).toEqual({ run: null })
  for (const [month, fen] of [
    ['2026-10', 100],
    ['2026-11', 300],
  ])
    await world.owner(
      `insert into benefits.run (district, id, month, state, total_fen, payees, lines, made_by_name, snapshot_at) values (4, $1, $2, 'approved', $3, 2, 3, '陈雨桐', now())`,
      [newId(), month, fen],
    )
  const { run } = await world.as({ district: DISTRICT }, showDeskMonth)
  expect(run).toMatchObject({
    month: '2026-11',
    totalFen: 300,
    before: { month: '2026-10', totalFen: 100 },
    stateTitle: '已批准',
  })
})

test('every line of the cases side has a permission, and every write an audit event', () => {
  for (const [line] of casesRoutes) {
    expect(line.permission, line.path).toMatch(/^cases\./)
    if (line.method === 'POST') expect(line.audit, line.path).toBeTruthy()
  }
})
