// The next birthday on which the decision becomes another one, everything else staying as it is today.
import { ageOn, birthdayAt, type Day } from '@songhe/basics/day'
import { decimal } from './evaluate.ts'
import { judge, looksAtAge, type Outcome } from './judge.ts'
import { once } from './once.ts'
import { AGE, BIRTH, type Facts } from './read-facts.ts'
import { sayOutput } from './say.ts'
import { type Expr, inputsOf, type OutputValue, partsOf, type Table } from './tree.ts'

export interface Next {
  day: Day
  /** Full years completed on that day. */
  age: number
  outcome: Outcome['outcome']
  row?: string
  output?: Record<string, OutputValue>
  text: string
}

const OLDEST = 130

export function nextChange(table: Table, facts: Facts, on: Day, now: Outcome): Next | null {
  const birth = facts[BIRTH]
  if (typeof birth !== 'string' || (facts[AGE] ?? null) !== null) return null
  const current = ageOn(birth, on)
  for (const age of thresholds(table)) {
    if (age <= current || age > OLDEST) continue
    const day = birthdayAt(birth, age)
    const then = judge(table, facts, { on: day })
    if (same(now, then)) continue
    const row =
      then.outcome === 'row' ? { row: then.row, output: then.output } : then.outcome === 'unconfirmed' ? { row: then.row } : {}
    return { day, age, outcome: then.outcome, ...row, text: `${day} 满${age}周岁，${sayChange(table, now, then)}` }
  }
  return null
}

/** Ages at which some cell can turn: every number written beside an age, and the year after it; all ages where an age is computed with. */
const thresholds = once((table: Table): readonly number[] => {
  const found = new Set<number>()
  const everything = () => {
    for (let age = 1; age <= OLDEST; age++) found.add(age)
  }
  const visit = (expr: Expr): void => {
    if (!looksAtAge(expr, table)) return
    if (['compare', 'within', 'one-of'].includes(expr.kind)) {
      for (const part of partsOf(expr)) {
        if (part.kind === 'number') addAround(part.value, found)
        else if (looksAtAge(part, table) ? part.kind !== 'age' && part.kind !== 'input' : inputsOf(part).size > 0) everything()
      }
    } else if (['and', 'or', 'not', 'if', 'age'].includes(expr.kind)) partsOf(expr).forEach(visit)
    else everything()
  }
  for (const row of table.rows) {
    for (const cell of row.cells) if (cell.test) visit(cell.test)
    for (const cell of row.outputs) if (cell.value) visit(cell.value)
  }
  return [...found].sort((a, b) => a - b)
})

function addAround(text: string, found: Set<number>): void {
  const value = decimal(text)
  if (value.abs().gt(OLDEST)) return
  found.add(value.ceil().toNumber())
  found.add(value.floor().toNumber() + 1)
}

function same(a: Outcome, b: Outcome): boolean {
  if (a.outcome !== b.outcome) return false
  if (a.outcome === 'unconfirmed') return a.row === (b as typeof a).row
  if (a.outcome !== 'row' && a.outcome !== 'conflict') return true
  if (a.rows.join('\n') !== (b as typeof a).rows.join('\n')) return false
  return a.outcome === 'conflict' || Object.entries(a.output).every(([name, value]) => (b as typeof a).output[name] === value)
}

function sayChange(table: Table, now: Outcome, then: Outcome): string {
  if (then.outcome === 'row') return `${now.outcome === 'row' ? '改为' : '开始符合：'}${sayOutput(table.outputs, then.output)}`
  if (then.outcome === 'none') return '不再符合本表'
  if (then.outcome === 'missing') return '年龄达到要求，还需补充资料才能判定'
  if (then.outcome === 'unconfirmed') return '适用的一行数值尚未确认，暂不能判定'
  return '本表的行有重叠，不能判定'
}
