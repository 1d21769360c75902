// Roles with an area and dates. The concrete area keys below a grant are kept with it, so that a request needs no tree walk.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { invalid, notFound } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { areaBelow } from '@songhe/registry/door'
import { sql } from 'kysely'
import type * as contract from '../contract.ts'
import { refuseSecondAdministrator } from './accounts.ts'
import { staffOfAccount } from './queries.ts'

export interface GrantDraft {
  id: string
  account: string
  role: string
  area: number | null
  until: string | null
}

export async function insertGrant(ctx: Context, grant: GrantDraft): Promise<boolean> {
  const areas = grant.area === null ? null : await areaBelow(ctx, [grant.area], today(ctx))
  const done =
    await sql`insert into kernel.role_grant (id, account, role, district, area, areas, valid_from, valid_to, granted_by)
    values (${grant.id}, ${grant.account}, ${grant.role}, ${ctx.principal.district}, ${grant.area}, ${areas}, ${today(ctx)}, ${grant.until}, ${ctx.principal.staff})
    on conflict (id) do nothing`.execute(ctx.db)
  return done.numAffectedRows === 1n
}

export async function grantRole(
  ctx: Context,
  { params, body }: InputOf<typeof contract.grantRole>,
): Promise<ReplyOf<typeof contract.grantRole>> {
  const staff = await staffOfAccount(ctx, params.id)
  if (staff === ctx.principal.staff) throw invalid('不能给自己授予岗位。', { next: '请由另一位安全管理员办理。' })
  await refuseSecondAdministrator(ctx, staff, body.role)
  const created = await insertGrant(ctx, {
    id: body.id,
    account: params.id,
    role: body.role,
    area: body.area ?? null,
    until: body.until ?? null,
  })
  if (created)
    await audit(ctx, {
      event: 'role.granted',
      object: `account:${params.id}`,
      details: { role: body.role, area: body.area ?? null, until: body.until ?? null },
    })
  return { id: body.id, outcome: created ? 'created' : 'exists' }
}

/** Effective with the next request of the account: a session carries no rights of its own. */
export async function revokeRole(ctx: Context, { params }: InputOf<typeof contract.revokeRole>): Promise<Record<string, never>> {
  const changed = await sql<{ account: string; role: string }>`update kernel.role_grant set revoked_at = clock_timestamp()
    where district = ${ctx.principal.district} and id = ${params.id} and revoked_at is null returning account, role`.execute(
    ctx.db,
  )
  const row = changed.rows[0]
  if (!row) throw notFound('这项岗位授权')
  await audit(ctx, { event: 'role.revoked', object: `account:${row.account}`, details: { role: row.role } })
  return {}
}
