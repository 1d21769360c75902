// What the tables say about one person: pure, no database; facts by dictionary name, null or absent = not known.
import type { Day } from '@songhe/basics/day'
import { type Facts, judge as judgeTable, type Outcome } from '@songhe/rules'
import type { TableBody } from '../packs/table-file.ts'
import { tableOf } from './check-table.ts'

export interface Judged {
  pack: string
  version: number
  outcome: Outcome
}

export function judge(asked: { tables: readonly { pack: string; version: number; table: TableBody }[]; facts: Facts; on: Day }): Judged[] {
  return asked.tables.map(({ pack, version, table }) => ({ pack, version, outcome: judgeTable(tableOf(table), asked.facts, { on: asked.on }) }))
}
