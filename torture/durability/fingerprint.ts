// Whether two databases hold the same, table by table.

/** Every row of every table, in a number that does not depend on their order; signs of life go on and do not count. */
const FINGERPRINTS = `select format('select %L as name, count(*)::int as rows, coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text as sum from %I.%I t',
    schemaname || '.' || tablename, schemaname, tablename) as text from pg_tables
  where schemaname not in ('pg_catalog', 'information_schema', 'graphile_worker')
    and (schemaname, tablename) not in (('kernel', 'migration'), ('kernel', 'beat'), ('kernel', 'backup_run'), ('kernel', 'rate_count'), ('kernel', 'session'))`

export type Query = (text: string) => Promise<Record<string, unknown>[]>

export async function fingerprint(query: Query): Promise<Map<string, string>> {
  const statements = (await query(FINGERPRINTS)).map((row) => String(row.text))
  const found = await query(statements.join(' union all '))
  return new Map(found.map((row) => [String(row.name), `${row.rows}/${row.sum}`]))
}
