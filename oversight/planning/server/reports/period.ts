// The periods of reports: a quarter (2026-Q4) or a month (2026-11), in the office's words, and when they end.
import { type Day, lastDay } from '@songhe/basics/day'
import { quarterEnd } from '../tasks/statements.ts'

export const isQuarter = (period: string) => /^\d{4}-Q[1-4]$/.test(period)
export const isMonth = (period: string) => /^\d{4}-(0[1-9]|1[0-2])$/.test(period)
export const firstDayOf = (period: string): Day =>
  isQuarter(period) ? `${period.slice(0, 4)}-${String(Number(period.slice(6)) * 3 - 2).padStart(2, '0')}-01` : `${period}-01`
export const lastDayOf = (period: string): Day => (isQuarter(period) ? quarterEnd(period) : lastDay(period))

const ORDER = '零一二三四'
export const periodWords = (period: string) =>
  isQuarter(period)
    ? `${period.slice(0, 4)}年第${ORDER[Number(period.slice(6))]}季度`
    : `${period.slice(0, 4)}年${Number(period.slice(5))}月`
export const dayWords = (day: Day) => day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')
