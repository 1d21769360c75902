// The frozen forecasts of the district.
import { notFound } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type { ForecastInputs, ForecastOutcome } from './count-forecast.ts'
import type { Base } from './needs.ts'

export interface ForecastRow {
  id: string
  base: Base
  baseDay: string
  lastYear: number
  elders: number
  digest: string
  note: string
  madeBy: string
  madeAt: string
}

/** One row of the list; `elders` = the base's 60 and over, the first range of the first year. */
export const ROW = sql`id, base, base_day as "baseDay", last_year as "lastYear", (outcome #>> '{middle,0,0}')::int as elders, digest, note,
  made_by as "madeBy", to_char(made_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as "madeAt"`

export interface StoredForecast extends ForecastRow {
  inputs: ForecastInputs
  outcome: ForecastOutcome & { bands: ([number, number] | null)[][] }
}

export async function getForecast(ctx: Context, id: string): Promise<StoredForecast> {
  const found = await sql<StoredForecast>`select ${ROW}, inputs, outcome from planning.forecast_run
    where district = ${ctx.principal.district} and id = ${id}`.execute(ctx.db)
  if (!found.rows[0]) throw notFound('这次预测')
  return found.rows[0]
}
