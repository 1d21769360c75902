// Tasks as a list: what each is, who answers, and what the registers said when they were last asked.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { addDays } from '@songhe/basics/day'
import { offsetOf } from '@songhe/basics/paging'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { type RawBuilder, sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { taskSettings } from './settings.ts'

type Row = ReplyOf<typeof contract.listTasks>['rows'][number]

/** An account of a town sees the tasks that mean its town. */
export const inReach = (ctx: Context): RawBuilder<boolean> =>
  ctx.principal.areas === null
    ? sql<boolean>`true`
    : sql<boolean>`exists (select from planning.task_town w where w.district = t.district and w.task = t.id and w.left_at is null)`

/** Latest verdict of each confirmed piece of evidence, added up: one that fails decides. */
const PROOF = sql`left join lateral (
  select count(*)::int as pieces, bool_or(f.verdict = 'no-source') as "noSource", bool_and(f.verdict in ('met', 'met-late')) as met,
    bool_or(f.verdict = 'met-late') as late, min(f.found_on)::text as "checkedOn"
  from planning.task_evidence e
  left join lateral (select verdict, found_on from planning.task_finding f where f.district = e.district and f.evidence = e.id order by found_on desc limit 1) f on true
  where e.district = t.district and e.task = t.id and e.closed_at is null and e.confirmed_staff is not null) p on true`

export async function taskQuery(ctx: Context) {
  const on = today(ctx)
  const soon = addDays(on, (await taskSettings(ctx)).soonDays)
  return sql`select t.id, t.document, coalesce(d.number, d.title, t.document) as "documentTitle", t.clause, t.number, t.title, t.due_on as "dueOn", t.standing,
      t.position, t.due_printed as "duePrinted", coalesce(t.confirmed_by, '') as "confirmedBy", t.confirmed_on as "confirmedOn", t.confirmed_reason as "confirmedReason",
      coalesce(u.lead, '') as lead, coalesce(u.helpers, '{}') as helpers, coalesce(u.flags, 0) as flags, p."checkedOn",
      case when p.pieces = 0 then 'evidence-missing' when p."noSource" then 'no-source' when p.met and p.late then 'met-late' when p.met then 'met' else 'not-met' end as proof,
      case when t.due_on is null then 'none' when t.due_on < ${on} then 'overdue' when t.due_on <= ${soon} then 'soon' else 'later' end as deadline
    from planning.task t left join policy.document d on d.key = t.document ${PROOF}
    left join lateral (
      select string_agg(g.name, '、') filter (where c.part = 'lead') as lead,
        array_agg(coalesce(nullif(c.printed, ''), g.name) order by c.position) filter (where c.part = 'helper') as helpers,
        count(*) filter (where c.flag = 'repeated' and c.verdict is null)::int as flags
      from planning.task_unit c join planning.department g on g.district = c.district and g.id = c.department
      where c.district = t.district and c.task = t.id and coalesce(c.verdict, '') <> 'struck') u on true
    where t.district = ${ctx.principal.district} and t.standing <> 'withdrawn' and ${inReach(ctx)}`
}

const UNMET = sql`standing = 'running' and proof not in ('met', 'met-late')`
const STATES: Readonly<Record<string, RawBuilder<unknown>>> = {
  all: sql`true`,
  'to-confirm': sql`standing = 'to-confirm'`,
  running: sql`standing = 'running'`,
  past: sql`standing = 'past'`,
  overdue: sql`${UNMET} and deadline = 'overdue'`,
  soon: sql`${UNMET} and deadline = 'soon'`,
  met: sql`standing = 'running' and proof in ('met', 'met-late')`,
  'evidence-missing': sql`standing = 'running' and proof = 'evidence-missing'`,
  flagged: sql`flags > 0`,
}

export async function listTasks(
  ctx: Context,
  { query }: InputOf<typeof contract.listTasks>,
): Promise<ReplyOf<typeof contract.listTasks>> {
  const where = [STATES[query.state]!]
  if (query.document) where.push(sql`(document = ${query.document} or "documentTitle" = ${query.document})`)
  if (query.q) where.push(sql`strpos(title || ' ' || lead || ' ' || array_to_string(helpers, ' '), ${query.q}) > 0`)
  if (query.department)
    where.push(sql`exists (select from planning.task_unit c where c.district = ${ctx.principal.district} and c.task = tasks.id
      and c.department = ${query.department} and coalesce(c.verdict, '') <> 'struck')`)
  const found = await sql<Row & { total: number }>`
    select id, document, "documentTitle", clause, number, title, lead, helpers, "dueOn", standing, proof, deadline, flags, "checkedOn", count(*) over ()::int as total
    from (${await taskQuery(ctx)}) tasks where ${sql.join(where, sql` and `)} order by document, position, id limit ${query.size} offset ${offsetOf(query)}`.execute(
    ctx.db,
  )
  return { rows: found.rows.map(({ total: _total, ...row }) => row), total: found.rows[0]?.total ?? 0 }
}

export async function countTasks(ctx: Context, state: keyof typeof STATES): Promise<number> {
  const found = await sql<{
    n: number
  }>`select count(*)::int as n from (${await taskQuery(ctx)}) tasks where ${STATES[state]!}`.execute(ctx.db)
  return found.rows[0]!.n
}
