// What was counted, from the cells: one read for a whole page. No cells of a month = nothing was counted, and that is not zero.
import { type Day, type Month, monthOf } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { Decimal } from 'decimal.js'
import { sql } from 'kysely'
import type { DefinitionInput } from '../../contract/shapes.ts'

export interface CountedNumber {
  value: Decimal
  records: number
}

export interface Counted {
  month: Month
  asOf: Day | null
  refreshedAt: Date | null
  /** null = no room counts this, or this month was never added up. */
  read(input: DefinitionInput, place?: { month?: Month; area?: number }): CountedNumber | null
  months: readonly Month[]
  areas: readonly number[]
}

interface Cell {
  measure: string
  split: string
  area: number
  month: Month
  value: string
  records: number
}

interface Plan {
  /** What will be read; nothing else is fetched. */
  measures: readonly string[]
  /** Every month back to this one, for a course; by default stocks of the last month only, flows of its year. */
  from?: Month
  byArea?: boolean
}

export async function countedCells(ctx: Context, plan: Plan): Promise<Counted> {
  const { district } = ctx.principal
  const running = monthOf(today(ctx))
  const from = plan.from ?? `${running.slice(0, 4)}-01`
  const rolled = await sql<{
    month: Month
    asOf: Day
    refreshedAt: Date
  }>`select month, as_of as "asOf", refreshed_at as "refreshedAt" from planning.roll_up
    where district = ${district} and month >= ${from} order by month`.execute(ctx.db)
  const last = rolled.rows.findLast(({ month }) => month <= running)?.month ?? running
  const flows = plan.measures.filter((key) => ctx.catalogue.measures.get(key)?.timing === 'flow')
  const wanted = plan.from
    ? sql`month >= ${from} and measure = any(${[...plan.measures]}::text[])`
    : sql`((month = ${last} and measure = any(${[...plan.measures]}::text[])) or (month >= ${`${last.slice(0, 4)}-01`} and month < ${last} and measure = any(${flows}::text[])))`
  const cells =
    await sql<Cell>`select measure, split, ${plan.byArea ? sql`area` : sql`0`} as area, month, sum(value)::text as value, sum(records)::int as records
    from planning.cell where district = ${district} and ${wanted} group by 1, 2, 3, 4`.execute(ctx.db)
  return readerOf(ctx, running, rolled.rows, cells.rows)
}

/** What the definitions of these indicators read. */
export const measuresOf = (inputs: readonly Readonly<Record<string, DefinitionInput>>[]): string[] => [
  ...new Set(inputs.flatMap((names) => Object.values(names).flatMap(({ measure }) => (measure ? [measure] : [])))),
]

function readerOf(
  ctx: Context,
  running: Month,
  rolled: readonly { month: Month; asOf: Day; refreshedAt: Date }[],
  cells: readonly Cell[],
): Counted {
  const months = new Set(rolled.map(({ month }) => month))
  const last = rolled.findLast(({ month }) => month <= running)
  const index = new Map<string, { split: string; area: number; value: Decimal; records: number }[]>()
  for (const { measure, month, split, area, value, records } of cells) {
    const key = `${measure}|${month}`
    const known = index.get(key)
    const cell = { split, area, value: new Decimal(value), records }
    if (known) known.push(cell)
    else index.set(key, [cell])
  }
  const month = last?.month ?? running
  return {
    month,
    asOf: last?.asOf ?? null,
    refreshedAt: last?.refreshedAt ?? null,
    months: [...months].sort(),
    areas: [...new Set(cells.map(({ area }) => area))],
    read(input, place = {}) {
      const at = place.month ?? month
      const measure = input.measure ? ctx.catalogue.measures.get(input.measure) : undefined
      if (!measure || !months.has(at)) return null
      const span = measure.timing === 'flow' && input.window !== 'month' ? monthsOfYear(months, at) : [at]
      let value = new Decimal(0)
      let records = 0
      for (const one of span)
        for (const cell of index.get(`${measure.key}|${one}`) ?? []) {
          if (place.area !== undefined && cell.area !== place.area) continue
          if (input.splits?.length && !input.splits.includes(cell.split)) continue
          value = value.plus(cell.value)
          records += cell.records
        }
      return { value, records }
    },
  }
}

const monthsOfYear = (known: ReadonlySet<Month>, until: Month) =>
  [...known].filter((month) => month.slice(0, 4) === until.slice(0, 4) && month <= until)
