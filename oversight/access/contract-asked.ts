// Roles asked for with new accounts: the system administrator asks, the security administrator gives.
import { get, post } from '@songhe/basics/contract'
import { Paging, pageOf } from '@songhe/basics/paging'
import { z } from 'zod'

export const listAskedGrants = get('/access/asked-grants', {
  title: '查看待授予的岗位',
  permission: 'access.read',
  query: Paging,
  reply: pageOf(
    z.object({
      id: z.string(),
      name: z.string(),
      username: z.string(),
      post: z.string(),
      label: z.string(),
      area: z.string().nullable(),
      askedBy: z.string(),
      askedAt: z.string(),
    }),
  ),
  sheet: {
    name: '待授予的岗位',
    columns: [
      { key: 'name', title: '姓名' },
      { key: 'username', title: '用户名' },
      { key: 'post', title: '职务' },
      { key: 'label', title: '岗位' },
      { key: 'area', title: '范围' },
      { key: 'askedBy', title: '申请人' },
      { key: 'askedAt', title: '申请时间' },
    ],
  },
})

export const decideAskedGrants = post('/access/asked-grants/decide', {
  title: '授予或不授予申请的岗位',
  permission: 'access.grants',
  audit: 'role.decided',
  body: z.object({
    ids: z.array(z.uuid()).min(1).max(500),
    verdict: z.enum(['give', 'refuse']),
    reason: z.string().trim().max(200).default(''),
  }),
  reply: z.object({ decided: z.number().int() }),
})
