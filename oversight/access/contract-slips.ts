// Paper slips with first passwords for the accounts of one import: shown once, never kept.
import { get, post } from '@songhe/basics/contract'
import { z } from 'zod'

const OneImport = z.object({ id: z.uuid() })

export const Slip = z.object({ name: z.string(), username: z.string(), town: z.string(), firstPassword: z.string() })
export type Slip = z.infer<typeof Slip>

export const countSlips = get('/access/imports/:id/slips', {
  title: '查看还有多少初始密码没有打印',
  permission: 'access.accounts',
  params: OneImport,
  reply: z.object({
    accounts: z.number().int(),
    waiting: z.number().int(),
    printedBy: z.string(),
    printedAt: z.string().nullable(),
  }),
})

export const printSlips = post('/access/imports/:id/slips', {
  title: '生成并打印初始密码',
  permission: 'access.accounts',
  audit: 'account.slips-printed',
  params: OneImport,
  reply: z.object({ slips: z.array(Slip) }),
})
