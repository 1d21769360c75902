// Runs queued jobs and delivers announcements. Progress is written through a second connection, so it is visible while the job's transaction is open.
import { Logger, type Runner, run, runMigrations } from 'graphile-worker'
import pg from 'pg'
import type { Announcement, Catalogue } from './capability.ts'
import { type Log, type Principal, systemPrincipal } from './context.ts'
import { actAs, type Database, type Surroundings } from './db/database.ts'
import { revivePrincipal } from './jobs.ts'
import { startDue } from './schedule.ts'

export interface Worker {
  stop(): Promise<void>
  /** Delivers what is announced now; tests and the command line call it instead of waiting. */
  deliver(): Promise<number>
}

export async function startWorker(database: Database, ownerUrl: string, around: Surroundings, demo: boolean): Promise<Worker> {
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 4 })
  owner.on('error', () => {})
  owner.on('connect', (client) => client.on('error', () => {}))
  const runner: Runner = await run({
    pgPool: owner,
    concurrency: 2,
    noHandleSignals: true,
    logger: onlyTrouble(around.log),
    pollInterval: 1_000,
    taskList: { songhe: (payload) => runJob(database, owner, around, payload as { district: number; id: string }) },
  })
  let stopped = false
  const beat = (async () => {
    while (!stopped) {
      await deliverOutbox(database, owner, around, demo).catch((error) => around.log.error({ error: String(error) }, 'outbox'))
      await new Promise((resolve) => setTimeout(resolve, 400))
    }
  })()
  const clock = (async () => {
    for (let second = 0; !stopped; second++) {
      if (second % 30 === 0)
        await startDue(database, owner, around, demo).catch((error) => around.log.error({ error: String(error) }, 'schedule'))
      await new Promise((resolve) => setTimeout(resolve, 1_000))
    }
  })()
  return {
    deliver: () => deliverOutbox(database, owner, around, demo),
    async stop() {
      stopped = true
      await Promise.all([beat, clock])
      await runner.stop()
      await owner.end()
    },
  }
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
) {
  const taken = await owner.query<JobRow>(
    `update kernel.job_run set state = 'running', started_at = clock_timestamp() where district = $1 and id = $2 and state = 'waiting'
     returning kind, payload, principal`,
    [district, id],
  )
  const row = taken.rows[0]
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
    const result = await actAs(database, revivePrincipal(row.principal), around, (ctx) => handler.run(ctx, row.payload, progress))
    await finish('done', JSON.stringify(result ?? null), null)
  } catch (error) {
    around.log.error({ job: id, kind: row.kind, error: String(error) }, 'job failed')
    await finish('failed', null, error instanceof Error ? error.message : String(error))
  }
  async function finish(state: string, result: string | null, error: string | null) {
    await owner.query(
      'update kernel.job_run set state = $3, result = $4, error = $5, finished_at = clock_timestamp() where district = $1 and id = $2',
      [district, id, state, result, error],
    )
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
