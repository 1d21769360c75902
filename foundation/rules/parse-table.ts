// Pack file (YAML text or plain object) -> Table. Nothing unknown is passed over: it is refused with its place.
import { parseDocument } from 'yaml'
import { inferTypes } from './infer-types.ts'
import { parseHead } from './parse-head.ts'
import { parseRows } from './parse-rows.ts'
import { problemAt, type RuleProblem } from './rule-problem.ts'
import type { Table } from './tree.ts'

export type Parsed = { table: Table; problems?: undefined } | { table?: undefined; problems: RuleProblem[] }

const MAX_FILE_LENGTH = 1_000_000

/** The table is only given when there is no error at all. */
export function parseTable(source: string | object): Parsed {
  const read = typeof source === 'string' ? readYaml(source) : { value: source as unknown }
  if ('problems' in read) return read
  if (!isRecord(read.value)) return { problems: [problemAt({}, '文件里没有一张表。', '请按样例写 table、inputs、output、rows。')] }
  const problems: RuleProblem[] = []
  const head = parseHead(read.value, problems)
  const table: Table = { ...head, rows: parseRows(read.value.rows, head, problems) }
  if (problems.length > 0) return { problems }
  const inferred = inferTypes(table)
  if (inferred.problems.length > 0) return { problems: inferred.problems }
  return { table: { ...table, inputs: table.inputs.map((input) => ({ ...input, type: inferred.types.get(input.name) })) } }
}

export function readYaml(text: string): { value: unknown } | { problems: RuleProblem[] } {
  if (text.length > MAX_FILE_LENGTH) return { problems: [problemAt({}, '文件超过 1 MB。', '请拆成几张表。')] }
  const document = parseDocument(text, { uniqueKeys: true, prettyErrors: false })
  const faults = [...document.errors, ...document.warnings]
  if (faults.length === 0) {
    try {
      return { value: document.toJS({ maxAliasCount: 20 }) as unknown }
    } catch {
      return { problems: [problemAt({}, '文件里的引用（& 与 *）太多。', '请把内容直接写出来。')] }
    }
  }
  return {
    problems: faults.map((fault) => {
      const line = text.slice(0, fault.pos[0]).split('\n').length
      return problemAt(
        { position: { from: fault.pos[0], to: fault.pos[1] } },
        `第 ${line} 行不是合格的 YAML（${fault.code}）。`,
        '请核对缩进、冒号后的空格和引号；以 [ > - " 开头的单元格要用单引号包起来。',
      )
    }),
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function refuseUnknownKeys(value: Record<string, unknown>, allowed: readonly string[], row: string | undefined, problems: RuleProblem[]): void {
  for (const key of Object.keys(value))
    if (!allowed.includes(key)) problems.push(problemAt({ row }, `不认识“${key.slice(0, 40)}”。`, `这里可以写：${allowed.join('、')}。`))
}
