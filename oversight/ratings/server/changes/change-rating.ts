// A rating in force that no longer fits: one proposes a lower grade or the end from a day on, with evidence; another human decides.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { newId } from '@songhe/basics/ids'
import { conflict, invalid, notFound, refused } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import { type Context, sameHuman } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { endRating } from '@songhe/facilities/door'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { type CaseRecord, takeCase } from '../cases/case-store.ts'
import { tellFacilities } from '../cases/take-effect.ts'
import { getRound } from '../rounds/round-store.ts'
import { standardOfRound } from '../standard/standard.ts'

export async function proposeChange(
  ctx: Context,
  { params, body }: InputOf<typeof contract.proposeChange>,
): Promise<ReplyOf<typeof contract.proposeChange>> {
  const { district, staff, name } = ctx.principal
  const known = await sql`select from ratings.change where district = ${district} and id = ${body.id}`.execute(ctx.db)
  if (known.rows.length) return { id: body.id, outcome: 'exists' }
  const record = await takeCase(ctx, params.id, 'change')
  const round = await getRound(ctx, record.round)
  if (body.effectiveOn > today(ctx) || body.effectiveOn <= record.validFrom! || body.effectiveOn >= record.validTo!)
    throw invalid(`起算日应在 ${record.validFrom} 以后、有效期内，且不晚于今天。`, {
      next: '一开始就不该有的等级，请按申诉更正。',
    })
  if (body.kind === 'downgrade') mustBeLower((await standardOfRound(ctx, round)).grades, record.grade, body.grade)
  if (body.kind === 'revoke' && body.grade) throw invalid('撤销等级不写新的等级。', { next: '要降到较低等级的，请选“降级”。' })
  await sql`insert into ratings.change (district, id, rating_case, area, kind, grade, effective_on, reason, evidence, proposed_by, proposed_staff)
    values (${district}, ${body.id}, ${record.id}, ${record.area}, ${body.kind}, ${body.grade}, ${body.effectiveOn}, ${body.reason}, ${body.evidence}, ${name}, ${staff})`
    .execute(ctx.db)
    .catch((error: { constraint?: string }) => {
      if (error.constraint === 'change_one_open') throw conflict('已有一件降级或撤销等待决定。', { next: '请先决定那一件。' })
      throw error
    })
  await audit(ctx, {
    event: 'rating.change-proposed',
    object: `rating-case:${record.id}`,
    reason: body.reason,
    details: { kind: body.kind, grade: body.grade, from: body.effectiveOn },
  })
  return { id: body.id, outcome: 'created' }
}

function mustBeLower(grades: readonly string[], from: string, to: string) {
  if (!grades.includes(to)) throw invalid(`标准里没有“${to || '（没有写）'}”这一等级。`, { next: `可写：${grades.join('、')}。` })
  if (grades.indexOf(to) <= grades.indexOf(from))
    throw invalid(`“${to}”不低于现在的“${from}”。`, { next: '要提高等级，请参加新的一轮评定。' })
}

interface Change {
  kind: 'downgrade' | 'revoke'
  grade: string
  effectiveOn: string
  reason: string
  approved: boolean | null
  staff: string | null
}

export async function decideChange(
  ctx: Context,
  { params, body }: InputOf<typeof contract.decideChange>,
): Promise<ReplyOf<typeof contract.decideChange>> {
  const { district, staff, name } = ctx.principal
  const record = await takeCase(ctx, params.id)
  const found =
    await sql<Change>`select kind, grade, effective_on as "effectiveOn", reason, approved, proposed_staff as staff from ratings.change
    where district = ${district} and rating_case = ${record.id} and id = ${params.change}`.execute(ctx.db)
  const change = found.rows[0]
  if (!change) throw notFound('这件降级或撤销')
  if (change.approved === body.approved) return { id: body.id, outcome: 'exists' }
  if (change.approved !== null) throw conflict('这一件已经决定过，结论不同。', { next: '请刷新页面核对。' })
  if (sameHuman(ctx.principal, change.staff))
    throw refused('这一件是您自己提出的，须由另一个人决定。', { next: '请交同事办理。', citation: { rule: '提出与决定两人' } })
  if (body.approved) await carryOut(ctx, record, change, { decision: body.decision, id: params.change })
  await sql`update ratings.change set approved = ${body.approved}, decision = ${body.decision}, note = ${body.note}, decided_by = ${name}, decided_staff = ${staff},
      decided_at = clock_timestamp() where district = ${district} and id = ${params.change}`.execute(ctx.db)
  await audit(ctx, {
    event: 'rating.change-decided',
    object: `rating-case:${record.id}`,
    reason: change.reason,
    details: { change: params.change, approved: body.approved, decision: body.decision },
  })
  return { id: body.id, outcome: 'created' }
}

/** Until the day the old grade counted; from it on the lower one, or none. */
async function carryOut(ctx: Context, record: CaseRecord, change: Change, act: { decision: string; id: string }) {
  if (record.state !== 'in-force') throw conflict('这个等级已经不在有效期内。', { next: '请刷新页面核对。' })
  const { district } = ctx.principal
  if (change.kind === 'revoke') {
    await endRating(ctx, { id: record.rating!, from: change.effectiveOn, by: act.id, reason: change.reason })
    await sql`update ratings.rating_case set state = 'revoked', valid_to = ${change.effectiveOn}, closed_reason = ${change.reason}, version = version + 1
      where district = ${district} and id = ${record.id}`.execute(ctx.db)
    return
  }
  const rating = newId()
  await tellFacilities(ctx, {
    record,
    round: await getRound(ctx, record.round),
    rating,
    grade: change.grade,
    total: null,
    from: change.effectiveOn,
    to: record.validTo!,
    decision: act.decision,
  })
  await sql`update ratings.rating_case set grade = ${change.grade}, valid_from = ${change.effectiveOn}, rating = ${rating}, version = version + 1
    where district = ${district} and id = ${record.id}`.execute(ctx.db)
}
