// The second human: returns the scores, or decides the grade that the standard gives and publishes it for the days of the round.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, invalid, refused } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import { type Context, type Principal, sameHuman } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { addWorkingDays } from '@songhe/benefits/door'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { type CaseRecord, deciding, type SheetRecord, sheetsOf, takeCase, upheldChallenges } from './case-store.ts'
import { certainGrade, gradeCase } from './grade-case.ts'

/** Why this human may not decide; empty = he may. */
export function mayNotDecide(principal: Principal, record: CaseRecord, sheet: SheetRecord | undefined): string {
  if (sheet && sameHuman(principal, sheet.recordedStaff)) return '这件的评分是您自己登记的，须由另一个人决定。'
  if (sameHuman(principal, record.appliedStaff)) return '这件的申请是您自己登记的，须由另一个人决定。'
  return ''
}

export async function returnCase(
  ctx: Context,
  { params, body }: InputOf<typeof contract.returnCase>,
): Promise<ReplyOf<typeof contract.returnCase>> {
  const record = await takeCase(ctx, params.id, 'return', body.version)
  await sql`update ratings.rating_case set state = 'applied', total = null, proposed = null, returned_reason = ${body.reason}, version = version + 1
    where district = ${ctx.principal.district} and id = ${record.id}`.execute(ctx.db)
  await audit(ctx, { event: 'rating.returned', object: `rating-case:${record.id}`, reason: body.reason })
  return { id: body.id, outcome: 'created' }
}

export async function decideCase(
  ctx: Context,
  { params, body }: InputOf<typeof contract.decideCase>,
): Promise<ReplyOf<typeof contract.decideCase>> {
  const record = await takeCase(ctx, params.id, 'decide', body.version)
  const sheet = deciding(await sheetsOf(ctx, record.id), await upheldChallenges(ctx, record.id))
  if (!sheet) throw conflict('还没有第三方评分，不能决定。', { next: '请先登记第三方评分。' })
  const reason = mayNotDecide(ctx.principal, record, sheet)
  if (reason) throw refused(reason, { next: '请交同事办理。', citation: { rule: '评分与决定两人' } })
  if (body.decidedOn > today(ctx)) throw invalid(`决定日期 ${body.decidedOn} 晚于今天。`, { next: '请核对日期。' })
  if (body.decidedOn < sheet.scoredOn) throw invalid(`决定日期早于评分日期 ${sheet.scoredOn}。`, { next: '请核对日期。' })
  const graded = await gradeCase(ctx, record, sheet, body.decidedOn)
  const grade = certainGrade(graded)
  if (grade !== body.grade)
    throw conflict(`按标准应为“${grade || '未达等级'}”，页面上是“${body.grade || '未达等级'}”。`, {
      next: '设施情况在您打开以后变过，请刷新页面再看。',
    })
  const { district, staff, name } = ctx.principal
  const until = grade ? await addWorkingDays(ctx, body.decidedOn, graded.round.noticeDays) : null
  await sql`update ratings.rating_case set state = ${grade ? 'notice' : 'below'}, grade = ${grade}, total = ${graded.grading.total}, decision = ${body.decision},
      decided_on = ${body.decidedOn}, decided_by = ${name}, decided_staff = ${staff}, facts = ${JSON.stringify(graded.facts)}::jsonb, returned_reason = '',
      notice_from = ${grade ? body.decidedOn : null}, notice_to = ${until}, version = version + 1
    where district = ${district} and id = ${record.id}`.execute(ctx.db)
  await audit(ctx, {
    event: 'rating.decided',
    object: `rating-case:${record.id}`,
    details: { grade, total: graded.grading.total, decision: body.decision, noticeTo: until },
  })
  return { id: body.id, outcome: 'created' }
}
