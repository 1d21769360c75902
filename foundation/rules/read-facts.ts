// Facts as a caller hands them in -> values of the type the table asks for. A value of another type is an error of the caller, never a guess.
import { ageOn, type Day, isDay } from '@songhe/basics/day'
import { invalid } from '@songhe/basics/problem'
import { decimal, type Known, type Value } from './evaluate.ts'
import { TYPE_NAMES } from './infer-types.ts'
import type { FactValue, Input, Table } from './tree.ts'

export type Facts = Readonly<Record<string, FactValue>>

export const AGE = 'person.age'
export const BIRTH = 'person.birth'

/** null and undefined both mean: not known. `person.age` comes from `person.birth` where it is not given itself. */
export function knownFacts(table: Table, facts: Facts, on: Day): Known {
  const values = new Map<string, Value>(table.inputs.map((input) => [input.name, readFact(input, facts, on)]))
  return { on, value: (name) => values.get(name) ?? null }
}

function readFact(input: Input, facts: Facts, on: Day): Value {
  const given = facts[input.fact] ?? null
  if (input.fact === AGE && given === null) {
    const birth = facts[BIRTH] ?? null
    if (birth === null) return null
    if (typeof birth !== 'string' || !isDay(birth)) throw wrongValue(BIRTH, 'date')
    return decimal(ageOn(birth, on))
  }
  if (given === null) return null
  const type = input.type ?? typeOfValue(given)
  if (type === 'boolean' && typeof given === 'boolean') return given
  if (type === 'text' && typeof given === 'string') return given
  if (type === 'date' && typeof given === 'string' && isDay(given)) return given
  if (type === 'number' || type === 'money') {
    const numeral =
      typeof given === 'number' ? Number.isFinite(given) : typeof given === 'string' && /^-?\d{1,15}(\.\d{1,15})?$/.test(given)
    if (numeral) return decimal(given as number | string)
  }
  throw wrongValue(input.fact, type)
}

const typeOfValue = (value: number | string | boolean) =>
  typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'text'

const wrongValue = (fact: string, type: keyof typeof TYPE_NAMES) =>
  invalid(`事项 ${fact} 的值不是“${TYPE_NAMES[type]}”类，无法判定。`, { next: '请核对这项资料的来源和填写。' })
