// Small reads of the first screen: the newest long jobs, and the towns for its filter.
import type { ReplyOf } from '@songhe/basics/contract'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import type * as contract from '../../contract-cases.ts'

type Jobs = ReplyOf<typeof contract.listDeskJobs>

/** Running ones first; an officer limited to a town sees only the jobs they started. */
export async function listDeskJobs(ctx: Context): Promise<Jobs> {
  const found = await sql<Omit<Jobs['rows'][number], 'startedAt' | 'finishedAt'> & { started_at: Date | null; finished_at: Date | null }>`
    select id, kind, title, state, done, total, phase, error, started_at, finished_at from kernel.job_run
    where district = ${ctx.principal.district} and (${ctx.principal.areas === null} or started_by = ${ctx.principal.staff})
    order by (state in ('waiting', 'running')) desc, created_at desc limit 3`.execute(ctx.db)
  return {
    rows: found.rows.map(({ started_at, finished_at, ...row }) => ({ ...row, startedAt: started_at?.toISOString() ?? null, finishedAt: finished_at?.toISOString() ?? null })),
  }
}

export async function listTowns(ctx: Context): Promise<ReplyOf<typeof contract.listTowns>> {
  const found = await sql<{ key: number; name: string }>`
    select a.key, n.name from registry.area a join registry.area_period n on n.area = a.key and n.valid_from <= ${today(ctx)} and (n.valid_to is null or n.valid_to > ${today(ctx)})
    where a.kind = 'town' and n.parent = ${ctx.principal.district} and (${ctx.principal.areas === null} or a.key = any(${ctx.principal.areas ?? []}::int[]))
    order by n.code nulls last, a.key`.execute(ctx.db)
  return { rows: found.rows }
}
