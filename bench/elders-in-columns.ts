// The two rules and the population of the recorded comparison with other engines, for every measure that decides elders in memory.
import { type ColumnShape, type Columns, emptyColumns, parseTable, setValue, type Table } from '@songhe/rules'

const HEAD = {
  kind: 'allowance',
  region: 'bench',
  ground: { document: '示例〔2024〕1号', clause: '一' },
  valid: { from: '2024-01-01' },
  hit: 'unique',
  output: { 月标准: 'money' },
}
const amount = { status: 'example', decision: '示例决定-1' }
export const MONTHS = Array.from({ length: 12 }, (_, i) => `2025-${String(i + 1).padStart(2, '0')}-01`)
const SHAPES: Record<string, ColumnShape> = {
  'person.birth': { type: 'date' },
  'ability.level': { type: 'number' },
  'other.subsidy': { type: 'boolean' },
}

function tableOf(body: object): Table {
  const { table, problems } = parseTable({ ...HEAD, ...body })
  if (!table) throw new Error(JSON.stringify(problems))
  return table
}

export const ALLOWANCE = tableOf({
  table: '高龄津贴',
  key: 'bench-allowance',
  inputs: { 年龄: 'person.age' },
  rows: [
    { id: '80', when: { 年龄: '[80..89]' }, then: '50元', amount },
    { id: '90', when: { 年龄: '[90..99]' }, then: '200元', amount },
    { id: '100', when: { 年龄: '>= 100' }, then: '500元', amount },
  ],
})
export const CARE = tableOf({
  table: '护理补贴',
  key: 'bench-care',
  inputs: { 等级: 'ability.level', 他项: 'other.subsidy' },
  rows: [
    { id: '一级', when: { 等级: '1', 他项: 'false' }, then: '200元', amount },
    { id: '二级', when: { 等级: '2', 他项: 'false' }, then: '300元', amount },
  ],
})

/** Exponential ages from 60, 12 % at level one, 6 % at level two, 15 % with another subsidy: the population of the recorded comparison. */
export function inventedColumns(rows: number): Columns {
  const columns = emptyColumns(rows, SHAPES)
  let state = 42
  const random = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 4_294_967_296
  for (let i = 0; i < rows; i++) {
    const age = Math.min(110, 60 - Math.log(1 - random()) * 10.5)
    const birth = new Date(Date.UTC(2025, 0, 1) - age * 31_556_952_000).toISOString().slice(0, 10)
    setValue(columns, 'person.birth', i, birth)
    const level = random()
    setValue(columns, 'ability.level', i, level < 0.06 ? 2 : level < 0.18 ? 1 : 0)
    setValue(columns, 'other.subsidy', i, random() < 0.15)
  }
  return columns
}
