// Money beside the months as a list, with the sums of what is shown and why this reader may not approve a row.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { offsetOf } from '@songhe/basics/paging'
import { type Context, sameHuman } from '@songhe/kernel/context'
import { personCards } from '@songhe/registry/door'
import { sql } from 'kysely'
import type * as contract from '../../contract-month.ts'
import { programmeTitle } from '../cases/queue-rows.ts'

type Reply = ReplyOf<typeof contract.listAdjustments>
type Row = Omit<Reply['rows'][number], 'title' | 'name' | 'place' | 'bar'> & { proposer: string | null }

export async function listAdjustments(ctx: Context, { query }: InputOf<typeof contract.listAdjustments>): Promise<Reply> {
  const from = sql`from benefits.adjustment a where a.district = ${ctx.principal.district}
    ${query.state ? sql`and a.state = ${query.state}` : sql``} ${query.kind ? sql`and a.kind = ${query.kind}` : sql``}`
  const found =
    await sql<Row>`select a.id, a.person, a.programme, a.kind, a.for_month as "forMonth", a.fen, a.settled_fen as "settledFen", a.reason, a.state,
      a.proposed_by_name as "proposedBy", a.approved_by_name as "approvedBy", a.declined_note as "declinedNote", a.proposed_by as proposer
    ${from} order by a.state = 'proposed' desc, a.created_at desc, a.id limit ${query.size} offset ${offsetOf(query)}`.execute(
      ctx.db,
    )
  const sums = await sql<{
    n: number
    plus: number
    minus: number
  }>`select count(*)::int as n, coalesce(sum(a.fen) filter (where a.fen > 0 and a.state <> 'cancelled'), 0)::bigint as plus,
      coalesce(sum(a.fen) filter (where a.fen < 0 and a.state <> 'cancelled'), 0)::bigint as minus ${from}`.execute(ctx.db)
  const { n, plus, minus } = sums.rows[0]!
  const cards = await personCards(
    ctx,
    found.rows.map((row) => row.person),
  )
  return {
    total: n,
    sums: { plusFen: plus, minusFen: minus },
    rows: found.rows.map(({ proposer, ...row }) => ({
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
  if (!ctx.principal.permissions.has('benefits.approve')) return '您的岗位不能批准。'
  return sameHuman(ctx.principal, proposer) ? '提出和批准必须是两个人，这笔是您提出的。' : null
}
