// A site asks to be rated, with its own points and evidence; or takes its application back while nothing is decided.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, invalid, refused } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { facilityById, kindTitle } from '@songhe/facilities/door'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { getRound } from '../rounds/round-store.ts'
import { standardOfRound } from '../standard/standard.ts'
import { takeCase } from './case-store.ts'
import { mustBeWhole } from './score-lines.ts'
import { writeSheet } from './write-sheet.ts'

export async function applyForRating(
  ctx: Context,
  { params, body }: InputOf<typeof contract.applyForRating>,
): Promise<ReplyOf<typeof contract.applyForRating>> {
  const { district, staff, name } = ctx.principal
  const known = await sql`select from ratings.rating_case where district = ${district} and id = ${body.id}`.execute(ctx.db)
  if (known.rows.length) return { id: body.id, outcome: 'exists' }
  const round = await getRound(ctx, params.id)
  const standard = await standardOfRound(ctx, round)
  if (round.closedOn) throw conflict('这一轮已经结束。', { next: '请等下一轮。' })
  if (body.appliedOn > today(ctx)) throw invalid(`申请日期 ${body.appliedOn} 晚于今天。`, { next: '请核对日期。' })
  if (body.appliedOn < round.announcedOn || body.appliedOn > round.applyBy)
    throw refused(`申请期是 ${round.announcedOn} 至 ${round.applyBy}，${body.appliedOn} 不在其中。`, {
      next: '请等下一轮。',
      citation: { rule: round.announcement },
    })
  const site = await facilityById(ctx, body.facility, body.appliedOn)
  if (!round.kinds.includes(site.kind))
    throw refused(`“${site.name}”是${site.kindTitle}，这一轮评的是：${round.kinds.map(kindTitle).join('、')}。`, {
      next: '请选对轮次；类别登记有误的，请先在设施页更正。',
      citation: { rule: standard.title, document: standard.document, clause: standard.clause },
    })
  if (!site.openOn)
    throw refused(`“${site.name}”在 ${body.appliedOn} 没有正常运营，不能参评。`, {
      next: '请恢复运营后再申请。',
      citation: { rule: round.announcement },
    })
  if (round.scheme !== 'evaluation' || body.scores.length > 0) mustBeWhole(standard.sections, body.scores)
  const done =
    await sql`insert into ratings.rating_case (district, id, round, facility, area, applied_on, applied_by, applied_staff)
    values (${district}, ${body.id}, ${round.id}, ${site.id}, ${site.area}, ${body.appliedOn}, ${name}, ${staff})
    on conflict (district, round, facility) where state <> 'withdrawn' do nothing`.execute(ctx.db)
  if (!Number(done.numAffectedRows ?? 0)) throw conflict(`“${site.name}”在这一轮已经申请过。`, { next: '请打开已有的那一件。' })
  if (body.scores.length)
    await writeSheet(ctx, {
      id: body.id,
      of: { id: body.id, area: site.area },
      kind: 'self',
      scoredOn: body.appliedOn,
      scores: body.scores,
    })
  await audit(ctx, { event: 'rating.applied', object: `rating-case:${body.id}`, details: { facility: site.id, round: round.id } })
  return { id: body.id, outcome: 'created' }
}

export async function withdrawCase(
  ctx: Context,
  { params, body }: InputOf<typeof contract.withdrawCase>,
): Promise<ReplyOf<typeof contract.withdrawCase>> {
  const { state } = await takeCase(ctx, params.id)
  if (state === 'withdrawn') return { id: body.id, outcome: 'exists' }
  const record = await takeCase(ctx, params.id, 'withdraw')
  await sql`update ratings.rating_case set state = 'withdrawn', closed_reason = ${body.reason}, version = version + 1
    where district = ${ctx.principal.district} and id = ${record.id}`.execute(ctx.db)
  await audit(ctx, { event: 'rating.application-withdrawn', object: `rating-case:${record.id}`, reason: body.reason })
  return { id: body.id, outcome: 'created' }
}
