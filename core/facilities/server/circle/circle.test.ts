// The fifteen minutes: distances that are right, edges that are kept, estimates that are said, by village.
import { newId } from '@songhe/basics/ids'
import type { TestWorld } from '@songhe/kernel/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { registerFacility } from '../register/register-facility.ts'
import { CLERK, DIANJIANG, facilitiesWorld, office, placeIn, type Place, siteBody } from '../testing-facilities.ts'
import { listOutside, setCircle } from './circle.ts'
import { nearest, roadMetres, straightMetres, walkMinutes } from './walk.ts'

let world: TestWorld
let near: Place
let far: Place
beforeAll(async () => {
  world = await facilitiesWorld()
  near = await placeIn(world, DIANJIANG, 'villagers', 0)
  far = await placeIn(world, DIANJIANG, 'villagers', 1)
  for (const [area, elders] of [
    [near.key, 3],
    [far.key, 5],
  ])
    for (let i = 0; i < elders!; i++)
      await world.owner(
        `insert into registry.person (district, id, area, name, name_masked, sex, birth) values (2, gen_random_uuid(), $1, '甲', '甲', 'male', $2)`,
        // One in each place is 59 years old and does not count.
        [area, i === 0 ? '1966-11-26' : '1966-11-25'],
      )
})
afterAll(() => world.close())

test('a degree of latitude is 111 kilometres, a road is longer than the line, a second over the limit is outside', () => {
  expect(straightMetres({ lng: 107, lat: 30 }, { lng: 107, lat: 31 })).toBeCloseTo(111_195, -1)
  const pace = { minutes: 15, metresPerMinute: 50, detourPercent: 140 }
  expect(roadMetres(500, pace)).toBe(700)
  expect([walkMinutes(750, pace), walkMinutes(751, pace)]).toEqual([15, 16])
})

test('the nearest is the nearest', () => {
  const point = fc.record({
    lng: fc.double({ min: 106, max: 110, noNaN: true }),
    lat: fc.double({ min: 28, max: 32, noNaN: true }),
  })
  fc.assert(
    fc.property(point, fc.array(point, { minLength: 1, maxLength: 40 }), (from, places) => {
      const slow = Math.min(...places.map((place) => straightMetres(from, place)))
      expect(nearest(from, places)!.straight).toBe(slow)
    }),
  )
})

const outside = (show: 'outside' | 'inside' | 'all' = 'all') =>
  world.as(CLERK, (ctx) => listOutside(ctx, { query: { page: 1, size: 400, show } }))
const of = async (area: number) => (await outside()).rows.find((row) => row.area === area)!

test('elders by village against the nearest open site, with the basis of each point; the office changes pace and detour [DJ-034] [SPB-031]', async () => {
  expect(await of(near.key)).toMatchObject({ elders: 2, verdict: 'unknown', nearest: null })
  const desk = office(world)
  const done = await desk.hand('area-points', [
    ['镇街', '村社', '经度', '纬度', '实测'],
    [near.townName, near.name, '107.3000', '30.3000', '是'],
    [far.townName, far.name, '107.3200', '30.3000', '否'],
  ])
  expect(done).toMatchObject({ added: 2 })
  const site = (name: string, lng: number, exact: boolean, state: 'open' | 'planned' = 'open') =>
    world.as(CLERK, (ctx) =>
      registerFacility(ctx, {
        body: siteBody({
          kind: 'village-point',
          area: near.key,
          name,
          state,
          from: '2026-01-01',
          position: { lng, lat: 30.3, exact },
        }),
      }),
    )
  await site('近点', 107.304, true)
  await site('没有开的点', 107.32, true, 'planned')
  // 0.004 degrees at 30.3 north are 384 m; times 1.4 are 538 m, 11 minutes.
  expect(await of(near.key)).toMatchObject({ metres: 538, minutes: 11, verdict: 'inside', basis: 'exact', nearestName: '近点' })
  expect(await of(far.key)).toMatchObject({ elders: 4, verdict: 'outside', basis: 'approximate', nearestName: '近点' })
  const all = await outside('outside')
  expect(all).toMatchObject({ surely: 2, parameters: { minutes: 15, metresPerMinute: 50, detourPercent: 140 } })
  expect(all.elders.outside).toBe(4)
  await world.as(CLERK, (ctx) =>
    setCircle(ctx, {
      body: { id: newId(), minutes: 15, metresPerMinute: 30, detourPercent: 160, reason: '山区坡道多，按实走测算' },
    }),
  )
  expect(await of(near.key)).toMatchObject({ metres: 614, minutes: 21, verdict: 'outside' })
  expect((await desk.undo(done.id)).inTheWay).toEqual([])
  // The town's centre that ships with the product stands in, and is said to.
  expect((await of(near.key)).basis).not.toBe('exact')
})
