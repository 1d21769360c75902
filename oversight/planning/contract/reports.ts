// Numbers that left the house: frozen with definition, moment and records, and recomputed for ever.
import { ClientId, get, post, Written } from '@songhe/basics/contract'
import { pageOf, Paging } from '@songhe/basics/paging'
import { z } from 'zod'
import { ById, Day, Definition, Part } from './shapes.ts'

export const ReportRow = z.object({
  id: z.string(),
  indicator: z.string(),
  title: z.string(),
  name: z.string(),
  asOf: z.string(),
  knownAt: z.string(),
  definition: z.number().int(),
  valueText: z.string(),
  unit: z.string(),
  base: z.string(),
  records: z.number().int(),
  digest: z.string(),
  shared: z.boolean(),
  recordedBy: z.string(),
})
export type ReportRow = z.infer<typeof ReportRow>

export const freezeIndicator = post('/planning/indicators/:id/reports', {
  title: '报出并冻结一个数',
  permission: 'planning.write',
  audit: 'indicator.reported',
  params: ById,
  body: z.object({
    id: ClientId,
    name: z.string().trim().min(2).max(80),
    asOf: Day,
    shared: z.boolean().default(false),
  }),
  reply: Written.extend({ valueText: z.string(), records: z.number().int(), digest: z.string() }),
})

export const listReports = get('/planning/reports', {
  title: '查看报出去的数',
  permission: 'planning.read',
  query: Paging.extend({ indicator: z.uuid().optional() }),
  reply: pageOf(ReportRow),
  sheet: {
    name: '报出去的数',
    columns: [
      { key: 'name', title: '报表' },
      { key: 'title', title: '指标' },
      { key: 'asOf', title: '截至' },
      { key: 'valueText', title: '报出' },
      { key: 'unit', title: '单位' },
      { key: 'records', title: '记录数', as: 'count' },
      { key: 'recordedBy', title: '报出人' },
      { key: 'digest', title: '记录摘要' },
    ],
  },
})

const Recomputed = z.object({ value: z.string().nullable(), digest: z.string(), records: z.number().int(), same: z.boolean() })
export const recomputeReport = get('/planning/reports/:id/recompute', {
  title: '把报出去的数重算一遍：按当时所知、按现在所知',
  permission: 'planning.read',
  params: ById,
  reply: ReportRow.extend({
    definitionBody: Definition,
    parts: z.array(Part),
    /** Over the frozen records with the frozen definition. */
    frozen: Recomputed,
    /** From the registers as they stood then; null where a room does not remember. */
    knownThen: Recomputed.nullable(),
    forgets: z.array(z.string()),
    knownNow: Recomputed,
    added: z.number().int(),
    removed: z.number().int(),
  }),
})

export const listReportRecords = get('/planning/reports/:id/records', {
  title: '查看报出去的数背后的记录，和现在比',
  permission: 'planning.read',
  audit: 'indicator.records-opened',
  params: ById,
  query: Paging.extend({ change: z.enum(['frozen', 'added', 'removed']).default('frozen') }),
  reply: pageOf(
    z.object({
      key: z.string(),
      object: z.string(),
      name: z.string(),
      opens: z.string(),
      place: z.string(),
      part: z.string(),
      split: z.string(),
      day: z.string(),
      value: z.string(),
    }),
  ),
  sheet: {
    name: '报出的数背后的记录',
    columns: [
      { key: 'part', title: '公式里的名称' },
      { key: 'name', title: '名称' },
      { key: 'place', title: '所在地' },
      { key: 'split', title: '分项' },
      { key: 'day', title: '日期' },
      { key: 'value', title: '数' },
    ],
  },
})
