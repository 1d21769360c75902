// A named officer says of an old task whether it still runs and until when; only then may it ring a bell.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { checkEvidence } from './check-tasks.ts'
import { confirmedEvidence } from './evidence-store.ts'
import { requireTask } from './show-task.ts'

export async function confirmTask(
  ctx: Context,
  { params, body }: InputOf<typeof contract.confirmTask>,
): Promise<ReplyOf<typeof contract.confirmTask>> {
  const task = await requireTask(ctx, params.id)
  const dueOn = body.dueOn ?? (body.standing === 'running' ? null : task.dueOn)
  if (task.standing === body.standing && task.dueOn === dueOn) return { id: body.id, outcome: 'exists' }
  const { district, name, staff } = ctx.principal
  await sql`update planning.task set standing = ${body.standing}, due_on = ${dueOn}, confirmed_by = ${name}, confirmed_staff = ${staff},
      confirmed_on = ${today(ctx)}, confirmed_reason = ${body.reason} where district = ${district} and id = ${task.id}`.execute(
    ctx.db,
  )
  const evidence = (await confirmedEvidence(ctx)).filter((one) => one.task === task.id)
  await checkEvidence(ctx, evidence)
  await audit(ctx, {
    event: 'task.confirmed',
    object: `task:${task.id}`,
    reason: body.reason,
    details: { before: { standing: task.standing, dueOn: task.dueOn }, standing: body.standing, dueOn },
  })
  return { id: body.id, outcome: 'created' }
}
