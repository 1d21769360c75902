// What the documents leave open or contradict, as a list for the officer who decides.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { offsetOf } from '@songhe/basics/paging'
import type { Context } from '@songhe/kernel/context'
import { type RawBuilder, sql } from 'kysely'
import type { Flag } from '../../contract/flags.ts'
import type * as contract from '../../contract.ts'

type Stored = Omit<Flag, 'raisedAt' | 'decidedAt'> & { raisedAt: Date; decidedAt: Date | null }

const COLUMNS = sql`f.id, f.indicator, coalesce(i.title, '') as "indicatorTitle", f.printed_value as "printedValue", f.kind, f.said, f.raised_by as "raisedBy",
  f.raised_at as "raisedAt", f.verdict, f.reason, coalesce(f.decided_by, '') as "decidedBy", f.decided_at as "decidedAt",
  case when f.kind = 'two-values' then coalesce((select jsonb_agg(jsonb_build_object('id', v.id, 'said', concat_ws(' ', v.printed, nullif(v.day_printed, ''),
      coalesce((select coalesce(d.number, d.title) from policy.document d where d.key = v.document), v.document), v.clause)) order by v.number)
    from planning.printed_value v where v.district = f.district and v.indicator = f.indicator and v.closed_at is null and v.value is not null
      and v.role = (select x.role from planning.printed_value x where x.district = f.district and x.id = f.printed_value)), '[]') else '[]' end as values`

export async function flagLines(ctx: Context, where: RawBuilder<unknown>, page: RawBuilder<unknown> = sql``): Promise<Flag[]> {
  const found =
    await sql<Stored>`select ${COLUMNS} from planning.flag f left join planning.indicator i on i.district = f.district and i.id = f.indicator
    where f.district = ${ctx.principal.district} and f.closed_at is null and ${where} order by f.verdict is not null, f.kind = 'historic', f.kind, i.number, f.id ${page}`.execute(
      ctx.db,
    )
  return found.rows.map(({ raisedAt, decidedAt, ...row }) => ({
    ...row,
    raisedAt: raisedAt.toISOString(),
    decidedAt: decidedAt?.toISOString() ?? null,
  }))
}

export async function listFlags(
  ctx: Context,
  { query }: InputOf<typeof contract.listFlags>,
): Promise<ReplyOf<typeof contract.listFlags>> {
  const where = sql`(not ${query.open} or f.verdict is null) and (${query.indicator ?? null}::uuid is null or f.indicator = ${query.indicator ?? null})`
  const counts = await sql<{ kind: string; n: number }>`select f.kind, count(*)::int as n from planning.flag f
    where f.district = ${ctx.principal.district} and f.closed_at is null and ${where} group by 1 order by 2 desc`.execute(ctx.db)
  const ofKind = query.kind ? sql`f.kind = ${query.kind}` : sql`true`
  const rows = await flagLines(ctx, sql`${where} and ${ofKind}`, sql`limit ${query.size} offset ${offsetOf(query)}`)
  const total = counts.rows.filter(({ kind }) => !query.kind || kind === query.kind).reduce((sum, { n }) => sum + n, 0)
  return { rows, total, counts: Object.fromEntries(counts.rows.map(({ kind, n }) => [kind, n])) }
}
