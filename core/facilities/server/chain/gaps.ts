// One town one centre, one village or community one station or point: what each area should have, and where nothing serves it.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { addMonths, type Day } from '@songhe/basics/day'
import { offsetOf } from '@songhe/basics/paging'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { areaBelow } from '@songhe/registry/door'
import { sql } from 'kysely'
import { kindOf, kindTitle } from '../../contract/kinds.ts'
import type * as contract from '../../contract.ts'
import { factLateral } from '../facts/facts-on.ts'

export interface Required {
  area: number
  townKey: number
  town: string
  name: string
  kind: 'street-centre' | 'town-centre' | 'station' | 'village-point'
  covered: boolean
  /** Name of a planned or half-built one. */
  coming: string
}

interface AreaRow {
  area: number
  townKey: number
  town: string
  name: string
  village: boolean
  committee: string | null
}

interface SiteRow {
  area: number
  name: string
  kind: string
  running: boolean
  served: string | null
}

/** Every area of the district (or scope) with the kind it should have on the day and whether it has it. A shared station covers each community it serves. */
export async function requiredSites(ctx: Context, on: Day): Promise<Required[]> {
  const areas = await areasOf(ctx, on)
  const sites = await sql<SiteRow>`
    select f.area, f.name, coalesce(kind.value, '') as kind, f.state in ('open', 'suspended') as running, served.value as served from facilities.facility f
    ${factLateral('facility.kind', on, 'kind')} ${factLateral('facility.served-areas', on, 'served')}
    where f.district = ${ctx.principal.district} and f.state in ('planned', 'building', 'open', 'suspended')`.execute(ctx.db)
  const townOf = new Map(areas.map(({ area, townKey }) => [area, townKey]))
  const [stations, centres] = [new Map<number, SiteRow[]>(), new Map<number, SiteRow[]>()]
  const add = (book: Map<number, SiteRow[]>, area: number, site: SiteRow) => book.set(area, [...(book.get(area) ?? []), site])
  for (const site of sites.rows) {
    const family = kindOf(site.kind)?.family
    if (family === 'station') for (const area of [site.area, ...servedBy(site)]) add(stations, area, site)
    if (site.kind === 'street-centre' || site.kind === 'town-centre') add(centres, townOf.get(site.area) ?? site.area, site)
  }
  return areas.map(({ village, committee, ...area }) => {
    const here = (village ? stations : centres).get(area.area) ?? []
    const centre = area.town.endsWith('街道') ? 'street-centre' : 'town-centre'
    return {
      ...area,
      kind: village ? (committee === 'residents' ? 'station' : 'village-point') : centre,
      covered: here.some(({ running }) => running),
      coming: here.find(({ running }) => !running)?.name ?? '',
    }
  })
}

const servedBy = ({ served }: SiteRow) => served?.split(',').map(Number).filter(Number.isInteger) ?? []

async function areasOf(ctx: Context, on: Day): Promise<AreaRow[]> {
  const valid = sql`valid_from <= ${on} and (valid_to is null or valid_to > ${on})`
  const found = await sql<AreaRow>`
    with town as (select area, name from registry.area_period where parent = ${ctx.principal.district} and ${valid})
    select area, area as "townKey", name as town, name, false as village, null as committee from town
    union all
    select v.area, t.area, t.name, v.name, true, a.committee from town t join registry.area_period v on v.parent = t.area
      and v.valid_from <= ${on} and (v.valid_to is null or v.valid_to > ${on}) join registry.area a on a.key = v.area order by 2, 5, 1`.execute(
    ctx.db,
  )
  const { areas } = ctx.principal
  return areas ? found.rows.filter(({ area }) => areas.includes(area)) : found.rows
}

export async function listGaps(
  ctx: Context,
  { query }: InputOf<typeof contract.listGaps>,
): Promise<ReplyOf<typeof contract.listGaps>> {
  const on = today(ctx)
  const all = await requiredSites(ctx, on)
  const below = query.area ? new Set(await areaBelow(ctx, [query.area], on)) : undefined
  const inside = all.filter(({ area }) => !below || below.has(area))
  const isTown = ({ area, townKey }: Required) => area === townKey
  const gaps = inside.filter((one) => !one.covered && (query.level === 'all' || (query.level === 'town') === isTown(one)))
  const page = gaps.slice(offsetOf(query), offsetOf(query) + query.size)
  const elders = await eldersIn(
    ctx,
    page.map(({ area }) => area),
    on,
  )
  return {
    rows: page.map(({ area, town, name, kind, coming }) => ({
      area,
      town,
      name,
      kind,
      kindTitle: kindTitle(kind),
      coming,
      elders: elders.get(area) ?? 0,
    })),
    total: gaps.length,
    on,
    covered: (['street-centre', 'town-centre', 'station', 'village-point'] as const).map((kind) => {
      const wanted = inside.filter((one) => one.kind === kind)
      return {
        kind,
        title: kindTitle(kind),
        numerator: wanted.filter(({ covered }) => covered).length,
        denominator: wanted.length,
      }
    }),
  }
}

async function eldersIn(ctx: Context, areas: readonly number[], on: Day): Promise<Map<number, number>> {
  if (areas.length === 0) return new Map()
  const sixty = `${addMonths(on.slice(0, 7), -720)}${on.slice(7)}`
  const found = await sql<{ area: number; n: number }>`
    select wanted.area, count(p.id)::int as n from unnest(${[...areas]}::int[]) as wanted(area)
    left join registry.person p on p.district = ${ctx.principal.district} and p.state = 'active' and p.died_on is null and p.birth <= ${sixty}
      and (p.area = wanted.area or p.area in (select v.area from registry.area_period v where v.parent = wanted.area and (v.valid_to is null or v.valid_to > ${on})))
    group by wanted.area`.execute(ctx.db)
  return new Map(found.rows.map(({ area, n }) => [area, n]))
}
