// Scoring by somebody outside: named institution and people, never the one who runs the site; after a challenge by other people than before.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, invalid, refused } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { facilityById, operatorKnownAs } from '@songhe/facilities/door'
import { foldName } from '@songhe/registry/door'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { getRound } from '../rounds/round-store.ts'
import { fits } from '../rules.ts'
import { standardOfRound } from '../standard/standard.ts'
import { type CaseRecord, sheetsOf, takeCase } from './case-store.ts'
import { gradeCase } from './grade-case.ts'
import { mustBeWhole } from './score-lines.ts'
import { writeSheet } from './write-sheet.ts'

type Body = InputOf<typeof contract.scoreCase>['body']

export async function scoreCase(
  ctx: Context,
  { params, body }: InputOf<typeof contract.scoreCase>,
): Promise<ReplyOf<typeof contract.scoreCase>> {
  const outcome = await keepScores(ctx, params.id, body)
  return { id: body.id, outcome }
}

/** @param imported id of the import the sheet came with */
export async function keepScores(ctx: Context, id: string, body: Body, imported?: string): Promise<'created' | 'exists'> {
  const known = await sql`select from ratings.score_sheet where district = ${ctx.principal.district} and id = ${body.id}`.execute(
    ctx.db,
  )
  if (known.rows.length) return 'exists'
  const open = await openChallenge(ctx, id)
  const record = await takeCase(ctx, id, open ? undefined : 'score')
  const round = await getRound(ctx, record.round)
  const standard = await standardOfRound(ctx, round)
  if (body.scoredOn > today(ctx)) throw invalid(`评分日期 ${body.scoredOn} 晚于今天。`, { next: '请核对日期。' })
  if (body.scoredOn < record.appliedOn) throw invalid(`评分日期早于申请日期 ${record.appliedOn}。`, { next: '请核对日期。' })
  await mustBeOutside(ctx, record, body)
  if (open) await mustBeOthers(ctx, id, body.people)
  mustBeWhole(standard.sections, body.scores)
  await writeSheet(ctx, {
    ...body,
    of: record,
    kind: open ? 'review' : 'evaluator',
    challenge: open ?? null,
    ...(imported && { import: imported }),
  })
  if (!open) await propose(ctx, record)
  await audit(ctx, {
    event: 'rating.scored',
    object: `rating-case:${id}`,
    details: { sheet: body.id, institution: body.institution, review: Boolean(open) },
  })
  return 'created'
}

/** What the standard says of the new scores stands beside the case until somebody decides. */
async function propose(ctx: Context, record: CaseRecord) {
  const [sheet] = await sheetsOf(ctx, record.id)
  const { grading } = await gradeCase(ctx, record, sheet!, today(ctx))
  const proposed = grading.outcome === 'grade' || grading.outcome === 'none' ? grading.grade : null
  await sql`update ratings.rating_case set version = version + 1, state = 'scored', total = ${grading.total}, proposed = ${proposed}
    where district = ${ctx.principal.district} and id = ${record.id}`.execute(ctx.db)
}

/** While a challenge waits for its answer, the case is scored again for it. */
async function openChallenge(ctx: Context, id: string): Promise<string | undefined> {
  const found = await sql<{ id: string; state: CaseRecord['state'] }>`select h.id, c.state from ratings.challenge h
    join ratings.rating_case c on c.district = h.district and c.id = h.rating_case
    where h.district = ${ctx.principal.district} and h.rating_case = ${id} and h.upheld is null`.execute(ctx.db)
  const [open] = found.rows
  return open && fits('challenge', open.state) ? open.id : undefined
}

async function mustBeOutside(ctx: Context, { facility }: CaseRecord, body: Body) {
  const site = await facilityById(ctx, facility, body.scoredOn)
  const meant = await operatorKnownAs(ctx, { name: body.institution, ...(body.creditCode && { creditCode: body.creditCode }) })
  const itself = foldName(body.institution) === foldName(site.name)
  if (itself || (site.operator && meant.has(site.operator.id)))
    throw refused(`“${body.institution}”就是“${site.name}”的${itself ? '设施本身' : '运营主体'}，不能给自己评分。`, {
      next: '请委托别的第三方机构评分；确是名称相近的两家，请填写评估机构的统一社会信用代码。',
      citation: { rule: '评估机构不得是运营主体' },
    })
}

export const peopleIn = (text: string): string[] =>
  text
    .split(/[、,，;；\s]+/)
    .map((name) => name.trim())
    .filter(Boolean)

async function mustBeOthers(ctx: Context, id: string, people: string) {
  const before = new Set(
    (await sheetsOf(ctx, id)).filter(({ kind }) => kind === 'evaluator').flatMap((sheet) => peopleIn(sheet.people)),
  )
  const again = peopleIn(people).filter((name) => before.has(name))
  if (again.length)
    throw conflict(`${again.join('、')}参加过上一次评分，复评要换人。`, { next: '请由没有参加过的评估人员复评。' })
}
