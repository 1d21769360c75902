// Shapes and words that several lines of the ratings room share.
import { isDay } from '@songhe/basics/day'
import { z } from 'zod'

export const DayText = z.string().refine(isDay, '日期写成 2026-11-24 的样子')
export const ById = z.object({ id: z.uuid() })
export const Reason = z.string().trim().min(4, '理由至少 4 个字').max(500)
/** Number and name of a decision or an announcement, as it stands on the paper. */
export const PaperText = z.string().trim().min(2).max(120)

export const SCHEMES: Readonly<Record<string, string>> = { star: '星级', leaf: '叶级', evaluation: '年度绩效评价' }
export const SchemeKey = z.enum(['star', 'leaf', 'evaluation'])
export type Scheme = z.infer<typeof SchemeKey>

export const CASE_STATES: Readonly<Record<string, string>> = {
  applied: '待评分',
  scored: '待决定',
  notice: '公示中',
  'in-force': '已生效',
  below: '未达等级',
  withdrawn: '已撤回',
  revoked: '已撤销',
}
export const CaseState = z.enum(['applied', 'scored', 'notice', 'in-force', 'below', 'withdrawn', 'revoked'])
export type CaseState = z.infer<typeof CaseState>

export const SHEET_KINDS: Readonly<Record<string, string>> = { self: '自评', evaluator: '第三方评分', review: '复评' }

/** Points with at most two decimals. */
export const Points = z
  .number()
  .min(0)
  .max(9999.99)
  .refine((points) => Math.abs(points * 100 - Math.round(points * 100)) < 1e-6, '得分最多两位小数')

export const SectionScore = z.object({
  section: z.string().min(1).max(60),
  points: Points,
  evidence: z.string().trim().max(300).default(''),
  /** An uploaded file of this case. */
  file: z.uuid().optional(),
})
export type SectionScore = z.infer<typeof SectionScore>

/** What keeps a site from a grade: points of a section or of the whole, or a condition. */
export const Lack = z.object({
  what: z.string(),
  text: z.string(),
  have: z.number().nullable(),
  need: z.number().nullable(),
  missing: z.number().nullable(),
})
export type Lack = z.infer<typeof Lack>

export const Grading = z.object({
  outcome: z.enum(['grade', 'none', 'missing', 'unconfirmed']),
  /** Empty where none is reached. */
  grade: z.string(),
  total: z.number(),
  full: z.number(),
  /** What is still not known, in words; nothing is decided before. */
  unknown: z.array(z.string()),
  /** Best first; `lacks` is empty where the grade is reached. */
  ladder: z.array(z.object({ grade: z.string(), clause: z.string(), reached: z.boolean(), lacks: z.array(Lack) })),
  /** The nearest better grade. */
  next: z.object({ grade: z.string(), lacks: z.array(Lack) }).nullable(),
})
export type Grading = z.infer<typeof Grading>
