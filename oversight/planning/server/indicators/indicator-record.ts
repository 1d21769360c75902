// One indicator by id, or a plain not-found.
import { notFound } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import { type IndicatorRecord, indicatorRows } from './indicator-rows.ts'

export async function indicatorRecord(ctx: Context, id: string): Promise<IndicatorRecord> {
  const [found] = await indicatorRows(ctx, sql`i.id = ${id}`)
  if (!found) throw notFound('这项指标')
  return found
}
