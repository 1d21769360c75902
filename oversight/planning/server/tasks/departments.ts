// The bodies that tasks name, under all their spellings; a spelling taken for a known body waits until a named officer says so.
import { newId } from '@songhe/basics/ids'
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, notFound } from '@songhe/basics/problem'
import { offsetOf } from '@songhe/basics/paging'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { foldDepartment } from './department-words.ts'

type Page = ReplyOf<typeof contract.listDepartments>

export async function listDepartments(ctx: Context, { query }: InputOf<typeof contract.listDepartments>): Promise<Page> {
  const found = await sql<Page['rows'][number] & { total: number }>`
    select * , count(*) over ()::int as total from (
      select d.id, d.name, d.kind, d.role,
        (select count(*)::int from ${units('lead')}) as leads, (select count(*)::int from ${units('helper')}) as helps,
        coalesce((select array_agg(n.name order by n.recorded_at) from planning.department_name n where n.district = d.district and n.department = d.id), '{}') as names,
        coalesce((select array_agg(n.name order by n.recorded_at) from planning.department_name n
          where n.district = d.district and n.department = d.id and n.proposed and n.verdict is null), '{}') as proposed
      from planning.department d where d.district = ${ctx.principal.district}) bodies
    where (not ${query.open} or cardinality(proposed) > 0) order by leads desc, helps desc, name limit ${query.size} offset ${offsetOf(query)}`.execute(
    ctx.db,
  )
  return { rows: found.rows.map(({ total: _total, ...row }) => row), total: found.rows[0]?.total ?? 0 }
}

const units = (
  part: 'lead' | 'helper',
) => sql`planning.task_unit u join planning.task t on t.district = u.district and t.id = u.task and t.standing <> 'withdrawn'
  where u.district = d.district and u.department = d.id and u.part = ${part} and coalesce(u.verdict, '') <> 'struck'`

export async function decideName(
  ctx: Context,
  { body }: InputOf<typeof contract.decideName>,
): Promise<ReplyOf<typeof contract.decideName>> {
  const { district, name, staff } = ctx.principal
  const folded = foldDepartment(body.name)
  const found = await sql<{ department: string; verdict: string | null; proposed: boolean; name: string }>`
    select department, verdict, proposed, name from planning.department_name where district = ${district} and folded = ${folded} for update`.execute(
    ctx.db,
  )
  const spelling = found.rows[0]
  if (!spelling?.proposed) throw notFound('这个待确认的写法')
  if (spelling.verdict === body.verdict) return { id: body.id, outcome: 'exists' }
  if (spelling.verdict) throw conflict('这个写法已经认定过，结论不同。', { next: '请刷新页面核对。' })
  const department = body.verdict === 'same' ? spelling.department : await openOwn(ctx, spelling.name)
  await sql`update planning.department_name set verdict = ${body.verdict}, verdict_reason = ${body.reason}, decided_by = ${name}, decided_staff = ${staff},
      department = ${department} where district = ${district} and folded = ${folded}`.execute(ctx.db)
  await audit(ctx, {
    event: 'department.name-decided',
    object: `department:${department}`,
    reason: body.reason,
    details: { name: spelling.name, verdict: body.verdict },
  })
  return { id: body.id, outcome: 'created' }
}

/** Another body after all: cells printed so are its cells, and what looked repeated because of it is so no longer. */
async function openOwn(ctx: Context, word: string): Promise<string> {
  const { district, name } = ctx.principal
  const id = newId()
  await sql`insert into planning.department (district, id, name, kind, recorded_by) values (${district}, ${id}, ${word}, 'body', ${name})`.execute(
    ctx.db,
  )
  await sql`update planning.task_unit set department = ${id}, flag = '' where district = ${district} and printed = ${word}`.execute(
    ctx.db,
  )
  return id
}
