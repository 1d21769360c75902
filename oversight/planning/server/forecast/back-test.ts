// The forecast tried on a past that is known: the census of 2010 carried on to 2020 and set beside that of 2020. What differs is mostly who moved.
import { countIn, CUTS, type DeathRates, type People, project } from './project.ts'

export interface Tried {
  range: string
  projected: number
  counted: number
  /** How much more (or less) was forecast than counted. */
  percent: number
}

export function backTest(
  then: People,
  now: People,
  table: DeathRates,
  course: { year: number; partOfYear: number; years: number },
): Tried[] {
  const reached = project(then, table, { from: 0, ...course })[course.years]!
  return CUTS.map((range) => {
    const projected = countIn(reached, range, { from: 0 }, course.years)!
    const counted = countIn(now, range, { from: 0 }, 0)!
    return {
      range: range.key,
      projected: Math.round(projected),
      counted: Math.round(counted),
      percent: Math.round((projected / counted - 1) * 1000) / 10,
    }
  })
}
