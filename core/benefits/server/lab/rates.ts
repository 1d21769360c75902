// What a forecast assumes beside survival, taken from the district's own roll and life events; shown on the page with the curve.
import { addMonths, firstDay } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type { Rates } from './lives.ts'
import { bornAfter, type Roll } from './roll.ts'
import { survivalOfChina } from './survival.ts'

/** Level of ability from which care is owed (中度失能): what somebody who loses ability is taken to have. */
export const LOST_LEVEL = 2
const OLDEST = 110
/** Years of age that are looked at together, so that a few people do not make a rate. */
const WINDOW = 2

/** @param entrants false: nobody comes (the back-test knows only whom it began with) */
export async function ratesOf(ctx: Context, roll: Roll, entrants = true): Promise<Rates> {
  const year = [firstDay(addMonths(roll.from, -12)), firstDay(roll.from)] as const
  const found = await sql<{ kind: string; n: number }>`
    select kind, count(*)::int as n from registry.life_event where district = ${ctx.principal.district} and kind in ('move-in', 'move-out')
      and reversed_by is null and reverses is null and day >= ${year[0]}::date and day < ${year[1]}::date group by kind`.execute(
    ctx.db,
  )
  const moves = (kind: string) => found.rows.find((row) => row.kind === kind)?.n ?? 0
  // The youngest year of births of the roll comes anew each year.
  const youngestFrom = roll.length === 0 ? 0 : bornAfter(roll.births, roll.births.at(-1)! - 10_000)
  return {
    survival: survivalOfChina(),
    leaving: roll.length === 0 ? 0 : moves('move-out') / 12 / roll.length,
    coming: entrants ? moves('move-in') / 12 : 0,
    youngest: entrants ? (roll.length - youngestFrom) / 12 : 0,
    youngestFrom,
    worsening: worseningBy(roll),
  }
}

/** Levels below the one that counts, or not assessed: whoever can still lose ability. */
export function ableOf(roll: Roll): Uint8Array {
  const column = roll.facts.get('ability.level')!.column
  const lost = LOST_LEVEL * (column.type === 'number' ? 10 ** column.places : 1)
  return Uint8Array.from(column.values, (level) => (level >= lost ? 0 : 1))
}

/**
 * By full years of age, the chance within a month: so large that the shares by age of today's roll stay as they are.
 * Whoever grows a year older stands among those a year older.
 */
export function worseningBy(roll: Roll): Float64Array {
  const able = ableOf(roll)
  const [all, lost] = [new Float64Array(OLDEST + 1), new Float64Array(OLDEST + 1)]
  const today = Number(roll.from.replace('-', '')) * 100 + 31
  roll.births.forEach((born, row) => {
    const age = Math.min(OLDEST, Math.floor((today - born) / 10_000))
    all[age] = all[age]! + 1
    lost[age] = lost[age]! + 1 - able[row]!
  })
  const share = Float64Array.from(all, (_, age) => around(lost, age) / Math.max(1, around(all, age)))
  return share.map((now, age) => {
    const next = Math.max(now, share[Math.min(OLDEST, age + 1)]!)
    return now >= 1 ? 0 : (next - now) / (1 - now) / 12
  })
}

function around(counts: Float64Array, age: number): number {
  let sum = 0
  for (let one = Math.max(0, age - WINDOW); one <= Math.min(OLDEST, age + WINDOW); one++) sum += counts[one]!
  return sum
}
