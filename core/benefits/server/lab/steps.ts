// What a scheme pays one person in each month: the first sum and where it steps to another one. Most people never step.
import type { Day } from '@songhe/basics/day'
import type { Roll } from './roll.ts'
import type { ReadScheme } from './schemes.ts'
import { weigh } from './weigh.ts'

export interface Steps {
  /** Of everybody, by month. */
  totals: number[]
  first: Float64Array
  at(row: number, month: number): number
  /** Whoever is paid in one month at least. */
  paid(row: number): boolean
}

export function stepsOf(roll: Roll, scheme: ReadScheme, days: readonly Day[]): Steps {
  const first = new Float64Array(roll.length)
  const later = new Map<number, { month: number; fen: number }[]>()
  const weighed = weigh(roll, scheme, days, {
    first: (month, total) => {
      if (month === 0) return void first.set(total)
      total.forEach((fen, row) => fen !== (later.get(row)?.at(-1)?.fen ?? first[row]) && note(row, month, fen))
    },
    turn: (row, month, fen) => note(row, month, fen),
  })
  function note(row: number, month: number, fen: number) {
    const known = later.get(row)
    if (known) known.push({ month, fen })
    else later.set(row, [{ month, fen }])
  }
  return {
    totals: weighed.months.map(({ fen }) => fen),
    first,
    paid: (row) => weighed.sums[row]! > 0,
    at: (row, month) => later.get(row)?.findLast((step) => step.month <= month)?.fen ?? first[row]!,
  }
}
