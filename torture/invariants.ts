// W2: what must always hold, asked after every trial that touched data; each statement of each room must return no row.
import { gather } from '@songhe/kernel/capability'
import { capabilities } from '../apps/server/capabilities.ts'

// biome-ignore lint: rows of any shape
type Query = (text: string) => Promise<any[]>

export async function brokenInvariants(query: Query): Promise<string[]> {
  const faults: string[] = []
  for (const { name, title, sql } of gather(capabilities).invariants) {
    const rows = await query(sql)
    if (rows.length > 0) faults.push(`invariant ${name} (${title}) broken by ${rows.length}: ${JSON.stringify(rows[0])}`)
  }
  return faults
}
