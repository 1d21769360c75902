// A stop in the middle of a job: nothing of it stays, it waits again, and the next worker does it.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Capability, gather } from './capability.ts'
import { startJob } from './jobs.ts'
import { type TestWorld, testDatabase } from './testing.ts'
import { startWorker } from './worker.ts'

let patient = true
let begun = 0
const room: Capability = {
  name: 'trial',
  title: '试',
  jobs: {
    'trial.long': {
      title: '久',
      run: async (ctx) => {
        begun++
        await sql`insert into kernel.setting (district, key, value) values (4, 'left-behind', '1')`.execute(ctx.db)
        if (patient) await sql`select pg_sleep(60)`.execute(ctx.db)
        return 'done'
      },
    },
  },
}
const failures: string[] = []
const log = {
  info() {},
  warn() {},
  error: (facts: object, message: string) => void failures.push(message + JSON.stringify(facts)),
}
const around = { catalogue: gather([room]), log }
let world: TestWorld
beforeAll(async () => {
  world = await testDatabase([room])
})
afterAll(() => world.close())

const until = async (holds: () => Promise<boolean> | boolean) => {
  const deadline = performance.now() + 10_000
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error('it did not come true')
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
}

test('a running job is handed back within the grace, leaves nothing, and is done by the next worker', async () => {
  const { job } = await world.as({ district: 4 }, (ctx) => startJob(ctx, 'trial.long', {}))
  const state = async () => (await world.owner('select state, error from kernel.job_run where id = $1', [job]))[0]
  const first = await startWorker(world.database, world.ownerUrl, around, true)
  await until(() => begun === 1)
  const started = performance.now()
  await first.stop(200)
  expect(performance.now() - started).toBeLessThan(5_000)
  expect(await state()).toEqual({ state: 'waiting', error: null })
  expect(await world.owner(`select from kernel.setting where key = 'left-behind'`)).toEqual([])
  patient = false
  const second = await startWorker(world.database, world.ownerUrl, around, true)
  await until(async () => (await state()).state === 'done')
  await second.stop()
  expect(begun).toBe(2)
  expect(await world.owner(`select value from kernel.setting where key = 'left-behind'`)).toEqual([{ value: 1 }])
  expect(failures).toEqual([])
})
