// What was handed over with a contract, and what the operator reports: by period, and sudden major events at once.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, invalid } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { getContract } from './contracts.ts'

export async function recordAsset(
  ctx: Context,
  { params, body }: InputOf<typeof contract.recordAsset>,
): Promise<ReplyOf<typeof contract.recordAsset>> {
  const { id } = await getContract(ctx, params.id)
  const done =
    await sql`insert into facilities.contract_asset (district, id, contract, name, quantity, unit, value_fen, state, recorded_by)
    values (${ctx.principal.district}, ${body.id}, ${id}, ${body.name}, ${body.quantity}, ${body.unit}, ${body.value}, ${body.state}, ${ctx.principal.name})
    on conflict (district, id) do update set state = excluded.state, quantity = excluded.quantity
    where contract_asset.state <> excluded.state or contract_asset.quantity <> excluded.quantity`.execute(ctx.db)
  const written = Number(done.numAffectedRows ?? 0) > 0
  if (written)
    await audit(ctx, {
      event: 'contract.asset-recorded',
      object: `contract:${id}`,
      details: { name: body.name, state: body.state },
    })
  return { id: body.id, outcome: written ? 'created' : 'exists' }
}

export async function recordReport(
  ctx: Context,
  { params, body }: InputOf<typeof contract.recordReport>,
): Promise<ReplyOf<typeof contract.recordReport>> {
  const { id } = await getContract(ctx, params.id)
  if (
    (body.kind === 'regular') !== (body.period !== undefined) ||
    (body.kind === 'major-event') !== (body.happenedAt !== undefined)
  )
    throw invalid('定期报告写报告期，重大事项写发生时间。', { next: '请补全后再登记。' })
  if (body.receivedOn > today(ctx)) throw invalid(`收到日期 ${body.receivedOn} 晚于今天。`, { next: '请核对日期。' })
  const again =
    await sql`select from facilities.contract_report where district = ${ctx.principal.district} and id = ${body.id}`.execute(
      ctx.db,
    )
  if (again.rows.length) return { id: body.id, outcome: 'exists' }
  await sql`insert into facilities.contract_report (district, id, contract, kind, period_end, happened_at, received_on, summary, recorded_by)
    values (${ctx.principal.district}, ${body.id}, ${id}, ${body.kind}, ${body.period ?? null}, ${body.happenedAt ?? null}, ${body.receivedOn}, ${body.summary},
      ${ctx.principal.name})`
    .execute(ctx.db)
    .catch((error: { constraint?: string }) => {
      if (error.constraint === 'contract_report_period')
        throw conflict(`${body.period} 的报告已经登记过。`, { next: '请刷新页面核对。' })
      throw error
    })
  await audit(ctx, {
    event: 'contract.report-recorded',
    object: `contract:${id}`,
    details: { kind: body.kind, period: body.period ?? null },
  })
  return { id: body.id, outcome: 'created' }
}
