// First passwords of an import: made in the moment they are shown, kept as hashes only, and made once. A lost slip is a reset of that one account.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, notFound } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import { hashPassword, newPassword } from '@songhe/kernel/auth/password'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type * as contract from '../../contract-slips.ts'

export async function countSlips(
  ctx: Context,
  { params }: InputOf<typeof contract.countSlips>,
): Promise<ReplyOf<typeof contract.countSlips>> {
  const found = await sql<ReplyOf<typeof contract.countSlips>>`
    select count(*)::int as accounts, (count(*) filter (where i.slip_at is null and a.disabled_at is null))::int as waiting,
      coalesce(max(i.slip_by), '') as "printedBy", to_json(max(i.slip_at))#>>'{}' as "printedAt"
    from access.account_import i join kernel.account a on a.id = i.account
    where i.district = ${ctx.principal.district} and i.import = ${params.id}`.execute(ctx.db)
  if (found.rows[0]!.accounts === 0) throw notFound('这次账号导入')
  return found.rows[0]!
}

export async function printSlips(
  ctx: Context,
  { params }: InputOf<typeof contract.printSlips>,
): Promise<ReplyOf<typeof contract.printSlips>> {
  const { district, name } = ctx.principal
  const found = await sql<{ account: string; name: string; username: string; town: string }>`
    select i.account, f.name, a.username, i.town from access.account_import i join kernel.account a on a.id = i.account
    join kernel.staff f on f.id = a.staff
    where i.district = ${district} and i.import = ${params.id} and i.slip_at is null and a.disabled_at is null
    order by i.town, a.username for update of i`.execute(ctx.db)
  if (found.rows.length === 0)
    throw conflict('这次导入的初始密码已经打印过，不能再打印。', { next: '哪位同事的纸条丢了，请在“账号与岗位”里为他重置密码。' })
  const slips = await Promise.all(
    found.rows.map(async ({ account, ...row }) => {
      const firstPassword = newPassword()
      return { account, hash: await hashPassword(firstPassword), slip: { ...row, firstPassword } }
    }),
  )
  for (const { account, hash } of slips)
    await sql`update kernel.account set password = ${hash}, must_change_password = true where district = ${district} and id = ${account}`.execute(
      ctx.db,
    )
  await sql`update access.account_import set slip_at = clock_timestamp(), slip_by = ${name}
    where district = ${district} and account = any(${slips.map(({ account }) => account)}::uuid[])`.execute(ctx.db)
  await audit(ctx, { event: 'account.slips-printed', object: `import:${params.id}`, details: { slips: slips.length } })
  return { slips: slips.map(({ slip }) => slip) }
}
