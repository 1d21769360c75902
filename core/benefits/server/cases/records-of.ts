// One elder may have paid lines under several records: the one that stays, and those merged into it.
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'

/** This record first, then those merged into it: paid lines are never rewritten, they stay where the money went out. */
export async function recordsOf(ctx: Context, person: string): Promise<string[]> {
  const found = await sql<{ id: string }>`with recursive record(id) as (select ${person}::uuid
      union select p.id from registry.person p join record r on p.merged_into = r.id where p.district = ${ctx.principal.district})
    select id from record`.execute(ctx.db)
  return found.rows.map((row) => row.id)
}
