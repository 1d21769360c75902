// Pack file (YAML text or plain object) -> Table. Nothing unknown is passed over: it is refused with its place.
import { inferTypes } from './infer-types.ts'
import { parseHead } from './parse-head.ts'
import { parseRows } from './parse-rows.ts'
import { isRecord, readYaml } from './read-yaml.ts'
import { problemAt, type RuleProblem } from './rule-problem.ts'
import type { Table } from './tree.ts'

export type Parsed = { table: Table; problems?: undefined } | { table?: undefined; problems: RuleProblem[] }

/** The table is only given when there is no error at all. */
export function parseTable(source: string | object): Parsed {
  const read = typeof source === 'string' ? readYaml(source) : { value: source as unknown }
  if ('problems' in read) return read
  if (!isRecord(read.value))
    return { problems: [problemAt({}, '文件里没有一张表。', '请按样例写 table、inputs、output、rows。')] }
  const problems: RuleProblem[] = []
  const head = parseHead(read.value, problems)
  const table: Table = { ...head, rows: parseRows(read.value.rows, head, problems) }
  if (problems.length > 0) return { problems }
  const inferred = inferTypes(table)
  if (inferred.problems.length > 0) return { problems: inferred.problems }
  return { table: { ...table, inputs: table.inputs.map((input) => ({ ...input, type: inferred.types.get(input.name) })) } }
}
