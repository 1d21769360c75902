// 十五分钟养老服务圈: who lives outside it, by village, under parameters that the office states.
import { ClientId, get, post, Written } from '@songhe/basics/contract'
import { pageOf, Paging } from '@songhe/basics/paging'
import { z } from 'zod'
import { Reason } from './shapes.ts'

export const CircleParameters = z.object({
  minutes: z.number().int().min(5).max(120),
  metresPerMinute: z.number().int().min(10).max(120),
  /** How much longer the road is than the straight line, in per cent; 140 = 1.4 times. */
  detourPercent: z.number().int().min(100).max(400),
})

export const BASIS_LABELS: Readonly<Record<string, string>> = {
  exact: '实测点',
  approximate: '估点',
  town: '按镇街中心估算',
  none: '没有点位',
}

export const listOutside = get('/facilities/circle', {
  title: '查看十五分钟圈外的老人',
  permission: 'facilities.read',
  query: Paging.extend({
    area: z.coerce.number().int().optional(),
    show: z.enum(['outside', 'inside', 'unknown', 'all']).default('outside'),
  }),
  reply: pageOf(
    z.object({
      area: z.number().int(),
      town: z.string(),
      name: z.string(),
      elders: z.number().int(),
      nearest: z.object({ id: z.string(), name: z.string() }).nullable(),
      nearestName: z.string(),
      /** Along the road, by the detour factor. */
      metres: z.number().int().nullable(),
      minutes: z.number().int().nullable(),
      verdict: z.enum(['inside', 'outside', 'unknown']),
      basis: z.enum(['exact', 'approximate', 'town', 'none']),
    }),
  ).extend({
    parameters: CircleParameters,
    elders: z.object({ inside: z.number().int(), outside: z.number().int(), unknown: z.number().int() }),
    /** Elders whose answer rests on exact points on both ends. */
    surely: z.number().int(),
  }),
  sheet: {
    name: '十五分钟圈外的老人',
    columns: [
      { key: 'town', title: '镇街' },
      { key: 'name', title: '村社' },
      { key: 'elders', title: '60 岁以上老人', as: 'count' },
      { key: 'nearestName', title: '最近的设施' },
      { key: 'metres', title: '估算路程（米）', as: 'count' },
      { key: 'minutes', title: '估算步行（分钟）', as: 'count' },
      { key: 'basis', title: '点位', as: BASIS_LABELS },
    ],
  },
})

export const setCircle = post('/facilities/circle/parameters', {
  title: '定下十五分钟圈的算法参数',
  permission: 'facilities.figures',
  audit: 'circle.parameters-set',
  body: CircleParameters.extend({ id: ClientId, reason: Reason }),
  reply: Written,
})
