// A number opens: the records that were counted, of a month, of a town, page by page, in the reader's own scope and with the names the reader may see.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { type Day, monthOf } from '@songhe/basics/day'
import { offsetOf } from '@songhe/basics/paging'
import { forbidden, notFound } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { planForMany } from '@songhe/kernel/db/plan-for-many'
import { today } from '@songhe/kernel/today'
import { areaBelow, placeNames } from '@songhe/registry/door'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { nameRecords } from './name-records.ts'
import { dayOfMonth, recordsOfPart, spanOf } from './records-behind.ts'

export async function listRecords(
  ctx: Context,
  { query }: InputOf<typeof contract.listRecords>,
): Promise<ReplyOf<typeof contract.listRecords>> {
  const measure = ctx.catalogue.measures.get(query.measure)
  if (!measure) throw notFound(`来源“${query.measure}”`)
  if (measure.permission && !ctx.principal.permissions.has(measure.permission))
    throw forbidden('这个数可以看，名单要另有权限。', { next: '如工作需要，请联系本单位安全管理员调整岗位。' })
  const splits = query.splits?.split(',').filter(Boolean) ?? []
  const part = { name: measure.title, measure, input: { measure: measure.key, splits, window: query.window } }
  const on = today(ctx)
  const span = spanOf(part, dayOfMonth(query.month ?? monthOf(on), on))
  const areas = query.area === undefined ? null : await areaBelow(ctx, [query.area], on)
  const records = sql`select * from (${recordsOfPart(ctx, part, span, null)}) every
    where ${areas === null ? sql`true` : sql`area = any(${areas}::int[])`}`
  const summed = await planForMany(ctx, () =>
    sql<{
      total: number
      sum: string
    }>`select count(*)::int as total, trim_scale(coalesce(sum(value), 0))::text as sum from (${records}) every`.execute(ctx.db),
  )
  const page = await sql<{ measure: string; split: string; object: string; area: number; day: Day; value: string }>`
    select measure, split, object, area, day, trim_scale(value)::text as value from (${records}) every
    order by area, split collate "C", object collate "C", day limit ${query.size} offset ${offsetOf(query)}`.execute(ctx.db)
  const place = query.area === undefined ? '' : ((await placeNames(ctx, [query.area], on)).get(query.area) ?? '')
  await audit(ctx, {
    event: 'indicator.records-opened',
    object: `measure:${measure.key}`,
    details: { splits, to: span.to, area: query.area ?? null, page: query.page },
  })
  return {
    rows: await nameRecords(ctx, page.rows, offsetOf(query)),
    total: summed.rows[0]!.total,
    sum: summed.rows[0]!.sum,
    unit: measure.unit,
    measureTitle: measure.title,
    splitTitles: splits.map((split) => measure.splits?.[split] ?? split),
    note: measure.note,
    from: measure.timing === 'flow' ? span.from : span.to,
    to: span.to,
    place,
  }
}
