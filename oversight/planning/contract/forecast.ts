// The forecast of the elderly: make one and freeze it, list, show with needs and gaps, set two beside one another.
import { ClientId, get, post, Written } from '@songhe/basics/contract'
import { pageOf, Paging } from '@songhe/basics/paging'
import { z } from 'zod'

export const FORECAST_BASES: Readonly<Record<string, string>> = { resident: '常住', registered: '户籍（本区登记册）' }
export const MARK_WORDS: Readonly<Record<string, string>> = {
  printed: '文件印有',
  derived: '由文件两数算出',
  verified: '已核对',
  likely: '大致可信',
  memory: '待核对',
  decided: '本单位决定',
  own: '本区登记',
}

const Base = z.enum(['resident', 'registered'])
const ById = z.object({ id: z.uuid() })
/** Whole people; null where the base says nothing of these ages. */
const Span = z.object({ value: z.number().int().nullable(), low: z.number().int().nullable(), high: z.number().int().nullable() })
const YearLine = z.object({ year: z.number().int(), ranges: z.record(z.string(), Span) })

const Need = z.object({
  key: z.string(),
  title: z.string(),
  unit: z.string(),
  /** How it is counted: 60岁及以上 × 17%. */
  formula: z.string(),
  /** One per year of `needYears`; null where the rate is not valid in that year or the people are not known. */
  values: z.array(z.number().nullable()),
  document: z.string(),
  clause: z.string(),
  mark: z.string(),
  /** Rests on an invented decision. */
  example: z.boolean(),
  note: z.string(),
})
const Source = z.object({
  key: z.string(),
  title: z.string(),
  rate: z.string(),
  document: z.string(),
  clause: z.string(),
  validFrom: z.number().int().nullable(),
  validTo: z.number().int().nullable(),
  mark: z.string(),
  used: z.boolean(),
  note: z.string(),
})

const RunRow = z.object({
  id: z.string(),
  base: Base,
  baseDay: z.string(),
  lastYear: z.number().int(),
  elders: z.number().int(),
  digest: z.string(),
  note: z.string(),
  madeBy: z.string(),
  madeAt: z.string(),
})

export const listForecasts = get('/planning/forecasts', {
  title: '查看老年人口预测',
  permission: 'planning.read',
  query: Paging.extend({ base: z.enum(['resident', 'registered', 'all']).default('all') }),
  reply: pageOf(RunRow),
  sheet: {
    name: '老年人口预测',
    columns: [
      { key: 'base', title: '口径', as: FORECAST_BASES },
      { key: 'baseDay', title: '基期' },
      { key: 'elders', title: '基期60岁及以上（人）' },
      { key: 'lastYear', title: '推算到' },
      { key: 'madeBy', title: '推算人' },
      { key: 'madeAt', title: '推算时间' },
      { key: 'digest', title: '数据摘要' },
      { key: 'note', title: '说明' },
    ],
  },
})

export const makeForecast = post('/planning/forecasts', {
  title: '推算老年人口',
  permission: 'planning.forecast',
  audit: 'forecast.made',
  body: z.object({
    id: ClientId,
    base: Base,
    lastYear: z.number().int().min(2021).max(2050).default(2040),
    seed: z.number().int().min(1).max(2_000_000_000).default(20_201_101),
    note: z.string().trim().max(200).default(''),
  }),
  reply: Written,
})

export const showForecast = get('/planning/forecasts/:id', {
  title: '查看一次老年人口预测',
  permission: 'planning.read',
  params: ById,
  reply: RunRow.extend({
    office: z.string(),
    /** Counted again from what was frozen, the same came out. */
    holds: z.boolean(),
    seed: z.number().int(),
    draws: z.number().int(),
    ranges: z.array(z.object({ key: z.string(), title: z.string() })),
    years: z.array(YearLine),
    needYears: z.array(z.number().int()),
    needs: z.array(Need),
    gaps: z.array(z.object({ title: z.string(), why: z.string() })),
    sources: z.array(Source),
    towns: z.array(
      z.object({
        area: z.number().int(),
        name: z.string(),
        elders: z.number().int(),
        values: z.array(z.number().int().nullable()),
      }),
    ),
    /** The census of 2010 carried on to 2020 and set beside that of 2020; empty where no table allows it. */
    backTest: z.array(
      z.object({
        range: z.string(),
        title: z.string(),
        projected: z.number().int(),
        counted: z.number().int(),
        percent: z.number(),
      }),
    ),
    printed: z.array(
      z.object({
        no: z.string(),
        title: z.string(),
        formula: z.string(),
        computed: z.string(),
        printed: z.string(),
        status: z.string(),
        ours: z.string(),
      }),
    ),
    printedNote: z.string(),
  }),
})

export const compareForecasts = get('/planning/forecasts/:id/compare', {
  title: '与上一次预测比较',
  permission: 'planning.read',
  params: ById,
  query: z.object({ with: z.uuid() }),
  reply: z.object({
    base: Base,
    years: z.array(
      z.object({
        year: z.number().int(),
        range: z.string(),
        title: z.string(),
        now: z.number().int(),
        then: z.number().int(),
        difference: z.number().int(),
      }),
    ),
    /** What was counted with that differs, in words. */
    changes: z.array(z.object({ title: z.string(), then: z.string(), now: z.string() })),
  }),
})
