// The demo's ratings: a case in every state, work in every queue, and the register of sites knows what is in force.
import type { DemoPlan } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import type { TestWorld } from '@songhe/kernel/testing'
import { capability as ledger } from '@songhe/ledger/capability'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { capability as benefits } from '../../../../core/benefits/server/capability.ts'
import { plantFacilities } from '../../../../core/facilities/server/demo/plant-facilities.ts'
import { CLERK, facilitiesWorld, KAIZHOU, publishPacks, REVIEWER } from '../../../../core/facilities/server/testing-facilities.ts'
import { capability } from '../capability.ts'
import { listCases } from '../cases/list-cases.ts'
import { invariants } from '../invariants.ts'
import { listCandidates } from '../register/list-candidates.ts'
import { listRatings } from '../register/list-ratings.ts'
import { listRounds } from '../rounds/list-rounds.ts'
import { todos } from '../todos.ts'
import { plantRatings } from './plant-ratings.ts'

let world: TestWorld
const as = <T>(act: (ctx: Context) => Promise<T>) => world.as({ ...CLERK, district: KAIZHOU }, act)

beforeAll(async () => {
  world = await facilitiesWorld([ledger, benefits, capability])
  await publishPacks(world, KAIZHOU, ['rating-star', 'rating-leaf', 'rating-evaluation'])
  await as(async (ctx) => {
    const plan: DemoPlan = {
      oneIn: 1_000,
      seed: 7,
      folder: '',
      districtName: '',
      asColleague: (_role, act) => act({ ...ctx, principal: world.principal({ ...REVIEWER, district: KAIZHOU }) }),
    }
    await plantFacilities(ctx, plan, async () => {})
    await plantRatings(ctx, plan, async () => {})
  })
}, 120_000)
afterAll(() => world.close())

test('three rounds, every state, a list of older ratings, and something to do in every queue', async () => {
  expect((await as((ctx) => listRounds(ctx, { query: { page: 1, size: 20, state: 'all' } }))).total).toBe(3)
  const { rows } = await as((ctx) => listCases(ctx, { query: { page: 1, size: 100, state: 'all' } }))
  expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['applied', 'scored', 'notice', 'in-force', 'below']))
  for (const { key, count } of todos) expect({ key, waits: (await as((ctx) => count(ctx))) > 0 }).toEqual({ key, waits: true })
  const register = await as((ctx) => listRatings(ctx, { query: { page: 1, size: 100, holding: 'all' } }))
  expect(new Set(register.rows.map(({ holding }) => holding))).toEqual(new Set(['current', 'due', 'past']))
  const { rows: near } = await as((ctx) => listCandidates(ctx, { query: { page: 1, size: 20, scheme: 'star' } }))
  expect(near.length).toBeGreaterThan(0)
})

test('nothing that must never be true is true', async () => {
  for (const { name, sql } of invariants) expect({ name, rows: await world.owner(sql) }).toEqual({ name, rows: [] })
})
