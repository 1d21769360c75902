// Reading what recomputations found: the list, one of them with its proof, its rows, and the months that can be asked for.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { notFound } from '@songhe/basics/problem'
import { offsetOf } from '@songhe/basics/paging'
import type { Context } from '@songhe/kernel/context'
import { personCards } from '@songhe/registry/door'
import { type RawBuilder, sql } from 'kysely'
import type * as contract from '../../contract-settle.ts'
import { programmeTitle } from '../cases/queue-rows.ts'

type View = contract.RecomputeView

async function views(
  ctx: Context,
  where: RawBuilder<unknown>,
  limit: RawBuilder<unknown>,
): Promise<(View & { total: number })[]> {
  const found = await sql<
    View & { total: number }
  >`select c.id, c.month, c.run, c.person, case when c.state = 'waiting' and w.state = 'failed' then 'failed' else c.state end as state,
      coalesce(w.phase, '') as phase, w.error, c.lines_checked as "linesChecked", c.lines_differing as "linesDiffering",
      t.rows, t.open, t.arrear as "arrearFen", t.recovery as "recoveryFen", t.counter as "counterFen",
      c.made_by_name as "madeBy", to_json(c.made_at)#>>'{}' as "madeAt", count(*) over ()::int as total
    from benefits.recompute c left join kernel.job_run w on w.district = c.district and w.id = c.id
    cross join lateral (select count(*)::int as rows, (count(*) filter (where proposed_at is null))::int as open,
        coalesce(sum(now_fen - settled_fen) filter (where way = 'arrear'), 0)::bigint as arrear, coalesce(sum(now_fen - settled_fen) filter (where way = 'recovery'), 0)::bigint as recovery,
        coalesce(sum(now_fen - settled_fen) filter (where way = 'counter-entry'), 0)::bigint as counter
      from benefits.recompute_row r where r.district = c.district and r.recompute = c.id) t
    where c.district = ${ctx.principal.district} and ${where} order by c.made_at desc, c.id ${limit}`.execute(ctx.db)
  return found.rows
}

export async function listRecomputes(
  ctx: Context,
  { query }: InputOf<typeof contract.listRecomputes>,
): Promise<ReplyOf<typeof contract.listRecomputes>> {
  const found = await views(ctx, sql`true`, sql`limit ${query.size} offset ${offsetOf(query)}`)
  return { total: found[0]?.total ?? 0, rows: found.map(({ total: _t, ...row }) => row) }
}

export async function showRecompute(ctx: Context, { params }: InputOf<typeof contract.showRecompute>): Promise<View> {
  const [found] = await views(ctx, sql`c.id = ${params.id}`, sql``)
  if (!found) throw notFound('这次核算')
  const { total: _t, ...row } = found
  return row
}

export async function listClosedMonths(ctx: Context): Promise<ReplyOf<typeof contract.listClosedMonths>> {
  const found = await sql<
    ReplyOf<typeof contract.listClosedMonths>[number]
  >`select month, id as run, lines, total_fen as "totalFen" from benefits.run
    where district = ${ctx.principal.district} and kind = 'regular' and state in ('approved', 'sent', 'settled') and snapshot_at is not null
    order by month desc limit 60`.execute(ctx.db)
  return found.rows
}

interface RowRecord {
  person: string
  programme: string
  thenFen: number
  settledFen: number
  nowFen: number
  way: contract.RecomputeRow['way']
  reasons: contract.ChangeReason[]
  proposed: boolean
  total: number
}

export async function listRecomputeRows(
  ctx: Context,
  { params, query }: InputOf<typeof contract.listRecomputeRows>,
): Promise<ReplyOf<typeof contract.listRecomputeRows>> {
  const found =
    await sql<RowRecord>`select person, programme, then_fen as "thenFen", settled_fen as "settledFen", now_fen as "nowFen", way, reasons,
      proposed_at is not null as proposed, count(*) over ()::int as total
    from benefits.recompute_row where district = ${ctx.principal.district} and recompute = ${params.id}
      ${query.way ? sql`and way = ${query.way}` : sql``} ${query.open ? sql`and proposed_at is null` : sql``}
    order by abs(now_fen - settled_fen) desc, person, programme limit ${query.size} offset ${offsetOf(query)}`.execute(ctx.db)
  const cards = await personCards(
    ctx,
    found.rows.map((row) => row.person),
  )
  return {
    total: found.rows[0]?.total ?? 0,
    rows: found.rows.map(({ total: _t, ...row }) => {
      const card = cards.get(row.person)
      return {
        ...row,
        name: card?.name ?? '',
        citizenId: card?.citizenId ?? '',
        place: card?.place ?? '',
        title: programmeTitle(row.programme),
        differenceFen: row.nowFen - row.settledFen,
        why: row.reasons.map(reasonWords).join('；'),
      }
    }),
  }
}

const reasonWords = ({ text, source, knownOn }: contract.ChangeReason) => {
  const known = [source, knownOn && `${knownOn}得知`].filter(Boolean).join('，')
  return known ? `${text}（${known}）` : text
}
