// The forecasts of the district, the newest first.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { offsetOf } from '@songhe/basics/paging'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type * as contract from '../../contract/forecast.ts'
import { type ForecastRow, ROW } from './forecast-rows.ts'

export async function listForecasts(
  ctx: Context,
  { query }: InputOf<typeof contract.listForecasts>,
): Promise<ReplyOf<typeof contract.listForecasts>> {
  const found = await sql<ForecastRow & { total: number }>`
    select ${ROW}, count(*) over ()::int as total from planning.forecast_run
    where district = ${ctx.principal.district} and (${query.base} = 'all' or base = ${query.base})
    order by made_at desc, id limit ${query.size} offset ${offsetOf(query)}`.execute(ctx.db)
  return { rows: found.rows.map(({ total: _total, ...row }) => row), total: found.rows[0]?.total ?? 0 }
}
