// Records that may be one person: side by side, merged or marked different by a human.
import { ClientId, get, post, Written } from '@songhe/basics/contract'
import { Paging, pageOf } from '@songhe/basics/paging'
import { z } from 'zod'
import { PersonRow } from './people.ts'

const Side = PersonRow.extend({ phone: z.string(), account: z.string(), facts: z.number().int(), registeredAt: z.string() })

export const listDuplicates = get('/duplicates', {
  title: '查看疑似重复',
  permission: 'registry.read',
  query: Paging.extend({ person: z.uuid().optional() }),
  reply: pageOf(z.object({ one: Side, other: Side, reason: z.string(), foundAt: z.string() })),
  sheet: {
    name: '疑似重复档案',
    columns: [
      { key: 'one.name', title: '档案一' },
      { key: 'one.citizenId', title: '身份证' },
      { key: 'one.place', title: '户籍' },
      { key: 'other.name', title: '档案二' },
      { key: 'other.citizenId', title: '身份证' },
      { key: 'other.place', title: '户籍' },
      { key: 'reason', title: '为什么疑似重复' },
      { key: 'foundAt', title: '发现时间' },
    ],
  },
})

const Pair = z.object({ id: ClientId, one: z.uuid(), other: z.uuid() })

export const mergePersons = post('/duplicates/merge', {
  title: '合并重复档案',
  permission: 'registry.merge',
  audit: 'person.merged',
  body: Pair.extend({ keep: z.uuid(), reason: z.string().trim().min(4, '理由至少 4 个字').max(200) }),
  reply: Written,
})

export const markDifferent = post('/duplicates/different', {
  title: '标为不同的人',
  permission: 'registry.merge',
  audit: 'person.marked-different',
  body: Pair.extend({ reason: z.string().trim().min(4, '理由至少 4 个字').max(200) }),
  reply: Written,
})
