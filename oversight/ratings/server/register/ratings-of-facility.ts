// Everything about one site: what holds, what is under way, and which round it may still enter.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { facilityById, ratingHistory } from '@songhe/facilities/door'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { type CaseState, CASE_STATES, type Scheme } from '../../contract/shapes.ts'
import { holdingOf } from '../rules.ts'

interface Case {
  id: string
  rating: string | null
  roundTitle: string
  scheme: Scheme
  state: CaseState
  grade: string
  noticeTo: string | null
}

export async function ratingsOfFacility(
  ctx: Context,
  { params }: InputOf<typeof contract.ratingsOfFacility>,
): Promise<ReplyOf<typeof contract.ratingsOfFacility>> {
  const on = today(ctx)
  const { district } = ctx.principal
  const site = await facilityById(ctx, params.id, on)
  const cases =
    await sql<Case>`select c.id, c.rating, r.title as "roundTitle", r.scheme, c.state, c.grade, c.notice_to as "noticeTo"
    from ratings.rating_case c join ratings.round r on r.district = c.district and r.id = c.round
    where c.district = ${district} and c.facility = ${site.id} order by c.applied_on desc, c.id`.execute(ctx.db)
  const rounds = await sql<{
    id: string
    title: string
    applyBy: string
  }>`select r.id, r.title, r.apply_by as "applyBy" from ratings.round r
    where r.district = ${district} and r.closed_on is null and r.apply_by >= ${on} and ${site.kind} = any(r.kinds)
      and not exists (select from ratings.rating_case c where c.district = r.district and c.round = r.id and c.facility = ${site.id} and c.state <> 'withdrawn')
    order by r.apply_by`.execute(ctx.db)
  const standing = await ratingHistory(ctx, [site.id])
  return {
    standing: standing.reverse().map(({ id, scheme, grade, validFrom, validTo, decision }) => ({
      id,
      scheme,
      grade,
      validFrom,
      validTo,
      decision,
      holding: holdingOf(validFrom, validTo, on),
      case: cases.rows.find(({ rating }) => rating === id)?.id ?? null,
    })),
    cases: cases.rows.map(({ rating: _rating, noticeTo, ...one }) => ({
      ...one,
      next: one.state === 'notice' ? `公示到 ${noticeTo}` : CASE_STATES[one.state]!,
    })),
    rounds: site.openOn ? rounds.rows : [],
  }
}
