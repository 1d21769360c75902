// The real towns and villages of a district in their order, with the shipped point of each town.
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'

export interface DemoTown {
  key: number
  name: string
  street: boolean
  point: { lng: number; lat: number } | null
  villages: { key: number; name: string; committee: 'residents' | 'villagers' }[]
}

export async function townsOfDemo(ctx: Context): Promise<DemoTown[]> {
  const on = today(ctx)
  const found = await sql<{ key: number; name: string; lng: number | null; lat: number | null; villages: DemoTown['villages'] }>`
    select t.area as key, t.name, p.lng::float8 as lng, p.lat::float8 as lat,
      coalesce(json_agg(json_build_object('key', v.area, 'name', v.name, 'committee', a.committee) order by a.committee, v.area) filter (where v.area is not null), '[]') as villages
    from registry.area_period t left join facilities.town_point p on p.area = t.area
    left join registry.area_period v on v.parent = t.area and v.valid_from <= ${on} and (v.valid_to is null or v.valid_to > ${on})
    left join registry.area a on a.key = v.area
    where t.parent = ${ctx.principal.district} and t.valid_from <= ${on} and (t.valid_to is null or t.valid_to > ${on})
    group by 1, 2, 3, 4 order by 1`.execute(ctx.db)
  return found.rows.map(({ lng, lat, ...town }) => ({
    ...town,
    street: town.name.endsWith('街道'),
    point: lng === null ? null : { lng, lat: lat! },
  }))
}

/** A place so many metres from another, always the same for the same numbers: spread like seeds in a flower. */
export function beside(point: { lng: number; lat: number }, index: number, metres: number): { lng: number; lat: number } {
  const angle = index * 2.399963
  const far = metres * Math.sqrt(((index * 7919) % 97) / 97)
  const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6
  return {
    lng: round(point.lng + (far * Math.cos(angle)) / (111_320 * Math.cos((point.lat * Math.PI) / 180))),
    lat: round(point.lat + (far * Math.sin(angle)) / 110_570),
  }
}

/** Where people of an area are taken to live in the demo: around the centre of the town, the town itself in its centre. */
export function pointOf(town: DemoTown, area: number): { lng: number; lat: number } | null {
  const index = town.villages.findIndex(({ key }) => key === area)
  return town.point && (index < 0 ? town.point : beside(town.point, index * 3 + 1, 4_500))
}

/** 0 <= n < 1, fixed by seed and index. */
export function chance(seed: number, index: number): number {
  let x = (seed * 2_654_435_761 + index * 40_503 + 1) >>> 0
  x ^= x << 13
  x ^= x >>> 17
  x ^= x << 5
  return (x >>> 0) / 4_294_967_296
}
