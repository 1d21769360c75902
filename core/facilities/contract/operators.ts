// Operators: who runs sites, one body under however many names.
import { ClientId, get, post, Written } from '@songhe/basics/contract'
import { pageOf, Paging } from '@songhe/basics/paging'
import { z } from 'zod'
import { ById, Reason } from './shapes.ts'

export const OPERATOR_KINDS: Readonly<Record<string, string>> = {
  enterprise: '企业',
  'state-firm': '国有企业',
  'social-service': '民办非企业单位',
  association: '社会团体',
  foundation: '基金会',
  institution: '事业单位',
  organ: '镇街政府',
  committee: '村（社区）委员会',
  'sole-trader': '个体工商户',
  other: '其他',
}
const OperatorKind = z.enum([
  'enterprise',
  'state-firm',
  'social-service',
  'association',
  'foundation',
  'institution',
  'organ',
  'committee',
  'sole-trader',
  'other',
])

export const OperatorRow = z.object({
  id: z.string(),
  name: z.string(),
  names: z.array(z.string()),
  creditCode: z.string(),
  kind: z.string(),
  kindTitle: z.string(),
  legalPerson: z.string(),
  brand: z.string(),
  filedHome: z.boolean(),
  facilities: z.number().int(),
  contracts: z.number().int(),
  /** Open questions whether this is the same body as another. */
  alike: z.number().int(),
  example: z.boolean(),
})
export type OperatorRow = z.infer<typeof OperatorRow>

export const listOperators = get('/facilities/operators', {
  title: '查看运营主体名录',
  permission: 'facilities.read',
  query: Paging.extend({ q: z.string().trim().max(60).optional(), brand: z.stringbool().optional() }),
  reply: pageOf(OperatorRow),
  sheet: {
    name: '运营主体名录',
    columns: [
      { key: 'name', title: '名称' },
      { key: 'names', title: '曾用名和其他写法' },
      { key: 'creditCode', title: '统一社会信用代码' },
      { key: 'kindTitle', title: '性质' },
      { key: 'legalPerson', title: '法定代表人' },
      { key: 'brand', title: '品牌' },
      { key: 'facilities', title: '运营设施', as: 'count' },
      { key: 'contracts', title: '在执行合同', as: 'count' },
    ],
  },
})

export const registerOperator = post('/facilities/operators', {
  title: '登记运营主体',
  permission: 'facilities.contracts',
  audit: 'operator.registered',
  body: z.object({
    id: ClientId,
    name: z.string().trim().min(2).max(100),
    creditCode: z.string().max(40).default(''),
    kind: OperatorKind.optional(),
    legalPerson: z.string().trim().max(60).default(''),
    brand: z.string().trim().max(60).default(''),
    filedHome: z.boolean().default(false),
  }),
  /** `exists` with another id: this credit code is known, the new name was kept beside it. */
  reply: Written.extend({ operator: z.string(), alike: z.number().int() }),
})

export const changeOperator = post('/facilities/operators/:id/change', {
  title: '更正运营主体',
  permission: 'facilities.contracts',
  audit: 'operator.changed',
  params: ById,
  body: z.object({
    id: ClientId,
    name: z.string().trim().min(2).max(100).optional(),
    creditCode: z.string().max(40).optional(),
    kind: OperatorKind.optional(),
    legalPerson: z.string().trim().max(60).optional(),
    brand: z.string().trim().max(60).optional(),
    filedHome: z.boolean().optional(),
    reason: Reason,
  }),
  reply: Written,
})

const Side = z.object({ id: z.string(), name: z.string(), creditCode: z.string(), facilities: z.number().int() })
export const listAlike = get('/facilities/operators/alike', {
  title: '查看疑似同一运营主体',
  permission: 'facilities.read',
  query: Paging,
  reply: pageOf(z.object({ one: Side, other: Side, reason: z.string(), oneName: z.string(), otherName: z.string() })),
  sheet: {
    name: '疑似同一运营主体',
    columns: [
      { key: 'oneName', title: '名称' },
      { key: 'one.creditCode', title: '信用代码' },
      { key: 'otherName', title: '另一名称' },
      { key: 'other.creditCode', title: '另一信用代码' },
      { key: 'reason', title: '为什么疑似' },
    ],
  },
})

export const decideAlike = post('/facilities/operators/alike', {
  title: '判断是不是同一运营主体',
  permission: 'facilities.contracts',
  audit: 'operator.alike-decided',
  body: z.object({
    id: ClientId,
    one: z.uuid(),
    other: z.uuid(),
    verdict: z.enum(['same', 'different']),
    /** The one that stays. */
    keep: z.uuid().optional(),
    reason: Reason,
  }),
  reply: Written,
})
