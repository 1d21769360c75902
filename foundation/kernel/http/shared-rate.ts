// Several servers behind one address count their callers together: each counts at once, and once a second tells the others through the database.
import { createHmac, randomBytes } from 'node:crypto'
import { newId } from '@songhe/basics/ids'
import type { FastifyRateLimitStore, FastifyRateLimitStoreCtor } from '@fastify/rate-limit'
import { sql } from 'kysely'
import type { Database } from '../db/database.ts'
import type { Log } from '../context.ts'

export interface SharedRate {
  Store: FastifyRateLimitStoreCtor
  /** Tells and asks now; a clock does it each second. */
  exchange(): Promise<void>
  stop(): Promise<void>
}

const PERIOD = 60_000

/** @param key the same in every process (the index key): addresses are counted under a digest */
export function sharedRate(database: Database, key: string, log: Log): SharedRate {
  const process = newId()
  const hmacKey = key || randomBytes(16).toString('hex')
  const digest = (caller: string) =>
    createHmac('sha256', hmacKey).update(`rate:${caller}`).digest().subarray(0, 12).toString('hex')
  let period = 0
  let own = new Map<string, number>()
  let others = new Map<string, number>()
  let told = true

  const turn = () => {
    const now = Math.floor(Date.now() / PERIOD)
    if (now === period) return
    period = now
    own = new Map()
    others = new Map()
  }
  class Store implements FastifyRateLimitStore {
    incr(caller: string, done: (error: Error | null, result?: { current: number; ttl: number }) => void) {
      turn()
      const at = digest(caller)
      const current = (own.get(at) ?? 0) + 1
      own.set(at, current)
      told = false
      done(null, { current: current + (others.get(at) ?? 0), ttl: (period + 1) * PERIOD - Date.now() })
    }
    child() {
      return this
    }
  }
  async function exchange() {
    turn()
    if (told) return
    told = true
    const keys = [...own.keys()].map((at) => Buffer.from(at, 'hex'))
    const found = await sql<{ key: Buffer; calls: number }>`
      select key, calls from kernel.share_rate(${process}, ${period}, ${keys}::bytea[], ${[...own.values()]}::int[])`.execute(
      database.kysely,
    )
    others = new Map(found.rows.map((row) => [row.key.toString('hex'), row.calls]))
  }
  const clock = setInterval(() => void exchange().catch((error) => log.warn({ error: String(error) }, 'rate')), 1_000)
  clock.unref()
  return {
    Store: Store as unknown as FastifyRateLimitStoreCtor,
    exchange,
    async stop() {
      clearInterval(clock)
    },
  }
}
