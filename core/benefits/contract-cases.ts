// Contract lines of the cases side: who is owed what, the clerk's queues, the way of a case from finding to grant.
import { ClientId, get, post, Written } from '@songhe/basics/contract'
import { Paging } from '@songhe/basics/paging'
import { z } from 'zod'

export const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
export const Month = z.string().regex(/^\d{4}-\d{2}$/)

export const PROGRAMMES = {
  'old-age-allowance': '高龄津贴',
  'service-subsidy': '养老服务补贴',
  'destitute-care': '特困人员照料护理补贴',
  'disability-living': '困难残疾人生活补贴',
  'disability-nursing': '重度残疾人护理补贴',
} as const
export const Programme = z.enum(Object.keys(PROGRAMMES) as [keyof typeof PROGRAMMES])
export type Programme = z.infer<typeof Programme>

export const CASE_STATES = {
  'town-check': '镇街核实',
  returned: '退回补正',
  'district-decision': '待复核',
  'public-notice': '公示中',
  objection: '公示有异议',
  granted: '已批准',
  refused: '不予批准',
  withdrawn: '已撤回',
} as const
export const CaseState = z.enum(Object.keys(CASE_STATES) as [keyof typeof CASE_STATES])
export type CaseState = z.infer<typeof CaseState>

export const QUEUES = {
  unclaimed: '应享未享',
  review: '待复核',
  returned: '退回补正',
  'town-check': '镇街核实',
  overdue: '即将超期',
  'notice-ended': '公示期满',
  'coming-of-age': '即将满龄',
  anomalies: '数据异常',
  suspended: '暂停到期',
} as const
export const QueueKey = z.enum(Object.keys(QUEUES) as [keyof typeof QUEUES])
export type QueueKey = z.infer<typeof QueueKey>

/** A fact that is still missing: its name in the rules and the office's word for it. */
export const MissingFact = z.object({ name: z.string(), title: z.string() })

export const QueueRow = z.object({
  key: z.string(),
  benefitCase: z.string().nullable(),
  number: z.string().nullable(),
  state: z.string(),
  person: z.string(),
  name: z.string(),
  age: z.number(),
  town: z.string(),
  village: z.string(),
  programme: z.string().nullable(),
  programmeTitle: z.string(),
  monthlyFen: z.number(),
  arrearsFen: z.number(),
  arrearsMonths: z.number(),
  sinceMonth: z.string().nullable(),
  dueOn: z.string().nullable(),
  overdueDays: z.number(),
  complete: z.boolean(),
  missing: z.array(MissingFact),
  priority: z.number().describe('1 高龄失能或特困，2 高龄、失能或困难之一，3 其他'),
  /** Why it stands here, where somebody wrote it. */
  note: z.string(),
  next: z.string(),
  version: z.number(),
})
export type QueueRow = z.infer<typeof QueueRow>

export const QueueSums = z.object({
  persons: z.number(),
  monthlyFen: z.number(),
  arrearsFen: z.number(),
  complete: z.number(),
  incomplete: z.number(),
})

export const showQueues = get('/cases/queues', {
  title: '工作台队列与件数',
  permission: 'cases.read',
  reply: z.object({
    queues: z.array(z.object({ key: QueueKey, title: z.string(), count: z.number(), late: z.number() })),
    /** Work that waits on other pages: what every room put up for this reader, with count and address. */
    elsewhere: z.array(z.object({ key: z.string(), title: z.string(), path: z.string(), count: z.number() })),
    checkedAt: z.string().nullable(),
  }),
})

export const listQueue = get('/cases/queues/:queue', {
  title: '打开一个队列',
  permission: 'cases.read',
  params: z.object({ queue: QueueKey }),
  query: Paging.extend({
    programme: Programme.optional(),
    town: z.coerce.number().int().optional(),
    missing: z.string().max(60).optional().describe('none = 材料齐全；any = 还缺材料；或缺的那一项'),
  }),
  reply: z.object({ rows: z.array(QueueRow), total: z.number(), sums: QueueSums, asOf: z.string().nullable() }),
  sheet: {
    name: '工作台队列',
    columns: [
      { key: 'name', title: '姓名' },
      { key: 'age', title: '年龄', as: 'count' },
      { key: 'town', title: '镇街' },
      { key: 'village', title: '村社' },
      { key: 'programmeTitle', title: '项目' },
      { key: 'number', title: '办件号' },
      { key: 'monthlyFen', title: '月标准（元）', as: 'yuan' },
      { key: 'arrearsFen', title: '补发（元）', as: 'yuan' },
      { key: 'sinceMonth', title: '应享起月' },
      { key: 'dueOn', title: '办结期限' },
      { key: 'overdueDays', title: '超期天数', as: 'count' },
      { key: 'missing.title', title: '缺的材料' },
      { key: 'note', title: '情况' },
      { key: 'next', title: '下一步' },
    ],
  },
})

export const checkEntitlements = post('/cases/check', {
  title: '全员核对应享待遇',
  permission: 'cases.start',
  audit: 'entitlements.check-started',
  body: z.object({ id: ClientId }),
  reply: z.object({ job: z.string() }),
})

const Wanted = z.object({ person: z.uuid(), programme: Programme })

export const startCases = post('/cases/start', {
  title: '发起办理',
  permission: 'cases.start',
  audit: 'case.opened',
  body: z.object({
    id: ClientId,
    items: z.array(Wanted).min(1).max(500),
    way: z.enum(['town-check', 'confirm']).describe('town-check 派镇街核实；confirm 免申即享，材料齐全时一次确认'),
    note: z.string().max(500).default(''),
  }),
  reply: z.object({
    outcome: z.enum(['created', 'exists']),
    cases: z.array(z.object({ id: z.string(), number: z.string(), person: z.string(), programme: z.string() })),
    monthlyFen: z.number(),
    arrearsFen: z.number(),
  }),
})

const CaseId = z.object({ id: z.uuid() })
const Step = z.object({ id: ClientId, version: z.number().int() })
const Fault = z.string().trim().min(1).max(200)

export const checkInTown = post('/cases/:id/town-check', {
  title: '镇街核实',
  permission: 'cases.town-check',
  audit: 'case.town-checked',
  params: CaseId,
  body: Step.extend({
    verdict: z.enum(['pass', 'return']),
    faults: z.array(Fault).max(30).default([]).describe('退回时一次写全所有要补的内容'),
    note: z.string().max(500).default(''),
  }),
  reply: Written,
})

export const resubmitCase = post('/cases/:id/resubmit', {
  title: '补正后重新提交',
  permission: 'cases.start',
  audit: 'case.resubmitted',
  params: CaseId,
  body: Step.extend({ note: z.string().trim().min(1).max(500) }),
  reply: Written,
})

export const decideCase = post('/cases/:id/decide', {
  title: '复核决定',
  permission: 'cases.decide',
  audit: 'case.decided',
  params: CaseId,
  body: Step.extend({
    verdict: z.enum(['grant', 'refuse', 'return']),
    reason: z.string().max(500).default(''),
    faults: z.array(Fault).max(30).default([]),
  }),
  reply: Written.extend({ state: CaseState, decisionNumber: z.string().nullable() }),
})

export const decideCases = post('/cases/decide', {
  title: '批量复核同意',
  permission: 'cases.decide',
  audit: 'case.decided',
  body: z.object({
    id: ClientId,
    cases: z
      .array(z.object({ id: z.uuid(), version: z.number().int() }))
      .min(1)
      .max(500),
  }),
  reply: z.object({ outcome: z.enum(['created', 'exists']), granted: z.number(), monthlyFen: z.number() }),
})

export const raiseObjection = post('/cases/:id/objection', {
  title: '登记公示异议',
  permission: 'cases.start',
  audit: 'case.objection-raised',
  params: CaseId,
  body: Step.extend({ raisedOn: Day, raisedBy: z.string().max(60).default(''), ground: z.string().trim().min(1).max(500) }),
  reply: Written,
})

export const answerObjection = post('/cases/:id/objection/answer', {
  title: '答复公示异议',
  permission: 'cases.decide',
  audit: 'case.objection-answered',
  params: CaseId,
  body: Step.extend({ objection: z.uuid(), upheld: z.boolean(), answer: z.string().trim().min(1).max(500) }),
  reply: Written.extend({ state: CaseState }),
})

export const closeNotices = post('/cases/close-notice', {
  title: '公示期满，确认批准',
  permission: 'cases.start',
  audit: 'case.notice-closed',
  body: z.object({ id: ClientId, cases: z.array(z.uuid()).min(1).max(500) }),
  reply: z.object({ outcome: z.enum(['created', 'exists']), granted: z.number(), arrearsFen: z.number() }),
})

export const withdrawCase = post('/cases/:id/withdraw', {
  title: '撤回办件',
  permission: 'cases.start',
  audit: 'case.withdrawn',
  params: CaseId,
  body: Step.extend({ reason: z.string().trim().min(1).max(500) }),
  reply: Written,
})

export const CaseStep = z.object({
  id: z.string(),
  step: z.string(),
  title: z.string(),
  by: z.string(),
  at: z.string(),
  note: z.string(),
  faults: z.array(z.string()),
})

export const CaseDetail = z.object({
  id: z.string(),
  number: z.string(),
  state: CaseState,
  stateTitle: z.string(),
  person: z.string(),
  name: z.string(),
  age: z.number(),
  town: z.string(),
  village: z.string(),
  programme: z.string(),
  programmeTitle: z.string(),
  monthlyFen: z.number(),
  startMonth: z.string().nullable(),
  arrears: z.array(z.object({ month: z.string(), fen: z.number() })),
  arrearsFen: z.number(),
  confirmedOnly: z.boolean(),
  holder: z.string().describe('现在在谁手里'),
  dueOn: z.string().nullable(),
  overdueDays: z.number(),
  noticeFrom: z.string().nullable(),
  noticeTo: z.string().nullable(),
  decisionNumber: z.string().nullable(),
  openedBy: z.string(),
  openedAt: z.string(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  explanation: z.unknown(),
  version: z.number(),
  steps: z.array(CaseStep),
  objections: z.array(
    z.object({
      id: z.string(),
      raisedOn: z.string(),
      raisedBy: z.string(),
      ground: z.string(),
      answer: z.string(),
      upheld: z.boolean().nullable(),
    }),
  ),
  mayDecide: z.boolean(),
  whyNot: z.string(),
})
export type CaseDetail = z.infer<typeof CaseDetail>

export const showCase = get('/cases/:id', {
  title: '查看办件',
  permission: 'cases.read',
  audit: 'case.viewed',
  params: CaseId,
  reply: CaseDetail,
})

export const findCases = get('/cases', {
  title: '查办件（在谁手里）',
  permission: 'cases.read',
  query: Paging.extend({ number: z.string().max(40).optional(), person: z.uuid().optional(), state: CaseState.optional() }),
  reply: z.object({
    rows: z.array(
      z.object({
        id: z.string(),
        number: z.string(),
        state: CaseState,
        stateTitle: z.string(),
        person: z.string(),
        name: z.string(),
        programmeTitle: z.string(),
        holder: z.string(),
        dueOn: z.string().nullable(),
        openedAt: z.string(),
      }),
    ),
    total: z.number(),
  }),
  sheet: {
    name: '办件清单',
    columns: [
      { key: 'number', title: '办件号' },
      { key: 'name', title: '姓名' },
      { key: 'programmeTitle', title: '项目' },
      { key: 'stateTitle', title: '状态' },
      { key: 'holder', title: '在谁手里' },
      { key: 'dueOn', title: '办结期限' },
      { key: 'openedAt', title: '发起时间' },
    ],
  },
})

export const showNotice = get('/cases/notice', {
  title: '公示名单',
  permission: 'cases.read',
  query: z.object({ on: Day.optional(), town: z.coerce.number().int().optional() }),
  reply: z.object({
    district: z.string(),
    on: z.string(),
    rows: z.array(
      z.object({
        number: z.string(),
        decisionNumber: z.string(),
        name: z.string(),
        age: z.number(),
        town: z.string(),
        village: z.string(),
        programmeTitle: z.string(),
        monthlyFen: z.number(),
        startMonth: z.string(),
        noticeFrom: z.string(),
        noticeTo: z.string(),
      }),
    ),
  }),
})

export const closeAnomaly = post('/cases/anomalies/:id/close', {
  title: '处理数据异常',
  permission: 'cases.decide',
  audit: 'anomaly.closed',
  params: CaseId,
  body: z.object({ id: ClientId, verdict: z.enum(['confirmed', 'not-so']), note: z.string().trim().min(1).max(500) }),
  reply: Written,
})
