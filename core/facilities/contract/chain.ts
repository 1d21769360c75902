// 中心带站: which centre leads which stations and points, how much of the district stands in a chain, and which places have no site of their own.
import { ClientId, get, post, Written } from '@songhe/basics/contract'
import { pageOf, Paging } from '@songhe/basics/paging'
import { z } from 'zod'
import { ById, DayText, Reason } from './shapes.ts'

export const linkChain = post('/facilities/:id/chain', {
  title: '把站（点）纳入中心',
  permission: 'facilities.write',
  audit: 'facility.chain-linked',
  params: ById,
  body: z.object({ id: ClientId, children: z.array(z.uuid()).min(1).max(200), from: DayText }),
  reply: Written.extend({ linked: z.number().int() }),
})

export const unlinkChain = post('/facilities/:id/chain/:child/end', {
  title: '把站（点）移出中心',
  permission: 'facilities.write',
  audit: 'facility.chain-ended',
  params: ById.extend({ child: z.uuid() }),
  body: z.object({ id: ClientId, day: DayText, reason: Reason }),
  reply: Written,
})

export const showChains = get('/facilities/chains', {
  title: '查看中心带站',
  permission: 'facilities.read',
  query: z.object({ area: z.coerce.number().int().optional() }),
  reply: z.object({
    on: z.string(),
    /** Open stations and points in a chain ÷ all open ones; then those in a chain that a social operator runs. */
    inChain: z.object({ numerator: z.number().int(), denominator: z.number().int() }),
    social: z.object({ numerator: z.number().int(), denominator: z.number().int() }),
    centres: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        kindTitle: z.string(),
        place: z.string(),
        operator: z.string(),
        children: z.array(z.object({ id: z.string(), name: z.string(), kindTitle: z.string(), operator: z.string() })),
      }),
    ),
    alone: z.number().int(),
  }),
})

export const listGaps = get('/facilities/gaps', {
  title: '查看缺设施的村社和镇街',
  permission: 'facilities.read',
  query: Paging.extend({ level: z.enum(['town', 'village', 'all']).default('all'), area: z.coerce.number().int().optional() }),
  reply: pageOf(
    z.object({
      area: z.number().int(),
      town: z.string(),
      name: z.string(),
      /** What this area should have: a centre, a station, a point. */
      kind: z.string(),
      kindTitle: z.string(),
      /** A planned or half-built one. */
      coming: z.string(),
      elders: z.number().int(),
    }),
  ).extend({
    on: z.string(),
    covered: z.array(
      z.object({ kind: z.string(), title: z.string(), numerator: z.number().int(), denominator: z.number().int() }),
    ),
  }),
  sheet: {
    name: '缺设施的村社和镇街',
    columns: [
      { key: 'town', title: '镇街' },
      { key: 'name', title: '村社' },
      { key: 'kindTitle', title: '应有设施' },
      { key: 'coming', title: '在建或规划' },
      { key: 'elders', title: '60 岁以上老人', as: 'count' },
    ],
  },
})
