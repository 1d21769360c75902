// 报出: a number leaves the house with its definition, its moment and every record behind it. Nothing of it ever changes.
import { Decimal } from 'decimal.js'
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { invalid, refused } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { planForMany } from '@songhe/kernel/db/plan-for-many'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { indicatorRecord } from './indicator-record.ts'
import { countedParts, recordsBehind, type Summed, summedUp } from './records-behind.ts'
import { shown, valueOf } from './value-of.ts'

export async function freezeIndicator(
  ctx: Context,
  { params, body }: InputOf<typeof contract.freezeIndicator>,
): Promise<ReplyOf<typeof contract.freezeIndicator>> {
  const { district, name, staff } = ctx.principal
  const before = await sql<{ valueText: string; records: number; digest: string }>`
    select value_text as "valueText", records, digest from planning.report where district = ${district} and id = ${body.id}`.execute(
    ctx.db,
  )
  if (before.rows[0]) return { id: body.id, outcome: 'exists', ...before.rows[0] }
  const record = await indicatorRecord(ctx, params.id)
  const { definition } = record
  if (!definition?.formula) throw refused('这项指标没有来源，不能报出。', { next: '请先定下怎么算，或在报表里写明“无来源”。' })
  if (body.asOf > today(ctx)) throw invalid(`截至日 ${body.asOf} 晚于今天。`, { next: '请改成今天或更早的一天。' })
  const parts = countedParts(ctx, definition.inputs)
  await sql`create temporary table if not exists frozen_records (part text, measure text, split text, object text, area int, day date, value numeric) on commit drop`.execute(
    ctx.db,
  )
  await sql`truncate frozen_records`.execute(ctx.db)
  const moment = await sql<{ at: Date }>`select date_trunc('milliseconds', clock_timestamp()) as at`.execute(ctx.db)
  const knownAt = moment.rows[0]!.at
  await planForMany(ctx, () =>
    sql`insert into frozen_records (part, measure, split, object, area, day, value) ${recordsBehind(ctx, parts, body.asOf, null)}`.execute(
      ctx.db,
    ),
  )
  const summed = (await sql<Summed>`${summedUp(sql`select * from frozen_records`)}`.execute(ctx.db)).rows[0]!
  const computed = valueOf(definition, (_input, part) => ({
    value: new Decimal(summed.parts[part]?.value ?? 0),
    records: summed.parts[part]?.records ?? 0,
  }))
  const text = shown(computed.value, definition.places)
  if (text === null) throw refused('这个数现在算不出来（除数为零，或来源不在）。', { next: '请核对算法，再报出。' })
  await sql`insert into planning.report (district, id, indicator, title, name, as_of, known_at, definition, definition_body, parts, value, value_text, unit, base, records,
      digest, shared, recorded_by, recorded_staff)
    values (${district}, ${body.id}, ${record.id}, ${record.title}, ${body.name}, ${body.asOf}, ${knownAt}, ${definition.version}, ${JSON.stringify(definition)}::jsonb,
      ${JSON.stringify(summed.parts)}::jsonb, ${computed.value!.toDecimalPlaces(12).toFixed()}, ${text}, ${definition.unit || record.unit}, ${definition.base || record.base},
      ${summed.records}, ${summed.digest}, ${body.shared}, ${name}, ${staff})`.execute(ctx.db)
  await sql`insert into planning.report_record (district, report, part, measure, split, object, area, day, value, number)
    select ${district}::int, ${body.id}::uuid, part, measure, split, object, coalesce(area, ${district}::int), day, value,
      row_number() over (order by part collate "C", split collate "C", object collate "C", day, value)
    from frozen_records`.execute(ctx.db)
  await audit(ctx, {
    event: 'indicator.reported',
    object: `indicator:${record.id}`,
    details: { name: body.name, asOf: body.asOf, value: text, records: summed.records, digest: summed.digest },
  })
  return { id: body.id, outcome: 'created', valueText: text, records: summed.records, digest: summed.digest }
}
