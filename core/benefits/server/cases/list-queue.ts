// Opens one queue: filtered, sorted by due date, with its sums; and counts all of them for the first screen.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { offsetOf } from '@songhe/basics/paging'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { type RawBuilder, sql } from 'kysely'
import { QUEUES, QueueKey, type QueueRow } from '../../contract-cases.ts'
import type * as contract from '../../contract-cases.ts'
import { ageColumn, nameColumn, placeRows } from './places.ts'
import { tellElsewhere } from './paid-elsewhere.ts'
import { programmeTitle, queueRows } from './queue-rows.ts'

type Input = InputOf<typeof contract.listQueue>

export async function listQueue(ctx: Context, input: Input): Promise<ReplyOf<typeof contract.listQueue>> {
  const { page, size } = input.query
  const queue = await queueRows(ctx, input.params.queue)
  const from = sql`with q as (${queue}), place as (${placeRows(ctx)}), listed as (
    select q.*, coalesce(w.town, '') as town, coalesce(w.village, '') as village, ${nameColumn(ctx)} as name, ${ageColumn(ctx)} as age,
      greatest(0, ${today(ctx)}::date - q.due_on) as overdue_days
    from q join registry.person p on p.district = ${ctx.principal.district} and p.id = q.person
    left join place w on w.area = p.area
    where ${filters(input.query)})`
  const rows =
    await sql<Listed>`${from} select key, benefit_case, number, state, person, programme, monthly_fen, arrears_fen, arrears_months, since_month,
      due_on::text as due_on, complete, missing, priority, next, note, version, town, village, name, age, coalesce(overdue_days, 0)::int as overdue_days
    from listed order by due_on nulls last, priority, key limit ${size} offset ${offsetOf({ page, size })}`.execute(ctx.db)
  const sums = await sql<{
    total: number
    persons: number
    monthly: number
    arrears: number
    complete: number
    incomplete: number
  }>`${from}
    select count(*)::int as total, count(distinct person)::int as persons, coalesce(sum(monthly_fen), 0)::bigint as monthly,
      coalesce(sum(arrears_fen), 0)::bigint as arrears, (count(distinct person) filter (where complete))::int as complete,
      (count(distinct person) filter (where not complete))::int as incomplete from listed`.execute(ctx.db)
  const sum = sums.rows[0]!
  const told =
    input.params.queue === 'anomalies'
      ? await tellElsewhere(
          ctx,
          rows.rows.map((row) => row.key),
        )
      : undefined
  return {
    rows: rows.rows.map((row) => toRow(row, told?.get(row.key) ?? '')),
    total: sum.total,
    sums: {
      persons: sum.persons,
      monthlyFen: sum.monthly,
      arrearsFen: sum.arrears,
      complete: sum.complete,
      incomplete: sum.incomplete,
    },
    asOf: await checkedAt(ctx),
  }
}

function filters(query: Input['query']): RawBuilder<unknown> {
  const parts = [sql`true`]
  if (query.programme) parts.push(sql`q.programme = ${query.programme}`)
  if (query.town !== undefined) parts.push(sql`w.town_key = ${query.town}`)
  if (query.missing === 'none') parts.push(sql`q.complete`)
  else if (query.missing === 'any') parts.push(sql`not q.complete`)
  else if (query.missing) parts.push(sql`q.missing @> ${JSON.stringify([{ name: query.missing }])}::jsonb`)
  return sql.join(parts, sql` and `)
}

interface Listed {
  key: string
  benefit_case: string | null
  number: string | null
  state: string
  person: string
  programme: string | null
  monthly_fen: number
  arrears_fen: number
  arrears_months: number
  since_month: string | null
  due_on: string | null
  complete: boolean
  missing: { name: string; title: string }[]
  priority: number
  next: string
  note: string
  version: number
  town: string
  village: string
  name: string
  age: number
  overdue_days: number
}

const toRow = (row: Listed, told: string): QueueRow => ({
  key: row.key,
  benefitCase: row.benefit_case,
  number: row.number,
  state: row.state,
  person: row.person,
  name: row.name,
  age: row.age,
  town: row.town,
  village: row.village,
  programme: row.programme,
  programmeTitle: programmeTitle(row.programme),
  monthlyFen: row.monthly_fen,
  arrearsFen: row.arrears_fen,
  arrearsMonths: row.arrears_months,
  sinceMonth: row.since_month,
  dueOn: row.due_on,
  overdueDays: row.overdue_days,
  complete: row.complete,
  missing: row.missing,
  priority: row.priority,
  next: row.next,
  note: row.note || told,
  version: row.version,
})

/** When the register was last checked as a whole. */
export async function checkedAt(ctx: Context): Promise<string | null> {
  const found = await sql<{
    at: Date | null
  }>`select max(computed_at) as at from benefits.judgement where district = ${ctx.principal.district}`.execute(ctx.db)
  return found.rows[0]?.at?.toISOString() ?? null
}

export async function countQueue(ctx: Context, key: QueueKey): Promise<{ count: number; late: number }> {
  const found = await sql<{ count: number; late: number }>`with q as (${await queueRows(ctx, key)})
    select count(*)::int as count, (count(*) filter (where due_on < ${today(ctx)}))::int as late from q`.execute(ctx.db)
  return found.rows[0]!
}

export async function showQueues(ctx: Context): Promise<ReplyOf<typeof contract.showQueues>> {
  const queues = []
  for (const key of QueueKey.options) queues.push({ key, title: QUEUES[key], ...(await countQueue(ctx, key)) })
  const elsewhere = []
  for (const { key, title, path, permission, count } of ctx.catalogue.todos)
    if (!path.startsWith('/desk') && ctx.principal.permissions.has(permission))
      elsewhere.push({ key, title, path, count: await count(ctx) })
  return { queues, elsewhere, checkedAt: await checkedAt(ctx) }
}
