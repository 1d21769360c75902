// A role asked for with an account carries no right: whoever makes accounts would otherwise hold every role through the slips in their own hand.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { newId } from '@songhe/basics/ids'
import { offsetOf } from '@songhe/basics/paging'
import { invalid, notFound, refused } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import { ROLE_LABELS, type RoleKey } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { areaNames } from '@songhe/registry/door'
import { sql } from 'kysely'
import type * as contract from '../contract-asked.ts'
import { refuseSecondAdministrator } from './accounts.ts'
import { insertGrant } from './grants.ts'

export async function askGrant(ctx: Context, asked: { account: string; role: string; area: number | null }) {
  await sql`insert into access.asked_grant (district, id, account, role, place, asked_by, asked_by_name)
    values (${ctx.principal.district}, ${newId()}, ${asked.account}, ${asked.role}, ${asked.area}, ${ctx.principal.staff}, ${ctx.principal.name})`.execute(
    ctx.db,
  )
}

interface Asked {
  id: string
  account: string
  staff: string
  name: string
  username: string
  post: string
  role: RoleKey
  area: number | null
  askedBy: string
  askedAt: string
  total: number
}

const OPEN = (
  district: number,
) => sql`select g.id, g.account, a.staff, f.name, a.username, f.post, g.role, g.place as area, g.asked_by_name as "askedBy",
    to_json(g.asked_at)#>>'{}' as "askedAt"
  from access.asked_grant g join kernel.account a on a.id = g.account join kernel.staff f on f.id = a.staff
  where g.district = ${district} and g.verdict is null and a.disabled_at is null`

export async function listAskedGrants(
  ctx: Context,
  { query }: InputOf<typeof contract.listAskedGrants>,
): Promise<ReplyOf<typeof contract.listAskedGrants>> {
  const found =
    await sql<Asked>`select o.*, count(*) over ()::int as total from (${OPEN(ctx.principal.district)}) o order by "askedAt", username
    limit ${query.size} offset ${offsetOf(query)}`.execute(ctx.db)
  const names = await areaNames(
    ctx,
    found.rows.flatMap(({ area }) => (area === null ? [] : [area])),
    today(ctx),
  )
  return {
    total: found.rows[0]?.total ?? 0,
    rows: found.rows.map(({ total: _t, account: _a, staff: _s, role, area, ...row }) => ({
      ...row,
      label: ROLE_LABELS[role] ?? role,
      area: area === null ? null : (names.get(area) ?? ''),
    })),
  }
}

export async function countAskedGrants(ctx: Context): Promise<number> {
  return (await sql`${OPEN(ctx.principal.district)}`.execute(ctx.db)).rows.length
}

export async function decideAskedGrants(
  ctx: Context,
  { body }: InputOf<typeof contract.decideAskedGrants>,
): Promise<ReplyOf<typeof contract.decideAskedGrants>> {
  const { district, staff, name } = ctx.principal
  if (body.verdict === 'refuse' && body.reason.length < 2)
    throw invalid('不授予要写明原因。', { next: '请写一句原因，申请人会看到。' })
  const found = await sql<Asked>`${OPEN(district)} and g.id = any(${body.ids}::uuid[]) order by g.id for update of g`.execute(
    ctx.db,
  )
  if (found.rows.length < new Set(body.ids).size) throw notFound('选中的申请（可能已经有人办过）')
  if (found.rows.some((row) => row.staff === staff))
    throw refused('不能给自己授予岗位。', { citation: { rule: '三员分立' }, next: '请由另一位安全管理员办理。' })
  for (const { id, account, staff: holder, role, area } of found.rows) {
    if (body.verdict === 'give') {
      await refuseSecondAdministrator(ctx, holder, role)
      await insertGrant(ctx, { id, account, role, area, until: null })
    }
    await sql`update access.asked_grant set verdict = ${body.verdict === 'give' ? 'given' : 'refused'}, decided_by = ${staff}, decided_by_name = ${name},
      decided_at = clock_timestamp(), reason = ${body.reason} where district = ${district} and id = ${id}`.execute(ctx.db)
    await audit(ctx, {
      event: 'role.decided',
      object: `account:${account}`,
      reason: body.reason,
      details: { role, area, verdict: body.verdict },
    })
  }
  return { decided: found.rows.length }
}
