// Why a month differs from the last one: every changed person and programme gets one reason, and the reasons add up to the difference.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { firstDay, lastDay } from '@songhe/basics/day'
import { maskName } from '@songhe/basics/masking'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type * as contract from '../../contract-month.ts'
import { getRun, previousRun, type StoredRun } from './run-store.ts'

/** Person, programme and kind with both amounts and the reason, as a common table expression called `changed`. */
export function changedSql(ctx: Context, run: StoredRun, previous: StoredRun | undefined) {
  const { district } = ctx.principal
  const [first, last] = [firstDay(run.month), lastDay(run.month)]
  const before = previous?.id ?? '00000000-0000-0000-0000-000000000000'
  return sql`changed as (
    select person, programme, kind, coalesce(c.fen, 0) as current, coalesce(b.fen, 0) as before, case
      when kind = 'arrear' then '补发' when kind = 'recovery' then '追回抵扣' when kind = 'one-off' then '一次性更正'
      when b.fen is null and programme = 'old-age-allowance' and (p.birth + interval '80 years')::date between ${first}::date and ${last}::date then '新满80周岁'
      when b.fen is null and exists (select from registry.life_event v where v.district = ${district} and v.person = p.id and v.kind = 'move-in'
        and v.day >= ${first}::date - 31) then '户籍迁入'
      when b.fen is null and e.start_month = ${run.month} then '新批准'
      when b.fen is null then '恢复或补入'
      when c.fen is null and p.died_on is not null then '去世停发'
      when c.fen is null and (p.left_on is not null or p.state <> 'active') then '迁出停发'
      when c.fen is null and e.state = 'held' then '暂停'
      when c.fen is null then '不再符合或到期'
      when c.fen > b.fen then '升档' else '降档' end as reason
    from (select person, programme, kind, sum(fen) as fen from benefits.line where district = ${district} and run = ${run.id} group by 1, 2, 3) c
    full join (select person, programme, kind, sum(fen) as fen from benefits.line where district = ${district} and run = ${before}::uuid group by 1, 2, 3) b
      using (person, programme, kind)
    join registry.person p on p.district = ${district} and p.id = person
    left join lateral (select start_month, state from benefits.entitlement e where e.district = ${district} and e.person = p.id and e.programme = programme
      order by e.created_at desc limit 1) e on true
    where c.fen is distinct from b.fen)`
}

export async function diffRun(
  ctx: Context,
  { params }: InputOf<typeof contract.diffRun>,
): Promise<ReplyOf<typeof contract.diffRun>> {
  const run = await getRun(ctx, params.id)
  const previous = await previousRun(ctx, run.month)
  const found = await sql<{
    reason: string
    persons: number
    fen: number
    names: string[]
  }>`with ${changedSql(ctx, run, previous)}
    select reason, count(distinct person)::int as persons, sum(current - before)::bigint as fen,
      (array_agg(distinct p.name))[1:2] as names
    from changed join registry.person p on p.district = ${ctx.principal.district} and p.id = person
    group by reason order by sum(current - before) desc`.execute(ctx.db)
  return {
    previousFen: previous?.totalFen ?? 0,
    currentFen: run.totalFen,
    reasons: found.rows.map((row) => ({ ...row, names: row.names.map(maskName) })),
  }
}
