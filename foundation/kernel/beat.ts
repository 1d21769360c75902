// Signs of life: what works in the background says so every few seconds, and any server can tell how old the last one is.
import { type Kysely, sql } from 'kysely'
import type pg from 'pg'

export type BeatKey = 'worker' | 'sealer' | 'backup'
export type BeatFacts = Record<string, number | string | null>

export interface Beat {
  /** Seconds since, by the database's clock. */
  age: number
  facts: BeatFacts
}

export async function beat(owner: pg.Pool | pg.PoolClient | pg.Client, key: BeatKey, facts: BeatFacts) {
  await owner.query(
    `insert into kernel.beat (key, at, facts) values ($1, clock_timestamp(), $2)
     on conflict (key) do update set at = excluded.at, facts = excluded.facts`,
    [key, JSON.stringify(facts)],
  )
}

// biome-ignore lint: tables of any room
export async function readBeats(db: Kysely<any>): Promise<Map<BeatKey, Beat>> {
  const found = await sql<{ key: BeatKey; age: number; facts: BeatFacts }>`
    select key, extract(epoch from clock_timestamp() - at)::float8 as age, facts from kernel.beat`.execute(db)
  return new Map(found.rows.map(({ key, age, facts }) => [key, { age, facts }]))
}
