// SQL pieces that lists of people share: where somebody lives in words, and the name as this reader may see it.
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { type RawBuilder, sql } from 'kysely'

/** Rows (area, town_key, town, village) of every area as named today; use inside `with place as (...)`. */
export function placeRows(ctx: Context): RawBuilder<unknown> {
  const on = today(ctx)
  return sql`select a.key as area,
      case when a.kind = 'village' then n.parent else a.key end as town_key,
      case when a.kind = 'village' then coalesce(t.name, '') else n.name end as town,
      case when a.kind = 'village' then n.name else '' end as village
    from registry.area a
    join lateral (select name, parent from registry.area_period where area = a.key and valid_from <= ${on} order by valid_from desc limit 1) n on true
    left join lateral (select name from registry.area_period where area = n.parent and valid_from <= ${on} order by valid_from desc limit 1) t on true`
}

/** The name column of registry.person `p` as the reader may see it. */
export function nameColumn(ctx: Context): RawBuilder<string> {
  return ctx.principal.permissions.has('registry.names') ? sql<string>`p.name` : sql<string>`p.name_masked`
}

export function ageColumn(ctx: Context): RawBuilder<number> {
  return sql<number>`extract(year from age(${today(ctx)}::date, p.birth))::int`
}
