// What a supervision list sets going: one notice to the lead and one to each town that has not reported, with a day to reply, a reply, and a closing by the district.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { addDays } from '@songhe/basics/day'
import { newId } from '@songhe/basics/ids'
import { conflict, notFound } from '@songhe/basics/problem'
import { offsetOf } from '@songhe/basics/paging'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { placeNames } from '@songhe/registry/door'
import { type RawBuilder, sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { pieceWords, pressing } from './compose-paper.ts'
import type { Figures } from './gather-figures.ts'

const DAYS_TO_REPLY = 10
type Row = ReplyOf<typeof contract.listNotices>['rows'][number]

/** @returns how many were sent */
export async function sendNotices(ctx: Context, report: string, { tasks, quarter }: Figures): Promise<number> {
  const { district } = ctx.principal
  const late = tasks
    .filter(pressing)
    .map((task) => ({ task: task.task, what: `${task.dueOn} 到期：${task.evidence.map(pieceWords).join('；') || '还没有证据'}` }))
  const found = await sql<{ task: string; what: string; area: number | null; department: string | null }>`
    with late as (select * from jsonb_to_recordset(${JSON.stringify(late)}::jsonb) as r (task uuid, what text))
    select l.task, l.what, null::int as area, u.department from late l join planning.task_unit u on u.district = ${district} and u.task = l.task
      and u.part = 'lead' and coalesce(u.verdict, '') <> 'struck'
    union all
    select l.task, l.what, w.area, null from late l join planning.task_town w on w.district = ${district} and w.task = l.task and w.left_at is null
    where not exists (select from planning.task_statement s where s.district = ${district} and s.task = l.task and s.area = w.area and s.quarter = ${quarter})`.execute(
    ctx.db,
  )
  const rows = found.rows.map((row) => ({ ...row, id: newId(ctx.now.getTime()) }))
  await sql`insert into planning.notice (district, id, report, task, area, department, what, reply_due)
    select ${district}, id, ${report}, task, area, department, what, ${addDays(today(ctx), DAYS_TO_REPLY)}::date
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, task uuid, area int, department uuid, what text)`.execute(
    ctx.db,
  )
  return rows.length
}

const STATES: Readonly<Record<string, RawBuilder<unknown>>> = {
  all: sql`true`,
  open: sql`state <> 'closed'`,
  late: sql`state = 'late'`,
  replied: sql`state = 'replied'`,
  closed: sql`state = 'closed'`,
}

export async function listNotices(
  ctx: Context,
  { query }: InputOf<typeof contract.listNotices>,
): Promise<ReplyOf<typeof contract.listNotices>> {
  const scoped = ctx.principal.areas === null ? sql`true` : sql`n.area is not null`
  const found = await sql<Omit<Row, 'to'> & { area: number | null; name: string | null; total: number }>`
    select *, count(*) over ()::int as total from (
      select n.id, n.report, r.period, n.task, t.title as "taskTitle", n.area, g.name, n.what, n.reply_due as "replyDue", n.reply, n.replied_on as "repliedOn",
        coalesce(n.replied_by, '') as "repliedBy", n.closed_on as "closedOn", coalesce(n.closed_by, '') as "closedBy", n.closed_note as "closedNote",
        case when n.closed_on is not null then 'closed' when n.replied_on is not null then 'replied' when n.reply_due < ${today(ctx)} then 'late' else 'waiting' end as state
      from planning.notice n join planning.work_report r on r.district = n.district and r.id = n.report
      join planning.task t on t.district = n.district and t.id = n.task
      left join planning.department g on g.district = n.district and g.id = n.department
      where n.district = ${ctx.principal.district} and ${scoped} and ${query.report ? sql`n.report = ${query.report}` : sql`true`}) notices
    where ${STATES[query.state]!} order by "replyDue" desc, task, area nulls first, id limit ${query.size} offset ${offsetOf(query)}`.execute(
    ctx.db,
  )
  const places = await placeNames(
    ctx,
    found.rows.flatMap(({ area }) => area ?? []),
    today(ctx),
  )
  return {
    rows: found.rows.map(({ area, name, total: _total, ...row }) => ({
      ...row,
      to: area === null ? (name ?? '') : (places.get(area) ?? ''),
    })),
    total: found.rows[0]?.total ?? 0,
  }
}

/** RLS shows a town its own notices; those to departments are the district's. */
async function getNotice(ctx: Context, id: string) {
  const scoped = ctx.principal.areas === null ? sql`true` : sql`area is not null`
  const found = await sql<{ reply: string; repliedOn: string | null; closedOn: string | null }>`
    select reply, replied_on as "repliedOn", closed_on as "closedOn" from planning.notice
    where district = ${ctx.principal.district} and id = ${id} and ${scoped} for update`.execute(ctx.db)
  if (!found.rows[0]) throw notFound('这件督办')
  return found.rows[0]
}

export async function replyNotice(
  ctx: Context,
  { params, body }: InputOf<typeof contract.replyNotice>,
): Promise<ReplyOf<typeof contract.replyNotice>> {
  const notice = await getNotice(ctx, params.id)
  if (notice.closedOn) throw conflict('这件督办已经销号，不用再回复。')
  if (notice.reply === body.words) return { id: body.id, outcome: 'exists' }
  await sql`update planning.notice set reply = ${body.words}, replied_on = ${today(ctx)}, replied_by = ${ctx.principal.name}
    where district = ${ctx.principal.district} and id = ${params.id}`.execute(ctx.db)
  await audit(ctx, { event: 'notice.replied', object: `notice:${params.id}`, details: { before: notice.reply } })
  return { id: body.id, outcome: 'created' }
}

export async function closeNotice(
  ctx: Context,
  { params, body }: InputOf<typeof contract.closeNotice>,
): Promise<ReplyOf<typeof contract.closeNotice>> {
  const notice = await getNotice(ctx, params.id)
  if (notice.closedOn) return { id: body.id, outcome: 'exists' }
  if (!notice.repliedOn) throw conflict('还没有回复，不能销号。', { next: '请等对方回复，或代为登记回复。' })
  await sql`update planning.notice set closed_on = ${today(ctx)}, closed_by = ${ctx.principal.name}, closed_note = ${body.note}
    where district = ${ctx.principal.district} and id = ${params.id}`.execute(ctx.db)
  await audit(ctx, { event: 'notice.closed', object: `notice:${params.id}`, reason: body.note })
  return { id: body.id, outcome: 'created' }
}
