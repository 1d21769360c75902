// 冲销与追回: an approved round is never thrown away. What was not paid goes by a counter-entry, what was paid too much is asked back; two persons each.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { yuan } from '@songhe/basics/money'
import { notFound, refused } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import { type Context, sameHuman } from '@songhe/kernel/context'
import { book, openAccounts, reverse } from '@songhe/ledger/ledger'
import { sql } from 'kysely'
import type * as contract from '../../contract-grants.ts'
import { grantAccounts } from './grant-ledger.ts'
import { listGrantOverpaid } from './overpaid.ts'
import { getRound, noteGrantStep, requireRound } from './round-store.ts'
import type { SchemeKey } from './schemes.ts'

const UNPAID = ['due', 'held', 'returned', 'reissued']

interface Line {
  area: number
  scheme: SchemeKey
  period: string
  claim: string
  fen: number
  state: string
}

export async function proposeGrantCorrection(
  ctx: Context,
  { params, body }: InputOf<typeof contract.proposeGrantCorrection>,
): Promise<ReplyOf<typeof contract.proposeGrantCorrection>> {
  const { district, staff, name } = ctx.principal
  const round = await getRound(ctx, params.id, true)
  const known = await sql`select from benefits.grant_correction where district = ${district} and id = ${body.id}`.execute(ctx.db)
  if (known.rows.length > 0) return { id: body.id, outcome: 'exists' }
  requireRound(round, ['approved', 'sent', 'settled'], '冲销或追回')
  const found = await sql<Line>`select area, scheme, period, claim, fen, state from benefits.grant_line
    where district = ${district} and round = ${round.id} and facility = ${body.facility}`.execute(ctx.db)
  const line = found.rows[0]
  if (!line || line.fen === 0 || line.state === 'cancelled') throw notFound('这处设施在这个批次里的应发款')
  if (line.state === 'sent')
    throw refused('这笔款已经送银行，还没有回盘。', { next: '请等回盘以后再办：付成的追回，退回的冲销。' })
  const kind = UNPAID.includes(line.state) ? 'counter-entry' : 'recovery'
  const fen = kind === 'counter-entry' ? line.fen : await overpaidAt(ctx, round.id, body.facility)
  if (fen === 0)
    throw refused('这笔款没有多付：所依据的等级和核定都还有效。', {
      next: '等级撤回、评价更正或同址核定改变以后，系统会列出应追回的金额。',
      citation: { rule: '只追回多付的' },
    })
  const done =
    await sql`insert into benefits.grant_correction (district, id, kind, round, facility, area, scheme, period, claim, fen, reason, proposed_by, proposed_by_name)
    values (${district}, ${body.id}, ${kind}, ${round.id}, ${body.facility}, ${line.area}, ${line.scheme}, ${line.period}, ${line.claim}, ${fen}, ${body.reason}, ${staff}, ${name})
    on conflict do nothing`.execute(ctx.db)
  if (done.numAffectedRows === 0n) throw refused('这笔已经提出过冲销或追回。', { next: '请在“冲销与追回”里办理。' })
  await audit(ctx, {
    event: 'grant-correction.proposed',
    object: `grant-round:${round.id}`,
    reason: body.reason,
    details: { kind, fen },
  })
  return { id: body.id, outcome: 'created' }
}

const overpaidAt = async (ctx: Context, round: string, facility: string): Promise<number> =>
  (await listGrantOverpaid(ctx)).find((one) => one.round === round && one.facility === facility)?.overFen ?? 0

interface Correction extends Line {
  id: string
  kind: 'counter-entry' | 'recovery'
  round: string
  facility: string
  reason: string
  proposed_by: string | null
}

export async function decideGrantCorrection(
  ctx: Context,
  { params, body }: InputOf<typeof contract.decideGrantCorrection>,
): Promise<ReplyOf<typeof contract.decideGrantCorrection>> {
  const { district, staff, name } = ctx.principal
  const found =
    await sql<Correction>`select * from benefits.grant_correction where district = ${district} and id = ${params.id} for update`.execute(
      ctx.db,
    )
  const row = found.rows[0]
  if (!row) throw notFound('这笔冲销或追回')
  if (row.state !== 'proposed') return { id: params.id, outcome: 'exists' }
  if (sameHuman(ctx.principal, row.proposed_by))
    throw refused('提出和复核必须是两个人。', { citation: { rule: '两人复核' }, next: '请由另一位复核人员办理。' })
  if (body.verdict === 'approve') {
    if (row.kind === 'counter-entry') await cancelLine(ctx, row)
    else if ((await overpaidAt(ctx, row.round, row.facility)) < row.fen)
      throw refused(`现在多付的已不到 ${yuan(row.fen)} 元。`, { next: '请退回这笔追回，由经办重新提出。' })
  }
  await sql`update benefits.grant_correction set state = ${body.verdict === 'approve' ? 'approved' : 'rejected'}, decided_by = ${staff}, decided_by_name = ${name},
      decided_at = ${ctx.now}, note = ${body.note} where district = ${district} and id = ${row.id}`.execute(ctx.db)
  if (body.verdict === 'approve')
    await noteGrantStep(ctx, row.round, 'corrected', `${row.kind === 'recovery' ? '追回' : '冲销'} ${yuan(row.fen)} 元`)
  await audit(ctx, {
    event: 'grant-correction.decided',
    object: `grant-correction:${row.id}`,
    reason: row.reason,
    details: { kind: row.kind, verdict: body.verdict, fen: row.fen },
  })
  return { id: row.id, outcome: 'created' }
}

/** The obligation and its counter-entry stand in the ledger side by side; together they are nothing. */
async function cancelLine(ctx: Context, row: Correction) {
  const done =
    await sql`update benefits.grant_line set state = 'cancelled', state_reason = ${`冲销：${row.reason}`}, state_at = ${ctx.now}
    where district = ${ctx.principal.district} and round = ${row.round} and facility = ${row.facility} and state = any(${UNPAID}::text[])`.execute(
      ctx.db,
    )
  if (done.numAffectedRows === 0n)
    throw refused('这笔款已经送银行或已经发放，不能冲销。', {
      next: '请退回这条冲销，改为追回。',
      citation: { rule: '已付的款不冲销' },
    })
  const { grant, owed, accounts } = grantAccounts(row.scheme)
  await openAccounts(ctx, accounts)
  const object = `${row.round}/${row.facility}`
  await book(ctx, { debit: grant, credit: owed, fen: row.fen, cause: 'grant-owed', object })
  await reverse(ctx, 'grant-owed', object)
}
