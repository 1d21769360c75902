// Where an ID number was first issued. Districts merge and codes end, so an unknown prefix is worth a look and never an error.
import { DEMO_PREFIXES } from '@songhe/basics/citizen-id'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'

export async function prefixWarning(ctx: Pick<Context, 'db'>, prefix: string | null): Promise<string[]> {
  // Only this municipality's history ships with the product; other provinces' codes cannot be judged.
  if (!prefix || DEMO_PREFIXES.includes(prefix) || !/^(50|51)/.test(prefix)) return []
  const found = await sql<{ name: string; to_year: number | null; loaded: boolean }>`
    select name, to_year from registry.id_prefix where prefix = ${prefix} order by to_year nulls first limit 1`.execute(ctx.db)
  const known = found.rows[0]
  if (known?.to_year) return [`证号前六位 ${prefix} 是原${known.name}（${known.to_year} 年起不再使用），属旧区划代码。`]
  if (known || prefix.startsWith('51')) return []
  const any = await sql`select from registry.id_prefix limit 1`.execute(ctx.db)
  return any.rows.length ? [`证号前六位 ${prefix} 不在已知区划代码里，请核对证件。`] : []
}
