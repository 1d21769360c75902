// Receipts: who asked for which figures under which document. The same thing asked by two bodies within the office's span is a duplicate request, shown to both sides.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, invalid, notFound } from '@songhe/basics/problem'
import { offsetOf } from '@songhe/basics/paging'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { type RawBuilder, sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { taskSettings } from '../tasks/settings.ts'

type Row = ReplyOf<typeof contract.listRequests>['rows'][number]

/** Same topic (of 其他: same words), overlapping periods, two bodies, received within the span. */
const ALIKE = (days: number): RawBuilder<unknown> => sql`
  select coalesce(array_agg(o.asked_by || '，' || o.paper || '，' || o.received_on order by o.received_on, o.id), '{}') as alike from planning.report_request o
  where o.district = q.district and o.id <> q.id and o.topic = q.topic and o.asked_by <> q.asked_by and o.covers_from <= q.covers_to and o.covers_to >= q.covers_from
    and abs(o.received_on - q.received_on) <= ${days}
    and (q.topic <> 'other' or regexp_replace(o.words, '[[:space:][:punct:]]', '', 'g') = regexp_replace(q.words, '[[:space:][:punct:]]', '', 'g'))`

const STATES: Readonly<Record<string, RawBuilder<unknown>>> = {
  all: sql`true`,
  open: sql`"answeredOn" is null`,
  alike: sql`cardinality(alike) > 0`,
}

export async function listRequests(
  ctx: Context,
  { query }: InputOf<typeof contract.listRequests>,
): Promise<ReplyOf<typeof contract.listRequests>> {
  const { requestDays } = await taskSettings(ctx)
  const found = await sql<Row & { total: number }>`
    select *, count(*) over ()::int as total from (
      select q.id, q.asked_by as "askedBy", q.paper, q.topic, q.words, q.covers_from as "from", q.covers_to as "to", q.received_on as "receivedOn", q.due_on as "dueOn", q.report,
        q.answered_on as "answeredOn", q.answer, q.recorded_by as "recordedBy", a.alike
      from planning.report_request q cross join lateral (${ALIKE(requestDays)}) a where q.district = ${ctx.principal.district}) requests
    where ${STATES[query.state]!} order by "receivedOn" desc, id limit ${query.size} offset ${offsetOf(query)}`.execute(ctx.db)
  return { rows: found.rows.map(({ total: _total, ...row }) => row), total: found.rows[0]?.total ?? 0 }
}

export async function recordRequest(
  ctx: Context,
  { body }: InputOf<typeof contract.recordRequest>,
): Promise<ReplyOf<typeof contract.recordRequest>> {
  if (body.to < body.from) throw invalid('所属期的止早于起。', { next: '请核对两个日期。' })
  if (body.receivedOn > today(ctx)) throw invalid(`收到日期 ${body.receivedOn} 晚于今天。`, { next: '请核对日期。' })
  const done = await sql`insert into planning.report_request
      (district, id, asked_by, paper, topic, words, covers_from, covers_to, received_on, due_on, recorded_by)
    values (${ctx.principal.district}, ${body.id}, ${body.askedBy}, ${body.paper}, ${body.topic}, ${body.words}, ${body.from}, ${body.to}, ${body.receivedOn},
      ${body.dueOn}, ${ctx.principal.name}) on conflict (district, id) do nothing`.execute(ctx.db)
  if (done.numAffectedRows !== 1n) return { id: body.id, outcome: 'exists' }
  await audit(ctx, {
    event: 'request.recorded',
    object: `request:${body.id}`,
    details: { askedBy: body.askedBy, paper: body.paper, topic: body.topic },
  })
  return { id: body.id, outcome: 'created' }
}

export async function answerRequest(
  ctx: Context,
  { params, body }: InputOf<typeof contract.answerRequest>,
): Promise<ReplyOf<typeof contract.answerRequest>> {
  const { district } = ctx.principal
  const found = await sql<{ answered: string | null }>`select answered_on as answered from planning.report_request
    where district = ${district} and id = ${params.id} for update`.execute(ctx.db)
  if (!found.rows[0]) throw notFound('这次要数')
  if (found.rows[0].answered) throw conflict('这次要数已经登记过答复。', { next: '请刷新页面核对。' })
  if (body.report) {
    const issued =
      await sql`select from planning.work_report where district = ${district} and id = ${body.report} and issued_on is not null`.execute(
        ctx.db,
      )
    if (issued.rows.length === 0) throw conflict('只能用已签发的报告答复。', { next: '请先签发，再登记答复。' })
  }
  await sql`update planning.report_request set report = ${body.report ?? null}, answered_on = ${today(ctx)}, answer = ${body.words}
    where district = ${district} and id = ${params.id}`.execute(ctx.db)
  await audit(ctx, { event: 'request.answered', object: `request:${params.id}`, details: { report: body.report ?? null } })
  return { id: body.id, outcome: 'created' }
}
