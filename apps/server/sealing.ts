// The sealer's clock: at least once a second, as the owner, apart from every request.
import { MOST_AT_ONCE, newestEntry, sealOnce } from '@songhe/kernel/audit/seal'
import { beat } from '@songhe/kernel/beat'
import type { Log } from '@songhe/kernel/context'
import { lastingPool } from '@songhe/kernel/db/lasting-pool'
import type pg from 'pg'

const BEAT_EVERY = 5
/** Comparing the whole log costs about a second per million entries: not each second. */
const WHOLE_EVERY = 600

export function startSealing(ownerUrl: string, log: Log): { stop(): Promise<void> } {
  const pool = lastingPool(ownerUrl, 1)
  let stopped = false
  let turn = 0
  let passes = 0
  /** Entries up to here were compared at least one whole pass ago; what commits later with an older number waits for the next. */
  let floor = 0
  let newest = 0
  /** Since when each turn was full: what is written waits about as long. */
  let behindSince: number | undefined
  const report = async (client: pg.PoolClient, sealed: number) => {
    behindSince = sealed < MOST_AT_ONCE ? undefined : (behindSince ?? Date.now())
    const lag = behindSince === undefined ? 0 : Math.round((Date.now() - behindSince) / 1_000)
    if (turn++ % BEAT_EVERY === 0) await beat(client, 'sealer', { lag })
  }
  const sealing = (async () => {
    while (!stopped) {
      try {
        const client = await pool.connect()
        try {
          const whole = passes++ % WHOLE_EVERY === 0
          const sealed = await sealOnce(client, whole ? 0 : floor)
          if (whole) {
            floor = newest
            newest = await newestEntry(client)
          }
          if (sealed !== undefined) await report(client, sealed)
        } finally {
          client.release()
        }
      } catch (error) {
        log.error({ error: String(error) }, 'sealing')
      }
      await new Promise((resolve) => setTimeout(resolve, 900))
    }
  })()
  return {
    async stop() {
      stopped = true
      await sealing
      await pool.end()
    },
  }
}
