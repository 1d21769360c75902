// Printed numbers are kept as printed and never repaired; the register's own count stands beside them.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, notFound } from '@songhe/basics/problem'
import { offsetOf } from '@songhe/basics/paging'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import { kindTitle } from '../../contract/kinds.ts'
import type * as contract from '../../contract.ts'
import { factLateral } from '../facts/facts-on.ts'
import { kindsMeant } from './kinds-meant.ts'

type Row = ReplyOf<typeof contract.listObservations>['rows'][number]

export async function listObservations(
  ctx: Context,
  { query }: InputOf<typeof contract.listObservations>,
): Promise<ReplyOf<typeof contract.listObservations>> {
  const found = await sql<Omit<Row, 'counted' | 'upgraded' | 'kinds'>>`
    select o.id, o.document, coalesce(d.number, d.title, o.document) as "documentTitle", o.clause, o.subject, o.operator, o.quantity_printed as printed,
      o.quantity::float8 as quantity, o.quantity_max::float8 as "quantityMax", o.unit, o.dated, o.role, o.confirmed_role as "confirmedRole", coalesce(o.confirmed_by, '') as "confirmedBy"
    from facilities.observation o left join policy.document d on d.key = o.document
    where o.district = ${ctx.principal.district} and o.closed_at is null and (${query.document ?? null}::text is null or o.document = ${query.document ?? null})
      and (not ${query.open} or (o.role = 'stock-or-plan' and o.confirmed_role is null)) order by o.document, o.number, o.id`.execute(
    ctx.db,
  )
  const counts = await countByKind(ctx)
  const rows = found.rows.map((row): Row => {
    const kinds = kindsMeant(row.subject)
    const sum = (of: 'open' | 'upgraded') =>
      kinds.length ? kinds.reduce((total, kind) => total + (counts.get(kind)?.[of] ?? 0), 0) : null
    return { ...row, kinds: kinds.map(kindTitle), counted: sum('open'), upgraded: sum('upgraded') }
  })
  const shown = query.facilitiesOnly ? rows.filter(({ counted }) => counted !== null) : rows
  return { rows: shown.slice(offsetOf(query), offsetOf(query) + query.size), total: shown.length }
}

/** Running sites by kind today, and how many of them are upgraded. */
export async function countByKind(ctx: Context): Promise<Map<string, { open: number; upgraded: number }>> {
  const on = today(ctx)
  const found = await sql<{ kind: string; open: number; upgraded: number }>`
    select kind.value as kind, count(*)::int as open, count(*) filter (where up.value = 'true')::int as upgraded from facilities.facility f
    ${factLateral('facility.kind', on, 'kind')} ${factLateral('facility.upgraded', on, 'up')}
    where f.district = ${ctx.principal.district} and f.state in ('open', 'suspended') group by kind.value`.execute(ctx.db)
  return new Map(found.rows.map(({ kind, ...count }) => [kind, count]))
}

export async function confirmObservation(
  ctx: Context,
  { params, body }: InputOf<typeof contract.confirmObservation>,
): Promise<ReplyOf<typeof contract.confirmObservation>> {
  const found = await sql<{
    role: string
    confirmed: string | null
  }>`select role, confirmed_role as confirmed from facilities.observation
    where district = ${ctx.principal.district} and id = ${params.id} and closed_at is null for update`.execute(ctx.db)
  const row = found.rows[0]
  if (!row) throw notFound('这个数字')
  if (row.role !== 'stock-or-plan') throw conflict('文件已写明这个数字的性质，不用确认。')
  if (row.confirmed === body.role) return { id: body.id, outcome: 'exists' }
  await sql`update facilities.observation set confirmed_role = ${body.role}, confirmed_by = ${ctx.principal.name}, confirmed_reason = ${body.reason}
    where district = ${ctx.principal.district} and id = ${params.id}`.execute(ctx.db)
  await audit(ctx, {
    event: 'observation.confirmed',
    object: `observation:${params.id}`,
    reason: body.reason,
    details: { role: body.role },
  })
  return { id: body.id, outcome: 'created' }
}
