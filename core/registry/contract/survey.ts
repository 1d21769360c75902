// One survey of demand and consumption: many answers of one day from one visit, and what a district's surveys add up to.
import { ClientId, get, post, Written } from '@songhe/basics/contract'
import { z } from 'zod'
import { DayText, PersonParams } from './shapes.ts'

export const SURVEY_WAYS = ['home-visit', 'town', 'person'] as const

export const recordSurvey = post('/people/:id/surveys', {
  title: '登记一次需求与消费调查',
  permission: 'registry.write',
  audit: 'survey.recorded',
  params: PersonParams,
  body: z.object({
    id: ClientId,
    day: DayText,
    way: z.enum(SURVEY_WAYS),
    by: z.string().trim().min(1, '请写明由谁调查').max(80),
    /** Who agreed that the answers are kept; null relation = the elder. */
    consent: z.object({
      by: z.string().trim().min(1, '请写明谁同意').max(40),
      relation: z.string().trim().max(20).default('本人'),
    }),
    /** Fact kind -> answer; a question without an answer is left out. */
    answers: z.record(z.string().max(60), z.string().min(1).max(500)),
  }),
  reply: Written,
})

export const withdrawConsent = post('/people/:id/consents/:consent/withdraw', {
  title: '撤回对调查的同意',
  permission: 'registry.write',
  audit: 'consent.withdrawn',
  params: PersonParams.extend({ consent: z.uuid() }),
  body: z.object({ id: ClientId, day: DayText, reason: z.string().trim().min(2, '请写明谁来撤回').max(200) }),
  reply: Written.extend({ answers: z.number().int() }),
})

export const SurveyView = z.object({
  id: z.string(),
  /** The consent the answers are kept on, and who gave it. */
  consent: z.string(),
  agreed: z.string(),
  day: z.string(),
  by: z.string(),
  answers: z.array(z.object({ kind: z.string(), title: z.string(), text: z.string() })),
})
export type SurveyView = z.infer<typeof SurveyView>

export const surveySummary = get('/surveys/summary', {
  title: '查看调查汇总',
  permission: 'registry.health',
  query: z.object({ area: z.coerce.number().int().optional() }),
  reply: z.object({
    elders: z.number().int(),
    surveyed: z.number().int(),
    services: z.array(z.object({ service: z.string(), need: z.number().int(), used: z.number().int(), gap: z.number().int() })),
    /** Middle of what was answered, in fen; null where nobody answered. */
    medians: z.array(
      z.object({ kind: z.string(), title: z.string(), answers: z.number().int(), fen: z.number().int().nullable() }),
    ),
  }),
})
