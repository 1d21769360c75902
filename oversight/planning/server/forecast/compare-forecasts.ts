// Two forecasts of one base side by side, year by year, and what they were counted with that differs.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { refused } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import type * as contract from '../../contract/forecast.ts'
import { RANGES, yearOf } from './count-forecast.ts'
import { sameContent } from './digest-of-inputs.ts'
import { getForecast, type StoredForecast } from './forecast-rows.ts'
import { rateText } from './needs.ts'
import { CUTS } from './project.ts'
import { rangeTitle } from './show-forecast.ts'

export async function compareForecasts(
  ctx: Context,
  { params, query }: InputOf<typeof contract.compareForecasts>,
): Promise<ReplyOf<typeof contract.compareForecasts>> {
  const [now, then] = [await getForecast(ctx, params.id), await getForecast(ctx, query.with)]
  if (now.base !== then.base)
    throw refused('常住和户籍是两群人，两次预测的口径不同，不能相比。', {
      next: '请选口径相同的两次预测。',
      citation: { rule: '口径不同不相比' },
    })
  const years: ReplyOf<typeof contract.compareForecasts>['years'] = []
  for (const year of commonYears(now, then))
    for (const { key } of CUTS) {
      const [mine, theirs] = [valueIn(now, year, key), valueIn(then, year, key)]
      if (mine !== null && theirs !== null)
        years.push({ year, range: key, title: rangeTitle(key), now: mine, then: theirs, difference: mine - theirs })
    }
  return { base: now.base, years, changes: changesOf(now, then) }
}

function commonYears(one: StoredForecast, other: StoredForecast): number[] {
  const from = Math.max(yearOf(one.baseDay), yearOf(other.baseDay))
  const to = Math.min(one.lastYear, other.lastYear)
  return Array.from({ length: Math.max(to - from + 1, 0) }, (_, step) => from + step)
}

const valueIn = ({ baseDay, outcome }: StoredForecast, year: number, key: string): number | null =>
  outcome.middle[year - yearOf(baseDay)]?.[RANGES.findIndex((range) => range.key === key)] ?? null

function changesOf({ inputs: now }: StoredForecast, { inputs: then }: StoredForecast) {
  const changes = [
    { title: '基期', then: then.baseDay, now: now.baseDay },
    { title: '推算到', then: `${then.lastYear} 年`, now: `${now.lastYear} 年` },
    { title: '抽样种子', then: String(then.seed), now: String(now.seed) },
    { title: '死亡率表', then: '上一份', now: sameContent(then.deaths, now.deaths) ? '上一份' : '另一份' },
    { title: '基期各年龄人数', then: '上一份', now: sameContent(then.people, now.people) ? '上一份' : '另一份' },
  ]
  const name = (one: (typeof now.parameters)[number]) => `${one.key}${one.region ?? ''}${one.from}`
  for (const one of now.parameters) {
    const before = then.parameters.find((other) => name(other) === name(one))
    changes.push({ title: one.title, then: before ? rateText(before) : '没有', now: rateText(one) })
  }
  return changes.filter((change) => change.then !== change.now)
}
