// Many new elders at once, complete: sealed numbers, search keys, dated facts, account, contact. COPY into temporary tables, then insert-select.
// The caller has read and checked the rows and left out numbers the district already has (knownByNumber).
import type { Day } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import { type PreparedChunk, prepareChunk, storeChunk } from './chunk.ts'

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
const CHUNK = 5_000

/** While the database stores one chunk, the next is sealed and written out as text: the two take about the same time. */
export async function bulkRegister(ctx: Context, plan: BulkPlan): Promise<BulkResult> {
  const result: BulkResult = { people: 0, facts: 0, grams: 0 }
  let ready: PreparedChunk | undefined
  const turn = async (rows: readonly BulkPerson[]) => {
    const [next] = await Promise.all([prepareChunk(plan, rows), ready && storeChunk(ctx, ready)])
    if (ready) {
      for (const key of ['people', 'facts', 'grams'] as const) result[key] += ready[key].rows
      await plan.onProgress?.(result.people)
    }
    ready = next
  }
  let chunk: BulkPerson[] = []
  for await (const row of plan.rows) {
    chunk.push(row)
    if (chunk.length < CHUNK) continue
    await turn(chunk)
    chunk = []
  }
  if (chunk.length > 0) await turn(chunk)
  await turn([])
  return result
}
