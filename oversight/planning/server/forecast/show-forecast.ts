// One frozen forecast as the office reads it: people by year, needs with their sources, gaps, towns, the trial on the past, the printed forecast beside it.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { areaNames } from '@songhe/registry/door'
import type * as contract from '../../contract/forecast.ts'
import { countForecast, RANGES, yearOf } from './count-forecast.ts'
import { sameContent } from './digest-of-inputs.ts'
import { getForecast, type StoredForecast } from './forecast-rows.ts'
import { rateText } from './needs.ts'
import { type OursThen, printedBeside } from './printed.ts'
import { type Parameter, shipped } from './tables.ts'

type Shown = ReplyOf<typeof contract.showForecast>

export const rangeTitle = (key: string) => (key.endsWith('+') ? `${key.slice(0, -1)}岁及以上` : `${key.replace('-', '—')}岁`)

export async function showForecast(ctx: Context, { params }: InputOf<typeof contract.showForecast>): Promise<Shown> {
  const { inputs, outcome, ...row } = await getForecast(ctx, params.id)
  const { bands, ...counted } = outcome
  const printed = printedOf(ctx, { ...row, inputs, outcome })
  const first = yearOf(inputs.baseDay)
  return {
    ...row,
    office: (await areaNames(ctx, [ctx.principal.district], today(ctx))).get(ctx.principal.district) ?? '',
    holds: sameContent(countForecast(inputs), counted),
    seed: inputs.seed,
    draws: inputs.draws,
    ranges: RANGES.map(({ key }) => ({ key, title: rangeTitle(key) })),
    years: outcome.middle.map((values, step) => ({
      year: first + step,
      ranges: Object.fromEntries(RANGES.map(({ key }, at) => [key, span(values[at]!, bands[step]![at] ?? null)])),
    })),
    needYears: outcome.needYears,
    needs: outcome.needs,
    gaps: outcome.gaps,
    sources: sourcesOf(inputs, outcome),
    towns: await townsOf(ctx, { ...row, inputs, outcome }),
    backTest: outcome.backTest.map((tried) => ({ ...tried, title: rangeTitle(tried.range) })),
    printed: printed?.lines ?? [],
    printedNote: printed?.note ?? '',
  }
}

const span = (value: number | null, band: [number, number] | null) => ({ value, low: band?.[0] ?? null, high: band?.[1] ?? null })

function sourcesOf(inputs: StoredForecast['inputs'], outcome: StoredForecast['outcome']): Shown['sources'] {
  const used = (one: Parameter) => outcome.needs.some((need) => need.key === one.key && need.document === one.document)
  const rates = inputs.parameters.map((one) => ({
    key: one.key,
    title: one.title,
    rate: rateText(one),
    document: one.document,
    clause: one.clause,
    validFrom: one.from,
    validTo: one.to ?? null,
    mark: one.mark,
    used: used(one),
    note: [one.formula, one.note].filter(Boolean).join('；'),
  }))
  const tables = inputs.tables.map(({ key, title, document, clause, mark, note }) => ({
    key,
    title,
    rate: '整张表',
    document,
    clause,
    validFrom: null,
    validTo: null,
    mark,
    used: true,
    note,
  }))
  return [...tables, ...rates]
}

/** Who answers for some towns only sees those. */
async function townsOf(ctx: Context, { inputs, outcome }: StoredForecast): Promise<Shown['towns']> {
  const names = await areaNames(
    ctx,
    inputs.towns.map(({ area }) => area),
    today(ctx),
  )
  const { areas } = ctx.principal
  return inputs.towns.flatMap(({ area, count }, at) =>
    areas && !areas.includes(area) ? [] : [{ area, name: names.get(area) ?? '', elders: count, values: outcome.towns[at]! }],
  )
}

function printedOf(ctx: Context, { inputs, outcome, base }: StoredForecast) {
  const { printed } = shipped()
  if (printed.region !== ctx.principal.district) return undefined
  const first = yearOf(inputs.baseDay)
  const in2025 = (key: string) => outcome.middle[2025 - first]?.[RANGES.findIndex((range) => range.key === key)] ?? null
  const elders = in2025('60+')
  const sum = (...keys: string[]) => keys.reduce((total, key) => total + (in2025(key) ?? 0), 0)
  const ours: OursThen = {
    base,
    elders2020: outcome.middle[2020 - first]?.[0] ?? null,
    elders2025: elders,
    shares: elders === null ? null : [sum('60-64', '65-69') / elders, sum('70-74', '75-79') / elders, sum('80+') / elders],
    over80: in2025('80+'),
    dependent:
      outcome.needs.find(({ key }) => key === 'ability.dependent-share')?.values[outcome.needYears.indexOf(2025)] ?? null,
  }
  return printedBeside(printed, ours)
}
