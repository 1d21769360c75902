// Runs queued jobs and delivers announcements. Progress is written through a second connection, so it is visible while the job's transaction is open.
import { setFlagsFromString } from 'node:v8'
import { Logger, type Runner, run, runMigrations } from 'graphile-worker'
import { sql } from 'kysely'
import type pg from 'pg'
import { lastingPool } from './db/lasting-pool.ts'
import { beat } from './beat.ts'
import type { Announcement, Catalogue } from './capability.ts'
import { type Context, type Log, type Principal, systemPrincipal } from './context.ts'
import { actAs, type Database, type Surroundings } from './db/database.ts'
import { isCut, plainWords } from './http/problem-reply.ts'
import { revivePrincipal } from './jobs.ts'
import { JobsAtHand } from './jobs-at-hand.ts'
import { holdJob, takeUpJobs } from './jobs-taken-up.ts'
import { startDue } from './schedule.ts'

// Jobs pass millions of rows through the heap, each alive for a second. V8 sees the first ones survive and from then on places their like among the old
// objects at once, where each keeps all it points to until the next full collection: a roll of 200,000 took 46 MB more.
setFlagsFromString('--no-allocation-site-pretenuring')

export interface Worker {
  /** @param grace milliseconds that running jobs get before they are handed back */
  stop(grace?: number): Promise<void>
  /** Delivers what is announced now; tests and the command line call it instead of waiting. */
  deliver(): Promise<number>
}

/** What a stop leaves running work before it is handed back; the whole process is gone within ten seconds. */
const GRACE = 5_000

export async function startWorker(database: Database, ownerUrl: string, around: Surroundings, demo: boolean): Promise<Worker> {
  const owner = lastingPool(ownerUrl, 4)
  surviveLostConnections(around.log)
  const atHand = new JobsAtHand()
  const runner: Runner = await run({
    pgPool: owner,
    concurrency: 2,
    noHandleSignals: true,
    logger: onlyTrouble(around.log),
    pollInterval: 1_000,
    taskList: { songhe: (payload) => runJob(database, owner, around, payload as { district: number; id: string }, atHand) },
  })
  let stopped = false
  const delivery = (async () => {
    while (!stopped) {
      await deliverOutbox(database, owner, around, demo).catch((error) => around.log.error({ error: String(error) }, 'outbox'))
      await new Promise((resolve) => setTimeout(resolve, 400))
    }
  })()
  const clock = (async () => {
    for (let second = 0; !stopped; second++) {
      if (second % 5 === 0) await sayAlive(owner).catch((error) => around.log.error({ error: String(error) }, 'beat'))
      if (second % 10 === 0)
        await takeUpJobs(owner).catch((error) => around.log.error({ error: String(error) }, 'jobs left behind'))
      if (second % 30 === 0)
        await startDue(database, owner, around, demo).catch((error) => around.log.error({ error: String(error) }, 'schedule'))
      await new Promise((resolve) => setTimeout(resolve, 1_000))
    }
  })()
  return {
    deliver: () => deliverOutbox(database, owner, around, demo),
    async stop(grace = GRACE) {
      stopped = true
      await Promise.all([delivery, clock])
      const quiet = runner.stop()
      if (!(await settles(quiet, grace))) {
        const given = await atHand.giveBack(database, owner)
        around.log.warn({ jobs: given }, 'jobs handed back')
        await settles(quiet, 2_000)
      }
      await settles(owner.end(), 1_000)
    },
  }
}

let surviving = false

/**
 * graphile-worker 0.18 does not wait for the note that a job is done; when the database falls in that moment nobody catches the error, and Node ends the process.
 * The note is lost and nothing else: the job's own row says that it is done, and when it is taken up again it does nothing.
 */
function surviveLostConnections(log: Log) {
  if (surviving) return
  surviving = true
  process.on('unhandledRejection', (error) => {
    if (!isCut(error)) throw error
    log.error({ error: String(error) }, 'database')
  })
}

const settles = (work: Promise<unknown>, within: number): Promise<boolean> => {
  let timer: NodeJS.Timeout
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), within)))
  return Promise.race([work.then(() => true), late]).finally(() => clearTimeout(timer))
}

/** With what waits behind it: the figures of /metrics. */
async function sayAlive(owner: pg.Pool) {
  const found = await owner.query<{ jobs: number; outbox: number; outbox_age: number }>(
    `select (select count(*)::int from graphile_worker.jobs) as jobs, count(*)::int as outbox,
       coalesce(extract(epoch from clock_timestamp() - min(announced_at)), 0)::float8 as outbox_age
     from kernel.outbox where done_at is null and attempts < 10`,
  )
  const { jobs, outbox, outbox_age } = found.rows[0]!
  await beat(owner, 'worker', { jobs, outbox, outboxAge: Math.round(outbox_age) })
}

const onlyTrouble = (log: Log) =>
  new Logger(() => (level, message) => {
    if (level === 'error' || level === 'warning') log.warn({ level }, `queue: ${message}`)
  })

export async function prepareQueue(ownerUrl: string) {
  await runMigrations({ connectionString: ownerUrl, logger: new Logger(() => () => {}) })
}

interface JobRow {
  kind: string
  payload: unknown
  principal: Principal
}

export async function runJob(
  database: Database,
  owner: pg.Pool,
  around: Surroundings,
  { district, id }: { district: number; id: string },
  atHand = new JobsAtHand(),
) {
  const found = await owner.query<JobRow>(
    `select kind, payload, principal from kernel.job_run where district = $1 and id = $2 and state = 'waiting'`,
    [district, id],
  )
  const row = found.rows[0]
  if (!row) return
  const handler = around.catalogue.jobs.get(row.kind)
  const progress = async (done: number, total: number | null, phase = '') => {
    await owner.query(
      'update kernel.job_run set done = $3, total = coalesce($4, total), phase = $5 where district = $1 and id = $2',
      [district, id, done, total, phase],
    )
  }
  try {
    if (!handler) throw new Error(`no job called ${row.kind}`)
    await actAs(database, revivePrincipal(row.principal), around, async (ctx) => {
      if (!(await begin(ctx))) return
      const result = await atHand.during(ctx, { district, id }, () => handler.run(ctx, row.payload, progress))
      await sql`select kernel.finish_job(${district}, ${id}, ${JSON.stringify(result ?? null)}::jsonb)`.execute(ctx.db)
    })
  } catch (error) {
    if (atHand.wasGiven(id)) return
    // Nobody's fault and nothing done: it still says "running" without a lock, and is taken up when the database is back.
    if (isCut(error)) return around.log.warn({ job: id, kind: row.kind }, 'job cut off')
    around.log.error({ job: id, kind: row.kind, error: String(error) }, 'job failed')
    await owner.query(
      `update kernel.job_run set state = 'failed', error = $3, finished_at = clock_timestamp() where district = $1 and id = $2`,
      [district, id, plainWords(error)],
    )
  }
  /** The lock first, then the word "running": whoever finds the word without the lock knows that the worker is gone. */
  async function begin(ctx: Context): Promise<boolean> {
    if (!(await holdJob(id).execute(ctx.db)).rows[0]!.mine) return false
    const begun = await owner.query(
      `update kernel.job_run set state = 'running', attempts = attempts + 1, started_at = clock_timestamp()
       where district = $1 and id = $2 and state = 'waiting'`,
      [district, id],
    )
    return begun.rowCount === 1
  }
}

/** At least once, in no promised order; open rows are locked, so several workers share them. */
async function deliverOutbox(database: Database, owner: pg.Pool, around: Surroundings, demo: boolean): Promise<number> {
  const client = await owner.connect()
  try {
    await client.query('begin')
    const open = await client.query<{ id: number; district: number; event: string; body: unknown }>(
      'select id, district, event, body from kernel.outbox where done_at is null and attempts < 10 order by id limit 50 for update skip locked',
    )
    for (const row of open.rows) {
      const failure = await react(database, around, demo, row.district, row)
      await client.query(
        'update kernel.outbox set attempts = attempts + 1, last_error = $2, done_at = case when $2::text is null then clock_timestamp() end where id = $1',
        [row.id, failure],
      )
    }
    await client.query('commit')
    return open.rows.length
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

async function react(
  database: Database,
  around: Surroundings,
  demo: boolean,
  district: number,
  announcement: Announcement,
): Promise<string | null> {
  try {
    await actAs(database, systemPrincipal(district, demo), around, async (ctx) => {
      for (const reaction of listeners(around.catalogue, announcement.event)) await reaction.run(ctx, announcement)
    })
    return null
  } catch (error) {
    return String(error)
  }
}

const listeners = (catalogue: Catalogue, event: string) => catalogue.reactions.filter((r) => r.on === event && r.when === 'later')
