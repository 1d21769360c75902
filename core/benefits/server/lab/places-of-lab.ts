// Names for the breakdown: towns of areas, levels of ability, and whose roll is being looked at.
import type { Day } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import { areaNames, FACT_KINDS } from '@songhe/registry/door'
import { sql } from 'kysely'
import type { Places } from './breakdown.ts'

export const ABILITY_WORDS = FACT_KINDS.find(({ kind }) => kind === 'ability.level')!.options!

/** A village belongs to its town; whoever is written to the district itself stands under no town. */
export async function placesOf(ctx: Context, on: Day): Promise<Places> {
  const found = await sql<{ area: number; town: number }>`
    select distinct on (p.area) p.area, case a.kind when 'village' then p.parent else p.area end as town
    from registry.area_period p join registry.area a on a.key = p.area
    where a.kind <> 'district' and p.valid_from <= ${on} order by p.area, p.valid_from desc`.execute(ctx.db)
  const towns = new Map(found.rows.map(({ area, town }) => [area, town]))
  const names = await areaNames(ctx, [...new Set(towns.values())], on)
  return { town: (area) => towns.get(area) ?? 0, name: (town) => names.get(town) ?? '未落到镇街' }
}

export async function scopeName(ctx: Context, on: Day): Promise<string> {
  const { district, areas } = ctx.principal
  const name = (await areaNames(ctx, [district], on)).get(district) ?? ''
  return areas === null ? name : `${name}（您管辖的镇街）`
}
