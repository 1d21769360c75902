// Contract lines of the takeover: what the old list pays against what the rules owe, and a shadow month line by line against the old list.
import { ClientId, get, post } from '@songhe/basics/contract'
import { Paging, pageOf } from '@songhe/basics/paging'
import { z } from 'zod'
import { Programme } from './contract-cases.ts'
import { WhyLine } from './contract-explain.ts'

export const TAKEOVER_LISTS = {
  'paid-owed': '在发，也应发',
  'paid-not-owed': '在发，但不应发',
  'owed-not-paid': '应发，但没有发',
} as const
export const TakeoverList = z.enum(Object.keys(TAKEOVER_LISTS) as [keyof typeof TAKEOVER_LISTS])
export type TakeoverList = z.infer<typeof TakeoverList>

const ListSum = z.object({
  list: TakeoverList,
  title: z.string(),
  lines: z.number(),
  persons: z.number(),
  oldFen: z.number().describe('旧台账每月'),
  ruleFen: z.number().describe('按规则每月'),
  equal: z.number(),
  differs: z.number(),
})

export const takeoverTotals = get('/takeover/lists', {
  title: '接管对比：三张清单的合计',
  permission: 'takeover.read',
  reply: z.object({
    asOf: z.string().nullable().describe('上次全员核对的时间；没有核对过就没有可比的'),
    lists: z.array(ListSum),
    towns: z.array(
      z.object({
        town: z.number(),
        name: z.string(),
        equal: z.number(),
        differs: z.number(),
        paidNotOwed: z.number(),
        owedNotPaid: z.number(),
        oldFen: z.number(),
        ruleFen: z.number(),
      }),
    ),
  }),
})

export const CompareRow = z.object({
  key: z.string(),
  person: z.string(),
  name: z.string(),
  citizenId: z.string(),
  town: z.string(),
  village: z.string(),
  programme: z.string(),
  programmeTitle: z.string(),
  held: z.boolean(),
  startMonth: z.string().nullable(),
  lastPaidMonth: z.string().nullable(),
  decisionNumber: z.string(),
  oldFen: z.number(),
  ruleFen: z.number(),
  differenceFen: z.number(),
  row: z.string().describe('规则表的版本和行'),
  document: z.string(),
  clause: z.string(),
  reason: z.string(),
  why: z.array(WhyLine).describe('不符合或还缺的条件'),
  next: z.string(),
  complete: z.boolean(),
  /** Open already: the number of the case, or that somebody put it down as an anomaly. */
  benefitCase: z.object({ id: z.string(), number: z.string() }).nullable(),
  anomaly: z.boolean(),
})
export type CompareRow = z.infer<typeof CompareRow>

export const takeoverCompare = get('/takeover/lists/:list', {
  title: '接管对比：一张清单',
  permission: 'takeover.read',
  params: z.object({ list: TakeoverList }),
  query: Paging.extend({
    town: z.coerce.number().int().optional(),
    programme: Programme.optional(),
    amount: z.enum(['equal', 'differs']).optional(),
  }),
  reply: pageOf(CompareRow),
  sheet: {
    name: '接管对比',
    columns: [
      { key: 'name', title: '姓名' },
      { key: 'citizenId', title: '身份证' },
      { key: 'town', title: '镇街' },
      { key: 'village', title: '村社' },
      { key: 'programmeTitle', title: '项目' },
      { key: 'startMonth', title: '起发月份' },
      { key: 'lastPaidMonth', title: '最后发放月份' },
      { key: 'decisionNumber', title: '决定文号' },
      { key: 'oldFen', title: '旧台账（元）', as: 'yuan' },
      { key: 'ruleFen', title: '按规则（元）', as: 'yuan' },
      { key: 'differenceFen', title: '相差（元）', as: 'yuan' },
      { key: 'row', title: '规则行' },
      { key: 'document', title: '依据文号' },
      { key: 'clause', title: '条款' },
      { key: 'reason', title: '原因' },
      { key: 'next', title: '下一步' },
    ],
  },
})

export const openTakeoverAnomalies = post('/takeover/anomalies', {
  title: '把在发但不应发的列为数据异常',
  permission: 'cases.start',
  audit: 'anomaly.opened',
  body: z.object({
    id: ClientId,
    items: z
      .array(z.object({ person: z.uuid(), programme: Programme }))
      .min(1)
      .max(500),
  }),
  reply: z.object({ outcome: z.enum(['created', 'exists']), opened: z.number(), already: z.number() }),
})

export const SHADOW_OUTCOMES = { equal: '一致', differs: '金额不同', 'only-old': '只在旧台账', 'only-new': '只在新计算' } as const
export const ShadowOutcome = z.enum(Object.keys(SHADOW_OUTCOMES) as [keyof typeof SHADOW_OUTCOMES])
export type ShadowOutcome = z.infer<typeof ShadowOutcome>

const RunId = z.object({ id: z.uuid() })

export const listShadows = get('/takeover/shadows', {
  title: '查看试算过的月份',
  permission: 'takeover.read',
  reply: z.array(
    z.object({
      id: z.string(),
      month: z.string(),
      number: z.number(),
      madeBy: z.string(),
      madeAt: z.string(),
      /** Of the area that the reader may see. */
      lines: z.number(),
      fen: z.number(),
    }),
  ),
})

export const shadowTotals = get('/takeover/shadows/:id', {
  title: '试算月与旧台账的合计',
  permission: 'takeover.read',
  params: RunId,
  reply: z.object({
    month: z.string(),
    number: z.number(),
    madeBy: z.string(),
    madeAt: z.string(),
    lines: z.number(),
    oldFen: z.number(),
    newFen: z.number(),
    beside: z.object({ lines: z.number(), fen: z.number() }).describe('补发、追回等不在逐笔比对之内的'),
    outcomes: z.array(
      z.object({
        outcome: ShadowOutcome,
        title: z.string(),
        lines: z.number(),
        oldFen: z.number(),
        newFen: z.number(),
        differenceFen: z.number(),
      }),
    ),
    programmes: z.array(
      z.object({
        programme: z.string(),
        title: z.string(),
        lines: z.number(),
        equal: z.number(),
        oldFen: z.number(),
        newFen: z.number(),
      }),
    ),
  }),
})

export const ShadowRow = z.object({
  key: z.string(),
  person: z.string(),
  name: z.string(),
  citizenId: z.string(),
  town: z.string(),
  village: z.string(),
  programme: z.string(),
  programmeTitle: z.string(),
  outcome: ShadowOutcome,
  outcomeTitle: z.string(),
  oldFen: z.number().nullable(),
  newFen: z.number().nullable(),
  differenceFen: z.number(),
  row: z.string(),
  document: z.string(),
  clause: z.string(),
  reason: z.string(),
})
export type ShadowRow = z.infer<typeof ShadowRow>

export const compareShadow = get('/takeover/shadows/:id/lines', {
  title: '试算月与旧台账逐笔比对',
  permission: 'takeover.read',
  params: RunId,
  query: Paging.extend({
    outcome: ShadowOutcome.optional(),
    programme: Programme.optional(),
    town: z.coerce.number().int().optional(),
  }),
  reply: pageOf(ShadowRow),
  sheet: {
    name: '试算比对',
    columns: [
      { key: 'name', title: '姓名' },
      { key: 'citizenId', title: '身份证' },
      { key: 'town', title: '镇街' },
      { key: 'village', title: '村社' },
      { key: 'programmeTitle', title: '项目' },
      { key: 'outcomeTitle', title: '比对结果' },
      { key: 'oldFen', title: '旧台账（元）', as: 'yuan' },
      { key: 'newFen', title: '新计算（元）', as: 'yuan' },
      { key: 'differenceFen', title: '相差（元）', as: 'yuan' },
      { key: 'row', title: '规则行' },
      { key: 'document', title: '依据文号' },
      { key: 'clause', title: '条款' },
      { key: 'reason', title: '原因' },
    ],
  },
})
