// N9: whatever the clock and however many workers look, the day's work starts once.
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { gather } from './capability.ts'
import { startDue } from './schedule.ts'
import { type TestWorld, testDatabase } from './testing.ts'

const room = {
  name: 'probe',
  title: '试验',
  jobs: { 'probe.nightly': { title: '每夜核对', run: async () => ({}) } },
  schedules: [{ key: 'probe-nightly', from: '02:30', job: 'probe.nightly' }],
} as const
let world: TestWorld
let owner: pg.Pool
beforeAll(async () => {
  world = await testDatabase([room])
  owner = new pg.Pool({ connectionString: world.ownerUrl, max: 4 })
  await world.owner(`insert into kernel.staff (id, district, name) select gen_random_uuid(), d, '甲' from unnest(array[1, 2]) d`)
  await world.owner(
    `insert into kernel.account (id, staff, district, username, password) select gen_random_uuid(), id, district, 'a' || district, '' from kernel.staff`,
  )
})
afterAll(async () => {
  await owner.end()
  await world.close()
})

const at = (iso: string) =>
  startDue(
    world.database,
    owner,
    { catalogue: gather([room]), log: { info() {}, warn() {}, error() {} }, now: () => new Date(iso) },
    false,
  )

test('nothing starts before the hour; after it each district gets one job', async () => {
  expect(await at('2026-11-23T18:29:00Z')).toBe(0)
  expect(await at('2026-11-23T18:30:00Z')).toBe(2)
})

test('many workers, a restart and a clock that jumps back start nothing twice', async () => {
  const again = await Promise.all(Array.from({ length: 8 }, (_, n) => at(`2026-11-23T19:0${n}:00Z`)))
  expect(again.reduce((sum, one) => sum + one, 0)).toBe(0)
  expect(await at('2026-11-23T18:45:00Z')).toBe(0)
})

test('the next day starts its own, also when the machine slept through the hour', async () => {
  const started = await Promise.all(Array.from({ length: 6 }, () => at('2026-11-25T01:00:00Z')))
  expect(started.reduce((sum, one) => sum + one, 0)).toBe(2)
  expect(await world.owner('select district, period from kernel.schedule_run order by period, district')).toEqual([
    { district: 1, period: '2026-11-24' },
    { district: 2, period: '2026-11-24' },
    { district: 1, period: '2026-11-25' },
    { district: 2, period: '2026-11-25' },
  ])
})
