// Numbers as documents print them, beside what the register counts today.
import { ClientId, get, post, Written } from '@songhe/basics/contract'
import { pageOf, Paging } from '@songhe/basics/paging'
import { z } from 'zod'
import { ById, Reason } from './shapes.ts'

export const ROLE_LABELS: Readonly<Record<string, string>> = {
  stock: '现状',
  plan: '目标',
  'stock-or-plan': '文件没有写明',
}

const Observation = z.object({
  id: z.string(),
  document: z.string(),
  documentTitle: z.string(),
  clause: z.string(),
  subject: z.string(),
  operator: z.string(),
  printed: z.string(),
  quantity: z.number().nullable(),
  quantityMax: z.number().nullable(),
  unit: z.string(),
  dated: z.string(),
  role: z.enum(['stock', 'plan', 'stock-or-plan']),
  confirmedRole: z.enum(['stock', 'plan']).nullable(),
  confirmedBy: z.string(),
  /** Sites of the kinds the words mean, as the register has them today; null where the words are no kind of site. */
  counted: z.number().int().nullable(),
  upgraded: z.number().int().nullable(),
  kinds: z.array(z.string()),
})

export const listObservations = get('/facilities/observations', {
  title: '查看文件里的数字',
  permission: 'facilities.read',
  query: Paging.extend({
    document: z.string().max(60).optional(),
    facilitiesOnly: z.stringbool().default(false),
    open: z.stringbool().default(false),
  }),
  reply: pageOf(Observation),
  sheet: {
    name: '文件里的数字',
    columns: [
      { key: 'documentTitle', title: '文件' },
      { key: 'clause', title: '条款' },
      { key: 'subject', title: '事项' },
      { key: 'printed', title: '印的数' },
      { key: 'unit', title: '单位' },
      { key: 'dated', title: '时点' },
      { key: 'role', title: '性质', as: ROLE_LABELS },
      { key: 'counted', title: '台账现有', as: 'count' },
      { key: 'upgraded', title: '其中已改造提升', as: 'count' },
    ],
  },
})

export const confirmObservation = post('/facilities/observations/:id/confirm', {
  title: '确认文件里的数字是现状还是目标',
  permission: 'facilities.figures',
  audit: 'observation.confirmed',
  params: ById,
  body: z.object({ id: ClientId, role: z.enum(['stock', 'plan']), reason: Reason }),
  reply: Written,
})
