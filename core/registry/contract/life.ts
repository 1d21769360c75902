// Death and moves, and taking them back. Announced inside the transaction: person-died {person, day, event}, death-reversed {person, day, event},
// person-moved {person, day, event, to, continuedBy}, move-reversed {person, day, event}; later: person-relocated {person, area}.
import { ClientId, post, Written } from '@songhe/basics/contract'
import { z } from 'zod'
import { DayText, PersonParams, SourceInput } from './shapes.ts'

const reason = z.string().trim().min(4, '理由至少 4 个字').max(200)

export const recordDeath = post('/people/:id/death', {
  title: '登记去世',
  permission: 'registry.write',
  audit: 'person.died',
  params: PersonParams,
  body: z.object({ id: ClientId, day: DayText, source: SourceInput, note: z.string().max(200).default('') }),
  reply: Written,
})

export const reverseDeath = post('/people/:id/death/reverse', {
  title: '撤销去世登记',
  permission: 'registry.write',
  audit: 'person.death-reversed',
  params: PersonParams,
  body: z.object({ id: ClientId, reason }),
  reply: Written,
})

export const recordMove = post('/people/:id/move', {
  title: '登记迁出本区县',
  permission: 'registry.write',
  audit: 'person.moved',
  params: PersonParams,
  body: z.object({
    id: ClientId,
    day: DayText,
    to: z.number().int().nullable().default(null),
    place: z.string().max(100).default(''),
    source: SourceInput,
  }),
  reply: Written,
})

export const reverseMove = post('/people/:id/move/reverse', {
  title: '撤销迁出登记',
  permission: 'registry.write',
  audit: 'person.move-reversed',
  params: PersonParams,
  body: z.object({ id: ClientId, reason }),
  reply: Written,
})

export const relocate = post('/people/:id/relocate', {
  title: '登记区县内户籍或住址变动',
  permission: 'registry.write',
  audit: 'person.relocated',
  params: PersonParams,
  body: z.object({
    id: ClientId,
    day: DayText,
    area: z.number().int(),
    residenceArea: z.number().int().nullable().optional(),
    address: z.string().max(200).optional(),
  }),
  reply: Written,
})
