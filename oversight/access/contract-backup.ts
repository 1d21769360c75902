// The backup of the installation, as its administrator sees it, and what he may ask of it.
import { ClientId, get, post, Written } from '@songhe/basics/contract'
import { z } from 'zod'

const Run = z.object({
  id: z.string(),
  kind: z.enum(['base', 'verify', 'drill']),
  state: z.enum(['asked', 'running', 'done', 'failed']),
  askedBy: z.string(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  bytes: z.number().nullable(),
  trouble: z.string(),
})

/** One line of the page: what, how it stands, what it should be. */
const Item = z.object({
  key: z.enum(['log', 'base', 'verify', 'drill', 'size', 'keys']),
  title: z.string(),
  now: z.string(),
  should: z.string(),
  well: z.boolean().nullable().describe('null = 不分好坏'),
})

export const readBackup = get('/access/backup', {
  title: '查看备份',
  permission: 'backup.read',
  reply: z.object({ well: z.boolean(), items: z.array(Item), runs: z.array(Run) }),
})

export const askBackup = post('/access/backup', {
  title: '要求做底版、核验或试恢复',
  permission: 'backup.ask',
  audit: 'backup.asked',
  body: z.object({ id: ClientId, kind: z.enum(['base', 'verify', 'drill']) }),
  reply: Written,
})
