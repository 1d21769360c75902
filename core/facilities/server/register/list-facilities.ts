// The register as a table: by area below, kind, state, standard, papers, operator; a thousand sites within a tenth of a second.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { addDays, type Day } from '@songhe/basics/day'
import { offsetOf } from '@songhe/basics/paging'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { areaBelow, foldName } from '@songhe/registry/door'
import { type RawBuilder, sql } from 'kysely'
import { FACILITY_KINDS } from '../../contract/kinds.ts'
import type { FacilityFilter } from '../../contract/register.ts'
import type * as contract from '../../contract.ts'
import type { z } from 'zod'
import { factLateral } from '../facts/facts-on.ts'
import { facilitySettings } from '../settings.ts'
import { WORST } from '../standards/check-standards.ts'
import { facilityRows } from './facility-rows.ts'

type Filter = z.infer<z.ZodObject<typeof FacilityFilter.shape>>

export async function listFacilities(
  ctx: Context,
  { query }: InputOf<typeof contract.listFacilities>,
): Promise<ReplyOf<typeof contract.listFacilities>> {
  const on = today(ctx)
  const where = await filtered(ctx, query, on)
  const kind = factLateral('facility.kind', on, 'kind')
  const found = await sql<{ id: string; total: number }>`
    select f.id, count(*) over ()::int as total from facilities.facility f ${kind}
    left join facilities.facility_kind k on k.key = kind.value
    where ${where} order by f.area, k.position, f.name, f.id limit ${query.size} offset ${offsetOf(query)}`.execute(ctx.db)
  return {
    rows: await facilityRows(
      ctx,
      found.rows.map(({ id }) => id),
      on,
    ),
    total: found.rows[0]?.total ?? 0,
  }
}

export async function mapFacilities(
  ctx: Context,
  { query }: InputOf<typeof contract.mapFacilities>,
): Promise<ReplyOf<typeof contract.mapFacilities>> {
  const on = today(ctx)
  const where = await filtered(ctx, query, on)
  const found = await sql<{
    id: string
    name: string
    kind: string
    state: string
    lng: number | null
    lat: number
    exact: boolean
  }>`
    select f.id, f.name, coalesce(kind.value, '') as kind, f.state, f.lng::float8 as lng, f.lat::float8 as lat, f.position = 'exact' as exact
    from facilities.facility f ${factLateral('facility.kind', on, 'kind')} where ${where} order by f.id`.execute(ctx.db)
  const points = found.rows.flatMap(({ lng, ...row }) => (lng === null ? [] : [{ ...row, lng }]))
  const towns = await sql<{ name: string; lng: number; lat: number }>`
    select t.name, coalesce(own.lng, shipped.lng)::float8 as lng, coalesce(own.lat, shipped.lat)::float8 as lat from registry.area_period t
    left join facilities.area_point own on own.district = ${ctx.principal.district} and own.area = t.area left join facilities.town_point shipped on shipped.area = t.area
    where t.parent = ${ctx.principal.district} and t.valid_from <= ${on} and (t.valid_to is null or t.valid_to > ${on}) and coalesce(own.lng, shipped.lng) is not null`.execute(
    ctx.db,
  )
  return { points, towns: towns.rows, without: found.rows.length - points.length }
}

async function filtered(ctx: Context, query: Filter, on: Day): Promise<RawBuilder<unknown>> {
  const where = [sql`f.district = ${ctx.principal.district}`, sql`f.state <> 'withdrawn'`]
  if (query.state === 'running') where.push(sql`f.state <> 'closed'`)
  else if (query.state !== 'all') where.push(sql`f.state = ${query.state}`)
  if (query.area) where.push(sql`f.area = any(${await areaBelow(ctx, [query.area], on)}::int[])`)
  if (query.kind) where.push(sql`kind.value = ${query.kind}`)
  if (query.q)
    where.push(sql`(strpos(f.name_folded, ${foldName(query.q)}) > 0 or strpos(f.address, ${query.q}) > 0 or f.code = ${query.q})`)
  if (query.standard) where.push(sql`${WORST} = ${query.standard}`)
  if (query.operator)
    where.push(sql`exists (select from facilities.fact r where r.district = f.district and r.facility = f.id and r.kind = 'facility.operator'
      and r.value = ${query.operator} and r.closed_at is null and r.valid_from <= ${on} and (r.valid_to is null or r.valid_to > ${on}))`)
  if (query.paper) where.push(await paperCondition(ctx, query.paper, on))
  if (query.mismatch) where.push(MISFIT)
  return sql.join(where, sql` and `)
}

async function paperCondition(ctx: Context, word: NonNullable<Filter['paper']>, on: Day): Promise<RawBuilder<unknown>> {
  const soon = addDays(on, (await facilitySettings(ctx)).soonDays)
  const any = (more: RawBuilder<unknown>) =>
    sql`exists (select from facilities.paper p where p.district = f.district and p.facility = f.id and p.closed_at is null ${more})`
  if (word === 'none') return sql`not ${any(sql``)}`
  if (word === 'expired') return any(sql`and p.ends_on < ${on}`)
  if (word === 'soon') return sql`${any(sql`and p.ends_on <= ${soon}`)} and not ${any(sql`and p.ends_on < ${on}`)}`
  return sql`${any(sql``)} and not ${any(sql`and p.ends_on <= ${soon}`)}`
}

const COMMITTEES = FACILITY_KINDS.flatMap(({ key, committee }) => (committee ? [[key, committee] as const] : []))

/** T-26 as a condition: a station where villagers elect the committee, a point where residents do, either above any committee. */
export const MISFIT = sql`exists (select from registry.area a where a.key = f.area and (${sql.join(
  COMMITTEES.map(([key, committee]) => sql`(kind.value = ${key} and (a.kind <> 'village' or a.committee <> ${committee}))`),
  sql` or `,
)}))`
