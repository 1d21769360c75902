// What a worker that died left behind: jobs that say "running" or wait without a place in the queue are queued again, or failed for everyone to see.
import { type RawBuilder, sql } from 'kysely'
import type pg from 'pg'

const ATTEMPTS = 3
const GIVEN_UP = `服务器在办理中途停止了 ${ATTEMPTS} 次，这件作业没有做完，也没有改动资料。请联系管理员查看服务器，再重新发起。`

/** Held by the job's own transaction, so that it ends with the commit or with the process, whichever comes first. */
export const holdJob = (id: string): RawBuilder<{ mine: boolean }> =>
  sql`select pg_try_advisory_xact_lock(hashtextextended(${id}, 716004)) as mine`

/** @returns how many were queued again or given up. Safe beside living workers: the lock of a job that runs is not free. */
export async function takeUpJobs(owner: pg.Pool): Promise<number> {
  const open = await owner.query<{ district: number; id: string }>(
    `select district, id from kernel.job_run where state = 'running' or (state = 'waiting' and created_at < clock_timestamp() - interval '2 seconds')`,
  )
  let taken = 0
  for (const job of open.rows) taken += await takeUp(owner, job)
  return taken
}

async function takeUp(owner: pg.Pool, { district, id }: { district: number; id: string }): Promise<number> {
  const client = await owner.connect()
  try {
    await client.query('begin')
    const turn = await client.query<{ mine: boolean }>('select pg_try_advisory_xact_lock(hashtextextended($1, 716004)) as mine', [
      id,
    ])
    const moved = turn.rows[0]!.mine
      ? await client.query<{ state: string }>(
          `update kernel.job_run set done = 0, phase = '', started_at = null,
             state = case when attempts < $3 then 'waiting' else 'failed' end,
             error = case when attempts < $3 then null else $4 end, finished_at = case when attempts < $3 then null else clock_timestamp() end
           where district = $1 and id = $2 and (state = 'running' or (state = 'waiting' and not exists (
             select from graphile_worker.jobs q where q.key = job_run.id::text and q.attempts < q.max_attempts and q.locked_at is null)))
           returning state`,
          [district, id, ATTEMPTS, GIVEN_UP],
        )
      : { rows: [] }
    if (moved.rows[0]?.state === 'waiting') await client.query(`select kernel.add_job($1, $2, 'songhe')`, [district, id])
    await client.query('commit')
    return moved.rows.length
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}
