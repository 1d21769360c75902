// The application's way into the database: one transaction per act, scope set before the first statement of any room.
import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { lastingPool } from './lasting-pool.ts'
import type { Catalogue } from '../capability.ts'
import type { Context, Log, Principal } from '../context.ts'
import { rememberClients } from './client-of.ts'
import { enterScope } from './enter-scope.ts'

// Days stay text (YYYY-MM-DD); bigints become numbers, and one beyond 2^53 is an error, not a rounded sum.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error(`integer out of range: ${text}`)
  return value
})

export interface Database {
  // biome-ignore lint: tables of any room
  kysely: Kysely<any>
  /** Connections of their own for what must stand although the request fails: a request that holds one of the others and waits for a second would, ten at once, wait for ever. */
  // biome-ignore lint: tables of any room
  apart: Kysely<any>
  /** For its counts; acts go through `kysely`. */
  pool: pg.Pool
  close(): Promise<void>
}

const APART = 2

export function connect(url: string, size = 10): Database {
  const [pool, second] = [open(url, size), open(url, APART)]
  const [kysely, apart] = [pool, second].map((one) => new Kysely({ dialect: new PostgresDialect({ pool: one }) }))
  return {
    kysely: kysely!,
    apart: apart!,
    pool,
    close: async () => void (await Promise.all([kysely!.destroy(), apart!.destroy()])),
  }
}

function open(url: string, size: number): pg.Pool {
  const pool = lastingPool(url, size, { idleTimeoutMillis: 30_000 })
  rememberClients(pool)
  return pool
}

export interface Surroundings {
  catalogue: Catalogue
  log: Log
  now?: () => Date
}

export const makeContext = (
  // biome-ignore lint: tables of any room
  db: Transaction<any>,
  principal: Principal,
  { catalogue, log, now = () => new Date() }: Surroundings,
): Context => ({ db, principal, now: now(), catalogue, log, audited: new Set(), looked: new Set() })

/** Runs `act` in one transaction as `principal`; what it throws undoes everything it did. */
export function actAs<T>(
  database: Database,
  principal: Principal,
  around: Surroundings,
  act: (ctx: Context) => Promise<T>,
): Promise<T> {
  return database.kysely.transaction().execute(async (trx) => {
    await enterScope(trx, principal)
    return act(makeContext(trx, principal, around))
  })
}
