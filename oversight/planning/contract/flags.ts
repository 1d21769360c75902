// What the documents leave open or contradict, and what a named officer decided.
import { ClientId, get, post, Written } from '@songhe/basics/contract'
import { pageOf, Paging } from '@songhe/basics/paging'
import { z } from 'zod'
import { ById, Reason } from './shapes.ts'
import { FLAG_KINDS } from './words.ts'

export const Flag = z.object({
  id: z.string(),
  indicator: z.string().nullable(),
  indicatorTitle: z.string(),
  printedValue: z.string().nullable(),
  kind: z.string(),
  said: z.string(),
  raisedBy: z.string(),
  raisedAt: z.string(),
  verdict: z.string().nullable(),
  reason: z.string(),
  decidedBy: z.string(),
  decidedAt: z.string().nullable(),
  /** The values to choose from, where one must be chosen. */
  values: z.array(z.object({ id: z.string(), said: z.string() })),
})
export type Flag = z.infer<typeof Flag>

export const listFlags = get('/planning/flags', {
  title: '查看文件里对不上、说不清的地方',
  permission: 'planning.read',
  query: Paging.extend({
    open: z.stringbool().default(true),
    kind: z.string().max(40).optional(),
    indicator: z.uuid().optional(),
  }),
  reply: pageOf(Flag).extend({ counts: z.record(z.string(), z.number().int()) }),
  sheet: {
    name: '待定事项',
    columns: [
      { key: 'indicatorTitle', title: '指标' },
      { key: 'kind', title: '哪一种', as: FLAG_KINDS },
      { key: 'said', title: '说明' },
      { key: 'verdict', title: '定为' },
      { key: 'reason', title: '理由' },
      { key: 'decidedBy', title: '谁定的' },
    ],
  },
})

export const decideFlag = post('/planning/flags/:id/decide', {
  title: '定下一处待定事项',
  permission: 'planning.decide',
  audit: 'flag.decided',
  params: ById,
  body: z.object({
    id: ClientId,
    /** accept = as read; exclude = not compared; choose = this value; past / binding for a deadline that has passed; set = the day, unit or base below. */
    verdict: z.enum(['accept', 'exclude', 'choose', 'past', 'binding', 'set']),
    value: z.uuid().optional(),
    set: z.string().trim().max(60).optional(),
    reason: Reason,
  }),
  reply: Written,
})
