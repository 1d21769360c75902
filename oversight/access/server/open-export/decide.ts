// Asking for an open export and deciding on it: never the same human, never somebody who may see only a part.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, forbidden, notFound, refused } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import { type Context, sameHuman } from '@songhe/kernel/context'
import { startJob } from '@songhe/kernel/jobs'
import { newPassphrase } from '@songhe/kernel/open-export/openssl-cipher'
import { seal } from '@songhe/kernel/secrets'
import { sql } from 'kysely'
import type * as contract from '../../contract-open-export.ts'

export async function askOpenExport(
  ctx: Context,
  { body }: InputOf<typeof contract.askOpenExport>,
): Promise<ReplyOf<typeof contract.askOpenExport>> {
  const { district, staff, name, areas } = ctx.principal
  if (areas !== null) throw forbidden('您的岗位限于部分镇街，不能导出全区县。', { next: '请由区县级经办办理。' })
  if (staff === null) throw forbidden('开放导出要有具名的要求人。', { next: '命令行请加 --as 用户名。' })
  const done = await sql`insert into kernel.open_export (district, id, reason, asked_by, asked_by_name)
    values (${district}, ${body.id}, ${body.reason}, ${staff}, ${name}) on conflict do nothing`.execute(ctx.db)
  if (done.numAffectedRows === 0n) return { id: body.id, outcome: 'exists' }
  await audit(ctx, { event: 'open-export.asked', object: `open-export:${body.id}`, reason: body.reason })
  return { id: body.id, outcome: 'created' }
}

export async function approveOpenExport(
  ctx: Context,
  { params }: InputOf<typeof contract.approveOpenExport>,
): Promise<ReplyOf<typeof contract.approveOpenExport>> {
  const reason = await undecided(ctx, params.id)
  if (ctx.principal.areas !== null)
    throw forbidden('您的岗位限于部分镇街，不能批准全区县的导出。', { next: '请由区县级复核办理。' })
  const passphrase = newPassphrase()
  const { job } = await startJob(ctx, 'open-export.write', { id: params.id })
  await sql`update kernel.open_export set state = 'approved', passphrase = ${seal(passphrase)}, job = ${job}, decided_by = ${ctx.principal.staff},
      decided_by_name = ${ctx.principal.name}, decided_at = clock_timestamp()
    where district = ${ctx.principal.district} and id = ${params.id}`.execute(ctx.db)
  await audit(ctx, { event: 'open-export.approved', object: `open-export:${params.id}`, reason })
  return { passphrase, job }
}

export async function refuseOpenExport(
  ctx: Context,
  { params }: InputOf<typeof contract.refuseOpenExport>,
): Promise<Record<string, never>> {
  const reason = await undecided(ctx, params.id)
  await sql`update kernel.open_export set state = 'refused', decided_by = ${ctx.principal.staff}, decided_by_name = ${ctx.principal.name},
      decided_at = clock_timestamp() where district = ${ctx.principal.district} and id = ${params.id}`.execute(ctx.db)
  await audit(ctx, { event: 'open-export.refused', object: `open-export:${params.id}`, reason })
  return {}
}

/** Locked until the act is over: two who decide at once are one who decides and one who is told. @returns what it is wanted for */
async function undecided(ctx: Context, id: string): Promise<string> {
  const found = await sql<{ reason: string; state: string; asked_by: string }>`
    select reason, state, asked_by from kernel.open_export where district = ${ctx.principal.district} and id = ${id} for update`.execute(
    ctx.db,
  )
  const row = found.rows[0]
  if (!row) throw notFound('这次开放导出')
  if (row.state !== 'asked') throw conflict('这次开放导出已经有人处理过了。', { next: '请刷新页面看结果。' })
  if (sameHuman(ctx.principal, row.asked_by))
    throw refused('要求导出的人不能自己批准。', { next: '请由另一位有复核岗位的同事批准。' })
  return row.reason
}
