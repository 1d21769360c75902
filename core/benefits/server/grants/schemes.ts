// The schemes of money for sites: which tables each is judged by, how often it comes, and what it is counted under. Data, no database.
import { addMonths, type Day, lastDay } from '@songhe/basics/day'
import { invalid } from '@songhe/basics/problem'

export type SchemeKey = 'operation' | 'star-reward' | 'building'

export interface Scheme {
  key: SchemeKey
  title: string
  /** Kind of pack that says the amount; and, for a yearly rate, the kind that says which share an evaluation earns. */
  kind: 'facility-rate' | 'facility-reward' | 'facility-building'
  share: 'facility-share' | null
  period: 'year' | 'month'
  /** Rating the money rests on. */
  rating: 'evaluation' | 'star' | null
  /** What money is counted under: the address for ever, the site for ever, or the site in its year. */
  once: 'address' | 'site' | 'site-and-period'
}

export const SCHEMES: Readonly<Record<SchemeKey, Scheme>> = {
  operation: {
    key: 'operation',
    title: '运营补贴',
    kind: 'facility-rate',
    share: 'facility-share',
    period: 'year',
    rating: 'evaluation',
    once: 'site-and-period',
  },
  'star-reward': {
    key: 'star-reward',
    title: '星级奖励',
    kind: 'facility-reward',
    share: null,
    period: 'month',
    rating: 'star',
    once: 'address',
  },
  building: {
    key: 'building',
    title: '建设补助',
    kind: 'facility-building',
    share: null,
    period: 'month',
    rating: null,
    once: 'site',
  },
}

export const isScheme = (key: string): key is SchemeKey => Object.hasOwn(SCHEMES, key)

export interface Days {
  first: Day
  last: Day
}

/** First and last day of a period of this scheme; a period that has not ended is refused: its facts are not complete. */
export function daysOf(scheme: Scheme, period: string, today: Day): Days {
  const year = /^\d{4}$/.test(period)
  if (year !== (scheme.period === 'year'))
    throw invalid(`${scheme.title}按${scheme.period === 'year' ? '年' : '月'}计算，“${period}”不对。`, {
      next: scheme.period === 'year' ? '请写年份，例如 2025。' : '请写月份，例如 2026-11。',
    })
  const days = year ? { first: `${period}-01-01`, last: `${period}-12-31` } : { first: `${period}-01`, last: lastDay(period) }
  if (year ? days.last >= today : days.first > today)
    throw invalid(`${period} ${year ? '年还没有结束' : '还没有到'}，不能计算。`, {
      next: year ? '年度绩效评价定了以后再计算。' : '请选这个月或以前的月份。',
    })
  return days
}

/** A reward is judged on the last day of its month, or today while the month runs. */
export const rewardDay = (days: Days, today: Day): Day => (days.last < today ? days.last : today)

export const periodTitle = (period: string): string =>
  /^\d{4}$/.test(period) ? `${period}年` : `${Number(period.slice(0, 4))}年${Number(period.slice(5))}月`

/** The period before, for comparison. */
export const periodBefore = (period: string): string =>
  /^\d{4}$/.test(period) ? String(Number(period) - 1) : addMonths(period, -1)
