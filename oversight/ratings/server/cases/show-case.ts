// One case whole: scores by section beside the standard, what is missing to each grade, what was said against it and what became of that.
import type { InputOf } from '@songhe/basics/contract'
import { notFound } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { facilityById } from '@songhe/facilities/door'
import { sql } from 'kysely'
import type { CaseFile } from '../../contract/cases.ts'
import type * as contract from '../../contract.ts'
import { getRound } from '../rounds/round-store.ts'
import { hundredths, inPoints, shareOf } from '../standard/grading.ts'
import { type RatingStandard, standardOfRound } from '../standard/standard.ts'
import { deciding, type SheetRecord, sheetsOf, upheldChallenges } from './case-store.ts'
import { mayNotDecide } from './decide.ts'
import { gradeCase } from './grade-case.ts'
import { CASE_FROM, CASE_ROW, caseRows, type Found } from './list-cases.ts'

export async function showCase(ctx: Context, { params }: InputOf<typeof contract.showCase>): Promise<CaseFile> {
  const { district } = ctx.principal
  const found =
    await sql<Found>`select ${CASE_ROW} from ${CASE_FROM} where c.district = ${district} and c.id = ${params.id}`.execute(ctx.db)
  const record = found.rows[0]
  if (!record) throw notFound('这件评定')
  const round = await getRound(ctx, record.round)
  const standard = await standardOfRound(ctx, round)
  const sheets = await sheetsOf(ctx, record.id)
  const counting = deciding(sheets, await upheldChallenges(ctx, record.id))
  const graded = counting ?? sheets.find(({ kind }) => kind === 'self')
  const site = await facilityById(ctx, record.facility, today(ctx))
  const [row] = await caseRows(ctx, [record])
  const challenges = await challengesOf(ctx, record.id)
  return {
    ...row!,
    example: round.example,
    announcement: round.announcement,
    standard: { title: standard.title, version: standard.version, document: standard.document, clause: standard.clause },
    sections: standard.sections,
    operator: site.operator?.name ?? null,
    appliedBy: record.appliedBy,
    returnedReason: record.returnedReason,
    decision: record.decision,
    decidedOn: record.decidedOn,
    decidedBy: record.decidedBy,
    noticeFrom: record.noticeFrom,
    closedReason: record.closedReason,
    sheets: sheets.map((sheet) => shownSheet(standard, sheet, sheet.id === counting?.id)),
    grading: graded ? (await gradeCase(ctx, record, graded, record.decidedOn ?? today(ctx), record.facts)).grading : null,
    gradedBy: graded?.kind ?? null,
    challenges: challenges.map((one) => ({ ...one, reviewed: sheets.some(({ challenge }) => challenge === one.id) })),
    changes: await changesOf(ctx, record.id),
    mayNotDecide: mayNotDecide(ctx.principal, record, counting),
  }
}

function shownSheet(standard: RatingStandard, sheet: SheetRecord, counts: boolean): CaseFile['sheets'][number] {
  const { id, kind, institution, people, scoredOn, recordedBy } = sheet
  const lines = standard.sections.flatMap((section) => {
    const line = sheet.lines.find((one) => one.section === section.id)
    if (!line) return []
    const share = inPoints(shareOf(section, hundredths(line.points)))
    return [{ section: section.id, full: section.points, points: line.points, share, evidence: line.evidence, file: line.file }]
  })
  return { id, kind, institution, people, scoredOn, recordedBy, counts, lines }
}

type Challenge = Omit<CaseFile['challenges'][number], 'reviewed'>
async function challengesOf(ctx: Context, id: string): Promise<Challenge[]> {
  const found =
    await sql<Challenge>`select id, kind, raised_on as "raisedOn", raised_by as "raisedBy", ground, upheld, answer, grade_before as "gradeBefore",
      grade_after as "gradeAfter", answered_on as "answeredOn", answered_by as "answeredBy"
    from ratings.challenge where district = ${ctx.principal.district} and rating_case = ${id} order by recorded_at desc`.execute(
      ctx.db,
    )
  return found.rows
}

async function changesOf(ctx: Context, id: string): Promise<CaseFile['changes']> {
  const found = await sql<
    CaseFile['changes'][number]
  >`select id, kind, grade, effective_on as "effectiveOn", reason, evidence, proposed_by as "proposedBy",
      approved, decision, note, decided_by as "decidedBy"
    from ratings.change where district = ${ctx.principal.district} and rating_case = ${id} order by proposed_at desc`.execute(
    ctx.db,
  )
  return found.rows
}
