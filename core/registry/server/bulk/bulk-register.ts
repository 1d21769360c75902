// Many new elders at once, complete: sealed numbers, search keys, dated facts, account, contact. COPY into temporary tables, then insert-select.
// The caller has read and checked the rows and left out numbers the district already has (knownByNumber).
import { setImmediate } from 'node:timers/promises'
import type { Day } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import { Chunk } from './chunk.ts'

export interface BulkFact {
  kind: string
  value: string
  from: Day
  to?: Day | null
  source?: string
  detail?: Record<string, unknown> | null
}

export interface BulkPerson {
  id?: string
  name: string
  /** 18 characters as readCitizenId gives them; null where unknown. */
  citizenId: string | null
  birth: Day
  sex: 'male' | 'female'
  area: number
  residenceArea?: number | null
  address?: string
  phone?: string | null
  diedOn?: Day | null
  facts?: readonly BulkFact[]
  payee?: { account: string; holder?: string; relation?: string; ground?: string; bank?: string; from?: Day } | null
  contact?: { name: string; relation: string; phone?: string | null; duty?: string } | null
}

export interface BulkPlan {
  rows: Iterable<BulkPerson> | AsyncIterable<BulkPerson>
  /** registry.source of every fact that names none of its own. */
  source: string
  import?: string
  onProgress?(people: number): Promise<void>
}

export interface BulkResult {
  people: number
  facts: number
  grams: number
}

/** Small enough that a chunk stays below the memory bar, large enough that COPY pays. */
const CHUNK = 2_000
/** After so many people the connection that stores the chunk before gets its turn. */
const TURN = 25

/** While the database stores one chunk, the next is read, sealed and written out as text. */
export async function bulkRegister(ctx: Context, plan: BulkPlan): Promise<BulkResult> {
  const result: BulkResult = { people: 0, facts: 0, grams: 0 }
  const store = async (chunk: Chunk) => {
    await chunk.store(ctx)
    for (const key of ['people', 'facts', 'grams'] as const) result[key] += chunk[key].rows
    await plan.onProgress?.(result.people)
    chunk.clear()
    // Known elders are looked up beside the load; with the picture of an empty table each question would walk the whole of it.
    if (result.people === CHUNK) await sql`select kernel.refresh_statistics('registry.person')`.execute(ctx.db)
  }
  let [chunk, next] = [new Chunk(plan), new Chunk(plan)]
  let storing = Promise.resolve()
  try {
    for await (const row of plan.rows) {
      chunk.add(row)
      if (chunk.people.rows % TURN === 0) await setImmediate()
      if (chunk.people.rows < CHUNK) continue
      await storing
      storing = store(chunk)
      storing.catch(() => {}) // heard below, or when the next chunk is full
      ;[chunk, next] = [next, chunk]
    }
  } catch (error) {
    await storing // where storing failed, that is the reason
    throw error
  }
  await storing
  await store(chunk)
  return result
}
