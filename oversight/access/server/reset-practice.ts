// Starts the job that empties a practice district and plants it anew; refused where anything real could be lost.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, invalid, refused } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { JobHandler } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { startJob } from '@songhe/kernel/jobs'
import { setBackPractice } from '@songhe/kernel/practice'
import { today } from '@songhe/kernel/today'
import { areaNames } from '@songhe/registry/door'
import { sql } from 'kysely'
import type * as contract from '../contract-practice.ts'

const JOB = 'practice.reset'

export async function resetPractice(
  ctx: Context,
  { body }: InputOf<typeof contract.resetPractice>,
): Promise<ReplyOf<typeof contract.resetPractice>> {
  const { district, demo } = ctx.principal
  if (!demo) throw refused('这里不是演示区，不能重置。', { citation: { rule: '正式数据不能清空' } })
  const name = (await areaNames(ctx, [district], today(ctx))).get(district)
  if (body.district !== name) throw invalid('写的区县名称不对，没有重置。', { next: `请写“${name}”。` })
  const known = await sql<{ id: string }>`select id from kernel.job_run where district = ${district} and (id = ${body.id}
    or (kind = ${JOB} and state in ('waiting', 'running')))`.execute(ctx.db)
  if (known.rows.some((row) => row.id === body.id)) return { job: body.id }
  if (known.rows.length > 0) throw conflict('已经有一次重置在进行。', { next: '请等它完成。' })
  await audit(ctx, { event: 'practice.reset', object: `job:${body.id}` })
  return startJob(ctx, JOB, {}, body.id)
}

export const practiceJobs: Record<string, JobHandler> = {
  [JOB]: { title: '恢复演示数据', run: (ctx, _payload, progress) => setBackPractice(ctx.principal.district, progress) },
}
