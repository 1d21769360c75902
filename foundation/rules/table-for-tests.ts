// A short way for the tests of this package to write a table.
import { parseTable } from './parse-table.ts'
import type { Table } from './tree.ts'

export const HEAD = {
  table: '试表',
  key: 'trial',
  kind: 'allowance',
  region: 'demo',
  ground: { document: '示例〔2024〕1号', clause: '一' },
  valid: { from: '2024-01-01' },
  hit: 'unique',
  inputs: { 年龄: 'person.age', 本区户籍: 'person.registered-here', 评估: 'ability.level', 类别: 'aid.destitute-care' },
  output: { 月标准: 'money' },
}

export const row = (id: string, when: Record<string, unknown>, then: unknown = '100元', more: object = {}) => ({
  id,
  when,
  then,
  amount: { status: 'example', decision: '示例决定-1' },
  ...more,
})

export function tableOf(rows: object[], head: object = {}): Table {
  const parsed = parseTable({ ...HEAD, ...head, rows })
  if (!parsed.table) throw new Error(JSON.stringify(parsed.problems))
  return parsed.table
}
