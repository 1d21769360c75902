// The whole tree of one district for the picker: one statement, a few kilobytes.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import type { AreaNode } from '../../contract/areas.ts'

export async function listAreas(
  ctx: Context,
  { query }: InputOf<typeof contract.listAreas>,
): Promise<ReplyOf<typeof contract.listAreas>> {
  const on = query.on ?? today(ctx)
  const found = await sql<AreaNode>`
    with recursive tree(key, name, parent, depth) as (
      -- A district that has ended keeps what was never handed over (渝北 in the demo, where 2020's boundaries hold).
      (select p.area, p.name, null::int, 0 from registry.area_period p
      where p.area = ${ctx.principal.district} and p.valid_from <= ${on} order by p.valid_from desc limit 1)
      union all
      select p.area, p.name, p.parent, tree.depth + 1 from registry.area_period p join tree on p.parent = tree.key
      where p.valid_from <= ${on} and (p.valid_to is null or p.valid_to > ${on}))
    select tree.key, tree.name, a.kind, tree.parent from tree join registry.area a on a.key = tree.key order by tree.depth, tree.key`.execute(
    ctx.db,
  )
  return { on, areas: found.rows }
}

export async function listDistricts(
  ctx: Context,
  { query }: InputOf<typeof contract.listDistricts>,
): Promise<ReplyOf<typeof contract.listDistricts>> {
  const on = query.on ?? today(ctx)
  const found = await sql<{ key: number; name: string }>`
    select a.key, p.name from registry.area a join registry.area_period p on p.area = a.key
    where a.kind = 'district' and p.valid_from <= ${on} and (p.valid_to is null or p.valid_to > ${on}) order by a.key`.execute(
    ctx.db,
  )
  return { districts: found.rows }
}
