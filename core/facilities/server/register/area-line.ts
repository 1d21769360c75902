// The places above an area on a day, and which committee it has: what an address and a kind are held against.
import type { Day } from '@songhe/basics/day'
import { invalid } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'

export interface AreaLine {
  district: string
  townKey: number
  town: string
  village: string | null
  committee: 'residents' | 'villagers' | null
}

export async function areaLine(ctx: Context, area: number, on: Day): Promise<AreaLine> {
  const line = (await areaLines(ctx, [area], on)).get(area)
  if (!line) throw invalid('所选地址不在本区县，或在这一天已不存在。', { next: '请重新选择镇街和村社。' })
  return line
}

/** Towns and villages of the caller's district; others are not in the answer. A district that has ended keeps its last name. */
export async function areaLines(ctx: Context, areas: readonly number[], on: Day): Promise<Map<number, AreaLine>> {
  const wanted = [...new Set(areas)]
  const found = await sql<AreaLine & { area: number }>`
    select p.area, coalesce((select d.name from registry.area_period d where d.area = t.parent and d.valid_from <= ${on} order by d.valid_from desc limit 1), '') as district,
      t.area as "townKey", t.name as town,
      case when a.kind = 'village' then p.name end as village, a.committee
    from registry.area_period p
    join registry.area a on a.key = p.area and a.kind in ('town', 'village')
    join registry.area_period t on t.area = case when a.kind = 'town' then p.area else p.parent end
      and t.valid_from <= ${on} and (t.valid_to is null or t.valid_to > ${on}) and t.parent = ${ctx.principal.district}
    where p.area = any(${wanted}::int[]) and p.valid_from <= ${on} and (p.valid_to is null or p.valid_to > ${on})`.execute(ctx.db)
  return new Map(found.rows.map(({ area, ...line }) => [area, line]))
}
