// The second person does not agree: the proposal ends with a word, no money moves; what it was for is found again when the month is judged again.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { notFound, refused } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type * as contract from '../../contract-month.ts'

export async function declineAdjustment(
  ctx: Context,
  { params, body }: InputOf<typeof contract.declineAdjustment>,
): Promise<ReplyOf<typeof contract.declineAdjustment>> {
  const { district } = ctx.principal
  const found = await sql<{
    state: string
    person: string
    fen: number
    note: string
  }>`select state, person, fen, declined_note as note
    from benefits.adjustment where district = ${district} and id = ${params.id} for update`.execute(ctx.db)
  const row = found.rows[0]
  if (!row) throw notFound('这笔补发或追回')
  if (row.state === 'cancelled' && row.note === body.note) return { id: params.id, outcome: 'exists' }
  if (row.state !== 'proposed')
    throw refused('这笔已经批准或已经取消，不能再退回。', { next: '已批准的，请提出一笔相反的更正。' })
  await sql`update benefits.adjustment set state = 'cancelled', declined_note = ${body.note} where district = ${district} and id = ${params.id}`.execute(
    ctx.db,
  )
  await audit(ctx, {
    event: 'adjustment.declined',
    object: `adjustment:${params.id}`,
    person: row.person,
    reason: body.note,
    details: { fen: row.fen },
  })
  return { id: params.id, outcome: 'created' }
}
