// The records that a piece of evidence counts, one by one, each with the page where it opens; and what can be counted at all.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { forbidden } from '@songhe/basics/problem'
import { offsetOf } from '@songhe/basics/paging'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { placeNames } from '@songhe/registry/door'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { recordsOf } from './ask-registers.ts'
import { requireEvidence } from './evidence-store.ts'
import { requireTask } from './show-task.ts'

type Page = ReplyOf<typeof contract.listEvidenceRecords>

export async function listEvidenceRecords(
  ctx: Context,
  { params, query }: InputOf<typeof contract.listEvidenceRecords>,
): Promise<Page> {
  const task = await requireTask(ctx, params.id)
  const evidence = await requireEvidence(ctx, task.id, params.evidence)
  const records = await recordsOf(ctx, evidence, today(ctx))
  if (!records) return { rows: [], total: 0 }
  const measure = ctx.catalogue.measures.get(evidence.measure)!
  // Counting is less than naming: a room may ask for more before its records are shown.
  if (measure.permission && !ctx.principal.permissions.has(measure.permission))
    throw forbidden(`您的岗位可以看“${measure.title}”的数，不能看每一条记录。`, {
      next: '如工作需要，请联系本单位安全管理员调整岗位。',
    })
  const found = await sql<{ area: number; split: string; object: string; day: string; value: number; total: number }>`
    select area, coalesce(split, '') as split, object, day::text as day, value::float8 as value, count(*) over ()::int as total from (${records}) r
    order by area, object, day limit ${query.size} offset ${offsetOf(query)}`.execute(ctx.db)
  const places = await placeNames(
    ctx,
    found.rows.map(({ area }) => area),
    today(ctx),
  )
  const names = await measure.names?.(
    ctx,
    found.rows.map(({ object }) => object),
  )
  return {
    rows: found.rows.map(({ area, total: _total, split, ...row }) => ({
      ...row,
      split: measure.splits?.[split] ?? split,
      name: names?.get(row.object) ?? '',
      place: places.get(area) ?? '',
      path: measure.opens.replace(':id', row.object),
    })),
    total: found.rows[0]?.total ?? 0,
  }
}

export async function listEvidenceMeasures(ctx: Context): Promise<ReplyOf<typeof contract.listEvidenceMeasures>> {
  return {
    rows: [...ctx.catalogue.measures.values()].map(({ key, title, unit, note, splits = {} }) => ({
      key,
      title,
      unit,
      note,
      splits: Object.entries(splits).map(([split, words]) => ({ key: split, title: words })),
    })),
  }
}
