// Sets the record kept outside beside what the database holds: everything acknowledged is there, once, with exactly one line in the log.
import type { Write } from './mixed-load.ts'

// biome-ignore lint: rows of any shape
type Query = (text: string, values?: unknown[]) => Promise<any[]>

export interface Kept {
  acknowledged: number
  lost: number
  doubled: number
  faults: string[]
}

export async function compareKept(query: Query, writes: readonly Write[]): Promise<Kept> {
  const faults: string[] = []
  const acknowledged = writes.filter((write) => write.state === 'acknowledged')
  let lost = 0
  for (const [table, group] of Map.groupBy(acknowledged, (write) => write.table)) {
    const found = await query(`select id from ${table} where id = any($1)`, [group.map((write) => write.id)])
    const there = new Set(found.map((row) => row.id))
    for (const write of group)
      if (!there.has(write.id)) {
        lost++
        faults.push(`acknowledged and lost: ${table} ${write.id}`)
      }
  }
  const logged = new Map<string, number>()
  for (const row of await query(
    `select event || ' ' || object as act, count(*)::int as n from kernel.audit_entry where object = any($1) group by 1`,
    [acknowledged.map((write) => write.object)],
  ))
    logged.set(row.act, row.n)
  let doubled = 0
  for (const { event, object, table, id } of acknowledged) {
    if (object === '') continue
    const lines = logged.get(`${event} ${object}`) ?? 0
    if (lines > 1) {
      doubled++
      faults.push(`done ${lines} times: ${table} ${id}`)
    }
    if (lines === 0) faults.push(`an act without its line in the log: ${table} ${id}`)
  }
  for (const row of await query(`select name, count(*)::int as n from registry.person where name like '折某%' group by name having count(*) > 1
    union all select name, count(*)::int from registry.contact where name like '亲属%' group by name having count(*) > 1`)) {
    doubled++
    faults.push(`${row.name} stands there ${row.n} times`)
  }
  return { acknowledged: acknowledged.length, lost, doubled, faults }
}
