// After a roll was committed its newcomers are compared with everybody of the district, in a job of its own: the import does not wait for it, and a town's
// import is compared with the other towns too.
import type { JobHandler, Reaction } from '@songhe/kernel/capability'
import { planForMany } from '@songhe/kernel/db/plan-for-many'
import { startJob } from '@songhe/kernel/jobs'
import { sql } from 'kysely'
import { openLookAlikes } from './look-alikes.ts'

export const COMPARE_JOB = 'registry.compare'

export const compareReaction: Reaction = {
  on: 'roll-committed',
  when: 'later',
  async run(ctx, { body }) {
    await startJob(ctx, COMPARE_JOB, { import: body.import })
  },
}

export const compareJob: JobHandler = {
  title: '新登记的老人与名册比对',
  async run(ctx, payload: { import: string }, progress) {
    await progress(0, null, '正在比对')
    const pairs = await planForMany(ctx, () => openLookAlikes(ctx, sql`p.import = ${payload.import}`, true))
    await progress(1, 1, pairs === 0 ? '没有发现疑似重复' : `发现疑似重复 ${pairs} 对，已放入“疑似重复”`)
    return { pairs }
  },
}
