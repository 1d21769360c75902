// 重新汇总: a job that one may leave; the months are those every page reads.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { audit } from '@songhe/kernel/audit'
import type { JobHandler } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { startJob } from '@songhe/kernel/jobs'
import type * as contract from '../../contract.ts'
import { rollUpMonths, usualMonths } from './roll-up.ts'

export const ROLL_UP_JOB = 'planning.roll-up'

export const rollUpJob: JobHandler = {
  title: '汇总各处登记的数',
  run: async (ctx, payload: { months?: number }, progress) =>
    rollUpMonths(ctx, await usualMonths(ctx, payload.months ?? undefined), progress),
}

export async function startRollUp(
  ctx: Context,
  { body }: InputOf<typeof contract.rollUp>,
): Promise<ReplyOf<typeof contract.rollUp>> {
  const started = await startJob(ctx, ROLL_UP_JOB, { months: body.months }, body.id)
  await audit(ctx, { event: 'planning.roll-up-started', object: `job:${started.job}` })
  return started
}
