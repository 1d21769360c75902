// YAML text -> plain values, and the small questions one asks of values nobody has checked yet.
import { parseDocument } from 'yaml'
import { problemAt, type RuleProblem } from './rule-problem.ts'

const MAX_FILE_LENGTH = 1_000_000

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

export function refuseUnknownKeys(
  value: Record<string, unknown>,
  allowed: readonly string[],
  row: string | undefined,
  problems: RuleProblem[],
): void {
  for (const key of Object.keys(value))
    if (!allowed.includes(key))
      problems.push(problemAt({ row }, `不认识“${key.slice(0, 40)}”。`, `这里可以写：${allowed.join('、')}。`))
}

export const isPlain = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number'
