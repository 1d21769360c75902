// Entries as a list, also as the entries behind a share: those that make its base, or those that count.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { notFound } from '@songhe/basics/problem'
import { offsetOf } from '@songhe/basics/paging'
import { type Context, sameHuman } from '@songhe/kernel/context'
import { type RawBuilder, sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { baseEntries, countedEntries, ruleById } from './shares.ts'

type Row = ReplyOf<typeof contract.listEntries>['rows'][number]

export async function listEntries(
  ctx: Context,
  { query }: InputOf<typeof contract.listEntries>,
): Promise<ReplyOf<typeof contract.listEntries>> {
  const where: RawBuilder<unknown>[] = [sql`e.district = ${ctx.principal.district}`]
  if (query.state !== 'all') where.push(query.state === 'waiting' ? sql`e.verdict is null` : sql`e.verdict = ${query.state}`)
  if (query.direction !== 'all') where.push(sql`e.direction = ${query.direction}`)
  if (query.source) where.push(sql`e.source = ${query.source}`)
  if (query.year) where.push(sql`extract(year from e.day) = ${query.year}`)
  if (query.rule) {
    const rule = await ruleById(ctx, query.rule)
    if (!rule) throw notFound('这条占比要求')
    where.push(query.part === 'base' ? baseEntries(rule.base) : countedEntries(rule))
  }
  const found = await sql<Omit<Row, 'mine'> & { recordedStaff: string | null; total: number }>`
    select e.id, e.source, s.name as "sourceName", e.direction, e.purpose, e.fen::bigint as fen, e.day, e.voucher, e.words, e.donor, e.wish, coalesce(e.verdict, 'waiting') as state,
      e.verdict_reason as "verdictReason", e.recorded_by as "recordedBy", coalesce(e.decided_by, '') as "decidedBy", e.recorded_staff as "recordedStaff",
      count(*) over ()::int as total
    from planning.fund_entry e join planning.fund_source s on s.district = e.district and s.id = e.source
    where ${sql.join(where, sql` and `)} order by e.day desc, e.recorded_at desc, e.id limit ${query.size} offset ${offsetOf(query)}`.execute(
    ctx.db,
  )
  return {
    rows: found.rows.map(({ recordedStaff, total: _total, ...row }) => ({
      ...row,
      mine: sameHuman(ctx.principal, recordedStaff),
    })),
    total: found.rows[0]?.total ?? 0,
  }
}
