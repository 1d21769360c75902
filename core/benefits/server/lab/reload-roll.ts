// 重新载入: the register has changed since the laboratory read it.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import type * as contract from '../../contract-lab.ts'
import { forgetRoll } from './kept-rolls.ts'

export async function reloadRoll(
  ctx: Context,
  { body }: InputOf<typeof contract.reloadRoll>,
): Promise<ReplyOf<typeof contract.reloadRoll>> {
  forgetRoll(ctx)
  await audit(ctx, { event: 'lab.roll-reloaded' })
  return { id: body.id, outcome: 'created' }
}
