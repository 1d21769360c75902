// The contact and post list per town, from the accounts that really work there; a town without anybody is named.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { offsetOf } from '@songhe/basics/paging'
import { ROLE_LABELS, type RoleKey } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { areaBelow, areaNames, townsOf } from '@songhe/registry/door'
import { sql } from 'kysely'
import type * as contract from '../contract-posts.ts'

interface Row {
  key: string
  area: number
  name: string
  post: string
  role: RoleKey
  phone: string
}

export async function listTownPosts(
  ctx: Context,
  { query }: InputOf<typeof contract.listTownPosts>,
): Promise<ReplyOf<typeof contract.listTownPosts>> {
  const day = today(ctx)
  const towns = (await townsOf(ctx, day)).filter((town) => query.town === undefined || town.key === query.town)
  const townOf = new Map<number, string>()
  for (const town of towns) for (const area of await areaBelow(ctx, [town.key], day)) townOf.set(area, town.name)
  const found = await sql<Row>`select g.id as key, g.area, f.name, f.post, g.role, f.phone
    from kernel.role_grant g join kernel.account a on a.id = g.account join kernel.staff f on f.id = a.staff
    where g.district = ${ctx.principal.district} and g.area = any(${[...townOf.keys()]}::int[]) and g.revoked_at is null
      and g.valid_from <= ${day} and (g.valid_to is null or g.valid_to >= ${day}) and a.disabled_at is null and f.left_on is null
    order by g.area, f.name`.execute(ctx.db)
  const villages = await areaNames(
    ctx,
    found.rows.map((row) => row.area),
    day,
  )
  const rows = found.rows.map(({ area, role, ...row }) => {
    const [town, place] = [townOf.get(area)!, villages.get(area) ?? '']
    return { ...row, town, village: place === town ? '' : place, role: ROLE_LABELS[role] ?? role }
  })
  const held = new Set(rows.map((row) => row.town))
  return {
    rows: rows.slice(offsetOf(query), offsetOf(query) + query.size),
    total: rows.length,
    without: towns.filter((town) => !held.has(town.name)).map((town) => town.name),
  }
}
