// How recoveries are spread over coming months: oldest first, never more than the set share of a month's money, and a floor that always stays paid.
import { addMonths, type Month } from '@songhe/basics/day'

export interface Debt {
  id: string
  leftFen: number
  /** Agreed with the elder: never more than this a month. */
  monthlyFen?: number | undefined
}

export interface Limits {
  percent: number
  floorFen: number
}

export interface Instalment {
  month: Month
  fen: number
}

/** A plan longer than this is none: it is talked over and handed back. */
const LONGEST = 240

/** What may be kept back from a month that comes to `monthFen`. */
export const roomOf = (monthFen: number, { percent, floorFen }: Limits) =>
  Math.max(0, Math.min(Math.floor((monthFen * percent) / 100), monthFen - floorFen))

/** Instalments by debt, in the order given; an empty list = cannot be kept back, has to be handed back. */
export function planInstalments(
  debts: readonly Debt[],
  monthFen: number,
  limits: Limits,
  from: Month,
): Map<string, Instalment[]> {
  const room = roomOf(monthFen, limits)
  const used = new Map<Month, number>()
  return new Map(
    debts.map((debt) => {
      const months: Instalment[] = []
      let left = debt.leftFen
      for (let i = 0; left > 0 && room > 0 && i < LONGEST; i++) {
        const month = addMonths(from, i)
        const fen = Math.min(left, room - (used.get(month) ?? 0), debt.monthlyFen ?? left)
        if (fen <= 0) continue
        months.push({ month, fen })
        used.set(month, (used.get(month) ?? 0) + fen)
        left -= fen
      }
      return [debt.id, left > 0 ? [] : months]
    }),
  )
}
