// Projects as a list, and one of them with its steps, photographs and what its programme's figures give together.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { notFound } from '@songhe/basics/problem'
import { offsetOf } from '@songhe/basics/paging'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { type RawBuilder, sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { deriveFigures } from './derive-figures.ts'

type Row = ReplyOf<typeof contract.listProjects>['rows'][number]
type File = ReplyOf<typeof contract.showProject>

const projects = (ctx: Context) => sql`
  select p.id, coalesce(d.number, d.title, p.document) as "documentTitle", p.clause, p.number, p.programme, p.item, p.action, p.place, p.printed, p.unit, p.certainty,
    p.quantity_kind as "quantityKind", p.tally, p.due_on as "dueOn", p.standing, p.due_printed as "duePrinted", coalesce(p.decided_by, '') as "decidedBy",
    p.decided_on as "decidedOn", p.decided_reason as "decidedReason", p.facility, p.document, m.milestones, m.reached, m."lateStep"
  from planning.project p left join policy.document d on d.key = p.document
  cross join lateral (select count(*)::int as milestones, count(m.reached_on)::int as reached,
      (array_agg(m.title order by m.due_on) filter (where m.reached_on is null and m.due_on < ${today(ctx)}))[1] as "lateStep"
    from planning.milestone m where m.district = p.district and m.project = p.id) m
  where p.district = ${ctx.principal.district} and p.standing <> 'withdrawn'`

const LATE = sql`standing = 'running' and "lateStep" is not null`
const STATES: Readonly<Record<string, RawBuilder<unknown>>> = {
  all: sql`true`,
  'to-confirm': sql`standing = 'to-confirm'`,
  running: sql`standing = 'running'`,
  done: sql`standing = 'done'`,
  dropped: sql`standing = 'dropped'`,
  late: LATE,
  'kind-open': sql`"quantityKind" = 'open'`,
}

export async function listProjects(
  ctx: Context,
  { query }: InputOf<typeof contract.listProjects>,
): Promise<ReplyOf<typeof contract.listProjects>> {
  const where = [STATES[query.state]!]
  if (query.tally) where.push(sql`tally = ${query.tally}`)
  if (query.q) where.push(sql`strpos(programme || ' ' || item || ' ' || place, ${query.q}) > 0`)
  const found = await sql<Row & { total: number }>`
    select id, "documentTitle", clause, number, programme, item, action, place, printed, unit, certainty, "quantityKind", tally, "dueOn", standing, milestones, reached, "lateStep",
      count(*) over ()::int as total
    from (${projects(ctx)}) p where ${sql.join(where, sql` and `)}
    order by document, lpad(number, 8, '0'), id limit ${query.size} offset ${offsetOf(query)}`.execute(ctx.db)
  return { rows: found.rows.map(({ total: _total, ...row }) => row), total: found.rows[0]?.total ?? 0 }
}

export async function countProjects(ctx: Context, state: string): Promise<number> {
  const found = await sql<{ n: number }>`select count(*)::int as n from (${projects(ctx)}) p where ${STATES[state]!}`.execute(
    ctx.db,
  )
  return found.rows[0]!.n
}

export async function showProject(ctx: Context, { params }: InputOf<typeof contract.showProject>): Promise<File> {
  const { district } = ctx.principal
  const found = await sql<Omit<File, 'siblings' | 'derived' | 'steps' | 'photos'> & { document: string }>`
    select * from (${projects(ctx)}) p where id = ${params.id}`.execute(ctx.db)
  const row = found.rows[0]
  if (!row) throw notFound('这个项目')
  const { document, ...project } = row
  const lines = await sql<File['siblings'][number] & { quantity: number | null }>`
    select id, item, action, place, printed, unit, quantity::float8 as quantity from planning.project
    where district = ${district} and document = ${document} and programme = ${project.programme} and standing <> 'withdrawn' order by lpad(number, 8, '0'), id`.execute(
    ctx.db,
  )
  const steps = await sql<File['steps'][number]>`
    select id, title, due_on as "dueOn", reached_on as "reachedOn", coalesce(reached_by, '') as "reachedBy", note,
      coalesce(reached_on, ${today(ctx)}::date) > due_on as late
    from planning.milestone where district = ${district} and project = ${project.id} order by due_on, id`.execute(ctx.db)
  const photos = await sql<File['photos'][number]>`
    select id, taken_on as "takenOn", note, recorded_by as "recordedBy" from planning.project_photo
    where district = ${district} and project = ${project.id} order by taken_on desc, id`.execute(ctx.db)
  return {
    ...project,
    siblings: lines.rows.filter(({ id }) => id !== project.id).map(({ quantity: _quantity, ...line }) => line),
    derived: deriveFigures(lines.rows),
    steps: steps.rows,
    photos: photos.rows,
  }
}
