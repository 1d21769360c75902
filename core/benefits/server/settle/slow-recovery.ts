// Less a month than the rules would allow: agreed with the elder before the recovery is approved, so the approver sees the plan as it will run.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { notFound, refused } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type * as contract from '../../contract-settle.ts'
import { planRecoveries } from './plan-recoveries.ts'

export async function slowRecovery(
  ctx: Context,
  { params, body }: InputOf<typeof contract.slowRecovery>,
): Promise<ReplyOf<typeof contract.slowRecovery>> {
  const { district } = ctx.principal
  const found = await sql<{
    person: string
    state: string
    monthly: number | null
  }>`select person, state, (plan ->> 'monthlyFen')::bigint as monthly
    from benefits.adjustment where district = ${district} and id = ${params.id} and kind = 'recovery' for update`.execute(ctx.db)
  const row = found.rows[0]
  if (!row) throw notFound('这笔追回')
  if (row.monthly === body.monthlyFen) return { id: body.id, outcome: 'exists' }
  if (row.state !== 'proposed')
    throw refused('追回已经批准，抵扣计划不能再由一个人改。', { next: '现在按批准的计划抵扣；老人多还的，由财务登记收款。' })
  await sql`update benefits.adjustment set plan = coalesce(plan, '{}') || jsonb_build_object('monthlyFen', ${body.monthlyFen}::bigint, 'monthlyReason', ${body.reason}::text)
    where district = ${district} and id = ${params.id}`.execute(ctx.db)
  await planRecoveries(ctx, row.person)
  await audit(ctx, {
    event: 'recovery.plan-changed',
    object: `adjustment:${params.id}`,
    person: row.person,
    reason: body.reason,
    details: { monthlyFen: body.monthlyFen },
  })
  return { id: body.id, outcome: 'created' }
}
