// All reading SQL of accounts, roles, the log, jobs and queues.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { offsetOf } from '@songhe/basics/paging'
import { notFound } from '@songhe/basics/problem'
import { permissionsOf, ROLE_LABELS, type RoleKey } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { areaNames } from '@songhe/registry/door'
import { sql } from 'kysely'
import type * as contract from '../contract.ts'

export async function accountExists(ctx: Context, by: { id?: string; username?: string }): Promise<boolean> {
  // A user name is taken in whatever district; only this function sees the others.
  const found = await (by.id
    ? sql`select from kernel.account where id = ${by.id}`
    : sql`select where kernel.username_taken(${by.username})`
  ).execute(ctx.db)
  return found.rows.length > 0
}

export async function staffOfAccount(ctx: Context, account: string): Promise<string> {
  const found = await sql<{
    staff: string
  }>`select staff from kernel.account where district = ${ctx.principal.district} and id = ${account}`.execute(ctx.db)
  if (!found.rows[0]) throw notFound('这个账号')
  return found.rows[0].staff
}

export async function rolesOfStaff(ctx: Context, staff: string): Promise<string[]> {
  const found = await sql<{
    role: string
  }>`select distinct g.role from kernel.role_grant g join kernel.account a on a.id = g.account
    where g.district = ${ctx.principal.district} and a.staff = ${staff} and g.revoked_at is null and (g.valid_to is null or g.valid_to >= ${today(ctx)})`.execute(
    ctx.db,
  )
  return found.rows.map((row) => row.role)
}

interface AccountLine {
  id: string
  staff: string
  username: string
  name: string
  post: string
  state: 'active' | 'locked' | 'disabled' | 'first-password'
  total: number
  asked: RoleKey | null
  grants: { id: string; role: RoleKey; area: number | null; until: string | null }[]
}

export async function listAccounts(
  ctx: Context,
  { query }: InputOf<typeof contract.listAccounts>,
): Promise<ReplyOf<typeof contract.listAccounts>> {
  const wanted = query.text?.trim()
  const found = await sql<AccountLine>`
    select a.id, a.staff, a.username, f.name, f.post, count(*) over ()::int as total,
      case when a.disabled_at is not null then 'disabled' when a.locked_until > now() then 'locked' when a.must_change_password then 'first-password' else 'active' end as state,
      coalesce((select json_agg(json_build_object('id', g.id, 'role', g.role, 'area', g.area, 'until', g.valid_to) order by g.role)
        from kernel.role_grant g where g.account = a.id and g.revoked_at is null and (g.valid_to is null or g.valid_to >= ${today(ctx)})), '[]') as grants,
      (select g.role from access.asked_grant g where g.district = a.district and g.account = a.id and g.verdict is null order by g.asked_at limit 1) as asked
    from kernel.account a join kernel.staff f on f.id = a.staff
    where a.district = ${ctx.principal.district}
      and (${wanted ?? null}::text is null or strpos(f.name, ${wanted ?? ''}) > 0 or strpos(a.username, ${wanted ?? ''}) > 0)
      and (${query.role ?? null}::text is null or exists (select from kernel.role_grant g where g.account = a.id and g.role = ${query.role ?? ''} and g.revoked_at is null))
    order by a.username limit ${query.size} offset ${offsetOf(query)}`.execute(ctx.db)
  const names = await areaNames(
    ctx,
    found.rows.flatMap((row) => row.grants.flatMap((grant) => (grant.area === null ? [] : [grant.area]))),
    today(ctx),
  )
  return {
    total: found.rows[0]?.total ?? 0,
    rows: found.rows.map(({ total: _total, ...row }) => ({
      ...row,
      asked: row.asked === null ? null : (ROLE_LABELS[row.asked] ?? row.asked),
      grants: row.grants.map((grant) => ({
        ...grant,
        label: ROLE_LABELS[grant.role] ?? grant.role,
        area: grant.area === null ? null : (names.get(grant.area) ?? ''),
      })),
    })),
  }
}

export async function listRoles(ctx: Context): Promise<ReplyOf<typeof contract.listRoles>> {
  return Object.entries(ROLE_LABELS).map(([key, label]) => ({
    key,
    label,
    permissions: [...permissionsOf(ctx.catalogue, [key])].map((permission) => ({
      key: permission,
      title: ctx.catalogue.permissions.get(permission)?.title ?? '',
    })),
  }))
}

export async function listJobs(
  ctx: Context,
  { query }: InputOf<typeof contract.listJobs>,
): Promise<ReplyOf<typeof contract.listJobs>> {
  const found = await sql<ReplyOf<typeof contract.listJobs>[number]>`
    select id, title, kind, state, done, total, phase, started_by_name as "startedBy", to_json(created_at)#>>'{}' as "createdAt",
      to_json(finished_at)#>>'{}' as "finishedAt", error, result from kernel.job_run
    where district = ${ctx.principal.district} and (${query.running ?? false} = false or state in ('waiting', 'running'))
      and (started_by = ${ctx.principal.staff} or ${ctx.principal.areas === null})
    order by created_at desc limit 20`.execute(ctx.db)
  return found.rows
}

export async function listTodos(ctx: Context): Promise<ReplyOf<typeof contract.listTodos>> {
  const counted = []
  for (const { key, title, path, permission, count } of ctx.catalogue.todos)
    if (ctx.principal.permissions.has(permission)) counted.push({ key, title, path, count: await count(ctx) })
  return counted
}

export async function checkInvariants(ctx: Context): Promise<ReplyOf<typeof contract.checkInvariants>> {
  const checked = []
  for (const { name, title, sql: text } of ctx.catalogue.invariants) {
    const broken = await sql<{ n: number }>`select count(*)::int as n from (${sql.raw(text)}) broken`.execute(ctx.db)
    checked.push({ name, title, rows: broken.rows[0]!.n })
  }
  return checked
}
