// The register of ratings: what the facilities keep, beside the case or the list it came from and who scored.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { addDays } from '@songhe/basics/day'
import { offsetOf } from '@songhe/basics/paging'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { facilitiesOf, ratingHistory } from '@songhe/facilities/door'
import { areaBelow, placeNames } from '@songhe/registry/door'
import { type RawBuilder, sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { DUE_DAYS, holdingOf } from '../rules.ts'

type Row = ReplyOf<typeof contract.listRatings>['rows'][number]
type Found = Omit<Row, 'kindTitle' | 'place' | 'holding' | 'decision'> & { area: number; total: number }

/** k = facilities.facility_fact */
export function holds(holding: string, on: string): RawBuilder<unknown> {
  const current = sql`k.valid_from <= ${on} and (k.valid_to is null or k.valid_to > ${on})`
  const due = sql`${current} and k.valid_to <= ${addDays(on, DUE_DAYS)}`
  if (holding === 'current') return current
  if (holding === 'due') return due
  if (holding === 'past') return sql`k.valid_to <= ${on}`
  return holding === 'coming' ? sql`k.valid_from > ${on}` : sql`true`
}

export async function listRatings(
  ctx: Context,
  { query }: InputOf<typeof contract.listRatings>,
): Promise<ReplyOf<typeof contract.listRatings>> {
  const on = today(ctx)
  const kind = query.scheme ? sql`k.kind = ${`rating.${query.scheme}`}` : sql`k.kind like 'rating.%'`
  const where = [sql`k.district = ${ctx.principal.district}`, kind, holds(query.holding, on)]
  if (query.grade) where.push(sql`k.value = ${query.grade}`)
  if (query.area) where.push(sql`k.area = any(${await areaBelow(ctx, [query.area], on)}::int[])`)
  if (query.q) where.push(sql`position(${query.q} in f.name) > 0`)
  const found = await sql<Found>`
    select k.id, k.facility, k.area, f.name, substr(k.kind, 8) as scheme, k.value as grade, k.valid_from as "validFrom", k.valid_to as "validTo", k.source,
      c.id as "case", coalesce(t.evaluator, s.institution, '') as evaluator, count(*) over ()::int as total
    from facilities.facility_fact k join facilities.facility f on f.district = k.district and f.id = k.facility
    left join ratings.rating_case c on c.district = k.district and c.rating = k.id
    left join ratings.taken_over t on t.district = k.district and t.rating = k.id and not t.undone
    left join lateral (select s.institution from ratings.score_sheet s where s.district = c.district and s.rating_case = c.id and s.kind <> 'self'
      and s.undone_by is null order by s.recorded_at desc limit 1) s on true
    where ${sql.join(where, sql` and `)} order by k.valid_to nulls last, f.name, k.id limit ${query.size} offset ${offsetOf(query)}`.execute(
    ctx.db,
  )
  return { rows: await withSites(ctx, found.rows), total: found.rows[0]?.total ?? 0 }
}

async function withSites(ctx: Context, found: readonly Found[]): Promise<Row[]> {
  const on = today(ctx)
  const ids = [...new Set(found.map(({ facility }) => facility))]
  if (ids.length === 0) return []
  const kinds = new Map((await facilitiesOf(ctx, { ids }, on)).map((site) => [site.id, site.kindTitle]))
  const decisions = new Map((await ratingHistory(ctx, ids)).map(({ id, decision }) => [id, decision]))
  const places = await placeNames(
    ctx,
    found.map(({ area }) => area),
    on,
  )
  return found.map(({ area, total: _total, ...row }) => ({
    ...row,
    kindTitle: kinds.get(row.facility) ?? '',
    place: places.get(area) ?? '',
    holding: holdingOf(row.validFrom, row.validTo, on),
    decision: decisions.get(row.id) ?? '',
  }))
}
