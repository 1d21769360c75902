// Reading and moving a round: its row, its history, and the sentence for every state.
import { newId } from '@songhe/basics/ids'
import { notFound, refused } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type { GrantRoundRow } from '../../contract-grants.ts'
import { STATE_TITLES } from '../month/run-store.ts'
import { periodTitle, SCHEMES, type SchemeKey } from './schemes.ts'

export interface StoredRound extends Omit<GrantRoundRow, 'title' | 'stateTitle'> {
  scheme: SchemeKey
  digest: string
  parameters: { kindDay?: 'period-end' | 'period-start' }
  packs: { pack: string; version: number; digest: string; example: boolean; title: string }[]
  madeByStaff: string | null
  submittedByStaff: string | null
  snapshotAt: Date
  seen: Record<string, { by: string; at: string }>
}

export const ROUND_COLUMNS =
  sql.raw(`id, scheme, period, number, state, judged_on as "judgedOn", sites, payees, total_fen as "totalFen", digest, parameters, packs,
  made_by_name as "madeBy", to_json(made_at)#>>'{}' as "madeAt", submitted_by_name as "submittedBy", approved_by_name as "approvedBy",
  made_by as "madeByStaff", submitted_by as "submittedByStaff", snapshot_at as "snapshotAt", seen_exceptions as seen`)

/** Rounds whose money counts. */
export const APPROVED = sql.raw(`('approved', 'sent', 'settled')`)

export const roundTitle = (round: { scheme: string; period: string; number: number }) =>
  `${periodTitle(round.period)}${SCHEMES[round.scheme as SchemeKey].title}${round.number > 1 ? `第${round.number}批` : ''}`

export const asRow = (round: StoredRound): GrantRoundRow => {
  const { digest: _d, parameters: _p, packs: _k, madeByStaff: _m, submittedByStaff: _s, snapshotAt: _a, seen: _e, ...row } = round
  return { ...row, title: roundTitle(round), stateTitle: STATE_TITLES[round.state] ?? round.state }
}

export async function getRound(ctx: Context, id: string, lock = false): Promise<StoredRound> {
  const found = await sql<StoredRound>`select ${ROUND_COLUMNS} from benefits.grant_round
    where district = ${ctx.principal.district} and id = ${id} ${lock ? sql`for update` : sql``}`.execute(ctx.db)
  if (!found.rows[0]) throw notFound('这个补助批次')
  return found.rows[0]
}

export function requireRound(round: StoredRound, allowed: readonly string[], act: string) {
  if (!allowed.includes(round.state))
    throw refused(`${roundTitle(round)}现在是“${STATE_TITLES[round.state] ?? round.state}”，不能${act}。`, {
      next: '请刷新页面看最新状态。',
      facts: { state: round.state },
    })
}

export async function noteGrantStep(ctx: Context, round: string, step: string, note = '') {
  await sql`insert into benefits.grant_step (district, id, round, step, by_staff, by_name, note)
    values (${ctx.principal.district}, ${newId()}, ${round}, ${step}, ${ctx.principal.staff}, ${ctx.principal.name}, ${note})`.execute(
    ctx.db,
  )
}

/** The last approved round of the scheme before this one. */
export async function roundBefore(ctx: Context, round: StoredRound): Promise<StoredRound | undefined> {
  const found = await sql<StoredRound>`select ${ROUND_COLUMNS} from benefits.grant_round
    where district = ${ctx.principal.district} and scheme = ${round.scheme} and state in ${APPROVED} and period < ${round.period}
    order by period desc, number desc limit 1`.execute(ctx.db)
  return found.rows[0]
}
