// Reading counter-entries, and the lines of a month that could still get one.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { offsetOf } from '@songhe/basics/paging'
import { type Context, sameHuman } from '@songhe/kernel/context'
import { personCards } from '@songhe/registry/door'
import { sql } from 'kysely'
import type * as contract from '../../contract-settle.ts'
import { programmeTitle } from '../cases/queue-rows.ts'
import { LINE_STATES } from '../month/queries.ts'
import { UNPAID } from './settled-so-far.ts'

type Row = Omit<contract.ReversalRow, 'name' | 'place' | 'title' | 'bar'>

export async function listReversals(
  ctx: Context,
  { query }: InputOf<typeof contract.listReversals>,
): Promise<ReplyOf<typeof contract.listReversals>> {
  const found = await sql<
    Row & { proposer: string | null; total: number }
  >`select v.id, v.run, r.month, v.person, v.programme, v.kind, v.for_month as "forMonth", v.fen,
      v.corrected_fen as "correctedFen", v.reason, v.state, v.proposed_by_name as "proposedBy", v.decided_by_name as "decidedBy", v.proposed_by as proposer, count(*) over ()::int as total
    from benefits.line_reversal v join benefits.run r on r.district = v.district and r.id = v.run
    where v.district = ${ctx.principal.district} ${query.run ? sql`and v.run = ${query.run}` : sql``} ${query.state ? sql`and v.state = ${query.state}` : sql``}
    order by v.state <> 'proposed', v.proposed_at desc, v.id limit ${query.size} offset ${offsetOf(query)}`.execute(ctx.db)
  const cards = await personCards(
    ctx,
    found.rows.map((row) => row.person),
  )
  return {
    total: found.rows[0]?.total ?? 0,
    rows: found.rows.map(({ total: _t, proposer, ...row }) => ({
      ...row,
      name: cards.get(row.person)?.name ?? '',
      place: cards.get(row.person)?.place ?? '',
      title: programmeTitle(row.programme),
      bar: barOf(ctx, row.state, proposer),
    })),
  }
}

function barOf(ctx: Context, state: string, proposer: string | null): string | null {
  if (state !== 'proposed') return '已经办完。'
  if (!ctx.principal.permissions.has('benefits.approve')) return '您的岗位不能复核冲销。'
  return sameHuman(ctx.principal, proposer) ? '提出和复核必须是两个人，这条是您提出的。' : null
}

export async function listUnpaidLines(
  ctx: Context,
  { params, query }: InputOf<typeof contract.listUnpaidLines>,
): Promise<ReplyOf<typeof contract.listUnpaidLines>> {
  type Line = {
    person: string
    programme: string
    kind: 'month' | 'arrear' | 'one-off'
    forMonth: string
    fen: number
    state: string
    stateReason: string
    total: number
  }
  const found =
    await sql<Line>`select l.person, l.programme, l.kind, l.for_month as "forMonth", l.fen, l.state, l.state_reason as "stateReason", count(*) over ()::int as total
    from benefits.line l where l.district = ${ctx.principal.district} and l.run = ${params.id} and l.state in ${UNPAID} and l.fen > 0
      and not exists (select from benefits.line_reversal v where v.district = l.district and v.run = l.run and v.person = l.person and v.programme = l.programme
        and v.kind = l.kind and v.for_month = l.for_month and v.state <> 'rejected')
    order by l.state = 'due', l.area, l.person, l.programme, l.kind, l.for_month limit ${query.size} offset ${offsetOf(query)}`.execute(
      ctx.db,
    )
  const cards = await personCards(
    ctx,
    found.rows.map((row) => row.person),
  )
  return {
    total: found.rows[0]?.total ?? 0,
    rows: found.rows.map(({ total: _t, state, ...row }) => ({
      ...row,
      name: cards.get(row.person)?.name ?? '',
      place: cards.get(row.person)?.place ?? '',
      title: programmeTitle(row.programme),
      stateTitle: LINE_STATES[state] ?? state,
    })),
  }
}
