// Which units may be set against one another, and by what factor. A unit nobody knows is compared with itself only; no unit is compared with nothing.
import { Decimal } from 'decimal.js'

interface Unit {
  kind: string
  factor: string
}

const same = (kind: string, words: readonly string[], factor = '1') => words.map((word) => [word, { kind, factor }] as const)

/** Persons and attendances never mix; a percentage point is no percent. */
const UNITS = new Map<string, Unit>([
  ...same('人', ['人', '名']),
  ...same('人', ['万人'], '10000'),
  ...same('人次', ['人次']),
  ...same('人次', ['万人次'], '10000'),
  ...same('处', ['个', '家', '所', '处']),
  ...same('张', ['张', '床']),
  ...same('元', ['元']),
  ...same('元', ['分'], '0.01'),
  ...same('元', ['万元'], '10000'),
  ...same('元', ['亿元'], '100000000'),
  ...same('平方米', ['平方米', '㎡', 'm2', 'm²']),
  ...same('平方米', ['亩'], '666.67'),
  ...same('平方米', ['平方公里'], '1000000'),
  ...same('%', ['%']),
  ...same('‰', ['‰']),
])

export function sameKind(one: string, other: string): boolean {
  if (one === '' || other === '') return false
  return one === other || (UNITS.get(one)?.kind ?? one) === (UNITS.get(other)?.kind ?? other)
}

/** The number in the other unit; null where the two cannot be compared. */
export function inUnit(value: Decimal.Value, from: string, to: string): Decimal | null {
  if (!sameKind(from, to)) return null
  const [one, other] = [UNITS.get(from)?.factor ?? '1', UNITS.get(to)?.factor ?? '1']
  return new Decimal(value).times(one).div(other)
}
