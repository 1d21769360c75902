// What is said against a result: anybody during the notice, the site itself afterwards. One at a time, with its ground.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { addDays } from '@songhe/basics/day'
import { conflict, invalid, refused } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { takeCase } from '../cases/case-store.ts'
import { getRound } from '../rounds/round-store.ts'
import { challengeKind } from '../rules.ts'

export async function raiseChallenge(
  ctx: Context,
  { params, body }: InputOf<typeof contract.raiseChallenge>,
): Promise<ReplyOf<typeof contract.raiseChallenge>> {
  const { district, staff, name } = ctx.principal
  const known = await sql`select from ratings.challenge where district = ${district} and id = ${body.id}`.execute(ctx.db)
  if (known.rows.length) return { id: body.id, outcome: 'exists' }
  const record = await takeCase(ctx, params.id, 'challenge')
  if (body.raisedOn > today(ctx)) throw invalid(`提出日期 ${body.raisedOn} 晚于今天。`, { next: '请核对日期。' })
  if (body.raisedOn < record.decidedOn!) throw invalid(`提出日期早于决定日期 ${record.decidedOn}。`, { next: '请核对日期。' })
  const kind = challengeKind(record.state)
  if (kind === 'objection' && body.raisedOn > record.noticeTo!)
    throw refused(`公示到 ${record.noticeTo} 为止，${body.raisedOn} 已经过了公示期。`, {
      next: '请在等级生效后由设施申诉。',
      citation: { rule: (await getRound(ctx, record.round)).announcement },
    })
  // An appeal looks back at what was decided; a rating whose days are over has nothing left to change.
  if (kind === 'appeal' && record.validTo !== null && body.raisedOn >= record.validTo)
    throw conflict(`这个等级已经在 ${addDays(record.validTo, -1)} 到期。`, { next: '请参加新的一轮评定。' })
  await sql`insert into ratings.challenge (district, id, rating_case, area, kind, raised_on, raised_by, ground, recorded_by, recorded_staff)
    values (${district}, ${body.id}, ${record.id}, ${record.area}, ${kind}, ${body.raisedOn}, ${body.raisedBy}, ${body.ground}, ${name}, ${staff})`
    .execute(ctx.db)
    .catch((error: { constraint?: string }) => {
      if (error.constraint === 'challenge_one_open') throw conflict('还有一件异议或申诉没有答复。', { next: '请先答复那一件。' })
      throw error
    })
  await audit(ctx, { event: 'rating.challenged', object: `rating-case:${record.id}`, details: { challenge: body.id, kind } })
  return { id: body.id, outcome: 'created' }
}
