// One short plain Chinese sentence about one cell and one person, for the clerk and for the elder's family.
import { yuan } from '@songhe/basics/money'
import { Decimal } from 'decimal.js'
import type { Truth, Value } from './evaluate.ts'
import { FACT_WORDS, type Words } from './fact-words.ts'
import type { Outcome } from './judge.ts'
import { once } from './once.ts'
import { AGE } from './read-facts.ts'
import {
  type Cell,
  type CompareOp,
  type Expr,
  type FactType,
  type Input,
  inputsOf,
  isLiteral,
  type Output,
  type OutputValue,
} from './tree.ts'

export function sayCell(input: Input, cell: Cell, value: Value, verdict: Truth, words: Words, missing: string[]): string {
  const known = words[input.fact] ?? {}
  const title = known.title ?? input.name
  if (!cell.test) return '不限'
  if (verdict === null)
    return `没有${missing.length > 0 ? missing.join('、') : title}${known.title || missing.length > 0 ? '' : '的资料'}`
  if (value === null) return verdict ? `没有${title}的记录，符合要求` : `没有${title}的记录`
  if (input.fact === AGE && ownOnly(cell.test, input)) return sayAge(cell.test, value as Decimal, verdict)
  if (typeof value === 'boolean' && ownOnly(cell.test, input)) {
    const sentence = value ? known.yes : known.no
    return sentence ?? `${input.name}：${value ? '是' : '否'}`
  }
  // What is missing is the birth day, what is compared is the age.
  const said = `${input.fact === AGE ? '年龄' : title}为${sayValue(value, input.type, known.unit)}`
  return verdict ? `${said}，符合要求` : `${said}，要求${sayTest(cell.test, input, known.unit)}`
}

const readBy = once((test: Expr): readonly string[] => [...inputsOf(test)])
const ownOnly = (test: Expr, input: Input) => readBy(test).every((name) => name === input.name)

function sayAge(test: Expr, age: Decimal, verdict: boolean): string {
  const now = `今年${age.toFixed()}周岁`.replace('周岁', '岁')
  const bounds = ageBounds(test)
  if (!bounds) return verdict ? `${now}，年龄符合要求` : `${now}，年龄不符合要求`
  const { from, until } = bounds
  if (from !== undefined && age.lt(from)) return `未满${from}周岁，${now}`
  if (until !== undefined && age.gte(until)) return `已满${until}周岁，${now}，超过本档`
  return from !== undefined ? `已满${from}周岁，${now}` : `未满${until}周岁，${now}`
}

/** From completed age, until (not included) completed age; undefined where the cell is more than one band. */
const ageBounds = once((test: Expr): { from?: number; until?: number } | null => boundsOf(test) ?? null)

function boundsOf(test: Expr): { from?: number; until?: number } | undefined {
  const whole = (expr: Expr, next: boolean) => {
    if (expr.kind !== 'number') return undefined
    const value = new Decimal(expr.value)
    return (next ? value.floor().plus(1) : value.ceil()).toNumber()
  }
  if (test.kind === 'within') {
    const [from, until] = [whole(test.low, test.lowOpen), whole(test.high, !test.highOpen)]
    return from === undefined || until === undefined ? undefined : { from, until }
  }
  if (test.kind !== 'compare' || test.left.kind !== 'input') return undefined
  if (test.op === '>=' || test.op === '>') return bound('from', whole(test.right, test.op === '>'))
  if (test.op === '<' || test.op === '<=') return bound('until', whole(test.right, test.op === '<='))
  return undefined
}

const bound = (key: 'from' | 'until', value: number | undefined) => (value === undefined ? undefined : { [key]: value })

export function sayValue(value: Value | OutputValue, type: FactType | undefined, unit = ''): string {
  if (value === null) return '未知'
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'string') return type === 'text' ? `“${value}”` : value
  if (type === 'money') return `${yuan(Number(value))}元`
  return `${typeof value === 'number' ? value : value.toFixed()}${unit}`
}

const OPS: Record<CompareOp, string> = { '=': '为', '!=': '不为', '<': '低于', '<=': '不超过', '>': '高于', '>=': '不低于' }

function sayTest(test: Expr, input: Input, unit = ''): string {
  const own = (expr: Expr) => (expr.kind === 'input' && expr.name === input.name ? '' : sayTest(expr, input, unit))
  if (isLiteral(test)) return sayValue(literalValue(test), test.kind, unit)
  switch (test.kind) {
    case 'input':
      return test.name
    case 'compare':
      return `${own(test.left)}${OPS[test.op]}${sayTest(test.right, input, unit)}`
    case 'within':
      return `${own(test.value)}在${sayTest(test.low, input)}${test.lowOpen ? '（不含）' : ''}至${sayTest(test.high, input, unit)}${test.highOpen ? '（不含）' : ''}之间`
    case 'one-of':
      return `${own(test.value)}为${test.options.map((option) => sayTest(option, input, unit)).join('或')}`
    case 'and':
      return `${sayTest(test.left, input, unit)}，并且${sayTest(test.right, input, unit)}`
    case 'or':
      return `${sayTest(test.left, input, unit)}，或者${sayTest(test.right, input, unit)}`
    case 'not':
      return `不满足（${sayTest(test.of, input, unit)}）`
    case 'absent':
      return '没有记录'
    case 'today':
      return '判定当日'
    case 'age':
      return '周岁'
    default:
      return '按本行算式'
  }
}

const literalValue = (expr: Expr & { value: string | boolean }): OutputValue =>
  expr.kind === 'money'
    ? Number(expr.value)
    : expr.kind === 'boolean' || expr.kind === 'text'
      ? expr.value
      : (expr.value as string)

/** 月标准 100.00元 is said as 每月100.00元. */
export function sayOutput(outputs: Output[], values: Record<string, OutputValue>): string {
  return outputs
    .map((output) => {
      const per = output.name.startsWith('月') ? '每月' : output.name.startsWith('年') ? '每年' : undefined
      const said = sayValue(values[output.name] ?? null, output.type)
      return per && output.type === 'money' ? `${per}${said}` : `${output.name}${said}`
    })
    .join('，')
}

/** A decision in one line, for the list of golden cases. */
export function sayOutcome(outputs: Output[], decided: Outcome): string {
  switch (decided.outcome) {
    case 'row':
      return `“${decided.rows.join('、')}”：${sayOutput(outputs, decided.output)}`
    case 'none':
      return '不符合任何一行'
    case 'missing':
      return `缺少资料：${decided.missing.map((fact) => FACT_WORDS[fact]?.title ?? fact).join('、')}`
    case 'unconfirmed':
      return `“${decided.row}”：数值尚未确认`
    case 'conflict':
      return `同时符合几行：${decided.rows.join('、')}`
  }
}
