// The next birthday on which the decision becomes another one, everything else staying as it is today.
import { ageOn, birthdayAt, type Day } from '@songhe/basics/day'
import { ageThresholds, OLDEST } from './age-thresholds.ts'
import { judge, type Outcome } from './judge.ts'
import { AGE, BIRTH, type Facts } from './read-facts.ts'
import { sayOutput } from './say.ts'
import type { OutputValue, Table } from './tree.ts'

export interface Next {
  day: Day
  /** Full years completed on that day. */
  age: number
  outcome: Outcome['outcome']
  row?: string
  output?: Record<string, OutputValue>
  text: string
}

export function nextChange(table: Table, facts: Facts, on: Day, now: Outcome): Next | null {
  const birth = facts[BIRTH]
  if (typeof birth !== 'string' || (facts[AGE] ?? null) !== null) return null
  const current = ageOn(birth, on)
  for (const age of ageThresholds(table)) {
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
