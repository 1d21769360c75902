// Questions about areas on a day: what lies below, what it is called, where it belongs.
import type { Day } from '@songhe/basics/day'
import { invalid } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'

type Database = Pick<Context, 'db'>

/** The keys themselves and everything below them on `day`: concrete keys, as scopes need them. */
export async function areaBelow({ db }: Database, keys: readonly number[], day: Day): Promise<number[]> {
  const found = await sql<{ key: number }>`
    with recursive below(key) as (
      select unnest(${[...keys]}::int[])
      union
      select p.area from registry.area_period p join below b on p.parent = b.key
      where p.valid_from <= ${day} and (p.valid_to is null or p.valid_to > ${day}))
    select key from below order by key`.execute(db)
  return found.rows.map((row) => row.key)
}

/** Names on `day`; an area that has ended keeps its last name. */
export async function areaNames({ db }: Database, keys: readonly number[], day: Day): Promise<Map<number, string>> {
  if (keys.length === 0) return new Map()
  const found = await sql<{ area: number; name: string }>`
    select distinct on (area) area, name from registry.area_period where area = any(${[...new Set(keys)]}::int[]) and valid_from <= ${day}
    order by area, valid_from desc`.execute(db)
  return new Map(found.rows.map((row) => [row.area, row.name]))
}

/** 临江镇明月村: town and village in one word, as offices write a place. */
export async function placeNames({ db }: Database, keys: readonly number[], day: Day): Promise<Map<number, string>> {
  if (keys.length === 0) return new Map()
  const found = await sql<{ area: number; name: string; kind: string; above: string | null }>`
    select distinct on (p.area) p.area, p.name, a.kind,
      (select t.name from registry.area_period t where t.area = p.parent and t.valid_from <= ${day} order by t.valid_from desc limit 1) as above
    from registry.area_period p join registry.area a on a.key = p.area
    where p.area = any(${[...new Set(keys)]}::int[]) and p.valid_from <= ${day} order by p.area, p.valid_from desc`.execute(db)
  return new Map(found.rows.map((row) => [row.area, row.kind === 'village' ? `${row.above ?? ''}${row.name}` : row.name]))
}

export interface TownRow {
  key: number
  name: string
}

export async function townsOf(ctx: Pick<Context, 'db' | 'principal'>, day: Day): Promise<TownRow[]> {
  const found = await sql<TownRow>`
    select p.area as key, p.name from registry.area_period p
    where p.parent = ${ctx.principal.district} and p.valid_from <= ${day} and (p.valid_to is null or p.valid_to > ${day}) order by p.area`.execute(
    ctx.db,
  )
  return found.rows
}

/** Refuses a place outside the caller's district or scope before the database does it less kindly. */
export async function requireArea(ctx: Context, key: number, day: Day) {
  const inDistrict = await areaBelow(ctx, [ctx.principal.district], day)
  if (!inDistrict.includes(key) || key === ctx.principal.district)
    throw invalid('所选地址不在本区县，或在这一天已不存在。', { next: '请重新选择镇街和村社。' })
  if (ctx.principal.areas && !ctx.principal.areas.includes(key))
    throw invalid('所选地址不在您的管辖范围。', { next: '请选择本镇街的村社，或请区级经办人员登记。' })
}
