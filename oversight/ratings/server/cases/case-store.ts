// Reading cases and their score sheets; every act first takes its case, so that two at once come one after the other.
import type { Day } from '@songhe/basics/day'
import { conflict, notFound } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import type { Facts } from '@songhe/rules'
import { sql } from 'kysely'
import { CASE_STATES, type CaseState } from '../../contract/shapes.ts'
import { type Act, fits } from '../rules.ts'
import type { Scores } from '../standard/grading.ts'
import { hundredths } from '../standard/grading.ts'

export interface CaseRecord {
  id: string
  round: string
  facility: string
  area: number
  state: CaseState
  appliedOn: Day
  appliedBy: string
  appliedStaff: string | null
  returnedReason: string
  /** By the evaluator's scores, before anybody decided; null = it cannot be said yet. */
  proposed: string | null
  grade: string
  total: number | null
  decision: string
  decidedOn: Day | null
  decidedBy: string
  decidedStaff: string | null
  /** Of the site, as the decision knew them. */
  facts: Facts | null
  noticeFrom: Day | null
  noticeTo: Day | null
  validFrom: Day | null
  validTo: Day | null
  rating: string | null
  closedReason: string
  version: number
}

export const CASE = sql`c.id, c.round, c.facility, c.area, c.state, c.applied_on as "appliedOn", c.applied_by as "appliedBy", c.applied_staff as "appliedStaff",
  c.returned_reason as "returnedReason", c.proposed, c.grade, c.total::float8 as total, c.decision, c.decided_on as "decidedOn", c.decided_by as "decidedBy",
  c.decided_staff as "decidedStaff", c.facts, c.notice_from as "noticeFrom", c.notice_to as "noticeTo", c.valid_from as "validFrom", c.valid_to as "validTo", c.rating,
  c.closed_reason as "closedReason", c.version`

/** @param version as the page showed it; another one means that somebody was there in between */
export async function takeCase(ctx: Context, id: string, act?: Act, version?: number): Promise<CaseRecord> {
  const found = await sql<CaseRecord>`select ${CASE} from ratings.rating_case c
    where c.district = ${ctx.principal.district} and c.id = ${id} for update`.execute(ctx.db)
  const record = found.rows[0]
  if (!record) throw notFound('这件评定')
  if (act && !fits(act, record.state))
    throw conflict(`这件评定是“${CASE_STATES[record.state]}”，现在不能这样办。`, { next: '请刷新页面，看现在到了哪一步。' })
  if (version !== undefined && version !== record.version)
    throw conflict('这件评定在您打开以后又变过。', { next: '请刷新页面，看过新内容再办。' })
  return record
}

export type SheetKind = 'self' | 'evaluator' | 'review'
export interface SheetRecord {
  id: string
  kind: SheetKind
  challenge: string | null
  institution: string
  people: string
  scoredOn: Day
  recordedBy: string
  recordedStaff: string | null
  lines: { section: string; points: number; evidence: string; file: string | null }[]
}

/** Newest first, without those an undone import brought. */
export async function sheetsOf(ctx: Context, id: string): Promise<SheetRecord[]> {
  const found =
    await sql<SheetRecord>`select s.id, s.kind, s.challenge, s.institution, s.people, s.scored_on as "scoredOn", s.recorded_by as "recordedBy",
      s.recorded_staff as "recordedStaff", coalesce((select jsonb_agg(jsonb_build_object('section', l.section, 'points', l.points::float8, 'evidence', l.evidence, 'file', l.file))
        from ratings.score l where l.district = s.district and l.sheet = s.id), '[]') as lines
    from ratings.score_sheet s where s.district = ${ctx.principal.district} and s.rating_case = ${id} and s.undone_by is null
    order by s.recorded_at desc, s.id desc`.execute(ctx.db)
  return found.rows
}

export const scoresOf = (sheet: SheetRecord): Scores =>
  new Map(sheet.lines.map(({ section, points }) => [section, hundredths(points)]))

/**
 * The sheet a decision stands on: the evaluator's newest, or the review of a challenge that was upheld; the site's own never decides.
 * @param upheld ids of challenges that were upheld, or the one that is being answered
 */
export const deciding = (sheets: readonly SheetRecord[], upheld: ReadonlySet<string>): SheetRecord | undefined =>
  sheets.find(({ kind, challenge }) => kind === 'evaluator' || (kind === 'review' && challenge !== null && upheld.has(challenge)))

export async function upheldChallenges(ctx: Context, id: string): Promise<Set<string>> {
  const found = await sql<{ id: string }>`select id from ratings.challenge
    where district = ${ctx.principal.district} and rating_case = ${id} and upheld`.execute(ctx.db)
  return new Set(found.rows.map((row) => row.id))
}
