// After the notice without an open objection the rating begins, and the facilities are told: from then on money reads it.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { newId } from '@songhe/basics/ids'
import { conflict, invalid } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { recordRating } from '@songhe/facilities/door'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { getRound, type RoundRecord } from '../rounds/round-store.ts'
import { spanOf } from '../rules.ts'
import { standardOfRound } from '../standard/standard.ts'
import { type CaseRecord, takeCase } from './case-store.ts'

export async function takeEffect(
  ctx: Context,
  { params, body }: InputOf<typeof contract.takeEffect>,
): Promise<ReplyOf<typeof contract.takeEffect>> {
  const record = await takeCase(ctx, params.id, 'take-effect', body.version)
  const on = today(ctx)
  if (record.noticeTo! >= on)
    throw conflict(`公示到 ${record.noticeTo} 为止，还没有期满。`, { next: '请在公示期满后的第一天再办。' })
  const open =
    await sql`select from ratings.challenge where district = ${ctx.principal.district} and rating_case = ${record.id} and upheld is null`.execute(
      ctx.db,
    )
  if (open.rows.length) throw conflict('还有异议没有答复，等级不能生效。', { next: '请先答复异议。' })
  const round = await getRound(ctx, record.round)
  if (round.year === null && (body.validFrom <= record.noticeTo! || body.validFrom > on))
    throw invalid(`有效期起应在公示期满（${record.noticeTo}）以后、今天以前。`, { next: '请核对日期。' })
  const span = spanOf(round, body.validFrom)
  const rating = newId()
  await tellFacilities(ctx, { record, round, rating, grade: record.grade, total: record.total, ...span })
  await sql`update ratings.rating_case set state = 'in-force', valid_from = ${span.from}, valid_to = ${span.to}, rating = ${rating}, version = version + 1
    where district = ${ctx.principal.district} and id = ${record.id}`.execute(ctx.db)
  await audit(ctx, { event: 'rating.took-effect', object: `rating-case:${record.id}`, details: { grade: record.grade, ...span } })
  return { id: body.id, outcome: 'created' }
}

export interface Told {
  record: CaseRecord
  round: RoundRecord
  /** Id of the rating in the register of sites. */
  rating: string
  grade: string
  total: number | null
  from: string
  to: string
  /** Where another decision than the first stands behind it. */
  decision?: string
}

export async function tellFacilities(ctx: Context, told: Told): Promise<void> {
  const { record, round } = told
  const standard = await standardOfRound(ctx, round)
  await recordRating(ctx, {
    id: told.rating,
    facility: record.facility,
    scheme: round.scheme,
    grade: told.grade,
    ...(told.total !== null && { score: told.total }),
    validFrom: told.from,
    validTo: told.to,
    decision: told.decision ?? record.decision,
    document: standard.document,
    source: `${round.title}${round.example ? '（示例标准）' : ''}`,
  })
}
