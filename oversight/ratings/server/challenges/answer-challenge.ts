// The answer: refused with reasons, or upheld on the ground of a second scoring by other people; a changed grade is shown again, or corrected where it already counts.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { newId } from '@songhe/basics/ids'
import { conflict, notFound, refused } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import { type Context, sameHuman } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { addWorkingDays } from '@songhe/benefits/door'
import { withdrawRating } from '@songhe/facilities/door'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { type CaseRecord, sheetsOf, takeCase } from '../cases/case-store.ts'
import { certainGrade, gradeCase, type Graded } from '../cases/grade-case.ts'
import { tellFacilities } from '../cases/take-effect.ts'

export async function answerChallenge(
  ctx: Context,
  { params, body }: InputOf<typeof contract.answerChallenge>,
): Promise<ReplyOf<typeof contract.answerChallenge>> {
  const { district, staff, name } = ctx.principal
  const record = await takeCase(ctx, params.id)
  const found = await sql<{
    upheld: boolean | null
    staff: string | null
  }>`select upheld, recorded_staff as staff from ratings.challenge
    where district = ${district} and rating_case = ${record.id} and id = ${params.challenge}`.execute(ctx.db)
  const challenge = found.rows[0]
  if (!challenge) throw notFound('这件异议或申诉')
  if (challenge.upheld === body.upheld) return { id: body.id, outcome: 'exists' }
  if (challenge.upheld !== null) throw conflict('这一件已经答复过，结论不同。', { next: '请刷新页面核对。' })
  if (sameHuman(ctx.principal, challenge.staff))
    throw refused('这一件是您自己登记的，须由另一个人答复。', { next: '请交同事办理。', citation: { rule: '登记与答复两人' } })
  const after = body.upheld ? await uphold(ctx, record, params.challenge) : record.grade
  await sql`update ratings.challenge set upheld = ${body.upheld}, answer = ${body.answer}, grade_before = ${record.grade}, grade_after = ${after},
      answered_on = ${today(ctx)}, answered_by = ${name}, answered_staff = ${staff} where district = ${district} and id = ${params.challenge}`.execute(
    ctx.db,
  )
  await audit(ctx, {
    event: 'rating.challenge-answered',
    object: `rating-case:${record.id}`,
    reason: body.answer,
    details: { challenge: params.challenge, upheld: body.upheld, before: record.grade, after },
  })
  return { id: body.id, outcome: 'created' }
}

/** @returns the grade that the second scoring gives */
async function uphold(ctx: Context, record: CaseRecord, challenge: string): Promise<string> {
  const sheet = (await sheetsOf(ctx, record.id)).find((one) => one.kind === 'review' && one.challenge === challenge)
  if (!sheet) throw conflict('采纳以前要有复评，等级只能由评分得出。', { next: '请先由别的评估人员复评，再来答复。' })
  if (sameHuman(ctx.principal, sheet.recordedStaff))
    throw refused('复评是您自己登记的，须由另一个人答复。', { next: '请交同事办理。', citation: { rule: '登记与答复两人' } })
  const graded = await gradeCase(ctx, record, sheet, record.decidedOn!)
  const grade = certainGrade(graded)
  const total = graded.grading.total
  await sql`update ratings.rating_case set grade = ${grade}, total = ${total}, version = version + 1
    where district = ${ctx.principal.district} and id = ${record.id}`.execute(ctx.db)
  if (record.state === 'in-force') await correctStanding(ctx, record, graded, challenge)
  else if (grade === '') await setState(ctx, record.id, 'below')
  else if (grade !== record.grade || record.state === 'below') await showAgain(ctx, record.id, graded)
  return grade
}

const setState = (ctx: Context, id: string, state: string) =>
  sql`update ratings.rating_case set state = ${state} where district = ${ctx.principal.district} and id = ${id}`.execute(ctx.db)

/** Another grade than the one that was shown has to be shown for the whole time again. */
async function showAgain(ctx: Context, id: string, { round }: Graded) {
  const on = today(ctx)
  const until = await addWorkingDays(ctx, on, round.noticeDays)
  await sql`update ratings.rating_case set state = 'notice', notice_from = ${on}, notice_to = ${until}
    where district = ${ctx.principal.district} and id = ${id}`.execute(ctx.db)
}

/** The wrong grade never counted: the facilities take it back and hear the right one for the same days. */
async function correctStanding(ctx: Context, record: CaseRecord, { grading, round }: Graded, challenge: string) {
  if (grading.grade === record.grade) return
  await withdrawRating(ctx, { id: record.rating!, reason: `申诉成立，原定${record.grade}更正为${grading.grade || '未达等级'}` })
  if (!grading.grade) {
    await setState(ctx, record.id, 'below')
    return
  }
  const rating = newId()
  const span = { from: record.validFrom!, to: record.validTo! }
  await tellFacilities(ctx, {
    record,
    round,
    rating,
    grade: grading.grade,
    total: grading.total,
    ...span,
    decision: `${record.decision}（申诉更正 ${challenge.slice(-6)}）`,
  })
  await sql`update ratings.rating_case set rating = ${rating} where district = ${ctx.principal.district} and id = ${record.id}`.execute(
    ctx.db,
  )
}
