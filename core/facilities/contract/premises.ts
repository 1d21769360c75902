// Rooms and land: idle state premises and their reuse, the four steps of housing areas, plots and requests for land.
import { ClientId, get, post, Written } from '@songhe/basics/contract'
import { pageOf, Paging } from '@songhe/basics/paging'
import { z } from 'zod'
import { ById, DayText, Reason } from './shapes.ts'

export const PREMISES_KINDS: Readonly<Record<string, string>> = {
  office: '行政事业单位用房',
  school: '闲置学校',
  'community-room': '社区用房',
  'public-rental': '公租房',
  'training-rest': '培训疗养机构',
  factory: '厂房仓库',
  'estate-room': '小区配套用房',
  other: '其他国有用房',
}
export const PRICE_TERMS: Readonly<Record<string, string>> = { free: '无偿', low: '低偿', market: '市场价', open: '待定' }
export const PREMISES_STATES: Readonly<Record<string, string>> = {
  idle: '闲置',
  requested: '有申请',
  granted: '已批准',
  'in-use': '已用作养老',
  withdrawn: '已收回',
}
const PremisesKind = z.enum([
  'office',
  'school',
  'community-room',
  'public-rental',
  'training-rest',
  'factory',
  'estate-room',
  'other',
])
const PriceTerm = z.enum(['free', 'low', 'market', 'open'])

const PremisesRow = z.object({
  id: z.string(),
  name: z.string(),
  area: z.number().int(),
  place: z.string(),
  address: z.string(),
  owner: z.string(),
  kind: z.string(),
  floorArea: z.number(),
  detached: z.boolean().nullable(),
  priceTerm: z.string(),
  longestLeaseMonths: z.number().int().nullable(),
  uses: z.string(),
  state: z.enum(['idle', 'requested', 'granted', 'in-use', 'withdrawn']),
  permittedUse: z.string(),
  facility: z.string().nullable(),
  /** Open requests. */
  requests: z.number().int(),
  lastCheck: z.string().nullable(),
  misuse: z.boolean(),
})

export const listPremises = get('/facilities/premises', {
  title: '查看闲置用房',
  permission: 'facilities.read',
  query: Paging.extend({
    area: z.coerce.number().int().optional(),
    state: z.enum(['idle', 'requested', 'granted', 'in-use', 'withdrawn', 'all']).default('all'),
    misuse: z.stringbool().optional(),
  }),
  reply: pageOf(PremisesRow),
  sheet: {
    name: '闲置用房',
    columns: [
      { key: 'name', title: '名称' },
      { key: 'place', title: '所在地' },
      { key: 'address', title: '地址' },
      { key: 'owner', title: '产权单位' },
      { key: 'kind', title: '种类', as: PREMISES_KINDS },
      { key: 'floorArea', title: '面积（平方米）' },
      { key: 'priceTerm', title: '价格条件', as: PRICE_TERMS },
      { key: 'longestLeaseMonths', title: '最长租期（月）', as: 'count' },
      { key: 'uses', title: '可作用途' },
      { key: 'state', title: '状态', as: PREMISES_STATES },
    ],
  },
})

export const showPremises = get('/facilities/premises/:id', {
  title: '查看一处用房',
  permission: 'facilities.read',
  params: ById,
  reply: PremisesRow.extend({
    /** Papers that a conversion still needs, by size and kind of building. */
    checklist: z.array(z.object({ paper: z.string(), needed: z.boolean(), why: z.string() })),
    asked: z.array(
      z.object({
        id: z.string(),
        applicant: z.string(),
        purpose: z.string(),
        months: z.number().int(),
        askedOn: z.string(),
        verdict: z.enum(['granted', 'refused']).nullable(),
        reason: z.string(),
        decidedBy: z.string(),
        decidedOn: z.string().nullable(),
      }),
    ),
    checks: z.array(
      z.object({
        id: z.string(),
        on: z.string(),
        asAgreed: z.boolean(),
        found: z.string(),
        closedOn: z.string().nullable(),
        by: z.string(),
      }),
    ),
  }),
})

export const registerPremises = post('/facilities/premises', {
  title: '登记闲置用房',
  permission: 'facilities.premises',
  audit: 'premises.registered',
  body: z.object({
    id: ClientId,
    area: z.number().int(),
    name: z.string().trim().min(2).max(100),
    address: z.string().trim().max(200).default(''),
    owner: z.string().trim().min(2).max(80),
    kind: PremisesKind,
    floorArea: z.number().positive().max(1_000_000),
    detached: z.boolean().optional(),
    priceTerm: PriceTerm,
    longestLeaseMonths: z.number().int().min(1).max(600).optional(),
    uses: z.string().trim().max(200).default(''),
  }),
  reply: Written,
})

export const requestPremises = post('/facilities/premises/:id/requests', {
  title: '申请使用闲置用房',
  permission: 'facilities.premises',
  audit: 'premises.requested',
  params: ById,
  body: z.object({
    id: ClientId,
    applicant: z.string().trim().min(2).max(100),
    operator: z.uuid().optional(),
    purpose: z.string().trim().min(2).max(200),
    months: z.number().int().min(1).max(600),
    askedOn: DayText,
  }),
  reply: Written,
})

export const decidePremises = post('/facilities/premises/:id/requests/:request/decide', {
  title: '批准或退回用房申请',
  permission: 'facilities.decide',
  audit: 'premises.decided',
  params: ById.extend({ request: z.uuid() }),
  body: z.object({ id: ClientId, verdict: z.enum(['granted', 'refused']), reason: Reason }),
  reply: Written,
})

export const handOverPremises = post('/facilities/premises/:id/hand-over', {
  title: '用房交付使用',
  permission: 'facilities.premises',
  audit: 'premises.handed-over',
  params: ById,
  body: z.object({
    id: ClientId,
    day: DayText,
    permittedUse: z.string().trim().min(2).max(200),
    facility: z.uuid().optional(),
  }),
  reply: Written,
})

export const checkUse = post('/facilities/premises/:id/checks', {
  title: '核查用房是否用于养老',
  permission: 'facilities.premises',
  audit: 'premises.use-checked',
  params: ById,
  body: z.object({ id: ClientId, on: DayText, asAgreed: z.boolean(), found: z.string().trim().min(2).max(500) }),
  reply: Written,
})

export const closeMisuse = post('/facilities/premises/:id/checks/:check/close', {
  title: '了结用途不符',
  permission: 'facilities.premises',
  audit: 'premises.misuse-closed',
  params: ById.extend({ check: z.uuid() }),
  body: z.object({ id: ClientId, day: DayText, note: Reason }),
  reply: Written,
})
