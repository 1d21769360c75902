// Why a round differs from the last one of its scheme: each site whose amount changed gets one reason, and the reasons add up to the difference.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type * as contract from '../../contract-grants.ts'
import { getRound, roundBefore, roundTitle } from './round-store.ts'

const NONE = '00000000-0000-0000-0000-000000000000'

export async function diffGrantRound(
  ctx: Context,
  { params }: InputOf<typeof contract.diffGrantRound>,
): Promise<ReplyOf<typeof contract.diffGrantRound>> {
  const { district } = ctx.principal
  const round = await getRound(ctx, params.id)
  const previous = await roundBefore(ctx, round)
  const lines = (
    id: string,
  ) => sql`(select l.facility, l.fen, l.grade, l.row_id, l.outcome, s.kind, s.name from benefits.grant_line l
    join benefits.grant_snapshot s on s.district = l.district and s.round = l.round and s.facility = l.facility where l.district = ${district} and l.round = ${id})`
  const found = await sql<{ reason: string; sites: number; fen: number; names: string[] }>`
    select reason, count(*)::int as sites, sum(current - before)::bigint as fen, (array_agg(name order by name))[1:2] as names from (
      select coalesce(c.name, b.name) as name, coalesce(c.fen, 0) as current, coalesce(b.fen, 0) as before, case
        when b.facility is null then '新纳入'
        when c.facility is null then '不再涉及'
        when c.kind <> b.kind then '类别变了'
        when c.outcome = 'not-open' then '停止运营'
        when c.outcome = 'hit' then '同址待核定'
        when c.outcome = 'nothing-more' then '已经发够'
        when c.grade <> b.grade and c.grade = '' then '没有评定'
        when c.grade <> b.grade then '等级或评价变了'
        when c.row_id <> b.row_id or c.outcome = b.outcome then '标准变了'
        else '结果变了' end as reason
      from ${lines(round.id)} c full join ${lines(previous?.id ?? NONE)} b using (facility)
      where coalesce(c.fen, 0) <> coalesce(b.fen, 0)) x
    group by reason order by 3 desc`.execute(ctx.db)
  return {
    previous: previous ? { id: previous.id, title: roundTitle(previous) } : null,
    previousFen: previous?.totalFen ?? 0,
    currentFen: round.totalFen,
    reasons: found.rows,
  }
}
