// The head of a table: title, ground, validity, hit policy, columns.
import { isDay } from '@songhe/basics/day'
import { parser } from 'lezer-feel'
import { isPlain, isRecord, refuseUnknownKeys } from './read-yaml.ts'
import { problemAt, type RuleProblem } from './rule-problem.ts'
import type { FactType, HitPolicy, Input, Output, Table } from './tree.ts'

const KEYS = [
  'table',
  'key',
  'kind',
  'region',
  'ground',
  'document',
  'beside',
  'valid',
  'hit',
  'inputs',
  'output',
  'rows',
  'note',
]
const HITS: readonly string[] = ['unique', 'first', 'collect-sum'] satisfies HitPolicy[]
const TYPES: readonly string[] = ['number', 'money', 'text', 'boolean', 'date'] satisfies FactType[]

export type Head = Omit<Table, 'rows'>

export function parseHead(source: Record<string, unknown>, problems: RuleProblem[]): Head {
  const wrong = (message: string, proposal: string) => problems.push(problemAt({}, message, proposal))
  refuseUnknownKeys(source, KEYS, undefined, problems)
  const text = (key: string) => {
    const value = source[key]
    if (typeof value === 'string' && value.trim() !== '' && value.length <= 200) return value
    wrong(`缺少 ${key}，或它不是一段文字。`, `请写一行 ${key}: ...`)
    return ''
  }
  const head: Head = {
    title: text('table'),
    key: text('key'),
    kind: text('kind'),
    region: text('region'),
    ground: parseGround(source, wrong),
    valid: parseValid(source.valid, wrong),
    hit: HITS.includes(source.hit as string) ? (source.hit as HitPolicy) : 'unique',
    inputs: parseInputs(source.inputs, wrong),
    outputs: parseOutputs(source.output, wrong),
    ...(typeof source.note === 'string' ? { note: source.note } : {}),
  }
  if (!HITS.includes(source.hit as string))
    wrong('hit 不认识。', '可写 unique（最多一行）、first（取第一行）、collect-sum（相加）。')
  if (head.hit === 'collect-sum' && head.outputs.some((output) => output.type !== 'money' && output.type !== 'number'))
    wrong('hit 为 collect-sum 时，输出只能是金额或数字。', '请改用 unique 或 first。')
  return head
}

type Wrong = (message: string, proposal: string) => unknown

function parseGround(source: Record<string, unknown>, wrong: Wrong): Table['ground'] {
  const given = source.ground ?? (source.document === undefined ? undefined : { document: source.document })
  if (!isRecord(given) || !(typeof given.document === 'string' || typeof given.decision === 'string')) {
    wrong('缺少依据 ground。', '请写 ground: { document: 文号, clause: 条款 }，或写 decision: 决定编号。')
    return {}
  }
  const ground: Table['ground'] = {}
  for (const [key, value] of Object.entries(given)) {
    if ((key === 'document' || key === 'clause' || key === 'decision') && isPlain(value)) ground[key] = String(value)
    else wrong(`依据里的“${key}”不认识或不是文字。`, '可写 document、clause、decision。')
  }
  // An office's own decision has no clauses; packs write that as an empty clause, and it is then a decision.
  return ground.clause === '' && ground.document && !ground.decision ? { decision: ground.document } : ground
}

function parseValid(value: unknown, wrong: Wrong): Table['valid'] {
  const day = (given: unknown) => (typeof given === 'string' && isDay(given) ? given : undefined)
  const from = isRecord(value) ? day(value.from) : undefined
  const to = isRecord(value) ? day(value.to) : undefined
  if (!from || (isRecord(value) && (value.to ?? undefined) !== undefined && (!to || to < from))) {
    wrong('有效期 valid 不对。', '请写 valid: { from: 2024-05-30 }，止日 to 可不写，且不得早于 from。')
  }
  return to ? { from: from ?? '', to } : { from: from ?? '' }
}

function parseInputs(value: unknown, wrong: Wrong): Input[] {
  const entries = isRecord(value) ? Object.entries(value) : []
  if (entries.length === 0) wrong('没有输入列 inputs。', '请写 inputs: { 年龄: person.age }。')
  return entries.map(([name, fact]) => {
    if (!isColumnName(name)) wrong(`输入列名“${name.slice(0, 40)}”不能用。`, '列名请用一个中文词，不含空格和符号。')
    if (typeof fact !== 'string' || !/^[a-z][a-z0-9.-]*$/.test(fact))
      wrong(`输入列“${name.slice(0, 40)}”没有写对应的事项名。`, '请写 person.age 这样的名字。')
    return { name, fact: String(fact) }
  })
}

function parseOutputs(value: unknown, wrong: Wrong): Output[] {
  const entries = isRecord(value) ? Object.entries(value) : []
  if (entries.length === 0) wrong('没有输出列 output。', '请写 output: { 月标准: money }。')
  return entries.map(([name, type]) => {
    if (!isColumnName(name)) wrong(`输出列名“${name.slice(0, 40)}”不能用。`, '列名请用一个中文词，不含空格和符号。')
    if (!TYPES.includes(type as string)) wrong(`输出列“${name.slice(0, 40)}”的类型不认识。`, `可写：${TYPES.join('、')}。`)
    return { name, type: type as FactType }
  })
}

/** A column name must be one FEEL name, so that cells can mention it without doubt. */
function isColumnName(name: string): boolean {
  if (!/^\p{L}[\p{L}\p{N}_]{0,39}$/u.test(name) || ['not', 'age', 'today', 'date'].includes(name)) return false
  const top = parser.configure({ top: 'Expression' }).parse(name).topNode.firstChild
  return top?.name === 'VariableName' && top.firstChild?.to === name.length
}
