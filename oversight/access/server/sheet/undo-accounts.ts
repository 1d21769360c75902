// Undo of the account sheet: nobody has used the accounts yet, so they are closed and their user names are free again.
import type { Context } from '@songhe/kernel/context'
import type { Dependent } from '@songhe/kernel/sheets/sheet'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'

/** Whoever has signed in may have acted; that account is disabled by hand, not undone. */
export async function dependentsOfAccounts(ctx: Context, id: string): Promise<Dependent[]> {
  const found = await sql<Dependent>`select f.name, '已经登录过（用户名 ' || a.username || '）' as what
    from access.account_import i join kernel.account a on a.id = i.account join kernel.staff f on f.id = a.staff
    where i.district = ${ctx.principal.district} and i.import = ${id}
      and exists (select from kernel.audit_entry e where e.district = i.district and e.staff = a.staff and e.event = 'auth.signed-in')
    order by a.username`.execute(ctx.db)
  return found.rows
}

export async function undoAccounts(ctx: Context, id: string): Promise<{ closed: number; restored: number }> {
  const { district } = ctx.principal
  const mine = sql`(select account from access.account_import where district = ${district} and import = ${id})`
  const closed = await sql<{ staff: string }>`update kernel.account
    set disabled_at = coalesce(disabled_at, clock_timestamp()), username = username || '~' || left(id::text, 8)
    where district = ${district} and id in ${mine} returning staff`.execute(ctx.db)
  await sql`update kernel.role_grant set revoked_at = clock_timestamp()
    where district = ${district} and account in ${mine} and revoked_at is null`.execute(ctx.db)
  await sql`update access.asked_grant set verdict = 'withdrawn', decided_at = clock_timestamp(), reason = '导入已撤销'
    where district = ${district} and account in ${mine} and verdict is null`.execute(ctx.db)
  await sql`update kernel.staff set left_on = ${today(ctx)} where district = ${district} and id = any(${closed.rows.map((row) => row.staff)}::uuid[])`.execute(
    ctx.db,
  )
  return { closed: closed.rows.length, restored: 0 }
}
