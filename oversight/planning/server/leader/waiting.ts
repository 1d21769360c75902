// 哪里会出事: what waits in the queues of every room, as its own list counts it. Only queues whose list the reader may open.
import type { ReplyOf } from '@songhe/basics/contract'
import type { Context } from '@songhe/kernel/context'
import type * as contract from '../../contract.ts'

const MOST = 8
/** Queues that mean harm while they wait: money that runs on, sites that stand still. */
const LATE = new Set(['anomalies', 'papers-due', 'contracts-due', 'reports-late', 'rooms-misused'])

export async function showWaiting(ctx: Context): Promise<ReplyOf<typeof contract.showWaiting>> {
  const mine = ctx.catalogue.todos.filter(
    ({ permission, key }) => ctx.principal.permissions.has(permission) && !key.startsWith('planning-'),
  )
  const lines: ReplyOf<typeof contract.showWaiting> = []
  for (const { key, title, path, count } of mine) lines.push({ key, title, path, count: await count(ctx), late: LATE.has(key) })
  return lines
    .filter(({ count }) => count > 0)
    .sort((one, other) => Number(other.late) - Number(one.late) || other.count - one.count)
    .slice(0, MOST)
}
