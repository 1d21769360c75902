// Golden cases that a clerk writes beside a table: a person, a day, the expected row and values. One red case stops publication.
import { fen } from '@songhe/basics/money'
import { isDay } from '@songhe/basics/day'
import { decimal } from './evaluate.ts'
import { FACT_WORDS } from './fact-words.ts'
import { judge, type Outcome } from './judge.ts'
import { isRecord, readYaml } from './read-yaml.ts'
import { problemAt, type RuleProblem } from './rule-problem.ts'
import { AGE, BIRTH } from './read-facts.ts'
import { sayOutcome } from './say.ts'
import type { FactValue, Table } from './tree.ts'

export interface GoldenCase {
  case: string
  on: string
  facts: Record<string, FactValue>
  /** null = no row; otherwise `row` and any outputs (`100元`), or `missing: [...]`, or `unconfirmed: <row id>`. */
  expect: Record<string, unknown> | null
}

export interface CaseResult {
  case: string
  passed: boolean
  /** Both in plain Chinese, for the clerk. */
  expected: string
  got: string
}

export function parseCases(
  yamlText: string,
): { cases: GoldenCase[]; problems?: undefined } | { cases?: undefined; problems: RuleProblem[] } {
  const read = readYaml(yamlText)
  if ('problems' in read) return read
  const list = Array.isArray(read.value) ? read.value : isRecord(read.value) ? read.value.cases : undefined
  if (!Array.isArray(list))
    return { problems: [problemAt({}, '文件里没有样例。', '每个样例以 - 开头，写 case、on、facts、expect。')] }
  const problems = list.flatMap((item: unknown, i) => {
    const whole =
      isRecord(item) && typeof item.case === 'string' && typeof item.on === 'string' && isDay(item.on) && isRecord(item.facts)
    const expected = isRecord(item) && (item.expect === null || isRecord(item.expect))
    return whole && expected
      ? []
      : [
          problemAt(
            { row: `第${i + 1}个` },
            '这个样例不完整。',
            '请写 case、on（日期）、facts 和 expect；不符合任何一行写 expect: null。',
          ),
        ]
  })
  return problems.length > 0 ? { problems } : { cases: list as GoldenCase[] }
}

export function runCases(table: Table, cases: readonly GoldenCase[]): CaseResult[] {
  return cases.map((item) => {
    const expected = sayExpected(item.expect)
    try {
      const outcome = judge(table, item.facts, { on: item.on })
      return { case: item.case, passed: agrees(table, item.expect, outcome), expected, got: sayOutcome(table.outputs, outcome) }
    } catch (error) {
      return { case: item.case, passed: false, expected, got: (error as Error).message }
    }
  })
}

function agrees(table: Table, expect: GoldenCase['expect'], got: Outcome): boolean {
  if (expect === null) return got.outcome === 'none'
  if ('missing' in expect) return got.outcome === 'missing' && sameNames(expect.missing, got.missing)
  if ('unconfirmed' in expect) return got.outcome === 'unconfirmed' && String(expect.unconfirmed) === got.row
  if (got.outcome !== 'row' || Object.keys(expect).length === 0) return false
  return Object.entries(expect).every(([key, wanted]) => {
    if (key === 'row') return String(wanted) === got.row
    if (key === 'rows') return JSON.stringify(wanted) === JSON.stringify(got.rows)
    const output = table.outputs.find(({ name }) => name === key)
    const value = got.output[key]
    if (!output || value === undefined || value === null) return false
    if (output.type === 'money') return typeof wanted === 'string' && /元\s*$/.test(wanted) && fen(wanted) === value
    if (output.type === 'number') return /^-?\d+(\.\d+)?$/.test(String(wanted)) && decimal(String(wanted)).eq(value as number)
    return wanted === value
  })
}

function sayExpected(expect: GoldenCase['expect']): string {
  if (expect === null) return '不符合任何一行'
  if (Array.isArray(expect.missing))
    return `缺少资料：${expect.missing.map((fact) => FACT_WORDS[String(fact)]?.title ?? fact).join('、')}`
  if ('unconfirmed' in expect) return `“${expect.unconfirmed}”：数值尚未确认`
  const { row, ...outputs } = expect
  const values = Object.entries(outputs).map(([name, value]) => `${name} ${value}`)
  return [row === undefined ? [] : `“${row}”`, values].flat().join('：')
}

/** person.age and person.birth are the same gap. */
function sameNames(wanted: unknown, got: string[]): boolean {
  if (!Array.isArray(wanted)) return false
  const plain = (names: unknown[]) => [...new Set(names.map((name) => (name === AGE ? BIRTH : name)))].sort().join()
  return plain(wanted) === plain(got)
}
