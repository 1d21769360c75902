// A definition over what was counted: each name of the formula with its number, and the result as it is shown.
import { type Formula, parseFormula } from '@songhe/rules'
import { Decimal } from 'decimal.js'
import type { DefinitionInput } from '../../contract/shapes.ts'
import type { CountedNumber } from './counted.ts'

export interface DefinitionBody {
  formula: string
  inputs: Readonly<Record<string, DefinitionInput>>
  places: number
}

export interface Computed {
  value: Decimal | null
  parts: { name: string; input: DefinitionInput; value: Decimal | null; records: number }[]
}

const parsed = new Map<string, Formula | null>()

/** Definitions are read far more often than written. */
function formulaOf({ formula, inputs }: DefinitionBody): Formula | null {
  const names = Object.keys(inputs)
  const key = `${names.join('|')}=${formula}`
  const known = parsed.get(key)
  if (known !== undefined) return known
  const found = parseFormula(formula, names)
  const made = 'formula' in found ? found.formula : null
  parsed.set(key, made)
  return made
}

export function valueOf(body: DefinitionBody, read: (input: DefinitionInput, name: string) => CountedNumber | null): Computed {
  const parts = Object.entries(body.inputs).map(([name, input]) => {
    if (input.constant !== undefined) return { name, input, value: new Decimal(input.constant), records: 0 }
    const counted = read(input, name)
    return { name, input, value: counted?.value ?? null, records: counted?.records ?? 0 }
  })
  if (body.formula === '') return { value: null, parts }
  const numbers = Object.fromEntries(parts.map(({ name, value }) => [name, value]))
  const value = formulaOf(body)?.value(numbers) ?? null
  return { value: value === null ? null : new Decimal(value.toFixed()), parts }
}

/** Half up, and only as many places as there are to show: 80.77, 26, 0.5. */
export const shown = (value: Decimal | null, places: number): string | null =>
  value === null ? null : value.toDecimalPlaces(places, Decimal.ROUND_HALF_UP).toFixed()
