// A worker that was killed: what it was doing is done by the next, never twice at once, and not for ever.
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Capability, gather } from './capability.ts'
import { startJob } from './jobs.ts'
import { holdJob, takeUpJobs } from './jobs-taken-up.ts'
import { type TestWorld, testDatabase } from './testing.ts'
import { startWorker } from './worker.ts'

const room: Capability = { name: 'trial', title: '试', jobs: { 'trial.short': { title: '短', run: async () => 'did it' } } }
const around = { catalogue: gather([room]), log: { info() {}, warn() {}, error() {} } }
let world: TestWorld
let owner: pg.Pool
beforeAll(async () => {
  world = await testDatabase([room])
  owner = new pg.Pool({ connectionString: world.ownerUrl, max: 2 })
  owner.on('error', () => {})
})
afterAll(async () => {
  await owner.end()
  await world.close()
})

/** As a worker leaves it that died in the middle: begun, out of the queue, its lock gone with its connection. */
async function leftBehind(attempts: number) {
  const { job } = await world.as({ district: 4 }, (ctx) => startJob(ctx, 'trial.short', {}))
  await world.owner(`select graphile_worker.remove_job($1)`, [job])
  await world.owner(`update kernel.job_run set state = 'running', attempts = $2, done = 7 where id = $1`, [job, attempts])
  return job
}
const rowOf = async (job: string) =>
  (await world.owner('select state, done::int, result, error from kernel.job_run where id = $1', [job]))[0]

test('a job whose worker died is done by the next worker', async () => {
  const job = await leftBehind(1)
  const worker = await startWorker(world.database, world.ownerUrl, around, true)
  await expect.poll(() => rowOf(job), { timeout: 10_000 }).toMatchObject({ state: 'done', result: 'did it' })
  await worker.stop()
})

test('a job that broke three workers is failed for everyone to see, with what to do', async () => {
  const job = await leftBehind(3)
  expect(await takeUpJobs(owner)).toBe(1)
  expect(await rowOf(job)).toMatchObject({ state: 'failed', error: expect.stringContaining('请联系管理员') })
})

test('a job that runs is left alone', async () => {
  const job = await leftBehind(1)
  await world.as({ district: 4 }, async (ctx) => {
    await holdJob(job).execute(ctx.db)
    expect(await takeUpJobs(owner)).toBe(0)
  })
  expect(await takeUpJobs(owner)).toBe(1)
  expect(await rowOf(job)).toMatchObject({ state: 'waiting', done: 0 })
})

test('a job that fell out of the queue before it began gets its place again, once', async () => {
  const { job } = await world.as({ district: 4 }, (ctx) => startJob(ctx, 'trial.short', {}))
  await world.owner(`select graphile_worker.remove_job($1)`, [job])
  await world.owner(`update kernel.job_run set created_at = created_at - interval '1 minute' where id = $1`, [job])
  const before = await takeUpJobs(owner)
  expect([before, await takeUpJobs(owner)]).toEqual([1, 0])
  expect(await world.owner('select attempts from graphile_worker.jobs where key = $1', [job])).toEqual([{ attempts: 0 }])
})
