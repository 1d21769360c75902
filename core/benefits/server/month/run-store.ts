// Reading and moving a run: its row, its history, and the sentence for every state.
import { notFound, refused } from '@songhe/basics/problem'
import { newId } from '@songhe/basics/ids'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type { RunRow } from '../../contract-month.ts'

export interface StoredRun extends RunRow {
  digest: string
  computeMs: number
  madeByStaff: string | null
  submittedByStaff: string | null
  approvedAt: Date | null
  packs: { pack: string; version: number; digest: string; example: boolean }[]
  seen: Record<string, { by: string; at: string }>
}

export const RUN_COLUMNS =
  sql.raw(`id, month, number, kind, state, persons, payees, lines, total_fen as "totalFen", made_by_name as "madeBy", to_json(made_at)#>>'{}' as "madeAt",
  submitted_by_name as "submittedBy", approved_by_name as "approvedBy", coalesce(digest, '') as digest, coalesce(compute_ms, 0) as "computeMs", made_by as "madeByStaff",
  submitted_by as "submittedByStaff", approved_at as "approvedAt", packs, seen_exceptions as seen`)

export const STATE_TITLES: Record<string, string> = {
  computing: '计算中',
  computed: '待提交',
  submitted: '待复核',
  approved: '已批准',
  sent: '已送银行',
  settled: '已回盘',
  reopened: '已重开',
  discarded: '已作废',
}

export async function getRun(ctx: Context, id: string, lock = false): Promise<StoredRun> {
  const found =
    await sql<StoredRun>`select ${RUN_COLUMNS} from benefits.run where district = ${ctx.principal.district} and id = ${id} ${lock ? sql`for update` : sql``}`.execute(
      ctx.db,
    )
  if (!found.rows[0]) throw notFound('这个批次')
  return found.rows[0]
}

/** Every step towards money passes here; a shadow month takes none of them. */
export function requireState(run: StoredRun, allowed: string[], act: string) {
  if (run.kind === 'shadow')
    throw refused(`${run.month} 的这个批次是试算，只比对、不发钱，不能${act}。`, {
      next: '要发放，请另行计算正式批次。',
      citation: { rule: '试算不发放' },
    })
  if (!allowed.includes(run.state))
    throw refused(`${run.month} 批次现在是“${STATE_TITLES[run.state] ?? run.state}”，不能${act}。`, {
      next: '请刷新页面看最新状态。',
      facts: { state: run.state },
    })
}

export async function noteStep(ctx: Context, run: string, step: string, note = '') {
  await sql`insert into benefits.run_step (district, id, run, step, by_staff, by_name, note)
    values (${ctx.principal.district}, ${newId()}, ${run}, ${step}, ${ctx.principal.staff}, ${ctx.principal.name}, ${note})`.execute(
    ctx.db,
  )
}

/** The last regular run before this month that was approved. */
export async function previousRun(ctx: Context, month: string): Promise<StoredRun | undefined> {
  const found =
    await sql<StoredRun>`select ${RUN_COLUMNS} from benefits.run where district = ${ctx.principal.district} and kind = 'regular' and month < ${month}
    and state in ('approved', 'sent', 'settled') order by month desc, number desc limit 1`.execute(ctx.db)
  return found.rows[0]
}
