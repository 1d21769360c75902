// Standards: what the published tables say of a site, with row and clause, and the shares over the district.
import { ClientId, get, post } from '@songhe/basics/contract'
import { z } from 'zod'
import { ById, StandardVerdict } from './shapes.ts'

export const StandardLine = z.object({
  input: z.string(),
  cell: z.string(),
  value: z.string(),
  verdict: z.enum(['pass', 'fail', 'missing']),
  text: z.string(),
})
export type StandardLine = z.infer<typeof StandardLine>

export const StandardCheck = z.object({
  pack: z.string(),
  title: z.string(),
  version: z.number().int(),
  /** 有条件的: said beside the standard, never decides it. */
  advice: z.boolean(),
  verdict: StandardVerdict,
  row: z.string(),
  document: z.string(),
  clause: z.string(),
  lines: z.array(StandardLine),
  checkedOn: z.string(),
})
export type StandardCheck = z.infer<typeof StandardCheck>

export const showStandards = get('/facilities/:id/standards', {
  title: '查看一处设施的建设标准核对',
  permission: 'facilities.read',
  params: ById,
  reply: z.object({ on: z.string(), verdict: StandardVerdict, sentence: z.string(), checks: z.array(StandardCheck) }),
})

export const checkAllStandards = post('/facilities/standards/check', {
  title: '重新核对全部设施的建设标准',
  permission: 'facilities.write',
  audit: 'facility.standards-checked',
  body: z.object({ id: ClientId }),
  reply: z.object({ job: z.string() }),
})
