// Cases as a list: by round, state, place and what waits for somebody.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { offsetOf } from '@songhe/basics/paging'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { facilitiesOf } from '@songhe/facilities/door'
import { areaBelow, placeNames } from '@songhe/registry/door'
import { type RawBuilder, sql } from 'kysely'
import type * as contract from '../../contract.ts'
import type { Scheme } from '../../contract/shapes.ts'
import { CASE, type CaseRecord } from './case-store.ts'

export type CaseRow = ReplyOf<typeof contract.listCases>['rows'][number]
export type Found = CaseRecord & { roundTitle: string; scheme: Scheme; facilityName: string; open: CaseRow['open'] }

const CHALLENGED = sql`exists (select from ratings.challenge h where h.district = c.district and h.rating_case = c.id and h.upheld is null)`
const CHANGING = sql`exists (select from ratings.change g where g.district = c.district and g.rating_case = c.id and g.approved is null)`

export const CASE_ROW = sql`${CASE}, r.title as "roundTitle", r.scheme, f.name as "facilityName",
  case when ${CHALLENGED} then 'challenge' when ${CHANGING} then 'change' end as open`
export const CASE_FROM = sql`ratings.rating_case c join ratings.round r on r.district = c.district and r.id = c.round
  join facilities.facility f on f.district = c.district and f.id = c.facility`

export type Work = 'score' | 'decide' | 'effect' | 'challenge' | 'change'
/** What waits, one definition for the list and for the desk. */
export function waitsFor(work: Work, on: string): RawBuilder<unknown> {
  switch (work) {
    case 'score':
      return sql`c.state = 'applied'`
    case 'decide':
      return sql`c.state = 'scored'`
    case 'effect':
      return sql`c.state = 'notice' and c.notice_to < ${on} and not ${CHALLENGED}`
    case 'challenge':
      return CHALLENGED
    case 'change':
      return CHANGING
  }
}

export async function listCases(
  ctx: Context,
  { query }: InputOf<typeof contract.listCases>,
): Promise<ReplyOf<typeof contract.listCases>> {
  const on = today(ctx)
  const where = [sql`c.district = ${ctx.principal.district}`]
  if (query.round) where.push(sql`c.round = ${query.round}`)
  if (query.scheme) where.push(sql`r.scheme = ${query.scheme}`)
  if (query.state !== 'all') where.push(sql`c.state = ${query.state}`)
  if (query.work) where.push(waitsFor(query.work, on))
  if (query.area) where.push(sql`c.area = any(${await areaBelow(ctx, [query.area], on)}::int[])`)
  if (query.q) where.push(sql`position(${query.q} in f.name) > 0`)
  const found = await sql<
    Found & { total_rows: number }
  >`select ${CASE_ROW}, count(*) over ()::int as total_rows from ${CASE_FROM}
    where ${sql.join(where, sql` and `)} order by c.applied_on desc, c.id limit ${query.size} offset ${offsetOf(query)}`.execute(
    ctx.db,
  )
  return { rows: await caseRows(ctx, found.rows), total: found.rows[0]?.total_rows ?? 0 }
}

export async function caseRows(ctx: Context, found: readonly Found[]): Promise<CaseRow[]> {
  if (found.length === 0) return []
  const on = today(ctx)
  const sites = await facilitiesOf(ctx, { ids: [...new Set(found.map(({ facility }) => facility))] }, on)
  const kinds = new Map(sites.map((site) => [site.id, site.kindTitle]))
  const places = await placeNames(
    ctx,
    found.map(({ area }) => area),
    on,
  )
  return found.map((row) => ({
    id: row.id,
    round: row.round,
    roundTitle: row.roundTitle,
    scheme: row.scheme,
    facility: row.facility,
    facilityName: row.facilityName,
    kindTitle: kinds.get(row.facility) ?? '',
    place: places.get(row.area) ?? '',
    version: row.version,
    state: row.state,
    appliedOn: row.appliedOn,
    total: row.total,
    proposed: row.state === 'scored' ? row.proposed : null,
    grade: row.grade,
    noticeTo: row.noticeTo,
    validFrom: row.validFrom,
    validTo: row.validTo,
    open: row.open,
  }))
}
