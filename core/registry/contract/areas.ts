// Areas: the tree for pickers and the transfer of towns to another district.
import { ClientId, get, post } from '@songhe/basics/contract'
import { z } from 'zod'
import { DayText } from './shapes.ts'

/** Short keys on purpose: a district has hundreds of villages and the picker loads them all. */
export const AreaNode = z.object({
  key: z.number().int(),
  name: z.string(),
  kind: z.enum(['district', 'town', 'village']),
  parent: z.number().int().nullable(),
})
export type AreaNode = z.infer<typeof AreaNode>

export const listAreas = get('/areas', {
  title: '查看本区县的镇街和村社',
  permission: 'signed-in',
  query: z.object({ on: DayText.optional() }),
  reply: z.object({ on: z.string(), areas: z.array(AreaNode) }),
})

export const listDistricts = get('/areas/districts', {
  title: '查看所有区县',
  permission: 'signed-in',
  query: z.object({ on: DayText.optional() }),
  reply: z.object({ districts: z.array(z.object({ key: z.number(), name: z.string() })) }),
})

const Transfer = z.object({
  towns: z.array(z.number().int()).min(1).max(60),
  to: z.number().int(),
  day: DayText,
})

export const previewTransfer = post('/areas/transfer/preview', {
  title: '预览区划划转影响的人、待遇和办件',
  permission: 'areas.transfer',
  audit: 'areas.transfer-previewed',
  body: Transfer,
  reply: z.object({
    to: z.string(),
    towns: z.array(z.object({ key: z.number(), name: z.string(), people: z.number(), facts: z.number(), done: z.boolean() })),
    /** What other rooms have on these people: what goes along, and what stays to be settled here. */
    rooms: z.array(z.object({ title: z.string(), count: z.number(), fen: z.number().nullable(), goes: z.boolean() })),
  }),
})

export const transferAreas = post('/areas/transfer', {
  title: '把镇街划转到另一区县',
  permission: 'areas.transfer',
  audit: 'areas.transferred',
  body: Transfer.extend({ id: ClientId, ground: z.string().min(4).max(200).describe('依据文件或通知') }),
  reply: z.object({ job: z.string() }),
})
