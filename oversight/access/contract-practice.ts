// A practice district goes back to its first day; a real one never does.
import { ClientId, post } from '@songhe/basics/contract'
import { z } from 'zod'

export const resetPractice = post('/access/practice/reset', {
  title: '把本区县的演示数据恢复到第一天',
  permission: 'practice.reset',
  audit: 'practice.reset',
  /** The district's name, typed by hand: the one thing that keeps a wrong click from emptying a district. */
  body: z.object({ id: ClientId, district: z.string() }),
  reply: z.object({ job: z.string() }),
})
