// Shapes that several lines of the registry share.
import { isDay } from '@songhe/basics/day'
import { z } from 'zod'

export const DayText = z.string().refine(isDay, '日期写成 2026-11-24 的样子')
export const PersonParams = z.object({ id: z.uuid() })

export const SOURCE_KINDS = [
  'police',
  'aid',
  'disabled-federation',
  'insurance',
  'health',
  'home-visit',
  'town',
  'person',
  'import',
  'takeover',
  'platform',
] as const
export type SourceKind = (typeof SOURCE_KINDS)[number]

/** Where a statement comes from; its rank follows from its kind. */
export const SourceInput = z.object({
  kind: z.enum(SOURCE_KINDS),
  label: z.string().min(1).max(80),
  reportedOn: DayText,
})
export type SourceInput = z.infer<typeof SourceInput>

export const FactInput = z.object({
  kind: z.string().min(1).max(60),
  value: z.string().min(1).max(2000),
  from: DayText,
  to: DayText.nullable().optional(),
  detail: z.record(z.string(), z.unknown()).optional(),
})
export type FactInput = z.infer<typeof FactInput>
