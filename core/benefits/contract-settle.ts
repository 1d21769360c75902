// Settling the past: a closed month judged again, counter-entries over unpaid lines, and how a recovery is paid back.
import { ClientId, get, post, Written } from '@songhe/basics/contract'
import { Paging, pageOf } from '@songhe/basics/paging'
import { z } from 'zod'

const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份写成 2026-11')
const Params = z.object({ id: z.uuid() })
const Pair = z.object({ person: z.uuid(), programme: z.string().max(40) })

export const recomputeMonth = post('/benefits/recomputes', {
  title: '重新核算往月',
  permission: 'benefits.run',
  audit: 'month.recompute-started',
  body: z.object({ id: ClientId, month: Month, person: z.uuid().optional() }),
  reply: Written,
})

export const RecomputeView = z.object({
  id: z.string(),
  month: z.string(),
  run: z.string(),
  person: z.string().nullable(),
  state: z.enum(['waiting', 'done', 'failed']),
  phase: z.string(),
  error: z.string().nullable(),
  /** Month lines judged again from the frozen input, and how many of them came out otherwise. */
  linesChecked: z.number(),
  linesDiffering: z.number(),
  rows: z.number(),
  open: z.number(),
  arrearFen: z.number(),
  recoveryFen: z.number(),
  counterFen: z.number(),
  madeBy: z.string(),
  madeAt: z.string(),
})
export type RecomputeView = z.infer<typeof RecomputeView>

export const listRecomputes = get('/benefits/recomputes', {
  title: '查看往月核算',
  permission: 'benefits.read',
  query: Paging,
  reply: pageOf(RecomputeView),
  sheet: {
    name: '往月核算',
    columns: [
      { key: 'month', title: '月份' },
      { key: 'state', title: '状态', as: { waiting: '核算中', done: '已核算', failed: '没有完成' } },
      { key: 'linesChecked', title: '核对笔数', as: 'count' },
      { key: 'linesDiffering', title: '与当时不一致', as: 'count' },
      { key: 'rows', title: '有差额', as: 'count' },
      { key: 'open', title: '还没处理', as: 'count' },
      { key: 'arrearFen', title: '应补（元）', as: 'yuan' },
      { key: 'recoveryFen', title: '应追（元）', as: 'yuan' },
      { key: 'madeBy', title: '经办' },
      { key: 'madeAt', title: '时间' },
    ],
  },
})
export const showRecompute = get('/benefits/recomputes/:id', {
  title: '查看一次往月核算',
  permission: 'benefits.read',
  params: Params,
  reply: RecomputeView,
})
export const listClosedMonths = get('/benefits/closed-months', {
  title: '查看可以重新核算的月份',
  permission: 'benefits.read',
  reply: z.array(z.object({ month: z.string(), run: z.string(), lines: z.number(), totalFen: z.number() })),
})

/** Why now differs from then: one fact, one table, one stream; with its source and the day it became known. */
export const ChangeReason = z.object({
  kind: z.enum(['fact', 'rule', 'stream', 'exclusion', 'settled']),
  text: z.string(),
  source: z.string(),
  knownOn: z.string().nullable(),
})
export type ChangeReason = z.infer<typeof ChangeReason>

export const RecomputeRow = z.object({
  person: z.string(),
  name: z.string(),
  citizenId: z.string(),
  place: z.string(),
  programme: z.string(),
  title: z.string(),
  thenFen: z.number(),
  settledFen: z.number(),
  nowFen: z.number(),
  differenceFen: z.number(),
  way: z.enum(['arrear', 'recovery', 'counter-entry']),
  why: z.string(),
  reasons: z.array(ChangeReason),
  proposed: z.boolean(),
})
export type RecomputeRow = z.infer<typeof RecomputeRow>

export const listRecomputeRows = get('/benefits/recomputes/:id/rows', {
  title: '查看核算差额',
  permission: 'benefits.read',
  params: Params,
  query: Paging.extend({ way: z.enum(['arrear', 'recovery', 'counter-entry']).optional(), open: z.stringbool().optional() }),
  reply: pageOf(RecomputeRow),
  sheet: {
    name: '往月核算差额',
    columns: [
      { key: 'name', title: '姓名' },
      { key: 'citizenId', title: '身份证' },
      { key: 'place', title: '镇街、村居' },
      { key: 'title', title: '项目' },
      { key: 'thenFen', title: '当时核定（元）', as: 'yuan' },
      { key: 'settledFen', title: '已结算（元）', as: 'yuan' },
      { key: 'nowFen', title: '现在应发（元）', as: 'yuan' },
      { key: 'differenceFen', title: '差额（元）', as: 'yuan' },
      { key: 'way', title: '处理', as: { arrear: '补发', recovery: '追回', 'counter-entry': '冲销未付' } },
      { key: 'why', title: '原因' },
    ],
  },
})

export const proposeFromRecompute = post('/benefits/recomputes/:id/propose', {
  title: '按核算结果提出补发、追回或冲销',
  permission: 'benefits.run',
  audit: 'recompute.proposed',
  params: Params,
  body: z.object({ id: ClientId, rows: z.array(Pair).min(1).max(500) }),
  reply: Written.extend({ arrears: z.number(), recoveries: z.number(), counterEntries: z.number() }),
})

export const Plan = z.object({
  /** instalments: kept back from coming months. repayment: nothing is paid any more, the family hands it back. */
  way: z.enum(['instalments', 'repayment']),
  months: z.array(z.object({ month: z.string(), fen: z.number() })),
  monthFen: z.number(),
  percent: z.number(),
  floorFen: z.number(),
})
export type Plan = z.infer<typeof Plan>

export const Recovery = z.object({
  id: z.string(),
  programme: z.string(),
  title: z.string(),
  forMonth: z.string(),
  fen: z.number(),
  settledFen: z.number(),
  leftFen: z.number(),
  reason: z.string(),
  state: z.string(),
  plan: Plan.nullable(),
  instalments: z.array(z.object({ month: z.string(), fen: z.number(), state: z.string() })),
  repayments: z.array(
    z.object({
      id: z.string(),
      fen: z.number(),
      receivedOn: z.string(),
      receipt: z.string(),
      recordedBy: z.string(),
      /** null = no second person was asked for when it was recorded. */
      confirmedBy: z.string().nullable(),
    }),
  ),
})
export type Recovery = z.infer<typeof Recovery>
export const showRecoveries = get('/benefits/people/:person/recoveries', {
  title: '查看一位老人的追回计划',
  permission: 'benefits.read',
  audit: 'person.recoveries-viewed',
  params: z.object({ person: z.uuid() }),
  reply: z.object({ name: z.string(), died: z.boolean(), recoveries: z.array(Recovery) }),
})

/** Money handed in that waits for a second person to see the receipt. */
const Claim = z.object({
  id: z.string(),
  fen: z.number(),
  receivedOn: z.string(),
  receipt: z.string(),
  recordedBy: z.string(),
  /** Why this person may not confirm it; null = may. */
  bar: z.string().nullable(),
})
export const RecoveryRow = z.object({
  id: z.string(),
  person: z.string(),
  name: z.string(),
  place: z.string(),
  died: z.boolean(),
  title: z.string(),
  forMonth: z.string(),
  fen: z.number(),
  settledFen: z.number(),
  leftFen: z.number(),
  reason: z.string(),
  state: z.string(),
  stateTitle: z.string(),
  way: z.enum(['instalments', 'repayment', 'none']),
  /** 每月抵扣 100.00 元，2026-12 至 2027-03; in words, because the plan may differ from month to month. */
  planText: z.string(),
  nextFen: z.number(),
  claims: z.array(Claim),
})
export type RecoveryRow = z.infer<typeof RecoveryRow>
export const RECOVERY_STATES = {
  proposed: '待批准',
  approved: '已批准',
  planned: '收回中',
  settled: '已收回',
  cancelled: '已取消',
} as const
export const listRecoveries = get('/benefits/recoveries', {
  title: '查看追回与收款',
  permission: 'benefits.read',
  query: Paging.extend({ show: z.enum(['open', 'claims', 'family', 'settled']).default('open') }),
  reply: pageOf(RecoveryRow).extend({ sums: z.object({ fen: z.number(), settledFen: z.number(), leftFen: z.number() }) }),
  sheet: {
    name: '追回与收款',
    columns: [
      { key: 'name', title: '姓名' },
      { key: 'place', title: '镇街、村居' },
      { key: 'title', title: '项目' },
      { key: 'forMonth', title: '所属月份' },
      { key: 'fen', title: '应追回（元）', as: 'yuan' },
      { key: 'settledFen', title: '已收回（元）', as: 'yuan' },
      { key: 'leftFen', title: '还剩（元）', as: 'yuan' },
      { key: 'planText', title: '怎样收回' },
      { key: 'reason', title: '原因' },
      { key: 'stateTitle', title: '状态' },
    ],
  },
})

export const slowRecovery = post('/benefits/adjustments/:id/plan', {
  title: '减少每月抵扣',
  permission: 'benefits.run',
  audit: 'recovery.plan-changed',
  params: Params,
  body: z.object({
    id: ClientId,
    monthlyFen: z.number().int().min(100, '每月至少抵扣 1 元'),
    reason: z.string().trim().min(2, '请写原因，例如：老人申请，生活困难').max(200),
  }),
  reply: Written,
})

export const recordRepayment = post('/benefits/adjustments/:id/repayments', {
  title: '登记收回的款',
  permission: 'benefits.pay',
  audit: 'repayment.recorded',
  params: Params,
  body: z.object({
    id: ClientId,
    fen: z.number().int().positive('金额要大于 0'),
    receivedOn: z.iso.date('日期写成 2026-11-24'),
    receipt: z.string().trim().min(2, '请写票据号').max(40),
  }),
  reply: Written.extend({ leftFen: z.number() }),
})
export const decideRepayments = post('/benefits/repayments/decide', {
  title: '确认收回的款',
  permission: 'benefits.approve',
  audit: 'repayment.decided',
  body: z.object({
    verdict: z.enum(['confirm', 'reject']),
    ids: z.array(z.uuid()).min(1).max(200),
    note: z.string().trim().max(200).default(''),
  }),
  reply: z.object({ decided: z.number(), fen: z.number() }),
})

const LineKey = Pair.extend({ kind: z.enum(['month', 'arrear', 'one-off']), forMonth: Month })
export const proposeReversals = post('/benefits/runs/:id/reversals', {
  title: '提出冲销未付的款',
  permission: 'benefits.run',
  audit: 'reversal.proposed',
  params: Params,
  body: z.object({
    id: ClientId,
    reason: z.string().trim().min(2, '请写冲销原因').max(200),
    lines: z
      .array(LineKey.extend({ correctedFen: z.number().int().min(0).default(0) }))
      .min(1)
      .max(200),
  }),
  reply: Written.extend({ lines: z.number() }),
})
export const decideReversals = post('/benefits/reversals/decide', {
  title: '复核冲销',
  permission: 'benefits.approve',
  audit: 'reversal.decided',
  body: z.object({
    verdict: z.enum(['approve', 'reject']),
    ids: z.array(z.uuid()).min(1).max(200),
    note: z.string().max(200).default(''),
  }),
  reply: z.object({ decided: z.number(), fen: z.number() }),
})

export const ReversalRow = z.object({
  id: z.string(),
  run: z.string(),
  month: z.string(),
  person: z.string(),
  name: z.string(),
  place: z.string(),
  programme: z.string(),
  title: z.string(),
  kind: z.string(),
  forMonth: z.string(),
  fen: z.number(),
  correctedFen: z.number(),
  reason: z.string(),
  state: z.string(),
  proposedBy: z.string(),
  decidedBy: z.string().nullable(),
  /** Why this person may not decide; null = may. */
  bar: z.string().nullable(),
})
export type ReversalRow = z.infer<typeof ReversalRow>
export const listReversals = get('/benefits/reversals', {
  title: '查看冲销',
  permission: 'benefits.read',
  query: Paging.extend({ run: z.uuid().optional(), state: z.enum(['proposed', 'approved', 'rejected']).optional() }),
  reply: pageOf(ReversalRow),
  sheet: {
    name: '冲销',
    columns: [
      { key: 'month', title: '批次月份' },
      { key: 'name', title: '姓名' },
      { key: 'place', title: '镇街、村居' },
      { key: 'title', title: '项目' },
      { key: 'forMonth', title: '所属月份' },
      { key: 'fen', title: '冲销（元）', as: 'yuan' },
      { key: 'correctedFen', title: '更正为（元）', as: 'yuan' },
      { key: 'reason', title: '原因' },
      { key: 'state', title: '状态', as: { proposed: '待复核', approved: '已冲销', rejected: '未通过' } },
      { key: 'proposedBy', title: '提出人' },
      { key: 'decidedBy', title: '复核人' },
    ],
  },
})
export const listUnpaidLines = get('/benefits/runs/:id/unpaid', {
  title: '查看可以冲销的款',
  permission: 'benefits.read',
  params: Params,
  query: Paging,
  reply: pageOf(
    LineKey.extend({
      name: z.string(),
      place: z.string(),
      title: z.string(),
      fen: z.number(),
      stateTitle: z.string(),
      stateReason: z.string(),
    }),
  ),
  sheet: {
    name: '可以冲销的款',
    columns: [
      { key: 'name', title: '姓名' },
      { key: 'place', title: '镇街、村居' },
      { key: 'title', title: '项目' },
      { key: 'fen', title: '金额（元）', as: 'yuan' },
      { key: 'stateTitle', title: '状态' },
      { key: 'stateReason', title: '说明' },
    ],
  },
})
