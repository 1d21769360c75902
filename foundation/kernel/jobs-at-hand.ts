// The jobs this process is running, so that a stop can hand them back: their transaction is ended, the row waits again, another worker takes it.
import { sql } from 'kysely'
import type pg from 'pg'
import type { Context } from './context.ts'
import type { Database } from './db/database.ts'

interface AtHand {
  district: number
  id: string
  backend: number
}

export class JobsAtHand {
  private readonly running = new Map<string, AtHand>()
  private readonly given = new Set<string>()

  async during<T>(ctx: Context, job: { district: number; id: string }, act: () => Promise<T>): Promise<T> {
    const found = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(ctx.db)
    this.running.set(job.id, { ...job, backend: found.rows[0]!.pid })
    try {
      return await act()
    } finally {
      this.running.delete(job.id)
    }
  }

  /** True once: its failure is then nobody's fault and is not written down as one. */
  wasGiven(id: string): boolean {
    return this.given.delete(id)
  }

  /** Nothing a job did outlives its transaction, so it begins anew elsewhere. @returns how many were handed back */
  async giveBack(database: Database, owner: pg.Pool): Promise<number> {
    const jobs = [...this.running.values()]
    for (const { district, id, backend } of jobs) {
      this.given.add(id)
      // The application's own session: only it may end its other sessions.
      await sql`select pg_terminate_backend(${backend})`.execute(database.kysely)
      await owner.query(
        `with again as (
           update kernel.job_run set state = 'waiting', attempts = attempts - 1, started_at = null, done = 0, phase = '' where district = $1 and id = $2 and state = 'running'
           returning district, id)
         select kernel.add_job(district, id, 'songhe') from again`,
        [district, id],
      )
    }
    return jobs.length
  }
}
