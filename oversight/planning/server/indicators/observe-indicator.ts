// A value told by a document, for indicators that no register can count: no document, no number; a correction closes the earlier one and keeps it.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, invalid } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { indicatorRecord } from './indicator-record.ts'
import { sameKind } from './units.ts'

export async function observeIndicator(
  ctx: Context,
  { params, body }: InputOf<typeof contract.observeIndicator>,
): Promise<ReplyOf<typeof contract.observeIndicator>> {
  const { district, name, staff } = ctx.principal
  const known = await sql`select from planning.observation where district = ${district} and id = ${body.id}`.execute(ctx.db)
  if (known.rows.length > 0) return { id: body.id, outcome: 'exists' }
  const record = await indicatorRecord(ctx, params.id)
  if (body.day > today(ctx)) throw invalid(`日期 ${body.day} 晚于今天。`, { next: '请写文件上的日期。' })
  if (record.unit && body.unit && !sameKind(record.unit, body.unit))
    throw invalid(`指标的单位是“${record.unit}”，“${body.unit}”不能和它比。`, { next: '请换算成同一种单位，或核对文件。' })
  if (body.corrects) {
    const closed = await sql`update planning.observation set closed_at = clock_timestamp(), closed_reason = ${body.note || '更正'}
      where district = ${district} and id = ${body.corrects} and indicator = ${record.id} and closed_at is null`.execute(ctx.db)
    if (Number(closed.numAffectedRows ?? 0) === 0) throw conflict('要更正的那条已经更正过了。', { next: '请刷新页面再看。' })
  }
  await sql`insert into planning.observation (district, id, indicator, day, value, unit, document, note, recorded_by, recorded_staff)
    values (${district}, ${body.id}, ${record.id}, ${body.day}, ${body.value}, ${body.unit || record.unit}, ${body.document}, ${body.note}, ${name}, ${staff})`.execute(
    ctx.db,
  )
  await audit(ctx, {
    event: 'indicator.observed',
    object: `indicator:${record.id}`,
    details: { day: body.day, value: body.value, document: body.document, corrects: body.corrects ?? null },
  })
  return { id: body.id, outcome: 'created' }
}
