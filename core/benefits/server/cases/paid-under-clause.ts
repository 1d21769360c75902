// From a clause to the people paid under it in a month.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { offsetOf } from '@songhe/basics/paging'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type * as contract from '../../contract-explain.ts'
import { LINE_STATES } from './explain-line.ts'
import { nameColumn, placeRows } from './places.ts'
import { programmeTitle } from './queue-rows.ts'

export async function paidUnderClause(
  ctx: Context,
  input: InputOf<typeof contract.paidUnderClause>,
): Promise<ReplyOf<typeof contract.paidUnderClause>> {
  const { document, clause, month, page, size } = input.query
  const district = ctx.principal.district
  const from = sql`from benefits.line l join benefits.run r on r.district = l.district and r.id = l.run and r.kind <> 'shadow' and r.state in ('approved', 'sent', 'settled')
    where l.district = ${district} and l.document = ${document} and l.clause = ${clause} and r.month = ${month} and l.state <> 'cancelled'`
  const rows = await sql<{
    person: string
    name: string
    town: string
    village: string
    programme: string
    run: string
    fen: number
    state: string
  }>`
    with place as (${placeRows(ctx)}), l as (select l.* ${from})
    select l.person, ${nameColumn(ctx)} as name, coalesce(w.town, '') as town, coalesce(w.village, '') as village, l.programme, l.run, l.fen, l.state
    from l join registry.person p on p.district = l.district and p.id = l.person left join place w on w.area = l.area
    order by w.town_key, w.area, l.person, l.programme limit ${size} offset ${offsetOf({ page, size })}`.execute(ctx.db)
  const sums = await sql<{ total: number; persons: number; fen: number }>`
    select count(*)::int as total, count(distinct l.person)::int as persons, coalesce(sum(l.fen), 0)::bigint as fen ${from}`.execute(
    ctx.db,
  )
  const sum = sums.rows[0]!
  return {
    rows: rows.rows.map((row) => ({
      ...row,
      programmeTitle: programmeTitle(row.programme),
      state: LINE_STATES[row.state] ?? row.state,
    })),
    total: sum.total,
    persons: sum.persons,
    totalFen: sum.fen,
  }
}
