// Which tables of the office stand on which clause: the ground of a table, the clause of each row, and the clause that prints an amount.
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'

export interface TableOnClause {
  pack: string
  title: string
  version: number
  state: string
}

/** @param names key and number of the document: files may cite either. */
export async function tablesOnClauses(ctx: Context, names: string[]): Promise<Map<string, TableOnClause[]>> {
  const found = await sql<TableOnClause & { clause: string }>`
    with current as (
      select distinct on (pack) pack, version, state, body from policy.pack_version
      where district = ${ctx.principal.district} and state <> 'withdrawn'
      order by pack, (state = 'published') desc, version desc
    ), cited as (
      select pack, version, state, body #>> '{ground,document}' as document, body #>> '{ground,clause}' as clause from current
      union
      select pack, version, state, coalesce(item ->> 'document', body #>> '{ground,document}'), item ->> 'clause'
        from current, jsonb_array_elements(coalesce(body -> 'rows', body -> 'items', '[]')) item
      union
      select pack, version, state, item #>> '{amount,document}', item #>> '{amount,clause}'
        from current, jsonb_array_elements(coalesce(body -> 'rows', '[]')) item
    )
    select distinct cited.pack, pack.title, cited.version, cited.state, cited.clause
    from cited join policy.pack pack on pack.district = ${ctx.principal.district} and pack.key = cited.pack
    where cited.clause is not null and cited.document = any (${names})
    order by cited.pack`.execute(ctx.db)
  const byClause = new Map<string, TableOnClause[]>()
  for (const { clause, ...table } of found.rows) byClause.set(clause, [...(byClause.get(clause) ?? []), table])
  return byClause
}
