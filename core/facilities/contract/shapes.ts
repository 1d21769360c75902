// Shapes that several lines of the facilities room share.
import { isDay } from '@songhe/basics/day'
import { z } from 'zod'
import { FACILITY_KINDS } from './kinds.ts'

export const DayText = z.string().refine(isDay, '日期写成 2026-11-24 的样子')
export const ById = z.object({ id: z.uuid() })
export const KindKey = z.enum(
  FACILITY_KINDS.map(({ key }) => key),
  '不认识的设施类别',
)

export const STATES = ['planned', 'building', 'open', 'suspended', 'closed'] as const
export const StateKey = z.enum(STATES)
export const STATE_LABELS: Readonly<Record<string, string>> = {
  planned: '规划',
  building: '在建',
  open: '运营中',
  suspended: '暂停服务',
  closed: '已关闭',
  withdrawn: '已撤销',
}

export const STANDARD_LABELS: Readonly<Record<string, string>> = {
  met: '达标',
  'not-met': '未达标',
  missing: '资料不全',
  none: '没有适用的标准',
}
export const StandardVerdict = z.enum(['met', 'not-met', 'missing', 'none'])

export const PAPER_LABELS: Readonly<Record<string, string>> = {
  expired: '已过期',
  soon: '将到期',
  valid: '有效',
  none: '没有登记',
}
export const PaperState = z.enum(['expired', 'soon', 'valid', 'none'])

/** Where a statement about a site comes from, in the office's words. */
export const SourceText = z.string().trim().min(2, '请写明来源，例如：镇街上报 2026-11').max(120)
export const Reason = z.string().trim().min(4, '理由至少 4 个字').max(300)
export const Named = z.object({ id: z.string(), name: z.string() })
