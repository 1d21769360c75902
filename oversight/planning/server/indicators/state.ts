// Where an indicator stands: pure decisions over numbers, days and what is undecided. No value without a source, no verdict without a base.
import type { Day } from '@songhe/basics/day'
import { Decimal } from 'decimal.js'
import type { IndicatorState } from '../../contract/words.ts'

export interface Target {
  operator: string
  value: Decimal
  max: Decimal | null
  day: Day | null
  standing: 'open' | 'historic' | 'binding' | 'past'
}

export interface Standing {
  value: Decimal | null
  baseline: { value: Decimal; day: Day } | null
  target: Target | null
  /** Something that must be decided before the two may be compared: no unit, no date, units of two kinds. */
  undecided: boolean
  today: Day
}

export interface Verdict {
  state: IndicatorState
  /** Where the value should be today, on the straight way. */
  expected: Decimal | null
  /** Needed each month until the day of the target; negative where it must fall. */
  pace: Decimal | null
}

const DAYS_A_MONTH = new Decimal('30.4375')

export function judge({ value, baseline, target, undecided, today }: Standing): Verdict {
  const bare = (state: IndicatorState): Verdict => ({ state, expected: null, pace: null })
  if (value === null) return bare('no-source')
  if (!target || target.standing === 'past') return bare('no-target')
  if (undecided || target.day === null) return bare('undecided')
  if (target.standing === 'historic') return bare('historic')
  if (meets(value, target)) return bare('met')
  if (today > target.day) return bare('missed')
  const pace = goal(target)
    .minus(value)
    .div(Decimal.max(monthsUntil(today, target.day), 1))
  if (!baseline || baseline.day >= target.day) return { state: 'no-baseline', expected: null, pace }
  const expected = expectedOn(today, baseline, { value: goal(target), day: target.day })
  const reached = goal(target).gte(baseline.value) ? value.gte(expected) : value.lte(expected)
  return { state: reached ? 'on-course' : 'behind', expected, pace }
}

/** A bare number is a floor unless the words say otherwise. */
export function meets(value: Decimal, { operator, value: wanted, max }: Pick<Target, 'operator' | 'value' | 'max'>): boolean {
  switch (operator) {
    case '<=':
      return value.lte(wanted)
    case '<':
      return value.lt(wanted)
    case '>':
      return value.gt(wanted)
    case 'between':
      return value.gte(wanted) && (max === null || value.lte(max))
    default:
      return value.gte(wanted)
  }
}

const goal = ({ value }: Target) => value

export function expectedOn(today: Day, from: { value: Decimal; day: Day }, to: { value: Decimal; day: Day }): Decimal {
  if (today <= from.day) return from.value
  if (today >= to.day) return to.value
  const share = new Decimal(daysBetween(from.day, today)).div(daysBetween(from.day, to.day))
  return from.value.plus(to.value.minus(from.value).times(share))
}

const daysBetween = (from: Day, to: Day) => (Date.parse(to) - Date.parse(from)) / 86_400_000
const monthsUntil = (from: Day, to: Day) => new Decimal(daysBetween(from, to)).div(DAYS_A_MONTH)

/** Of several targets the nearest that is still ahead; of those behind us the last. On one day the stricter counts until the office decides. */
export function leadingTarget<T extends Target>(targets: readonly T[], today: Day): T | null {
  const live = targets.filter(({ standing }) => standing !== 'past')
  const dated = live.filter(({ day }) => day !== null)
  const ahead = dated.filter(({ day }) => day! >= today).map(({ day }) => day!)
  const behind = dated.map(({ day }) => day!)
  const day = ahead.length > 0 ? ahead.sort()[0] : behind.sort().at(-1)
  const candidates = day === undefined ? live : dated.filter((target) => target.day === day)
  return candidates.reduce<T | null>((best, one) => (best === null || stricter(one, best) ? one : best), null)
}

function stricter(one: Target, other: Target): boolean {
  const falls = one.operator === '<=' || one.operator === '<'
  return falls ? one.value.lt(other.value) : one.value.gt(other.value)
}
