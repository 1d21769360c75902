// Reading the exports that were asked for.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { offsetOf } from '@songhe/basics/paging'
import { type Context, sameHuman } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type * as contract from '../../contract-open-export.ts'

type Reply = ReplyOf<typeof contract.listOpenExports>

export async function listOpenExports(ctx: Context, { query }: InputOf<typeof contract.listOpenExports>): Promise<Reply> {
  const found = await sql<Omit<Reply['rows'][number], 'mine'> & { asker: string; total: number }>`
    select e.id, e.reason, case when e.state = 'approved' and j.state = 'failed' then 'failed' else e.state end as state, e.asked_by as asker,
      e.asked_by_name as "askedBy", to_json(e.asked_at)#>>'{}' as "askedAt", e.decided_by_name as "decidedBy",
      to_json(e.decided_at)#>>'{}' as "decidedAt", e.tables, e.rows, e.bytes, encode(e.digest, 'hex') as digest, e.job, count(*) over ()::int as total
    from kernel.open_export e left join kernel.job_run j on j.district = e.district and j.id = e.job
    where e.district = ${ctx.principal.district} order by e.asked_at desc limit ${query.size} offset ${offsetOf(query)}`.execute(
    ctx.db,
  )
  return {
    total: found.rows[0]?.total ?? 0,
    rows: found.rows.map(({ asker, total: _total, ...row }) => ({ ...row, mine: sameHuman(ctx.principal, asker) })),
  }
}

/** Waiting for somebody else's word. */
export async function countUndecided(ctx: Context): Promise<number> {
  const found = await sql<{ n: number }>`select count(*)::int as n from kernel.open_export
    where district = ${ctx.principal.district} and state = 'asked' and asked_by is distinct from ${ctx.principal.staff}`.execute(
    ctx.db,
  )
  return found.rows[0]!.n
}
