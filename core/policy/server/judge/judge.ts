// What the tables say about one person: pure, no database; facts by dictionary name, null or absent = not known.
import type { Day } from '@songhe/basics/day'
import { explain, type Explanation, type Facts } from '@songhe/rules'
import type { TableBody } from '../packs/table-file.ts'
import { tableOf } from './check-table.ts'

export interface Judged {
  pack: string
  version: number
  explanation: Explanation
}

export function judge(asked: {
  tables: readonly { pack: string; version: number; table: TableBody }[]
  facts: Facts
  on: Day
}): Judged[] {
  return asked.tables.map(({ pack, version, table }) => ({
    pack,
    version,
    explanation: explain(tableOf(table), asked.facts, { on: asked.on }),
  }))
}
