// Accounts belong to staff members; the first password goes on paper and must be changed; no person holds two of the three administrator roles.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { newId } from '@songhe/basics/ids'
import { conflict, notFound, refused } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import { hashPassword, newPassword } from '@songhe/kernel/auth/password'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type * as contract from '../contract.ts'
import { askGrant } from './asked-grants.ts'
import { accountExists, rolesOfStaff } from './queries.ts'

export interface AccountDraft {
  id: string
  name: string
  username: string
  post: string
  phone: string
  role: string
  area: number | null
  staff?: string | undefined
  password: string
  demo?: boolean
  mustChange?: boolean
}

/** Staff member (unless named), account, and the role asked for it, in the caller's transaction. */
export async function insertAccount(ctx: Context, draft: AccountDraft) {
  const { district } = ctx.principal
  const staff = draft.staff ?? newId()
  if (!draft.staff)
    await sql`insert into kernel.staff (id, district, name, post, phone) values (${staff}, ${district}, ${draft.name}, ${draft.post}, ${draft.phone})`.execute(
      ctx.db,
    )
  await sql`insert into kernel.account (id, staff, district, username, password, must_change_password, second_factor_exempt, demo)
    values (${draft.id}, ${staff}, ${district}, ${draft.username}, ${draft.password}, ${draft.mustChange ?? true}, ${draft.demo ?? false}, ${draft.demo ?? false})`.execute(
    ctx.db,
  )
  await askGrant(ctx, { account: draft.id, role: draft.role, area: draft.area })
}

export async function createAccount(
  ctx: Context,
  { body }: InputOf<typeof contract.createAccount>,
): Promise<ReplyOf<typeof contract.createAccount>> {
  if (await accountExists(ctx, { id: body.id })) return { id: body.id, outcome: 'exists', firstPassword: null }
  if (await accountExists(ctx, { username: body.username }))
    throw conflict(`用户名 ${body.username} 已有人使用。`, { next: '请换一个用户名，例如加上镇街拼音。' })
  if (body.staff) await refuseSecondAdministrator(ctx, body.staff, body.role)
  const firstPassword = newPassword()
  await insertAccount(ctx, { ...body, area: body.area ?? null, password: await hashPassword(firstPassword) })
  await audit(ctx, {
    event: 'account.created',
    object: `account:${body.id}`,
    details: { username: body.username, role: body.role, area: body.area ?? null },
  })
  return { id: body.id, outcome: 'created', firstPassword }
}

export async function resetPassword(
  ctx: Context,
  { params }: InputOf<typeof contract.resetPassword>,
): Promise<ReplyOf<typeof contract.resetPassword>> {
  const firstPassword = newPassword()
  const hash = await hashPassword(firstPassword)
  const changed =
    await sql`update kernel.account set password = ${hash}, must_change_password = true, second_factor = null, failures = 0, locked_until = null
    where district = ${ctx.principal.district} and id = ${params.id}`.execute(ctx.db)
  if (changed.numAffectedRows === 0n) throw notFound('这个账号')
  await sql`select kernel.end_sessions_of(${params.id})`.execute(ctx.db)
  await audit(ctx, { event: 'account.password-reset', object: `account:${params.id}` })
  return { firstPassword }
}

export async function unlockAccount(
  ctx: Context,
  { params }: InputOf<typeof contract.unlockAccount>,
): Promise<Record<string, never>> {
  const changed =
    await sql`update kernel.account set failures = 0, locked_until = null where district = ${ctx.principal.district} and id = ${params.id}`.execute(
      ctx.db,
    )
  if (changed.numAffectedRows === 0n) throw notFound('这个账号')
  await audit(ctx, { event: 'account.unlocked', object: `account:${params.id}` })
  return {}
}

export async function disableAccount(
  ctx: Context,
  { params, body }: InputOf<typeof contract.disableAccount>,
): Promise<Record<string, never>> {
  if (params.id === ctx.principal.account) throw refused('不能停用自己的账号。', { next: '请由另一位管理员办理。' })
  const changed =
    await sql`update kernel.account set disabled_at = clock_timestamp() where district = ${ctx.principal.district} and id = ${params.id} and disabled_at is null`.execute(
      ctx.db,
    )
  if (changed.numAffectedRows === 0n) throw notFound('这个在用的账号')
  await sql`select kernel.end_sessions_of(${params.id})`.execute(ctx.db)
  await audit(ctx, { event: 'account.disabled', object: `account:${params.id}`, reason: body.reason })
  return {}
}

const ADMINISTRATORS = ['system-admin', 'security-admin', 'audit-admin']

/** 三员分立: the three administrators are three people, and none of them handles money. */
export async function refuseSecondAdministrator(ctx: Context, staff: string, role: string) {
  const held = await rolesOfStaff(ctx, staff)
  const clash = ADMINISTRATORS.includes(role) ? held.some((h) => h !== role) : held.some((h) => ADMINISTRATORS.includes(h))
  if (clash)
    throw refused('三员分立：系统、安全、审计管理员必须由三个人担任，也不能兼办业务。', {
      citation: { rule: '三员分立', document: 'GB/T 22239-2019', clause: '8.1.4.2 d' },
      next: '请换一位工作人员，或先收回其原有岗位。',
    })
}
