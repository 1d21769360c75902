// Pure decisions of the room: which act fits which state, who may not do it, when a rating begins and ends.
import { addDays, addMonths, type Day, daysInMonth } from '@songhe/basics/day'
import type { CaseState } from '../contract/shapes.ts'

export type Act = 'score' | 'decide' | 'return' | 'withdraw' | 'challenge' | 'take-effect' | 'change'

const FITS: Readonly<Record<Act, readonly CaseState[]>> = {
  score: ['applied', 'scored'],
  decide: ['scored'],
  return: ['scored'],
  withdraw: ['applied', 'scored'],
  challenge: ['notice', 'in-force', 'below'],
  'take-effect': ['notice'],
  change: ['in-force'],
}
export const fits = (act: Act, state: CaseState): boolean => FITS[act].includes(state)

/** An objection is anybody's during the notice; afterwards it is the site that appeals. */
export const challengeKind = (state: CaseState): 'objection' | 'appeal' => (state === 'notice' ? 'objection' : 'appeal')

/** The same day so many months later; the last of the month where that month is shorter. */
export function monthsLater(day: Day, months: number): Day {
  const month = addMonths(day.slice(0, 7), months)
  const last = daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5)))
  return `${month}-${String(Math.min(Number(day.slice(8)), last)).padStart(2, '0')}`
}

/** From the day it takes effect; a yearly evaluation holds for its year. `to` is the first day on which it no longer holds. */
export function spanOf(round: { year: number | null; validityMonths: number | null }, from: Day): { from: Day; to: Day } {
  if (round.year !== null) return { from: `${round.year}-01-01`, to: `${round.year + 1}-01-01` }
  return { from, to: monthsLater(from, round.validityMonths ?? 0) }
}

export const DUE_DAYS = 90
export type Holding = 'current' | 'due' | 'past' | 'coming'
export function holdingOf(from: Day, to: Day | null, on: Day): Holding {
  if (from > on) return 'coming'
  if (to === null) return 'current'
  if (to <= on) return 'past'
  return to <= addDays(on, DUE_DAYS) ? 'due' : 'current'
}
