// Before an office pays its first real month from a taken-over list, it has computed a month and compared: a rule, not a habit.
import { refused } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type { StoredRun } from '../month/run-store.ts'

export async function requireShadowFirst(ctx: Context, run: StoredRun) {
  const { district } = ctx.principal
  const found = await sql<{ taken: boolean; paid: boolean; compared: boolean }>`select
      exists (select from benefits.entitlement where district = ${district} and takeover_fen is not null and state <> 'stopped') as taken,
      exists (select from benefits.run where district = ${district} and kind = 'regular' and state in ('approved', 'sent', 'settled') and id <> ${run.id}) as paid,
      exists (select from benefits.run where district = ${district} and kind = 'shadow' and state = 'settled') as compared`.execute(
    ctx.db,
  )
  const { taken, paid, compared } = found.rows[0]!
  if (taken && !paid && !compared)
    throw refused('接管旧台账以后的第一个月，要先试算并与旧台账逐笔比对，才能提交。', {
      next: '请到“接管”页做一次试算，看过差异再提交。',
      citation: { rule: '接管：先试算，后发放' },
    })
}
