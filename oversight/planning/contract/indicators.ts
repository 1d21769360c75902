// Indicators: what a document promises, how it is counted, what is counted, what was reported, and what an officer must decide.
import { ClientId, get, post, type ReplyOf, Written } from '@songhe/basics/contract'
import { pageOf, Paging } from '@songhe/basics/paging'
import { z } from 'zod'
import { Flag } from './flags.ts'
import { ReportRow } from './reports.ts'
import { ById, Day, Definition, Input, Part, Reason } from './shapes.ts'
import { BASES, BINDING, type IndicatorState, STATES } from './words.ts'

const Printed = z.object({
  id: z.string(),
  role: z.enum(['baseline', 'target']),
  printed: z.string(),
  operator: z.string(),
  value: z.string().nullable(),
  valueMax: z.string().nullable(),
  unit: z.string(),
  day: z.string().nullable(),
  dayPrinted: z.string(),
  dayInferred: z.boolean(),
  quantity: z.string(),
  certainty: z.string(),
  standing: z.enum(['open', 'historic', 'binding', 'past']),
  usable: z.boolean(),
  document: z.string(),
  documentTitle: z.string(),
  clause: z.string(),
})
export type Printed = z.infer<typeof Printed>

const State = z.enum(Object.keys(STATES) as [IndicatorState])

/** Numbers are decimal text: what is shown is what was computed. */
const IndicatorRow = z.object({
  id: z.string(),
  number: z.number().int(),
  title: z.string(),
  category: z.string(),
  kind: z.string(),
  binding: z.string(),
  direction: z.string(),
  unit: z.string(),
  unitInferred: z.boolean(),
  base: z.string(),
  document: z.string(),
  documentTitle: z.string(),
  clause: z.string(),
  baseline: z.string().nullable(),
  baselinePrinted: z.string(),
  target: z.string().nullable(),
  targetPrinted: z.string(),
  targetDay: z.string().nullable(),
  /** null = no source; never zero. */
  value: z.string().nullable(),
  valueDay: z.string().nullable(),
  /** Where the value comes from: registers, or a document that somebody read. */
  source: z.enum(['registers', 'document', 'none']),
  sourceSaid: z.string(),
  state: State,
  /** Where the value should stand today on the way from baseline to target. */
  expected: z.string().nullable(),
  /** What each month until the target must bring. */
  pace: z.string().nullable(),
  flags: z.number().int(),
})
export type IndicatorRow = z.infer<typeof IndicatorRow>

export const listIndicators = get('/planning/indicators', {
  title: '查看指标',
  permission: 'planning.read',
  query: Paging.extend({
    state: State.optional(),
    document: z.string().max(80).optional(),
    kind: z.enum(['indicator', 'rule', 'forecast']).default('indicator'),
    q: z.string().trim().max(60).optional(),
  }),
  reply: pageOf(IndicatorRow).extend({
    asOf: z.string().nullable(),
    refreshedAt: z.string().nullable(),
    counts: z.record(z.string(), z.number().int()),
    documents: z.array(z.object({ key: z.string(), title: z.string() })),
  }),
  sheet: {
    name: '指标',
    columns: [
      { key: 'number', title: '序号', as: 'count' },
      { key: 'title', title: '指标' },
      { key: 'binding', title: '属性', as: BINDING },
      { key: 'baselinePrinted', title: '基期（印的）' },
      { key: 'targetPrinted', title: '目标（印的）' },
      { key: 'targetDay', title: '目标期末' },
      { key: 'value', title: '现在' },
      { key: 'unit', title: '单位' },
      { key: 'base', title: '人口口径', as: BASES },
      { key: 'state', title: '状态', as: STATES },
      { key: 'sourceSaid', title: '来源' },
      { key: 'documentTitle', title: '文件' },
      { key: 'clause', title: '条款' },
    ],
  },
})

export const showIndicator = get('/planning/indicators/:id', {
  title: '查看一项指标：怎么算、印的数、现在的数、进度',
  permission: 'planning.read',
  params: ById,
  reply: IndicatorRow.extend({
    responsible: z.string(),
    printed: z.array(Printed),
    definition: Definition.nullable(),
    definitions: z.number().int(),
    parts: z.array(Part),
    /** Twelve months and the running one; null = nothing was counted. */
    series: z.array(z.object({ month: z.string(), value: z.string().nullable() })),
    towns: z.array(
      z.object({ area: z.number().int(), name: z.string(), parts: z.array(z.string().nullable()), value: z.string().nullable() }),
    ),
    observations: z.array(
      z.object({
        id: z.string(),
        day: z.string(),
        value: z.string(),
        unit: z.string(),
        document: z.string(),
        note: z.string(),
        recordedBy: z.string(),
      }),
    ),
    flagLines: z.array(Flag),
    reports: z.array(ReportRow),
    /** A definition that others use for an indicator of this name; the office takes it over or writes its own. */
    offered: z
      .object({
        words: z.string(),
        countsNot: z.string(),
        formula: z.string(),
        inputs: z.record(z.string(), Input),
        unit: z.string(),
        base: z.string(),
      })
      .nullable(),
  }),
})
export type IndicatorFile = ReplyOf<typeof showIndicator>

export const listRecords = get('/planning/records', {
  title: '查看一个数背后的记录',
  permission: 'planning.read',
  audit: 'indicator.records-opened',
  query: Paging.extend({
    measure: z.string().min(1).max(80),
    /** Keys with a comma between; all where nothing is said. */
    splits: z.string().max(600).optional(),
    area: z.coerce.number().int().optional(),
    month: z
      .string()
      .regex(/^\d{4}-\d{2}$/)
      .optional(),
    /** A flow is counted over the month, or from the beginning of the year. */
    window: z.enum(['month', 'year']).default('year'),
  }),
  reply: pageOf(
    z.object({
      /** Its place in the list: one object may stand there twice. */
      key: z.string(),
      object: z.string(),
      name: z.string(),
      opens: z.string(),
      place: z.string(),
      split: z.string(),
      day: z.string(),
      value: z.string(),
    }),
  ).extend({
    sum: z.string(),
    unit: z.string(),
    measureTitle: z.string(),
    splitTitles: z.array(z.string()),
    note: z.string(),
    from: z.string(),
    to: z.string(),
    place: z.string(),
  }),
  sheet: {
    name: '一个数背后的记录',
    columns: [
      { key: 'name', title: '名称' },
      { key: 'place', title: '所在地' },
      { key: 'split', title: '分项' },
      { key: 'day', title: '日期' },
      { key: 'value', title: '数' },
    ],
  },
})

export const registerIndicator = post('/planning/indicators', {
  title: '登记一项指标',
  permission: 'planning.write',
  audit: 'indicator.registered',
  body: z.object({
    id: ClientId,
    title: z.string().trim().min(2).max(120),
    document: z.string().trim().min(2).max(120),
    clause: z.string().trim().max(60).default(''),
    category: z.string().trim().max(60).default(''),
    binding: z.enum(['binding', 'expected', '']).default(''),
    baseline: z.string().trim().max(40).default(''),
    baselineTime: z.string().trim().max(40).default(''),
    target: z.string().trim().max(40).default(''),
    targetTime: z.string().trim().max(40).default(''),
  }),
  reply: Written,
})

export const defineIndicator = post('/planning/indicators/:id/definitions', {
  title: '定下指标怎么算',
  permission: 'planning.write',
  audit: 'indicator.defined',
  params: ById,
  body: z.object({
    id: ClientId,
    words: z.string().trim().min(4).max(500),
    countsNot: z.string().trim().max(500).default(''),
    formula: z.string().trim().max(500).default(''),
    inputs: z.record(z.string().min(1).max(40), Input).default({}),
    unit: z.string().trim().max(30).default(''),
    places: z.number().int().min(0).max(6).default(2),
    base: z.string().trim().max(60).default(''),
    reason: Reason,
  }),
  reply: Written.extend({ version: z.number().int() }),
})

export const observeIndicator = post('/planning/indicators/:id/observations', {
  title: '按文件登记指标的数',
  permission: 'planning.write',
  audit: 'indicator.observed',
  params: ById,
  body: z.object({
    id: ClientId,
    day: Day,
    value: z.string().regex(/^-?\d{1,15}(\.\d{1,6})?$/),
    unit: z.string().trim().max(30).default(''),
    document: z.string().trim().min(2).max(200),
    note: z.string().trim().max(300).default(''),
    /** The earlier observation that this one corrects. */
    corrects: z.uuid().optional(),
  }),
  reply: Written,
})

export const listMeasures = get('/planning/measures', {
  title: '查看各处登记能数出什么',
  permission: 'planning.read',
  reply: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      unit: z.string(),
      timing: z.enum(['stock', 'flow']),
      base: z.string(),
      note: z.string(),
      remembers: z.boolean(),
      splits: z.array(z.object({ key: z.string(), title: z.string() })),
    }),
  ),
})

export const rollUp = post('/planning/roll-up', {
  title: '重新汇总',
  permission: 'planning.write',
  audit: 'planning.roll-up-started',
  body: z.object({ id: ClientId, months: z.number().int().min(1).max(36).default(13) }),
  reply: z.object({ job: z.string() }),
})
