// Work by the clock: each room says what it wants once a day; whoever looks first after the hour starts it, nobody starts it twice.
import { sql } from 'kysely'
import type pg from 'pg'
import { systemPrincipal } from './context.ts'
import { actAs, type Database, type Surroundings } from './db/database.ts'
import { startJob } from './jobs.ts'
import { today } from './today.ts'

export interface Schedule {
  /** Unique over all rooms, e.g. `entitlements-nightly`. */
  key: string
  /** Hour in China from which the day's work is due. A machine that slept at that hour does it when it wakes. */
  from: `${number}:${number}`
  /** Job of the same room. */
  job: string
  payload?: unknown
}

const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit', hour12: false })

/** Starts what is due in every district that has an account. @returns how many jobs were started */
export async function startDue(database: Database, owner: pg.Pool, around: Surroundings, demo: boolean): Promise<number> {
  const schedules = around.catalogue.capabilities.flatMap((room) => room.schedules ?? [])
  if (schedules.length === 0) return 0
  const districts = await owner.query<{ district: number }>(
    'select distinct district from kernel.account where disabled_at is null',
  )
  let started = 0
  for (const { district } of districts.rows)
    started += await actAs(database, systemPrincipal(district, demo), around, async (ctx) => {
      let count = 0
      for (const schedule of schedules) {
        if (clock.format(ctx.now) < schedule.from) continue
        const first =
          await sql`insert into kernel.schedule_run (district, schedule, period) values (${district}, ${schedule.key}, ${today(ctx)})
          on conflict do nothing`.execute(ctx.db)
        if (first.numAffectedRows !== 1n) continue
        await startJob(ctx, schedule.job, schedule.payload ?? {})
        count++
      }
      return count
    })
  return started
}
