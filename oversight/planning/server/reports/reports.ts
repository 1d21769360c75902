// Reports as a list and one of them as paper, in the browser or as a Word file; issued under a number by a second person, or discarded.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, notFound, refused } from '@songhe/basics/problem'
import { offsetOf } from '@songhe/basics/paging'
import { audit } from '@songhe/kernel/audit'
import { type Context, sameHuman } from '@songhe/kernel/context'
import type { FileReply } from '@songhe/kernel/http/file-reply'
import { today } from '@songhe/kernel/today'
import { type RawBuilder, sql } from 'kysely'
import type * as contract from '../../contract.ts'
import type { Figures } from './gather-figures.ts'
import { sendNotices } from './notices.ts'
import { wordFile } from './word-file.ts'

type Row = ReplyOf<typeof contract.listWorkReports>['rows'][number]
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** Circulars are addressed to the towns; the rest stays with the district. */
const inReach = (ctx: Context): RawBuilder<unknown> =>
  ctx.principal.areas === null ? sql`true` : sql`r.kind = 'circular' and r.issued_on is not null`

const select = (ctx: Context, where: RawBuilder<unknown>) => sql`
  select r.id, r.kind, r.period, r.title, case when r.number is null then '' else '〔' || substr(r.period, 1, 4) || '〕' || r.number || '号' end as "numberText",
    case when r.discarded_on is not null then 'discarded' when r.issued_on is not null then 'issued' else 'made' end as state, r.as_of as "asOf", r.made_by as "madeBy",
    coalesce(r.issued_by, '') as "issuedBy", r.issued_on as "issuedOn", r.made_staff as "madeStaff", r.digest, r.content
  from planning.work_report r where r.district = ${ctx.principal.district} and ${inReach(ctx)} and ${where}`

interface Kept extends Omit<Row, 'asOf'> {
  asOf: Date
  madeStaff: string | null
  digest: string
  content: { paper: contract.Paper; figures: Figures }
}

const rowOf = ({ madeStaff: _staff, digest: _digest, content: _content, asOf, ...row }: Kept): Row => ({
  ...row,
  asOf: asOf.toISOString(),
})

export async function listWorkReports(
  ctx: Context,
  { query }: InputOf<typeof contract.listWorkReports>,
): Promise<ReplyOf<typeof contract.listWorkReports>> {
  const where = query.kind === 'all' ? sql`true` : sql`r.kind = ${query.kind}`
  const found = await sql<Kept & { total: number }>`select *, count(*) over ()::int as total from (${select(ctx, where)}) kept
    order by period desc, "asOf" desc, id limit ${query.size} offset ${offsetOf(query)}`.execute(ctx.db)
  return { rows: found.rows.map(({ total: _total, ...kept }) => rowOf(kept)), total: found.rows[0]?.total ?? 0 }
}

async function getReport(ctx: Context, id: string): Promise<Kept> {
  const found = await sql<Kept>`${select(ctx, sql`r.id = ${id}`)}`.execute(ctx.db)
  if (!found.rows[0]) throw notFound('这份报告')
  return found.rows[0]
}

export async function showWorkReport(
  ctx: Context,
  { params }: InputOf<typeof contract.showWorkReport>,
): Promise<ReplyOf<typeof contract.showWorkReport>> {
  const kept = await getReport(ctx, params.id)
  return { ...rowOf(kept), paper: kept.content.paper, digest: kept.digest, mine: sameHuman(ctx.principal, kept.madeStaff) }
}

export async function takeWord(ctx: Context, { params }: InputOf<typeof contract.takeWord>): Promise<FileReply> {
  const report = await getReport(ctx, params.id)
  const bytes = await wordFile(report.content.paper, { number: report.numberText, issuedOn: report.issuedOn })
  await audit(ctx, { event: 'report.taken', object: `report:${params.id}` })
  return { name: `${report.title}.docx`, mediaType: WORD, bytes }
}

export async function issueReport(
  ctx: Context,
  { params, body }: InputOf<typeof contract.issueReport>,
): Promise<ReplyOf<typeof contract.issueReport>> {
  const report = await getReport(ctx, params.id)
  if (report.state === 'issued') return { id: body.id, outcome: 'exists' }
  if (report.state === 'discarded') throw conflict('这份报告已经作废，不能签发。', { next: '请重新生成一份。' })
  if (sameHuman(ctx.principal, report.madeStaff))
    throw refused('这份报告是您自己生成的，须由另一个人签发。', { next: '请交同事签发。', citation: { rule: '生成与签发两人' } })
  const { district, name, staff } = ctx.principal
  const done = await sql<{
    number: number
  }>`update planning.work_report r set issued_by = ${name}, issued_staff = ${staff}, issued_on = ${today(ctx)},
      number = (select coalesce(max(o.number), 0) + 1 from planning.work_report o where o.district = ${district} and o.kind = ${report.kind}
        and substr(o.period, 1, 4) = ${report.period.slice(0, 4)})
    where r.district = ${district} and r.id = ${params.id} returning number`.execute(ctx.db)
  const notices = report.kind === 'supervision' ? await sendNotices(ctx, params.id, report.content.figures) : 0
  await audit(ctx, { event: 'report.issued', object: `report:${params.id}`, details: { number: done.rows[0]!.number, notices } })
  return { id: body.id, outcome: 'created' }
}

export async function discardReport(
  ctx: Context,
  { params, body }: InputOf<typeof contract.discardReport>,
): Promise<ReplyOf<typeof contract.discardReport>> {
  const report = await getReport(ctx, params.id)
  if (report.state === 'discarded') return { id: body.id, outcome: 'exists' }
  if (report.state === 'issued')
    throw conflict('这份报告已经签发，不能作废。', { next: '如有更正，请另行生成一份并在公文里说明。' })
  await sql`update planning.work_report set discarded_by = ${ctx.principal.name}, discarded_on = ${today(ctx)}, discarded_reason = ${body.reason}
    where district = ${ctx.principal.district} and id = ${params.id}`.execute(ctx.db)
  await audit(ctx, { event: 'report.discarded', object: `report:${params.id}`, reason: body.reason })
  return { id: body.id, outcome: 'created' }
}
