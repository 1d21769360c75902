// Small reads of the first screen: the newest long jobs, and the towns for its filter.
import type { ReplyOf } from '@songhe/basics/contract'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import { diffRun } from '../month/difference.ts'
import type * as contract from '../../contract-desk.ts'

type Jobs = ReplyOf<typeof contract.listDeskJobs>

/** Running ones first; an officer limited to a town sees only the jobs they started. */
export async function listDeskJobs(ctx: Context): Promise<Jobs> {
  const found = await sql<
    Omit<Jobs['rows'][number], 'startedAt' | 'finishedAt'> & { started_at: Date | null; finished_at: Date | null }
  >`
    select id, kind, title, state, done, total, phase, error, started_at, finished_at from kernel.job_run
    where district = ${ctx.principal.district} and (${ctx.principal.areas === null} or started_by = ${ctx.principal.staff})
    order by (state in ('waiting', 'running')) desc, created_at desc limit 3`.execute(ctx.db)
  return {
    rows: found.rows.map(({ started_at, finished_at, ...row }) => ({
      ...row,
      startedAt: started_at?.toISOString() ?? null,
      finishedAt: finished_at?.toISOString() ?? null,
    })),
  }
}

export async function listTowns(ctx: Context): Promise<ReplyOf<typeof contract.listTowns>> {
  const found = await sql<{ key: number; name: string }>`
    select a.key, n.name from registry.area a join registry.area_period n on n.area = a.key and n.valid_from <= ${today(ctx)} and (n.valid_to is null or n.valid_to > ${today(ctx)})
    where a.kind = 'town' and n.parent = ${ctx.principal.district} and (${ctx.principal.areas === null} or a.key = any(${ctx.principal.areas ?? []}::int[]))
    order by n.code nulls last, a.key`.execute(ctx.db)
  return { rows: found.rows }
}

interface RunRow {
  id: string
  month: string
  state: string
  total_fen: number
  payees: number
  lines: number
  snapshot_at: Date | null
  made_by_name: string
  submitted_by_name: string | null
  submitted_at: Date | null
  approved_by_name: string | null
  approved_at: Date | null
  sent_at: Date | null
  settled_at: Date | null
}

const RUN_STATES: Record<string, string> = {
  computing: '计算中',
  computed: '已算出',
  submitted: '待复核',
  approved: '已批准',
  sent: '已送银行',
  settled: '已发放',
  reopened: '已重开',
}

/** The newest regular run and the one of the month before it; null where the office made none yet. */
export async function showDeskMonth(ctx: Context): Promise<ReplyOf<typeof contract.showDeskMonth>> {
  const found = await sql<RunRow>`select distinct on (month) * from benefits.run
    where district = ${ctx.principal.district} and kind = 'regular' and state <> 'discarded' order by month desc, number desc limit 2`.execute(
    ctx.db,
  )
  const [run, before] = found.rows
  if (!run) return { run: null }
  const step = (title: string, at: Date | null, by: string | null = '') => ({
    title,
    done: at !== null,
    by: by ?? '',
    at: at?.toISOString() ?? null,
  })
  return {
    run: {
      id: run.id,
      month: run.month,
      state: run.state,
      stateTitle: RUN_STATES[run.state] ?? run.state,
      totalFen: run.total_fen,
      payees: run.payees,
      lines: run.lines,
      before: before ? { month: before.month, totalFen: before.total_fen, payees: before.payees } : null,
      reasons: before && ctx.principal.permissions.has('benefits.read') ? await reasonsOf(ctx, run.id) : [],
      steps: [
        step('名册冻结', run.snapshot_at, run.made_by_name),
        step('提交复核', run.submitted_at, run.submitted_by_name),
        step('复核批准', run.approved_at, run.approved_by_name),
        step('送银行', run.sent_at),
        step('到账', run.settled_at),
      ],
    },
  }
}

async function reasonsOf(ctx: Context, run: string) {
  const { reasons } = await diffRun(ctx, { params: { id: run } })
  return reasons.map(({ reason, persons, fen }) => ({ reason, persons, fen }))
}
