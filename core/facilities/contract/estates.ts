// 小区配建: the rooms a housing area owes, its four steps, and how the gap of an old one is closed.
import { ClientId, get, post, Written } from '@songhe/basics/contract'
import { pageOf, Paging } from '@songhe/basics/paging'
import { z } from 'zod'
import { ById, DayText } from './shapes.ts'

export const STEPS = ['planned', 'built', 'accepted', 'delivered'] as const
export const STEP_LABELS: Readonly<Record<string, string>> = {
  planned: '同步规划',
  built: '同步建设',
  accepted: '同步验收',
  delivered: '同步交付',
}
export const GAP_WAYS: Readonly<Record<string, string>> = {
  purchase: '购置',
  exchange: '置换',
  lease: '租赁',
  reclaim: '收回国有用房',
  rebuild: '改造',
}
export const LINE_LABELS: Readonly<Record<string, string>> = { elder: '养老', child: '托育' }

const EstateRow = z.object({
  id: z.string(),
  name: z.string(),
  area: z.number().int(),
  place: z.string(),
  builder: z.string(),
  age: z.enum(['new', 'old']),
  line: z.enum(['elder', 'child']),
  households: z.number().int(),
  required: z.number(),
  requiredGround: z.string(),
  built: z.number().nullable(),
  /** Square metres missing; 0 when enough. */
  gap: z.number(),
  gapWay: z.string().nullable(),
  gapDue: z.string().nullable(),
  gapClosedOn: z.string().nullable(),
  steps: z.array(z.object({ step: z.enum(STEPS), day: z.string(), note: z.string() })),
  /** What is out of order, in words; empty when nothing is. */
  breach: z.string(),
  upToStandard: z.boolean(),
  facility: z.string().nullable(),
  version: z.number().int(),
})
export type EstateRow = z.infer<typeof EstateRow>

export const listEstates = get('/facilities/estates', {
  title: '查看小区配建',
  permission: 'facilities.read',
  query: Paging.extend({
    area: z.coerce.number().int().optional(),
    age: z.enum(['new', 'old', 'all']).default('all'),
    line: z.enum(['elder', 'child']).optional(),
    show: z.enum(['all', 'breach', 'gap', 'due']).default('all'),
  }),
  reply: pageOf(EstateRow).extend({
    /** New estates up to standard ÷ all new estates of the line. */
    share: z.object({ numerator: z.number().int(), denominator: z.number().int() }),
    missing: z.number(),
  }),
  sheet: {
    name: '小区配建',
    columns: [
      { key: 'name', title: '小区' },
      { key: 'place', title: '所在地' },
      { key: 'age', title: '新旧', as: { new: '新建', old: '已建成' } },
      { key: 'line', title: '配建', as: LINE_LABELS },
      { key: 'households', title: '户数', as: 'count' },
      { key: 'required', title: '应配（平方米）' },
      { key: 'built', title: '已配（平方米）' },
      { key: 'gap', title: '缺口（平方米）' },
      { key: 'gapWay', title: '补足方式', as: GAP_WAYS },
      { key: 'gapDue', title: '补足期限' },
      { key: 'breach', title: '四同步问题' },
    ],
  },
})

export const registerEstate = post('/facilities/estates', {
  title: '登记小区配建',
  permission: 'facilities.premises',
  audit: 'estate.registered',
  body: z.object({
    id: ClientId,
    area: z.number().int(),
    name: z.string().trim().min(2).max(100),
    builder: z.string().trim().max(100).default(''),
    age: z.enum(['new', 'old']),
    line: z.enum(['elder', 'child']).default('elder'),
    households: z.number().int().min(1).max(100_000),
    required: z.number().min(0).max(100_000),
    /** The rule that asks for these square metres. */
    requiredGround: z.string().trim().min(2).max(120),
    built: z.number().min(0).max(100_000).optional(),
  }),
  reply: Written,
})

export const recordStep = post('/facilities/estates/:id/steps', {
  title: '登记四同步的一步',
  permission: 'facilities.premises',
  audit: 'estate.step-recorded',
  params: ById,
  body: z.object({
    id: ClientId,
    step: z.enum(STEPS),
    day: DayText,
    /** Square metres really built, stated at building or acceptance. */
    built: z.number().min(0).max(100_000).optional(),
    note: z.string().trim().max(300).default(''),
  }),
  reply: Written,
})

export const planGap = post('/facilities/estates/:id/gap', {
  title: '定下缺口的补足方式',
  permission: 'facilities.premises',
  audit: 'estate.gap-planned',
  params: ById,
  body: z.object({
    id: ClientId,
    version: z.number().int(),
    way: z.enum(['purchase', 'exchange', 'lease', 'reclaim', 'rebuild']),
    due: DayText,
    /** Set when the gap is closed. */
    closedOn: DayText.optional(),
    built: z.number().min(0).max(100_000).optional(),
    facility: z.uuid().optional(),
  }),
  reply: Written,
})
