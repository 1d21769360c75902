// The district's own set of indicators, never another's: filtered by state after judging, since a state is no column.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { offsetOf } from '@songhe/basics/paging'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { countedCells, measuresOf } from './counted.ts'
import { indicatorLine, type Judged } from './indicator-line.ts'
import { indicatorRows, inputsOf } from './indicator-rows.ts'
import { foldTitle } from './names-in-documents.ts'

export async function listIndicators(
  ctx: Context,
  { query }: InputOf<typeof contract.listIndicators>,
): Promise<ReplyOf<typeof contract.listIndicators>> {
  const records = await indicatorRows(
    ctx,
    sql`i.kind = ${query.kind} and (${query.document ?? null}::text is null or i.document = ${query.document ?? null})`,
  )
  const counted = await countedCells(ctx, { measures: measuresOf(records.map(inputsOf)) })
  const word = query.q ? foldTitle(query.q) : ''
  const lines = records
    .map((record) => indicatorLine(record, counted, today(ctx)))
    .filter(({ title }) => foldTitle(title).includes(word))
  const counts: Record<string, number> = {}
  for (const { state } of lines) counts[state] = (counts[state] ?? 0) + 1
  const rows = lines.filter(({ state }) => !query.state || state === query.state)
  const documents = new Map(records.map(({ document, documentTitle }) => [document, documentTitle]))
  return {
    rows: rows.slice(offsetOf(query), offsetOf(query) + query.size).map(plain),
    total: rows.length,
    asOf: counted.asOf,
    refreshedAt: counted.refreshedAt?.toISOString() ?? null,
    counts,
    documents: [...documents].map(([key, title]) => ({ key, title })),
  }
}

export function plain({ computed: _computed, leading: _leading, baselineValue: _baseline, ...row }: Judged) {
  return row
}
