// Reading one case for a move, writing the move and its step: every verb on a case goes through these three functions.
import { conflict, notFound } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import { type RawBuilder, sql } from 'kysely'
import { CASE_STATES, type CaseState } from '../../contract-cases.ts'

export interface CaseRecord {
  id: string
  number: string
  person: string
  area: number
  programme: string
  state: CaseState
  confirmed_only: boolean
  start_month: string | null
  monthly_fen: number | null
  row_id: string | null
  pack: string
  pack_version: number | null
  document: string
  clause: string
  arrears: { month: string; fen: number }[]
  arrears_fen: number
  missing: { name: string; title: string }[]
  due_on: string | null
  holder_name: string
  notice_from: string | null
  notice_to: string | null
  decision_number: string | null
  explanation: unknown
  opened_by: string | null
  opened_by_name: string
  opened_at: Date
  decided_by: string | null
  decided_by_name: string | null
  decided_at: Date | null
  version: number
}

/** The case, locked until the end of the act; another district's or town's is simply not found. */
export async function getCase(ctx: Context, id: string): Promise<CaseRecord> {
  const found = await sql<CaseRecord>`
    select *, due_on::text as due_on from benefits.benefit_case where district = ${ctx.principal.district} and id = ${id} for update`.execute(
    ctx.db,
  )
  if (!found.rows[0]) throw notFound('这个办件')
  return found.rows[0]
}

/** Throws unless the case still is what the caller saw. */
export function expectCase(found: CaseRecord, version: number, ...states: CaseState[]) {
  if (!states.includes(found.state))
    throw conflict(`办件 ${found.number} 现在是“${CASE_STATES[found.state]}”，不能办这一步。`, {
      next: '请刷新后看当前状态和下一步。',
    })
  if (found.version !== version) throw conflict(`办件 ${found.number} 刚被别人办理过。`, { next: '请刷新，看清最新情况后再办。' })
}

export async function moveCase(
  ctx: Context,
  found: CaseRecord,
  state: CaseState,
  holder: string,
  more: RawBuilder<unknown> = sql`version = version + 1`,
) {
  await sql`update benefits.benefit_case set state = ${state}, holder_name = ${holder}, ${more}
    where district = ${ctx.principal.district} and id = ${found.id}`.execute(ctx.db)
}

export interface NewStep {
  id: string
  step: string
  note?: string
  faults?: string[]
}

export async function addStep(
  ctx: Context,
  found: Pick<CaseRecord, 'id' | 'area'>,
  { id, step, note = '', faults = [] }: NewStep,
) {
  await sql`insert into benefits.case_step (district, id, benefit_case, area, step, by_staff, by_name, note, faults)
    values (${ctx.principal.district}, ${id}, ${found.id}, ${found.area}, ${step}, ${ctx.principal.staff}, ${ctx.principal.name}, ${note},
      ${JSON.stringify(faults)}::jsonb)`.execute(ctx.db)
}

/** True when this client id was already worked off: the second send changes nothing. */
export async function stepExists(ctx: Context, id: string): Promise<boolean> {
  const found = await sql`select from benefits.case_step where district = ${ctx.principal.district} and id = ${id}`.execute(
    ctx.db,
  )
  return found.rows.length > 0
}

/** The town's name for "who has my case". */
export async function townName(ctx: Context, area: number): Promise<string> {
  const found = await sql<{ name: string }>`
    select n.name from registry.area a
    join lateral (select parent from registry.area_period where area = a.key order by valid_from desc limit 1) p on true
    join lateral (select name from registry.area_period where area = case when a.kind = 'village' then p.parent else a.key end
      order by valid_from desc limit 1) n on true where a.key = ${area}`.execute(ctx.db)
  return found.rows[0]?.name ?? '镇街'
}
