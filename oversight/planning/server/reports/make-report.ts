// Makes a report: the registers are asked now, and what they say is frozen with its sentences. A report that was made never changes; a wrong one is discarded and made anew.
import { createHash } from 'node:crypto'
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { invalid } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { areaNames } from '@songhe/registry/door'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { composePaper } from './compose-paper.ts'
import { gatherFigures } from './gather-figures.ts'
import { firstDayOf, isMonth, isQuarter, periodWords } from './period.ts'

export async function makeReport(
  ctx: Context,
  { body }: InputOf<typeof contract.makeReport>,
): Promise<ReplyOf<typeof contract.makeReport>> {
  const { district, name, staff } = ctx.principal
  const known = await sql`select from planning.work_report where district = ${district} and id = ${body.id}`.execute(ctx.db)
  if (known.rows.length) return { id: body.id, outcome: 'exists' }
  const fits = body.kind === 'supervision' ? isMonth(body.period) : isQuarter(body.period)
  if (!fits)
    throw invalid(`${body.kind === 'supervision' ? '督办清单按月' : '季度报告和通报按季度'}生成，“${body.period}”不合。`, {
      next: '月份写成 2026-11，季度写成 2026-Q4。',
    })
  if (firstDayOf(body.period) > today(ctx))
    throw invalid(`${periodWords(body.period)}还没有到，不能生成。`, { next: '请选已经开始的时期。' })
  const figures = await gatherFigures(ctx, body.period)
  const paper = composePaper(body.kind, figures, {
    district: (await areaNames(ctx, [district], today(ctx))).get(district) ?? '',
    office: await officeName(ctx),
    asOf: today(ctx),
  })
  const content = JSON.stringify({ paper, figures })
  const digest = createHash('sha256').update(content).digest('hex')
  await sql`insert into planning.work_report (district, id, kind, period, title, content, digest, as_of, made_by, made_staff)
    values (${district}, ${body.id}, ${body.kind}, ${body.period}, ${paper.title}, ${content}::jsonb, ${digest}, ${ctx.now}, ${name}, ${staff})`.execute(
    ctx.db,
  )
  await audit(ctx, {
    event: 'report.made',
    object: `report:${body.id}`,
    details: { kind: body.kind, period: body.period, digest },
  })
  return { id: body.id, outcome: 'created' }
}

async function officeName(ctx: Context): Promise<string> {
  const found = await sql<{
    value: string
  }>`select value from kernel.setting where district = ${ctx.principal.district} and key = 'office'`.execute(ctx.db)
  return found.rows[0]?.value ?? '民政局'
}
