// Which of these ID numbers the district already has: asked once for a whole file.
import type { Day } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import { blindIndex } from '@songhe/kernel/secrets'
import { sql } from 'kysely'

export interface KnownPerson {
  id: string
  area: number
  name: string
  birth: Day
  diedOn: Day | null
}

/** Keys are the numbers as handed in (18 characters). Only what the caller's scope may see. */
export async function knownByNumber(ctx: Context, numbers: Iterable<string>): Promise<Map<string, KnownPerson>> {
  const byIndex = new Map<string, string>()
  const indexes: Buffer[] = []
  for (const number of numbers) {
    const index = blindIndex('citizen-id', number)
    indexes.push(index)
    byIndex.set(index.toString('hex'), number)
  }
  const known = new Map<string, KnownPerson>()
  for (let start = 0; start < indexes.length; start += 20_000) {
    const found = await sql<KnownPerson & { index: string }>`
      select id, area, name, birth, died_on as "diedOn", encode(citizen_id_index, 'hex') as index from registry.person
      where district = ${ctx.principal.district} and state = 'active'
        and citizen_id_index = any(${indexes.slice(start, start + 20_000)}::bytea[])`.execute(ctx.db)
    for (const { index, ...person } of found.rows) known.set(byIndex.get(index)!, person)
  }
  return known
}
