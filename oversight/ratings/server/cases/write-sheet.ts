// One score sheet with its lines, as it was handed in.
import type { Day } from '@songhe/basics/day'
import { notFound } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type { SectionScore } from '../../contract/shapes.ts'
import type { SheetKind } from './case-store.ts'

export interface SheetDraft {
  id: string
  of: { id: string; area: number }
  kind: SheetKind
  challenge?: string | null
  institution?: string
  creditCode?: string
  people?: string
  scoredOn: Day
  scores: readonly SectionScore[]
  import?: string
}

export async function writeSheet(ctx: Context, draft: SheetDraft): Promise<void> {
  const { district, staff, name } = ctx.principal
  const { of } = draft
  await mustBeFilesOf(ctx, of.id, draft.scores)
  await sql`insert into ratings.score_sheet (district, id, rating_case, area, kind, challenge, institution, credit_code, people, scored_on, recorded_by, recorded_staff, import)
    values (${district}, ${draft.id}, ${of.id}, ${of.area}, ${draft.kind}, ${draft.challenge ?? null}, ${draft.institution ?? ''}, ${draft.creditCode ?? ''},
      ${draft.people ?? ''}, ${draft.scoredOn}, ${name}, ${staff}, ${draft.import ?? null})`.execute(ctx.db)
  await sql`insert into ratings.score (district, sheet, section, area, points, evidence, file)
    select ${district}, ${draft.id}, l.section, ${of.area}, l.points, l.evidence, l.file
    from jsonb_to_recordset(${JSON.stringify(draft.scores)}::jsonb) as l(section text, points numeric, evidence text, file uuid)`.execute(
    ctx.db,
  )
}

/** Evidence of another case is no evidence of this one. */
async function mustBeFilesOf(ctx: Context, id: string, scores: readonly SectionScore[]) {
  const files = scores.flatMap(({ file }) => file ?? [])
  if (files.length === 0) return
  const known = await sql<{ file: string }>`select distinct file from ratings.evidence
    where district = ${ctx.principal.district} and rating_case = ${id} and file = any(${files}::uuid[])`.execute(ctx.db)
  if (known.rows.length !== new Set(files).size) throw notFound('证据文件', { next: '请先在这件评定里上传证据，再提交评分。' })
}
