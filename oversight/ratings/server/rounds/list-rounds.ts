// Rounds with how far their cases are, and one of them with the standard it was opened with.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import type { Day } from '@songhe/basics/day'
import { notFound } from '@songhe/basics/problem'
import { offsetOf } from '@songhe/basics/paging'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { kindTitle } from '@songhe/facilities/door'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { type RatingStandard, standardOfRound, standardsOn } from '../standard/standard.ts'
import { ROUND, type RoundRecord, roundState } from './round-store.ts'

type Row = ReplyOf<typeof contract.listRounds>['rows'][number]
type Counts = Pick<Row, 'applied' | 'scored' | 'notice' | 'inForce' | 'below' | 'all'>

const COUNTS = sql`(select count(*) filter (where c.state = 'applied')::int as applied, count(*) filter (where c.state = 'scored')::int as scored,
    count(*) filter (where c.state = 'notice')::int as notice, count(*) filter (where c.state = 'in-force')::int as "inForce",
    count(*) filter (where c.state = 'below')::int as below, count(*) filter (where c.state <> 'withdrawn')::int as "all"
  from ratings.rating_case c where c.district = r.district and c.round = r.id)`

export async function listRounds(
  ctx: Context,
  { query }: InputOf<typeof contract.listRounds>,
): Promise<ReplyOf<typeof contract.listRounds>> {
  const on = today(ctx)
  const where = [sql`r.district = ${ctx.principal.district}`]
  if (query.scheme) where.push(sql`r.scheme = ${query.scheme}`)
  if (query.state === 'closed') where.push(sql`r.closed_on is not null`)
  if (query.state === 'applying') where.push(sql`r.closed_on is null and r.apply_by >= ${on}`)
  if (query.state === 'working') where.push(sql`r.closed_on is null and r.apply_by < ${on}`)
  const found = await sql<RoundRecord & Counts & { total: number }>`
    select ${ROUND}, counted.*, count(*) over ()::int as total from ratings.round r cross join lateral ${COUNTS} counted
    where ${sql.join(where, sql` and `)} order by r.announced_on desc, r.id limit ${query.size} offset ${offsetOf(query)}`.execute(
    ctx.db,
  )
  return { rows: found.rows.map((row) => rowOf(row, on)), total: found.rows[0]?.total ?? 0 }
}

const rowOf = (round: RoundRecord & Counts, on: Day): Row => ({
  id: round.id,
  title: round.title,
  scheme: round.scheme,
  announcement: round.announcement,
  announcedOn: round.announcedOn,
  applyBy: round.applyBy,
  year: round.year,
  state: roundState(round, on),
  example: round.example,
  applied: round.applied,
  scored: round.scored,
  notice: round.notice,
  inForce: round.inForce,
  below: round.below,
  all: round.all,
})

export async function showRound(
  ctx: Context,
  { params }: InputOf<typeof contract.showRound>,
): Promise<ReplyOf<typeof contract.showRound>> {
  const found = await sql<
    RoundRecord & Counts
  >`select ${ROUND}, counted.* from ratings.round r cross join lateral ${COUNTS} counted
    where r.district = ${ctx.principal.district} and r.id = ${params.id}`.execute(ctx.db)
  const round = found.rows[0]
  if (!round) throw notFound('这一轮评定')
  const standard = await standardOfRound(ctx, round)
  const { validityMonths, noticeDays, openedBy, closedOn, closedReason } = round
  return {
    ...rowOf(round, today(ctx)),
    standard: shown({ ...standard, kinds: round.kinds }),
    validityMonths,
    noticeDays,
    openedBy,
    closedOn,
    closedReason,
  }
}

export async function listRatingStandards(
  ctx: Context,
  _input: InputOf<typeof contract.listRatingStandards>,
): Promise<ReplyOf<typeof contract.listRatingStandards>> {
  return (await standardsOn(ctx, today(ctx))).map(shown)
}

const shown = ({ digest: _digest, table: _table, kinds, ...standard }: RatingStandard) => ({
  ...standard,
  kinds: kinds.map((key) => ({ key, title: kindTitle(key) })),
})
