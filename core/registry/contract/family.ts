// People around an elder, where the money goes, and the household.
import { ClientId, post, Written } from '@songhe/basics/contract'
import { z } from 'zod'
import { DayText, PersonParams } from './shapes.ts'

export const DUTIES = ['监护人', '紧急联系人', '村社联系人', '其他'] as const

export const addContact = post('/people/:id/contacts', {
  title: '登记家人或联系人',
  permission: 'registry.write',
  audit: 'contact.added',
  params: PersonParams,
  body: z.object({
    id: ClientId,
    name: z.string().trim().min(1).max(40),
    relation: z.string().trim().min(1).max(20),
    duty: z.enum(DUTIES).default('其他'),
    phone: z.string().max(30).default(''),
  }),
  reply: Written,
})

export const closeContact = post('/people/:id/contacts/:contact/close', {
  title: '停用联系人',
  permission: 'registry.write',
  audit: 'contact.closed',
  params: PersonParams.extend({ contact: z.uuid() }),
  reply: Written,
})

export const setPayee = post('/people/:id/payee', {
  title: '登记收款账户',
  permission: 'registry.write',
  audit: 'payee.set',
  params: PersonParams,
  body: z.object({
    id: ClientId,
    holder: z.string().trim().min(1).max(60),
    relation: z.string().trim().max(20).default('本人'),
    ground: z.string().trim().max(200).default(''),
    bank: z.string().trim().max(60).default(''),
    account: z.string().max(60),
    verifiedOn: DayText.nullable().default(null),
    from: DayText,
  }),
  reply: Written.extend({ warnings: z.array(z.string()) }),
})

export const setHousehold = post('/people/:id/household', {
  title: '登记同住家庭',
  permission: 'registry.write',
  audit: 'household.set',
  params: PersonParams,
  body: z.object({ id: ClientId, household: z.uuid(), kind: z.string().max(20).default(''), from: DayText }),
  reply: Written,
})
