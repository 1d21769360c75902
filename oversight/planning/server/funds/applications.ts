// The reserve of bond projects and applications for grants: asked for, how ripe the papers are, granted or not.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, invalid, notFound } from '@songhe/basics/problem'
import { offsetOf } from '@songhe/basics/paging'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'

type Row = ReplyOf<typeof contract.listApplications>['rows'][number]
const ENDED = new Set(['granted', 'refused', 'given-up'])

export async function listApplications(
  ctx: Context,
  { query }: InputOf<typeof contract.listApplications>,
): Promise<ReplyOf<typeof contract.listApplications>> {
  const found = await sql<Row & { total: number }>`
    select id, kind, title, stage, asked_fen::bigint as "askedFen", granted_fen::bigint as "grantedFen", papers, stage_on as "stageOn", document, recorded_by as "recordedBy",
      count(*) over ()::int as total
    from planning.money_application where district = ${ctx.principal.district} and (${query.kind} = 'all' or kind = ${query.kind})
    order by stage_on desc, recorded_at desc, id limit ${query.size} offset ${offsetOf(query)}`.execute(ctx.db)
  return { rows: found.rows.map(({ total: _total, ...row }) => row), total: found.rows[0]?.total ?? 0 }
}

export async function recordApplication(
  ctx: Context,
  { body }: InputOf<typeof contract.recordApplication>,
): Promise<ReplyOf<typeof contract.recordApplication>> {
  const done =
    await sql`insert into planning.money_application (district, id, kind, title, asked_fen, papers, stage_on, document, recorded_by)
    values (${ctx.principal.district}, ${body.id}, ${body.kind}, ${body.title}, ${body.askedFen}, ${body.papers}, ${today(ctx)}, ${body.document}, ${ctx.principal.name})
    on conflict (district, id) do nothing`.execute(ctx.db)
  if (done.numAffectedRows !== 1n) return { id: body.id, outcome: 'exists' }
  await audit(ctx, {
    event: 'fund.application-recorded',
    object: `application:${body.id}`,
    details: { kind: body.kind, askedFen: body.askedFen },
  })
  return { id: body.id, outcome: 'created' }
}

export async function moveApplication(
  ctx: Context,
  { params, body }: InputOf<typeof contract.moveApplication>,
): Promise<ReplyOf<typeof contract.moveApplication>> {
  const { district } = ctx.principal
  const found = await sql<{ stage: string; papers: string }>`select stage, papers from planning.money_application
    where district = ${district} and id = ${params.id} for update`.execute(ctx.db)
  const before = found.rows[0]
  if (!before) throw notFound('这项申报')
  if (before.stage === body.stage) return { id: body.id, outcome: 'exists' }
  if (ENDED.has(before.stage)) throw conflict('这项申报已经办结。', { next: '再次申报的，请另行登记。' })
  if (body.day > today(ctx)) throw invalid(`日期 ${body.day} 晚于今天。`, { next: '请核对日期。' })
  if ((body.stage === 'granted') !== (body.grantedFen !== undefined))
    throw invalid('批复金额只在批复时填写，批复时必须填写。', { next: '请核对阶段和金额。' })
  await sql`update planning.money_application set stage = ${body.stage}, granted_fen = ${body.grantedFen ?? null}, papers = ${body.papers || before.papers}, stage_on = ${body.day}
    where district = ${district} and id = ${params.id}`.execute(ctx.db)
  await audit(ctx, {
    event: 'fund.application-moved',
    object: `application:${params.id}`,
    details: { before: before.stage, stage: body.stage, grantedFen: body.grantedFen ?? null },
  })
  return { id: body.id, outcome: 'created' }
}
