// Lines about the case of one site: apply with a self-check, score with evidence, decide, publish, take effect.
import { ClientId, get, post, Written } from '@songhe/basics/contract'
import { Paging, pageOf } from '@songhe/basics/paging'
import { z } from 'zod'
import { ById, CASE_STATES, CaseState, DayText, Grading, PaperText, Reason, SCHEMES, SchemeKey, SectionScore } from './shapes.ts'

const CaseRow = z.object({
  id: z.string(),
  round: z.string(),
  roundTitle: z.string(),
  scheme: SchemeKey,
  facility: z.string(),
  facilityName: z.string(),
  kindTitle: z.string(),
  place: z.string(),
  version: z.number().int(),
  state: CaseState,
  appliedOn: z.string(),
  total: z.number().nullable(),
  /** While it waits for a decision: what the standard says of the scores; null = not known, empty = no grade. */
  proposed: z.string().nullable(),
  grade: z.string(),
  noticeTo: z.string().nullable(),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  /** An objection or appeal without an answer, a change without a decision. */
  open: z.enum(['challenge', 'change']).nullable(),
})

export const CASE_WORK: Readonly<Record<string, string>> = {
  score: '待评分',
  decide: '待决定',
  effect: '公示期满待生效',
  challenge: '异议、申诉待答复',
  change: '降级、撤销待决定',
}

export const listCases = get('/ratings/cases', {
  title: '查看评定件',
  permission: 'ratings.read',
  query: Paging.extend({
    round: z.uuid().optional(),
    scheme: SchemeKey.optional(),
    state: CaseState.or(z.literal('all')).default('all'),
    /** What waits for somebody. */
    work: z.enum(['score', 'decide', 'effect', 'challenge', 'change']).optional(),
    area: z.coerce.number().int().optional(),
    q: z.string().trim().max(40).optional(),
  }),
  reply: pageOf(CaseRow),
  sheet: {
    name: '评定件',
    columns: [
      { key: 'facilityName', title: '设施' },
      { key: 'kindTitle', title: '类别' },
      { key: 'place', title: '所在地' },
      { key: 'roundTitle', title: '轮次' },
      { key: 'scheme', title: '种类', as: SCHEMES },
      { key: 'state', title: '状态', as: CASE_STATES },
      { key: 'total', title: '总分' },
      { key: 'proposed', title: '拟定等级' },
      { key: 'grade', title: '等级' },
      { key: 'appliedOn', title: '申请日期' },
      { key: 'noticeTo', title: '公示止' },
      { key: 'validFrom', title: '有效期起' },
      { key: 'validTo', title: '有效期止' },
    ],
  },
})

const ScoreLine = z.object({
  section: z.string(),
  full: z.number(),
  points: z.number(),
  /** Percent, cut at two decimals, never rounded up. */
  share: z.number(),
  evidence: z.string(),
  file: z.string().nullable(),
})

export const CaseFile = CaseRow.extend({
  example: z.boolean(),
  announcement: z.string(),
  standard: z.object({ title: z.string(), version: z.number().int(), document: z.string(), clause: z.string() }),
  sections: z.array(z.object({ id: z.string(), points: z.number() })),
  operator: z.string().nullable(),
  appliedBy: z.string(),
  returnedReason: z.string(),
  decision: z.string(),
  decidedOn: z.string().nullable(),
  decidedBy: z.string(),
  noticeFrom: z.string().nullable(),
  closedReason: z.string(),
  /** Newest first. */
  sheets: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['self', 'evaluator', 'review']),
      institution: z.string(),
      people: z.string(),
      scoredOn: z.string(),
      recordedBy: z.string(),
      counts: z.boolean(),
      lines: z.array(ScoreLine),
    }),
  ),
  /** By the newest scores that count; of the self-check while nobody else scored. */
  grading: Grading.nullable(),
  gradedBy: z.enum(['self', 'evaluator', 'review']).nullable(),
  challenges: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['objection', 'appeal']),
      raisedOn: z.string(),
      raisedBy: z.string(),
      ground: z.string(),
      upheld: z.boolean().nullable(),
      answer: z.string(),
      gradeBefore: z.string(),
      gradeAfter: z.string(),
      answeredOn: z.string().nullable(),
      answeredBy: z.string(),
      /** Somebody scored again for it. */
      reviewed: z.boolean(),
    }),
  ),
  changes: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['downgrade', 'revoke']),
      grade: z.string(),
      effectiveOn: z.string(),
      reason: z.string(),
      evidence: z.string(),
      proposedBy: z.string(),
      approved: z.boolean().nullable(),
      decision: z.string(),
      note: z.string(),
      decidedBy: z.string(),
    }),
  ),
  /** Why the one who asks may not decide; empty = he may. */
  mayNotDecide: z.string(),
})
export type CaseFile = z.infer<typeof CaseFile>

export const showCase = get('/ratings/cases/:id', {
  title: '查看一件评定',
  permission: 'ratings.read',
  params: ById,
  reply: CaseFile,
})

export const applyForRating = post('/ratings/rounds/:id/cases', {
  title: '为设施申请评定，附自评',
  permission: 'ratings.apply',
  audit: 'rating.applied',
  params: ById,
  body: z.object({
    id: ClientId,
    facility: z.uuid(),
    appliedOn: DayText,
    /** Points per section with evidence; a yearly evaluation needs none. */
    scores: z.array(SectionScore).max(12).default([]),
  }),
  reply: Written,
})

export const withdrawCase = post('/ratings/cases/:id/withdraw', {
  title: '撤回评定申请',
  permission: 'ratings.apply',
  audit: 'rating.application-withdrawn',
  params: ById,
  body: z.object({ id: ClientId, reason: Reason }),
  reply: Written,
})

export const scoreCase = post('/ratings/cases/:id/score', {
  title: '登记第三方评分或复评',
  permission: 'ratings.score',
  audit: 'rating.scored',
  params: ById,
  body: z.object({
    id: ClientId,
    institution: z.string().trim().min(2).max(100),
    creditCode: z.string().trim().max(18).default(''),
    /** Names with 、 between. */
    people: z.string().trim().min(2).max(100),
    scoredOn: DayText,
    scores: z.array(SectionScore).min(1).max(12),
  }),
  reply: Written,
})

export const addEvidence = post('/ratings/cases/:id/evidence', {
  title: '上传评分证据',
  permission: 'ratings.score',
  audit: 'rating.evidence-added',
  params: ById,
  upload: true,
  query: z.object({ id: ClientId }),
  reply: z.object({ id: z.string(), outcome: z.enum(['created', 'exists']), file: z.string() }),
})

export const showEvidence = get('/ratings/cases/:id/evidence/:file', {
  title: '查看评分证据',
  permission: 'ratings.read',
  params: ById.extend({ file: z.uuid() }),
  reply: 'file',
})

export const returnCase = post('/ratings/cases/:id/return', {
  title: '退回重评',
  permission: 'ratings.decide',
  audit: 'rating.returned',
  params: ById,
  body: z.object({ id: ClientId, version: z.number().int(), reason: Reason }),
  reply: Written,
})

export const decideCase = post('/ratings/cases/:id/decide', {
  title: '决定等级并公示',
  permission: 'ratings.decide',
  audit: 'rating.decided',
  params: ById,
  body: z.object({
    id: ClientId,
    version: z.number().int(),
    /** As the one who decides saw it; the standard says it again, and another answer stops the act. Empty = no grade. */
    grade: z.string().max(20),
    decision: PaperText,
    decidedOn: DayText,
  }),
  reply: Written,
})

export const takeEffect = post('/ratings/cases/:id/take-effect', {
  title: '公示期满，等级生效',
  permission: 'ratings.decide',
  audit: 'rating.took-effect',
  params: ById,
  body: z.object({ id: ClientId, version: z.number().int(), validFrom: DayText }),
  reply: Written,
})

const Many = z.object({
  id: z.string(),
  outcome: z.enum(['created', 'exists']),
  done: z.number().int(),
  refused: z.array(z.object({ case: z.string(), name: z.string(), reason: z.string() })),
})

export const enterSites = post('/ratings/rounds/:id/enter', {
  title: '把范围内的设施都列入年度评价',
  permission: 'ratings.rounds',
  audit: 'rating.sites-entered',
  params: ById,
  body: z.object({ id: ClientId }),
  reply: z.object({ id: z.string(), outcome: z.enum(['created', 'exists']), entered: z.number().int() }),
})

export const decideCases = post('/ratings/cases/decide', {
  title: '成批决定等级并公示',
  permission: 'ratings.decide',
  audit: 'rating.many-decided',
  body: z.object({
    id: ClientId,
    cases: z
      .array(z.object({ id: z.uuid(), version: z.number().int(), grade: z.string().max(20) }))
      .min(1)
      .max(200),
    decision: PaperText,
    decidedOn: DayText,
  }),
  reply: Many,
})

export const takeEffects = post('/ratings/cases/take-effect', {
  title: '成批生效',
  permission: 'ratings.decide',
  audit: 'rating.many-took-effect',
  body: z.object({
    id: ClientId,
    cases: z
      .array(z.object({ id: z.uuid(), version: z.number().int() }))
      .min(1)
      .max(200),
    validFrom: DayText,
  }),
  reply: Many,
})
