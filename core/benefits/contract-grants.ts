// Money for sites: a round of one scheme and period, from computing to the bank's answer; each site in one line, paid or not, with its reason.
import { ClientId, get, post, Written } from '@songhe/basics/contract'
import { Paging, pageOf } from '@songhe/basics/paging'
import { z } from 'zod'

export * from './contract-grant-payees.ts'

const SchemeKey = z.enum(['operation', 'star-reward', 'building'])
const ById = z.object({ id: z.uuid() })
const Note = z.object({ note: z.string().max(200).default('') })

export const listGrantSchemes = get('/benefits/grants/schemes', {
  title: '查看有哪些设施补助项目',
  permission: 'grants.read',
  reply: z.array(
    z.object({
      key: SchemeKey,
      title: z.string(),
      period: z.enum(['year', 'month']),
      /** The newest period that can be computed. */
      newest: z.string(),
      tables: z.array(
        z.object({
          pack: z.string(),
          title: z.string(),
          document: z.string(),
          clause: z.string(),
          example: z.boolean(),
          unconfirmed: z.number(),
        }),
      ),
    }),
  ),
})

export const GrantRoundRow = z.object({
  id: z.string(),
  scheme: SchemeKey,
  title: z.string(),
  period: z.string(),
  number: z.number(),
  state: z.string(),
  stateTitle: z.string(),
  /** Day whose kind, rating and state of a site count. */
  judgedOn: z.string(),
  sites: z.number(),
  payees: z.number(),
  totalFen: z.number(),
  madeBy: z.string(),
  madeAt: z.string(),
  submittedBy: z.string().nullable(),
  approvedBy: z.string().nullable(),
})
export type GrantRoundRow = z.infer<typeof GrantRoundRow>

export const listGrantRounds = get('/benefits/grants/rounds', {
  title: '查看设施补助批次',
  permission: 'grants.read',
  query: Paging.extend({ scheme: SchemeKey.optional() }),
  reply: pageOf(GrantRoundRow),
  sheet: {
    name: '设施补助批次',
    columns: [
      { key: 'title', title: '批次' },
      { key: 'stateTitle', title: '状态' },
      { key: 'judgedOn', title: '判定日' },
      { key: 'sites', title: '涉及设施', as: 'count' },
      { key: 'payees', title: '应发设施', as: 'count' },
      { key: 'totalFen', title: '应发金额（元）', as: 'yuan' },
      { key: 'madeBy', title: '经办' },
      { key: 'approvedBy', title: '复核' },
    ],
  },
})

export const startGrantRound = post('/benefits/grants/rounds', {
  title: '计算一批设施补助',
  permission: 'benefits.run',
  audit: 'grant-round.computed',
  body: z.object({
    id: ClientId,
    scheme: SchemeKey,
    period: z.string().regex(/^\d{4}(-(0[1-9]|1[0-2]))?$/, '写成 2025 或 2026-11'),
  }),
  reply: Written,
})

export const GrantRoundView = GrantRoundRow.extend({
  digest: z.string(),
  /** The part that no document says, and what the office set. */
  kindDay: z.string().nullable(),
  packs: z.array(
    z.object({ pack: z.string(), title: z.string(), version: z.number(), digest: z.string(), example: z.boolean() }),
  ),
  outcomes: z.array(z.object({ outcome: z.string(), title: z.string(), sites: z.number(), fen: z.number() })),
  states: z.array(z.object({ state: z.string(), title: z.string(), sites: z.number(), fen: z.number() })),
  steps: z.array(z.object({ step: z.string(), title: z.string(), by: z.string(), at: z.string(), note: z.string() })),
  /** Why this person may not approve; null = may. */
  mayApprove: z.string().nullable(),
})
export const showGrantRound = get('/benefits/grants/rounds/:id', {
  title: '查看一批设施补助',
  permission: 'grants.read',
  params: ById,
  reply: GrantRoundView,
})

export const diffGrantRound = get('/benefits/grants/rounds/:id/difference', {
  title: '与上期比对',
  permission: 'grants.read',
  params: ById,
  reply: z.object({
    previous: z.object({ id: z.string(), title: z.string() }).nullable(),
    previousFen: z.number(),
    currentFen: z.number(),
    reasons: z.array(z.object({ reason: z.string(), sites: z.number(), fen: z.number(), names: z.array(z.string()) })),
  }),
})

export const GrantLineRow = z.object({
  facility: z.string(),
  name: z.string(),
  kindTitle: z.string(),
  operator: z.string(),
  grade: z.string(),
  fen: z.number(),
  entitledFen: z.number(),
  beforeFen: z.number(),
  otherDayFen: z.number().nullable(),
  outcome: z.string(),
  outcomeTitle: z.string(),
  reason: z.string(),
  pack: z.string(),
  version: z.number(),
  row: z.string(),
  document: z.string(),
  clause: z.string(),
  state: z.string(),
  stateTitle: z.string(),
  stateReason: z.string(),
})
export const listGrantLines = get('/benefits/grants/rounds/:id/lines', {
  title: '查看设施补助明细',
  permission: 'grants.read',
  params: ById,
  query: Paging.extend({
    outcome: z.string().max(20).optional(),
    state: z.string().max(20).optional(),
    q: z.string().max(40).optional(),
  }),
  reply: pageOf(GrantLineRow),
  sheet: {
    name: '设施补助明细',
    columns: [
      { key: 'name', title: '设施' },
      { key: 'kindTitle', title: '类别' },
      { key: 'operator', title: '运营主体' },
      { key: 'grade', title: '等级或评价' },
      { key: 'row', title: '规则行' },
      { key: 'document', title: '依据文号' },
      { key: 'clause', title: '条款' },
      { key: 'entitledFen', title: '标准（元）', as: 'yuan' },
      { key: 'beforeFen', title: '此前已发（元）', as: 'yuan' },
      { key: 'fen', title: '本批应发（元）', as: 'yuan' },
      { key: 'outcomeTitle', title: '结果' },
      { key: 'reason', title: '理由' },
      { key: 'stateTitle', title: '状态' },
      { key: 'stateReason', title: '说明' },
    ],
  },
})

const Condition = z.object({ verdict: z.enum(['met', 'not-met', 'missing']), text: z.string() })
const TableTold = z.object({
  title: z.string(),
  pack: z.string(),
  version: z.number(),
  row: z.string(),
  document: z.string(),
  clause: z.string(),
  conditions: z.array(Condition),
})
export const explainGrantLine = get('/benefits/grants/rounds/:id/lines/:facility', {
  title: '为什么这样发',
  permission: 'grants.read',
  params: z.object({ id: z.uuid(), facility: z.uuid() }),
  reply: GrantLineRow.extend({
    title: z.string(),
    judgedOn: z.string(),
    frozenAt: z.string(),
    address: z.string(),
    tables: z.array(TableTold),
    ratings: z.array(
      z.object({
        id: z.string(),
        scheme: z.string(),
        grade: z.string(),
        validFrom: z.string(),
        decision: z.string(),
        source: z.string(),
        withdrawn: z.boolean(),
      }),
    ),
    kinds: z.array(z.object({ from: z.string(), to: z.string().nullable(), title: z.string() })),
    /** Earlier and later lines under the same claim. */
    claim: z.array(
      z.object({
        round: z.string(),
        title: z.string(),
        name: z.string(),
        grade: z.string(),
        fen: z.number(),
        stateTitle: z.string(),
      }),
    ),
  }),
})

export const listGrantExceptions = get('/benefits/grants/rounds/:id/exceptions', {
  title: '查看设施补助的例外',
  permission: 'grants.read',
  params: ById,
  reply: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      note: z.string(),
      sites: z.number(),
      fen: z.number(),
      names: z.array(z.string()),
      seenBy: z.string().nullable(),
      seenAt: z.string().nullable(),
    }),
  ),
})
export const seeGrantException = post('/benefits/grants/rounds/:id/exceptions/:key', {
  title: '看过设施补助的例外',
  permission: 'benefits.approve',
  audit: 'grant-round.exception-seen',
  params: z.object({ id: z.uuid(), key: z.string().max(20) }),
  reply: z.object({}),
})
export const submitGrantRound = post('/benefits/grants/rounds/:id/submit', {
  title: '提交设施补助复核',
  permission: 'benefits.run',
  audit: 'grant-round.submitted',
  params: ById,
  body: Note,
  reply: Written,
})
export const approveGrantRound = post('/benefits/grants/rounds/:id/approve', {
  title: '批准设施补助',
  permission: 'benefits.approve',
  audit: 'grant-round.approved',
  params: ById,
  body: z.object({ digest: z.string() }),
  reply: Written,
})
export const returnGrantRound = post('/benefits/grants/rounds/:id/return', {
  title: '退回设施补助批次',
  permission: 'benefits.approve',
  audit: 'grant-round.returned',
  params: ById,
  body: z.object({ note: z.string().min(2, '请写退回原因').max(200) }),
  reply: Written,
})
export const discardGrantRound = post('/benefits/grants/rounds/:id/discard', {
  title: '作废未批准的设施补助批次',
  permission: 'benefits.run',
  audit: 'grant-round.discarded',
  params: ById,
  body: Note,
  reply: Written,
})

export const FacilityMoney = z.object({
  totalFen: z.number(),
  lines: z.array(
    z.object({
      round: z.string(),
      title: z.string(),
      grade: z.string(),
      fen: z.number(),
      outcomeTitle: z.string(),
      reason: z.string(),
      document: z.string(),
      clause: z.string(),
      stateTitle: z.string(),
    }),
  ),
})
export const showFacilityMoney = get('/benefits/grants/facilities/:id', {
  title: '查看一处设施的补助',
  permission: 'grants.site',
  params: ById,
  reply: FacilityMoney,
})
