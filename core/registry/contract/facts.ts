// Facts: record, correct, close. Nothing is overwritten.
import { ClientId, get, post, Written } from '@songhe/basics/contract'
import { z } from 'zod'
import { DayText, FactInput, PersonParams, SourceInput } from './shapes.ts'

export const recordFact = post('/people/:id/facts', {
  title: '登记一条情况',
  permission: 'registry.write',
  audit: 'fact.recorded',
  params: PersonParams,
  body: FactInput.extend({ id: ClientId, source: SourceInput }),
  /** wins: false = another source counts more, this one stands beside it. */
  reply: Written.extend({ wins: z.boolean() }),
})

const FactParams = PersonParams.extend({ fact: z.uuid() })

export const correctFact = post('/people/:id/facts/:fact/correct', {
  title: '更正一条情况',
  permission: 'registry.write',
  audit: 'fact.corrected',
  params: FactParams,
  body: FactInput.omit({ kind: true }).extend({ id: ClientId, reason: z.string().trim().min(4, '理由至少 4 个字').max(200) }),
  reply: Written,
})

export const closeFact = post('/people/:id/facts/:fact/close', {
  title: '终止一条情况',
  permission: 'registry.write',
  audit: 'fact.closed',
  params: FactParams,
  body: z.object({
    id: ClientId,
    to: DayText.describe('从这一天起不再成立'),
    reason: z.string().trim().min(4, '理由至少 4 个字').max(200),
  }),
  reply: Written,
})

export const listFactKinds = get('/facts/kinds', {
  title: '查看情况类别',
  permission: 'signed-in',
  reply: z.object({
    kinds: z.array(
      z.object({
        kind: z.string(),
        title: z.string(),
        group: z.string(),
        type: z.enum(['boolean', 'number', 'text', 'date']),
        trait: z.boolean(),
        many: z.boolean(),
        health: z.boolean(),
        money: z.boolean(),
        paper: z.object({ number: z.string(), body: z.string() }).nullable(),
        options: z.array(z.object({ value: z.string(), text: z.string() })),
      }),
    ),
  }),
})
