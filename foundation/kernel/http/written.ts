// The same write again, whether a clerk pressed twice or an answer was lost on the way: one act, one answer, for ever.
import { createHash } from 'node:crypto'
import type { Line } from '@songhe/basics/contract'
import { conflict } from '@songhe/basics/problem'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { open, seal } from '../secrets.ts'

interface Write {
  /** Made by the client, stored there before it was sent. */
  id: string
  // biome-ignore lint: any line
  line: Line<any, any, any, any>
  input: { params: unknown; query: unknown; body: unknown; file?: { bytes: Buffer } }
}

/**
 * First statement of a write. Two at once: the second waits here until the first has committed or has failed.
 * @returns the first answer, or undefined = this call does it
 */
export async function firstAnswer(ctx: Context, { id, line, input }: Write): Promise<{ reply: unknown } | undefined> {
  const { district, account } = ctx.principal
  const name = `${line.method} ${line.path}`
  const digest = digestOf(input)
  const mine = await sql`insert into kernel.written (district, id, line, account, body_digest)
    values (${district}, ${id}, ${name}, ${account}, ${digest}) on conflict (district, id) do nothing`.execute(ctx.db)
  if (mine.numAffectedRows === 1n) return undefined
  const found = await sql<{ line: string; account: string | null; body_digest: Buffer; reply: Buffer }>`
    select line, account, body_digest, reply from kernel.written where district = ${district} and id = ${id}`.execute(ctx.db)
  const first = found.rows[0]!
  if (first.line !== name || first.account !== account || !first.body_digest.equals(digest))
    throw conflict('这个编号已经用在另一次提交上，内容不一样，这一次没有保存。', {
      next: '请刷新页面，核对上一次提交的结果，再重新填写。',
    })
  const reply = JSON.parse(open(first.reply))
  return { reply: reply?.outcome === 'created' ? { ...reply, outcome: 'exists' } : reply }
}

/** Last statement of the same transaction. */
export async function keepAnswer(ctx: Context, id: string, reply: unknown) {
  await sql`update kernel.written set reply = ${seal(JSON.stringify(reply ?? null))}
    where district = ${ctx.principal.district} and id = ${id}`.execute(ctx.db)
}

function digestOf({ params, query, body, file }: Write['input']): Buffer {
  const hash = createHash('sha256').update(JSON.stringify([params ?? null, query ?? null, body ?? null]))
  if (file) hash.update(file.bytes)
  return hash.digest()
}
