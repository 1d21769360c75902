// 冲销: an approved month is never thrown away. A line that has not been paid goes by a counter-entry of two persons; the right amount comes as an adjustment.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { notFound, refused } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import { type Context, sameHuman } from '@songhe/kernel/context'
import { book, openAccounts, reverse } from '@songhe/ledger/ledger'
import { sql } from 'kysely'
import type * as contract from '../../contract-settle.ts'
import { derivedId } from '../cases/derived-id.ts'
import { programmeTitle } from '../cases/queue-rows.ts'
import { getRun, noteStep, requireState } from '../month/run-store.ts'
import { UNPAID } from './settled-so-far.ts'

export async function proposeReversals(
  ctx: Context,
  { params, body }: InputOf<typeof contract.proposeReversals>,
): Promise<ReplyOf<typeof contract.proposeReversals>> {
  const { district, staff, name } = ctx.principal
  const run = await getRun(ctx, params.id, true)
  requireState(run, ['approved', 'sent', 'settled'], '冲销')
  const wanted = body.lines.map((line) => ({
    ...line,
    id: derivedId(body.id, line.person, line.programme, line.kind, line.forMonth),
  }))
  const before =
    await sql`select from benefits.line_reversal where district = ${district} and id = any(${wanted.map((one) => one.id)}::uuid[])`.execute(
      ctx.db,
    )
  if (before.rows.length > 0) return { id: body.id, outcome: 'exists', lines: before.rows.length }
  const made =
    await sql`insert into benefits.line_reversal (district, id, area, run, person, programme, kind, for_month, fen, corrected_fen, reason, proposed_by, proposed_by_name)
    select l.district, w.id, l.area, l.run, l.person, l.programme, l.kind, l.for_month, l.fen, w."correctedFen", ${body.reason}, ${staff}, ${name}
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w (id uuid, person uuid, programme text, kind text, "forMonth" text, "correctedFen" bigint)
    join benefits.line l on l.district = ${district} and l.run = ${run.id} and l.person = w.person and l.programme = w.programme and l.kind = w.kind and l.for_month = w."forMonth"
    where l.state in ${UNPAID} and l.fen <> w."correctedFen" on conflict do nothing`.execute(ctx.db)
  if (Number(made.numAffectedRows) < wanted.length)
    throw refused('选中的款里有已经送银行、已经发放，或已经提出冲销的，也可能金额没有变化。', {
      next: '请刷新后重选；已经付出的，请用补发或追回更正。',
      citation: { rule: '已付的款不冲销' },
    })
  await audit(ctx, {
    event: 'reversal.proposed',
    object: `run:${run.id}`,
    reason: body.reason,
    details: { month: run.month, lines: wanted.length },
  })
  return { id: body.id, outcome: 'created', lines: wanted.length }
}

interface Reversal {
  id: string
  run: string
  person: string
  area: number
  programme: string
  kind: 'month' | 'arrear' | 'one-off'
  for_month: string
  fen: number
  corrected_fen: number
  reason: string
  state: string
  proposed_by: string | null
  proposed_by_name: string
}

export async function decideReversals(
  ctx: Context,
  { body }: InputOf<typeof contract.decideReversals>,
): Promise<ReplyOf<typeof contract.decideReversals>> {
  const { district } = ctx.principal
  const found =
    await sql<Reversal>`select * from benefits.line_reversal where district = ${district} and id = any(${body.ids}::uuid[])
    order by id for update`.execute(ctx.db)
  if (found.rows.length < new Set(body.ids).size) throw notFound('选中的冲销')
  const open = found.rows.filter((row) => row.state === 'proposed')
  if (open.some((row) => sameHuman(ctx.principal, row.proposed_by)))
    throw refused('提出和复核必须是两个人，选中的有您本人提出的。', {
      citation: { rule: '两人复核' },
      next: '请由另一位复核人员办理。',
    })
  for (const row of open) {
    if (body.verdict === 'approve') await reverseLine(ctx, row)
    await sql`update benefits.line_reversal set state = ${body.verdict === 'approve' ? 'approved' : 'rejected'}, decided_by = ${ctx.principal.staff},
      decided_by_name = ${ctx.principal.name}, decided_at = ${ctx.now}, note = ${body.note} where district = ${district} and id = ${row.id}`.execute(
      ctx.db,
    )
    await audit(ctx, {
      event: 'reversal.decided',
      object: `reversal:${row.id}`,
      person: row.person,
      reason: row.reason,
      details: { run: row.run, verdict: body.verdict, fen: row.fen, correctedFen: row.corrected_fen },
    })
  }
  const fen = open.reduce((sum, row) => sum + row.fen, 0)
  if (body.verdict === 'approve')
    for (const [run, rows] of Map.groupBy(open, (row) => row.run)) await noteStep(ctx, run, 'lines-reversed', `${rows.length} 笔`)
  return { decided: open.length, fen }
}

async function reverseLine(ctx: Context, row: Reversal) {
  const { district } = ctx.principal
  const mine = sql`district = ${district} and run = ${row.run} and person = ${row.person}`
  const done = await sql<{
    adjustment: string | null
  }>`update benefits.line set state = 'cancelled', state_reason = ${`冲销：${row.reason}`}, state_at = ${ctx.now}
    where ${mine} and programme = ${row.programme} and kind = ${row.kind} and for_month = ${row.for_month} and state in ${UNPAID} returning adjustment`.execute(
    ctx.db,
  )
  if (done.rows.length === 0)
    throw refused(`${row.for_month}${programmeTitle(row.programme)}这一笔已经送银行或已经发放，不能冲销。`, {
      next: '请退回这条冲销，改用补发或追回更正。',
      citation: { rule: '已付的款不冲销' },
    })
  await bookCounterEntry(ctx, row)
  if (done.rows[0]!.adjustment)
    await sql`update benefits.adjustment set state = 'cancelled', settled_fen = greatest(0, settled_fen - ${row.fen})
      where district = ${district} and id = ${done.rows[0]!.adjustment}`.execute(ctx.db)
  // What was to be kept back from this money was not: it comes again in a later month, by its plan.
  await sql`with freed as (update benefits.line set state = 'cancelled', state_reason = '同批款项冲销，以后月份再抵扣', state_at = ${ctx.now}
      where ${mine} and kind = 'recovery' and state in ${UNPAID} returning adjustment, abs(fen) as fen)
    update benefits.adjustment a set settled_fen = a.settled_fen - f.fen, state = case when a.settled_fen > f.fen then 'planned' else 'approved' end
    from freed f where a.district = ${district} and a.id = f.adjustment`.execute(ctx.db)
  if (row.corrected_fen > 0) await payCorrected(ctx, row)
}

/** The obligation and its counter-entry stand in the ledger side by side; together they are nothing. */
async function bookCounterEntry(ctx: Context, row: Reversal) {
  const [debit, credit] = [`benefit:${row.programme}`, `payable:${row.programme}`]
  const title = programmeTitle(row.programme)
  await openAccounts(ctx, [
    { key: debit, kind: 'payable', title },
    { key: credit, kind: 'payable', title: `${title}应付未付` },
  ])
  const object = [row.run, row.person, row.programme, row.kind, row.for_month].join('/')
  await book(ctx, { debit, credit, fen: row.fen, cause: 'owed', object, person: row.person, month: row.for_month })
  await reverse(ctx, 'owed', object)
}

/** Both persons have acted over exactly this sum, so it needs no third look. */
async function payCorrected(ctx: Context, row: Reversal) {
  await sql`insert into benefits.adjustment (district, id, person, area, programme, kind, for_month, fen, reason, state, proposed_by, proposed_by_name, approved_by, approved_by_name, origin)
    values (${ctx.principal.district}, ${derivedId(row.id, 'corrected')}, ${row.person}, ${row.area}, ${row.programme}, ${row.kind === 'one-off' ? 'one-off' : 'arrear'},
      ${row.for_month}, ${row.corrected_fen}, ${`冲销后按更正金额发放：${row.reason}`.slice(0, 200)}, 'approved', ${row.proposed_by}, ${row.proposed_by_name},
      ${ctx.principal.staff}, ${ctx.principal.name}, ${`reversal:${row.id}`}) on conflict (district, id) do nothing`.execute(
    ctx.db,
  )
}
