// Stars, leaves and yearly evaluation results, told by the room that rates and kept here with decision and source, where money reads them.
import type { Day } from '@songhe/basics/day'
import { newId } from '@songhe/basics/ids'
import { conflict, invalid, notFound } from '@songhe/basics/problem'
import { announce } from '@songhe/kernel/announce'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type { FacilityFile } from '../../contract/register.ts'
import { getFacility } from '../register/facility-store.ts'

/** star: homes; leaf: centres and stations; evaluation: the yearly result that decides what is paid. */
export type RatingScheme = 'star' | 'leaf' | 'evaluation' | (string & {})

export const SCHEME_TITLES: Readonly<Record<string, string>> = { star: '星级', leaf: '叶级', evaluation: '年度绩效评价' }

export interface RatingDraft {
  /** Made by the caller: sending it twice changes nothing. */
  id?: string
  facility: string
  scheme: RatingScheme
  /** 三星, 二叶, 优秀 … as decided. */
  grade: string
  score?: number
  validFrom: Day
  /** The first day on which it no longer holds; null = until another one. */
  validTo: Day | null
  /** Id or number of the decision; nothing is kept without. */
  decision: string
  document?: string
  source: string
}

export interface Rating {
  id: string
  facility: string
  scheme: string
  grade: string
  score: number | null
  validFrom: Day
  validTo: Day | null
  decision: string
  document: string
  source: string
}

/** @returns exists when this very act was told before */
export async function recordRating(ctx: Context, draft: RatingDraft): Promise<{ id: string; outcome: 'created' | 'exists' }> {
  const id = draft.id ?? newId()
  const { district } = ctx.principal
  const site = await getFacility(ctx, draft.facility, true)
  const known = await sql`select from facilities.rating where district = ${district} and id = ${id}`.execute(ctx.db)
  if (known.rows.length) return { id, outcome: 'exists' }
  if (!draft.decision.trim() || !draft.source.trim())
    throw invalid('等级要有决定和来源。', { next: '请写明评定决定的编号和来源。' })
  if (draft.validTo !== null && draft.validTo <= draft.validFrom)
    throw invalid('等级的有效期止不晚于起。', { next: '请核对有效期。' })
  const overlapping = await sql<{ id: string; grade: string; from: Day; to: Day | null }>`
    select id, grade, valid_from as "from", valid_to as "to" from facilities.rating
    where district = ${district} and facility = ${site.id} and scheme = ${draft.scheme} and closed_at is null
      and valid_from < coalesce(${draft.validTo}::date, 'infinity') and coalesce(valid_to, 'infinity') > ${draft.validFrom} order by valid_from`.execute(
    ctx.db,
  )
  for (const before of overlapping.rows) {
    // A later decision ends the standing one; one that begins later or on the same day must be taken back first.
    if (before.from >= draft.validFrom)
      throw conflict(`${before.from} 起已有等级“${before.grade}”，有效期重叠。`, { next: '请先撤回那一条，再登记。' })
    await sql`update facilities.rating set ended_from = valid_to, ended_by = ${id}, valid_to = ${draft.validFrom}
      where district = ${district} and id = ${before.id}`.execute(ctx.db)
  }
  await sql`insert into facilities.rating (district, id, facility, area, scheme, grade, score, valid_from, valid_to, decision, document, source, recorded_by)
    values (${district}, ${id}, ${site.id}, ${site.area}, ${draft.scheme}, ${draft.grade}, ${draft.score ?? null}, ${draft.validFrom}, ${draft.validTo},
      ${draft.decision}, ${draft.document ?? ''}, ${draft.source}, ${ctx.principal.name})`.execute(ctx.db)
  await audit(ctx, {
    event: 'facility.rated',
    object: `facility:${site.id}`,
    details: { scheme: draft.scheme, grade: draft.grade, from: draft.validFrom, decision: draft.decision },
  })
  await announce(ctx, 'facility-rated', {
    facility: site.id,
    scheme: draft.scheme,
    grade: draft.grade,
    from: draft.validFrom,
    rating: id,
  })
  return { id, outcome: 'created' }
}

/** A decision taken back (an appeal): the rating never counted, and what it had ended goes on as if it had not been. */
export async function withdrawRating(ctx: Context, asked: { id: string; reason: string }): Promise<void> {
  const { district } = ctx.principal
  const done = await sql`update facilities.rating set closed_at = clock_timestamp(), closed_reason = ${asked.reason}
    where district = ${district} and id = ${asked.id} and closed_at is null`.execute(ctx.db)
  if (!Number(done.numAffectedRows ?? 0)) return
  await takeUpAgain(ctx, asked.id)
  await audit(ctx, { event: 'facility.rating-withdrawn', object: `rating:${asked.id}`, reason: asked.reason })
}

/** A decision that ends a rating before its time: until that day it counted. @param asked.by id of the deciding act */
export async function endRating(ctx: Context, asked: { id: string; from: Day; by: string; reason: string }): Promise<void> {
  const { district } = ctx.principal
  const found = await sql<{ from: Day; to: Day | null; by: string | null }>`
    select valid_from as "from", valid_to as "to", ended_by as by from facilities.rating
    where district = ${district} and id = ${asked.id} and closed_at is null for update`.execute(ctx.db)
  const rating = found.rows[0]
  if (!rating) throw notFound('这个等级')
  if (rating.by === asked.by) return
  if (asked.from <= rating.from || (rating.to !== null && asked.from >= rating.to))
    throw conflict(`这个等级的有效期是 ${rating.from} 至 ${rating.to ?? '长期'}，不能从 ${asked.from} 起结束。`, {
      next: '请核对日期。',
    })
  await sql`update facilities.rating set ended_from = valid_to, ended_by = ${asked.by}, end_reason = ${asked.reason}, valid_to = ${asked.from}
    where district = ${district} and id = ${asked.id}`.execute(ctx.db)
  await audit(ctx, {
    event: 'facility.rating-ended',
    object: `rating:${asked.id}`,
    reason: asked.reason,
    details: { from: asked.from },
  })
}

const takeUpAgain = (ctx: Context, by: string) =>
  sql`update facilities.rating set valid_to = ended_from, ended_by = null, ended_from = null, end_reason = ''
    where district = ${ctx.principal.district} and ended_by = ${by} and closed_at is null`.execute(ctx.db)

const COLUMNS = sql`id, facility, scheme, grade, score::float8 as score, valid_from as "validFrom", valid_to as "validTo", decision, document, source`

/** What counts on a day, one per scheme. */
export async function ratingsOf(ctx: Context, facility: string, on: Day): Promise<Rating[]> {
  return (await ratingsOfMany(ctx, [facility], on)).get(facility) ?? []
}

export async function ratingsOfMany(ctx: Context, ids: readonly string[], on: Day): Promise<Map<string, Rating[]>> {
  const found = await sql<Rating>`select ${COLUMNS} from facilities.rating
    where district = ${ctx.principal.district} and facility = any(${[...ids]}::uuid[]) and closed_at is null
      and valid_from <= ${on} and (valid_to is null or valid_to > ${on}) order by scheme`.execute(ctx.db)
  const ratings = new Map<string, Rating[]>()
  for (const rating of found.rows) ratings.set(rating.facility, [...(ratings.get(rating.facility) ?? []), rating])
  return ratings
}

/** Everything that counts or counted, for whoever takes over an office's list; nothing taken back. */
export async function ratingHistory(ctx: Context, ids?: readonly string[]): Promise<Rating[]> {
  const found = await sql<Rating>`select ${COLUMNS} from facilities.rating
    where district = ${ctx.principal.district} and closed_at is null ${ids ? sql`and facility = any(${[...ids]}::uuid[])` : sql``}
    order by facility, scheme, valid_from`.execute(ctx.db)
  return found.rows
}

export async function ratingRows(ctx: Context, facility: string): Promise<FacilityFile['ratings']> {
  const found = await sql<Rating>`select ${COLUMNS} from facilities.rating
    where district = ${ctx.principal.district} and facility = ${facility} and closed_at is null order by valid_from desc, scheme`.execute(
    ctx.db,
  )
  return found.rows.map(({ score: _score, facility: _facility, validFrom, validTo, ...rating }) => ({
    ...rating,
    schemeTitle: SCHEME_TITLES[rating.scheme] ?? rating.scheme,
    from: validFrom,
    to: validTo,
  }))
}
