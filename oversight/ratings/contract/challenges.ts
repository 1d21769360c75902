// Lines about what is said against a result: objections during the notice, appeals of the site, downgrade and withdrawal by the office.
import { ClientId, post, Written } from '@songhe/basics/contract'
import { z } from 'zod'
import { ById, DayText, PaperText, Reason } from './shapes.ts'

export const raiseChallenge = post('/ratings/cases/:id/challenges', {
  title: '登记异议或申诉',
  permission: 'ratings.apply',
  audit: 'rating.challenged',
  params: ById,
  body: z.object({
    id: ClientId,
    raisedOn: DayText,
    raisedBy: z.string().trim().min(2).max(60),
    ground: z.string().trim().min(4).max(500),
  }),
  reply: Written,
})

export const answerChallenge = post('/ratings/cases/:id/challenges/:challenge/answer', {
  title: '答复异议或申诉',
  permission: 'ratings.decide',
  audit: 'rating.challenge-answered',
  params: ById.extend({ challenge: z.uuid() }),
  body: z.object({ id: ClientId, upheld: z.boolean(), answer: Reason }),
  reply: Written,
})

export const proposeChange = post('/ratings/cases/:id/changes', {
  title: '提出降级或撤销等级',
  permission: 'ratings.score',
  audit: 'rating.change-proposed',
  params: ById,
  body: z.object({
    id: ClientId,
    kind: z.enum(['downgrade', 'revoke']),
    grade: z.string().max(20).default(''),
    effectiveOn: DayText,
    reason: Reason,
    evidence: z.string().trim().min(2, '请写明证据').max(300),
  }),
  reply: Written,
})

export const decideChange = post('/ratings/cases/:id/changes/:change/decide', {
  title: '决定降级或撤销',
  permission: 'ratings.decide',
  audit: 'rating.change-decided',
  params: ById.extend({ change: z.uuid() }),
  body: z.object({ id: ClientId, approved: z.boolean(), decision: PaperText, note: z.string().trim().max(300).default('') }),
  reply: Written,
})
