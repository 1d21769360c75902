// Shapes that several lines about indicators share.
import { z } from 'zod'

export const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
export const ById = z.object({ id: z.uuid() })
export const Reason = z.string().trim().min(4).max(500)

export const Input = z.object({
  measure: z.string().max(80).optional(),
  splits: z.array(z.string().max(60)).max(40).optional(),
  window: z.enum(['month', 'year']).optional(),
  constant: z
    .string()
    .regex(/^-?\d{1,15}(\.\d{1,6})?$/)
    .optional(),
  source: z.string().max(200).optional(),
})
export type DefinitionInput = z.infer<typeof Input>

export const Definition = z.object({
  version: z.number().int(),
  words: z.string(),
  countsNot: z.string(),
  formula: z.string(),
  inputs: z.record(z.string(), Input),
  unit: z.string(),
  places: z.number().int(),
  base: z.string(),
  reason: z.string(),
  recordedBy: z.string(),
  recordedAt: z.string(),
})
export type Definition = z.infer<typeof Definition>

export const Part = z.object({
  name: z.string(),
  measure: z.string().nullable(),
  measureTitle: z.string(),
  note: z.string(),
  splits: z.array(z.string()),
  splitTitles: z.array(z.string()),
  unit: z.string(),
  value: z.string().nullable(),
  records: z.number().int(),
  source: z.string(),
})
