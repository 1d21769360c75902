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
    /** Lives with the elder. */
    sameHome: z.boolean().optional(),
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

export const confirmPayee = post('/people/:id/payee/confirm', {
  title: '第二人确认收款账户',
  permission: 'registry.confirm-payee',
  audit: 'payee.confirmed',
  params: PersonParams,
  body: z.object({ payee: z.uuid() }),
  reply: Written,
})

/** Whom an elder lives with, in the words of GB/T 42195 A.2.10. */
export const HOUSEHOLD_KINDS = ['与配偶', '与子女', '与父母', '与兄弟姐妹', '与其他亲属', '与非亲属'] as const

export const setHousehold = post('/people/:id/household', {
  title: '登记同住家庭',
  permission: 'registry.write',
  audit: 'household.set',
  params: PersonParams,
  body: z.object({
    id: ClientId,
    /** Elders on the roll who live with this one from that day. */
    members: z.array(z.uuid()).min(1).max(20),
    kind: z.enum(HOUSEHOLD_KINDS),
    from: DayText,
  }),
  reply: Written,
})

export const leaveHousehold = post('/people/:id/household/leave', {
  title: '登记不再同住',
  permission: 'registry.write',
  audit: 'household.left',
  params: PersonParams,
  body: z.object({ id: ClientId, day: DayText, reason: z.string().trim().min(4, '理由至少 4 个字').max(200) }),
  reply: Written,
})
