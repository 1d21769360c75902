// Who answers for a town: the contact and post list that everybody signed in may read.
import { get } from '@songhe/basics/contract'
import { pageOf, Paging } from '@songhe/basics/paging'
import { z } from 'zod'

export const TownPost = z.object({
  key: z.string(),
  town: z.string(),
  /** The village, where the post is limited to one. */
  village: z.string(),
  name: z.string(),
  post: z.string(),
  role: z.string(),
  phone: z.string(),
})

export const listTownPosts = get('/access/town-posts', {
  title: '镇街联系人和岗位',
  permission: 'signed-in',
  query: Paging.extend({ town: z.coerce.number().int().optional() }),
  reply: pageOf(TownPost).extend({ without: z.array(z.string()).describe('还没有人负责的镇街') }),
  sheet: {
    name: '镇街联系人',
    columns: [
      { key: 'town', title: '镇街' },
      { key: 'village', title: '村社' },
      { key: 'name', title: '姓名' },
      { key: 'post', title: '职务' },
      { key: 'role', title: '岗位' },
      { key: 'phone', title: '电话' },
    ],
  },
})
