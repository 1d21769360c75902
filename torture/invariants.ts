// W2: what must always hold, asked after every trial that touched data; each statement of each room must return no row.
import { type Capability, gather } from '@songhe/kernel/capability'
import { capabilities } from '../apps/server/capabilities.ts'

// biome-ignore lint: rows of any shape
type Query = (text: string) => Promise<any[]>

/** @param rooms those whose tables the database has; all of them where nothing is said */
export async function brokenInvariants(query: Query, rooms: readonly Capability[] = capabilities): Promise<string[]> {
  const faults: string[] = []
  for (const { name, title, sql } of gather(rooms).invariants) {
    const rows = await query(sql)
    if (rows.length > 0) faults.push(`invariant ${name} (${title}) broken by ${rows.length}: ${JSON.stringify(rows[0])}`)
  }
  return faults
}
