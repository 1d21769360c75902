// The rows of a table: cells, values, citation of the row and source of its amount.
import { parseOutputCell, parseTestCell } from './parse-cell.ts'
import type { Head } from './parse-head.ts'
import { isPlain, isRecord, refuseUnknownKeys } from './read-yaml.ts'
import { CellRefusal, problemAt, type RuleProblem } from './rule-problem.ts'
import type { Amount, AmountStatus, Cell, OutputCell, Row } from './tree.ts'

const KEYS = ['id', 'when', 'then', 'clause', 'amount', 'note']
const STATUSES: readonly string[] = ['printed', 'decided', 'example', 'unconfirmed'] satisfies AmountStatus[]
const MAX_ROWS = 500

export function parseRows(source: unknown, head: Head, problems: RuleProblem[]): Row[] {
  if (!Array.isArray(source) || source.length === 0 || source.length > MAX_ROWS) {
    problems.push(problemAt({}, `表里要有 1 至 ${MAX_ROWS} 行 rows。`, '请写 rows: 下面每行以 - 开头。'))
    return []
  }
  return source.flatMap((row: unknown, i) => {
    if (isRecord(row)) return [parseRow(row, i + 1, head, problems)]
    problems.push(problemAt({ row: `第${i + 1}行` }, '这一行不是一组“名: 值”。', '请按样例写 { id, when, then, clause }。'))
    return []
  })
}

function parseRow(source: Record<string, unknown>, index: number, head: Head, problems: RuleProblem[]): Row {
  const id = isPlain(source.id) && String(source.id).trim() !== '' ? String(source.id) : `第${index}行`
  const wrong = (message: string, proposal: string, column?: string) =>
    problems.push(problemAt({ row: id, column }, message, proposal))
  if (!isPlain(source.id) || String(source.id).length > 60)
    wrong('这一行没有编号 id，或编号太长。', '请写 id，例如 id: "80-89"。')
  refuseUnknownKeys(source, KEYS, id, problems)
  const amount = parseAmount(source.amount, head, wrong)
  const clause = isPlain(source.clause) ? String(source.clause) : undefined
  if (!clause && !head.ground.clause && !head.ground.decision)
    wrong('这一行没有写依据的条款 clause。', '请写 clause，例如 clause: 三（一）2。')
  return {
    id,
    index,
    cells: parseCells(source.when, id, head, problems),
    outputs: parseValues(source.then, id, head, amount?.status === 'unconfirmed', problems),
    ...(clause ? { clause } : {}),
    ...(amount ? { amount } : {}),
    ...(typeof source.note === 'string' ? { note: source.note } : {}),
  }
}

function parseCells(source: unknown, row: string, head: Head, problems: RuleProblem[]): Cell[] {
  const when = isRecord(source) ? source : {}
  if (!isRecord(source))
    problems.push(problemAt({ row }, '这一行没有条件 when。', '请写 when: { 列名: 条件 }；对谁都适用请写 when: {}。'))
  const names = new Set(head.inputs.map((input) => input.name))
  for (const column of Object.keys(when))
    if (!names.has(column))
      problems.push(problemAt({ row, column }, `条件里的“${column}”不是本表的输入列。`, `输入列有：${[...names].join('、')}。`))
  return head.inputs.map(({ name }) => {
    if (!Object.hasOwn(when, name)) return { text: '-' }
    return (
      readCell(when[name], row, name, problems, (text) => {
        const test = parseTestCell(text, name, names)
        return test ? { text, test } : { text: '-' }
      }) ?? { text: '-' }
    )
  })
}

function parseValues(source: unknown, row: string, head: Head, mayBeUnknown: boolean, problems: RuleProblem[]): OutputCell[] {
  const only = head.outputs.length === 1 ? head.outputs[0]!.name : undefined
  const then = isRecord(source) ? source : only && source !== undefined ? { [only]: source } : {}
  const names = head.outputs.map((output) => output.name)
  const inputs = new Set(head.inputs.map((input) => input.name))
  for (const column of Object.keys(then))
    if (!names.includes(column))
      problems.push(problemAt({ row, column }, `结果里的“${column}”不是本表的输出列。`, `输出列有：${names.join('、')}。`))
  return head.outputs.map(({ name }) => {
    if (!Object.hasOwn(then, name) || then[name] === null) {
      if (!mayBeUnknown)
        problems.push(
          problemAt(
            { row, column: name },
            '这一行没有写结果。',
            '请写 then；数值尚无出处的，把 amount.status 写成 unconfirmed。',
          ),
        )
      return { text: '' }
    }
    return readCell(then[name], row, name, problems, (text) => ({ text, value: parseOutputCell(text, inputs) })) ?? { text: '' }
  })
}

function readCell<T>(
  value: unknown,
  row: string,
  column: string,
  problems: RuleProblem[],
  read: (text: string) => T,
): T | undefined {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
    const proposal =
      value === null ? "不限请写 -（加引号）；“没有资料”请写带引号的 'null'。" : "请给整格加单引号，例如 '[80..89]'。"
    problems.push(problemAt({ row, column }, '这一格不是一段文字。', proposal))
    return undefined
  }
  try {
    return read(String(value))
  } catch (error) {
    if (!(error instanceof CellRefusal)) throw error
    problems.push(problemAt({ row, column, position: error.span }, error.message, error.proposal))
    return undefined
  }
}

function parseAmount(source: unknown, head: Head, wrong: (message: string, proposal: string) => unknown): Amount | undefined {
  if (source === undefined) {
    if (head.outputs.some((output) => output.type === 'money'))
      wrong(
        '金额没有写出处 amount。',
        '请写 amount: { status: printed, document: 文号, clause: 条款 }，或 decided / example / unconfirmed。',
      )
    return undefined
  }
  if (!isRecord(source) || !STATUSES.includes(source.status as string)) {
    wrong('金额出处 amount.status 不认识。', `可写：${STATUSES.join('、')}。`)
    return undefined
  }
  const amount: Amount = { status: source.status as AmountStatus }
  for (const [key, value] of Object.entries(source)) {
    if (key === 'status') continue
    if ((key === 'document' || key === 'clause' || key === 'decision') && isPlain(value)) amount[key] = String(value)
    else wrong(`金额出处里的“${key}”不认识或不是文字。`, '可写 status、document、clause、decision。')
  }
  if (amount.status === 'printed' && !amount.document)
    wrong('文件印明的金额要写明文号。', '请补 amount.document，有条款的再写 amount.clause。')
  if ((amount.status === 'decided' || amount.status === 'example') && !amount.decision)
    wrong('由决定确定的金额要写决定编号。', '请补 amount.decision。')
  return amount
}
