// Who lives outside the fifteen minutes, village by village. Points that were only drawn are said, and decide nothing but this list.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { addMonths, type Day } from '@songhe/basics/day'
import { offsetOf } from '@songhe/basics/paging'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { areaBelow } from '@songhe/registry/door'
import { sql } from 'kysely'
import { FACILITY_KINDS } from '../../contract/kinds.ts'
import type * as contract from '../../contract.ts'
import { factLateral } from '../facts/facts-on.ts'
import { facilitySettings } from '../settings.ts'
import { nearest, type Pace, roadMetres, walkMinutes } from './walk.ts'

type Reply = ReplyOf<typeof contract.listOutside>
type Row = Reply['rows'][number]

/** Centres, stations and points give the services of the circle; homes, kitchens and baths do not. */
const SERVING = FACILITY_KINDS.filter(({ family }) => family === 'centre' || family === 'station').map(({ key }) => key)

export async function listOutside(ctx: Context, { query }: InputOf<typeof contract.listOutside>): Promise<Reply> {
  const on = today(ctx)
  const parameters = await paceOf(ctx)
  const below = query.area ? await areaBelow(ctx, [query.area], on) : null
  const villages = (await villagesOf(ctx, on)).filter(({ area }) => !below || below.includes(area))
  const sites = await servingSites(ctx, on)
  const rows = villages.map((village): Row & { sure: boolean } => {
    const { lng, lat, basis, ...row } = village
    const found = lng === null ? undefined : nearest({ lng, lat: lat! }, sites)
    if (!found)
      return { ...row, basis, nearest: null, nearestName: '', metres: null, minutes: null, verdict: 'unknown', sure: false }
    const metres = roadMetres(found.straight, parameters)
    const minutes = walkMinutes(metres, parameters)
    return {
      ...row,
      basis,
      nearest: { id: found.place.id, name: found.place.name },
      nearestName: found.place.name,
      metres,
      minutes,
      verdict: minutes <= parameters.minutes ? 'inside' : 'outside',
      sure: basis === 'exact' && found.place.exact,
    }
  })
  const elders = (verdict: Row['verdict']) => rows.reduce((sum, row) => sum + (row.verdict === verdict ? row.elders : 0), 0)
  const shown = rows
    .filter((row) => query.show === 'all' || row.verdict === query.show)
    .sort((a, b) => b.elders - a.elders || a.area - b.area)
  return {
    rows: shown.slice(offsetOf(query), offsetOf(query) + query.size).map(({ sure: _sure, ...row }) => row),
    total: shown.length,
    parameters,
    elders: { inside: elders('inside'), outside: elders('outside'), unknown: elders('unknown') },
    surely: rows.reduce((sum, row) => sum + (row.sure ? row.elders : 0), 0),
  }
}

async function paceOf(ctx: Context): Promise<Pace> {
  const { circleMinutes, metresPerMinute, detourPercent } = await facilitySettings(ctx)
  return { minutes: circleMinutes, metresPerMinute, detourPercent }
}

interface Village {
  area: number
  town: string
  name: string
  elders: number
  lng: number | null
  lat: number | null
  basis: Row['basis']
}

/** The office's own point of the village, else its town's. */
async function villagesOf(ctx: Context, on: Day): Promise<Village[]> {
  const sixty = `${addMonths(on.slice(0, 7), -720)}${on.slice(7)}`
  const found = await sql<Village>`
    select v.area, t.name as town, v.name, coalesce(e.elders, 0)::int as elders,
      coalesce(own.lng, above.lng, shipped.lng)::float8 as lng, coalesce(own.lat, above.lat, shipped.lat)::float8 as lat,
      case when own.area is not null then own.method when coalesce(above.lng, shipped.lng) is not null then 'town' else 'none' end as basis
    from registry.area_period t
    join registry.area_period v on v.parent = t.area and v.valid_from <= ${on} and (v.valid_to is null or v.valid_to > ${on})
    left join facilities.area_point own on own.district = ${ctx.principal.district} and own.area = v.area
    left join facilities.area_point above on above.district = ${ctx.principal.district} and above.area = t.area
    left join facilities.town_point shipped on shipped.area = t.area
    left join (select coalesce(residence_area, area) as area, count(*) as elders from registry.person
      where district = ${ctx.principal.district} and state = 'active' and died_on is null and birth <= ${sixty} group by 1) e on e.area = v.area
    where t.parent = ${ctx.principal.district} and t.valid_from <= ${on} and (t.valid_to is null or t.valid_to > ${on})
      and (${ctx.principal.areas === null} or v.area = any(${ctx.principal.areas ?? []}::int[]))`.execute(ctx.db)
  return found.rows
}

interface Serving {
  id: string
  name: string
  lng: number
  lat: number
  exact: boolean
}

async function servingSites(ctx: Context, on: Day): Promise<Serving[]> {
  const found = await sql<Serving>`select f.id, f.name, f.lng::float8 as lng, f.lat::float8 as lat, f.position = 'exact' as exact
    from facilities.facility f ${factLateral('facility.kind', on, 'kind')}
    where f.district = ${ctx.principal.district} and f.state = 'open' and f.lng is not null and kind.value = any(${SERVING}::text[])`.execute(
    ctx.db,
  )
  return found.rows
}

export async function setCircle(
  ctx: Context,
  { body }: InputOf<typeof contract.setCircle>,
): Promise<ReplyOf<typeof contract.setCircle>> {
  const part = { circleMinutes: body.minutes, metresPerMinute: body.metresPerMinute, detourPercent: body.detourPercent }
  await sql`insert into kernel.setting (district, key, value) values (${ctx.principal.district}, 'facilities', ${JSON.stringify(part)}::jsonb)
    on conflict (district, key) do update set value = kernel.setting.value || excluded.value`.execute(ctx.db)
  await audit(ctx, { event: 'circle.parameters-set', reason: body.reason, details: part })
  return { id: body.id, outcome: 'created' }
}
