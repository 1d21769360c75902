// The time words of documents: the end of what they name, how exactly they name it, and whether they name anything.
import { type Day, isDay, lastDay } from '@songhe/basics/day'

export interface PrintedDay {
  day: Day | null
  precision: 'day' | 'year' | 'plan' | 'none'
}

/** A five-year plan ends with its last year. */
const PLANS: Readonly<Record<string, number>> = { 十二: 2015, 十三: 2020, 十四: 2025, 十五: 2030 }

export function readPrintedDay(printed: string): PrintedDay {
  const text = printed.normalize('NFKC').replace(/[\s“”"]/g, '')
  const plan = /(十[二三四五])五/.exec(text)
  if (plan) return { day: `${PLANS[plan[1]!]}-12-31`, precision: 'plan' }
  const full = /(\d{4})[-年./](\d{1,2})[-月./](\d{1,2})/.exec(text)
  if (full) {
    const day = `${full[1]}-${full[2]!.padStart(2, '0')}-${full[3]!.padStart(2, '0')}`
    return isDay(day) ? { day, precision: 'day' } : { day: null, precision: 'none' }
  }
  const month = /(\d{4})[-年](\d{1,2})(?:月|$)/.exec(text)
  if (month && Number(month[2]) >= 1 && Number(month[2]) <= 12)
    return { day: lastDay(`${month[1]}-${month[2]!.padStart(2, '0')}`), precision: 'day' }
  const years = [...text.matchAll(/(?:19|20)\d{2}/g)].map(([year]) => year)
  return years.length > 0 ? { day: `${years.at(-1)}-12-31`, precision: 'year' } : { day: null, precision: 'none' }
}
