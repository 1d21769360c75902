// What the standard of the round says of a case on a day, by a given score sheet and the site as it is.
import type { Day } from '@songhe/basics/day'
import { refused } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import { facilityById } from '@songhe/facilities/door'
import type { Facts } from '@songhe/rules'
import type { Grading } from '../../contract/shapes.ts'
import { getRound, type RoundRecord } from '../rounds/round-store.ts'
import { gradingOf } from '../standard/grading.ts'
import { gatesOf, RATING_WORDS } from '../standard/site-facts.ts'
import { type RatingStandard, standardOfRound } from '../standard/standard.ts'
import { type CaseRecord, scoresOf, type SheetRecord } from './case-store.ts'

export interface Graded {
  grading: Grading
  round: RoundRecord
  standard: RatingStandard
  /** Of the site, as asked by the standard; frozen with the decision. */
  facts: Facts
}

/** @param frozen facts of the site as a decision knew them; without them they are looked up as known now */
export async function gradeCase(
  ctx: Context,
  record: CaseRecord,
  sheet: SheetRecord,
  on: Day,
  frozen?: Facts | null,
): Promise<Graded> {
  const round = await getRound(ctx, record.round)
  const standard = await standardOfRound(ctx, round)
  const gates = frozen ?? (await gatesOf(ctx, await facilityById(ctx, record.facility, on), on))
  const asked = new Set(standard.table.inputs.map(({ fact }) => fact))
  const facts = Object.fromEntries(Object.entries(gates).filter(([name]) => asked.has(name)))
  return { grading: gradingOf(standard, scoresOf(sheet), facts, { on, words: RATING_WORDS }), round, standard, facts }
}

/** The grade, or a refusal that names what is not known or not confirmed. Empty = no grade is reached. */
export function certainGrade({ grading, standard }: Graded): string {
  const citation = { rule: standard.title, document: standard.document, clause: standard.clause }
  if (grading.outcome === 'missing')
    throw refused(`还不能定等级：${grading.unknown.join('；')}。`, { next: '请先在设施页补登记，再来决定。', citation })
  if (grading.outcome === 'unconfirmed')
    throw refused('标准里这一等级的界限还没有确认，不能据此决定。', {
      next: '请在“政策”里按本单位的决定确认，由另一个人发布。',
      citation,
    })
  return grading.grade
}
