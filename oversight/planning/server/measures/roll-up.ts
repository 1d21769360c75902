// The cells: what every room can count, by month and town. One statement a measure, whole months are replaced; running it again changes nothing.
import { addMonths, type Day, firstDay, lastDay, type Month, monthOf, monthsBetween } from '@songhe/basics/day'
import type { Progress } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import type { Measure } from '@songhe/kernel/measure'
import { today } from '@songhe/kernel/today'
import { type RawBuilder, sql } from 'kysely'
import { planForMany } from '@songhe/kernel/db/plan-for-many'

/** The running month and the twelve before it, and the year ends that the coverage plan speaks of. */
export async function usualMonths(ctx: Context, count = 13): Promise<Month[]> {
  const running = monthOf(today(ctx))
  const found = await sql<{ phase: string }>`select distinct phase from planning.coverage_line
    where district = ${ctx.principal.district} and closed_at is null and phase <> 'existing'`.execute(ctx.db)
  const ends = found.rows.map(({ phase }) => `${phase}-12`).filter((month) => month < running)
  const months = Array.from({ length: count }, (_, back) => addMonths(running, -back))
  return [...new Set([...months, ...ends])].sort()
}

export async function rollUpMonths(ctx: Context, months: readonly Month[], progress?: Progress): Promise<{ cells: number }> {
  const { district } = ctx.principal
  const measures = [...ctx.catalogue.measures.values()]
  const wanted = [...new Set(months)].sort()
  let cells = 0
  await planForMany(ctx, async () => {
    await sql`delete from planning.cell where district = ${district} and month = any(${wanted}::text[])`.execute(ctx.db)
    await sql`create temporary table town_of_area on commit drop as ${townsOfAreas(district)}`.execute(ctx.db)
    await sql`analyze town_of_area`.execute(ctx.db)
    for (const [done, measure] of measures.entries()) {
      await progress?.(done, measures.length, measure.title)
      cells += await addUp(ctx, measure, wanted)
    }
    await sql`insert into planning.roll_up (district, month, as_of, cells, refreshed_at)
      select ${district}, m.month, least(m.last, ${today(ctx)}::date), (select count(*) from planning.cell c where c.district = ${district} and c.month = m.month), clock_timestamp()
      from ${monthsTable(wanted, today(ctx))} m
      on conflict (district, month) do update set as_of = excluded.as_of, cells = excluded.cells, refreshed_at = excluded.refreshed_at`.execute(
      ctx.db,
    )
  })
  await sql`drop table town_of_area`.execute(ctx.db)
  await sql`select kernel.refresh_statistics('planning.cell')`.execute(ctx.db)
  await progress?.(measures.length, measures.length)
  return { cells }
}

async function addUp(ctx: Context, measure: Measure, months: readonly Month[]): Promise<number> {
  const done =
    await sql`insert into planning.cell (district, measure, split, area, month, value, records) ${cellsOf(ctx, measure, months)}`.execute(
      ctx.db,
    )
  return Number(done.numAffectedRows ?? 0)
}

/** The select behind the cells of one measure: a stock is asked for each month's end, a flow once for all months. */
function cellsOf(ctx: Context, measure: Measure, months: readonly Month[]): RawBuilder<unknown> {
  const { district } = ctx.principal
  const on = today(ctx)
  const head = sql`select ${district}::int, ${measure.key}::text, r.split, coalesce(t.town, ${district}::int)`
  const tail = sql`left join town_of_area t on t.area = r.area`
  if (measure.timing === 'stock') {
    const records = measure.records({ district, from: sql`m.last`, to: sql`m.last`, knownAt: null })
    return sql`${head}, m.month, sum(r.value), count(*) from ${monthsTable(months, on)} m cross join lateral (${records}) r ${tail} group by 3, 4, 5`
  }
  const records = measure.records({ district, from: firstDay(months[0]!), to: endOf(months.at(-1)!, on), knownAt: null })
  const month = sql`to_char(r.day, 'YYYY-MM')`
  const gaps = monthsBetween(months[0]!, months.at(-1)!).length > months.length
  return sql`${head}, ${month}, sum(r.value), count(*) from (${records}) r ${tail}
    where ${gaps ? sql`${month} = any(${[...months]}::text[])` : sql`true`} group by 3, 4, 5`
}

const endOf = (month: Month, on: Day): Day => (lastDay(month) < on ? lastDay(month) : on)

const monthsTable = (months: readonly Month[], on: Day) =>
  sql`(select month, least(((month || '-01')::date + interval '1 month - 1 day')::date, ${on}::date) as last from unnest(${[...months]}::text[]) as month)`

/** Each town and village of the district, ended ones too, with the town it last belonged to. */
const townsOfAreas = (district: number) => sql`
  select distinct on (p.area) p.area, case when a.kind = 'town' then p.area else p.parent end as town
  from registry.area_period p join registry.area a on a.key = p.area and a.kind in ('town', 'village')
  where p.parent = ${district} or p.parent in (select t.area from registry.area_period t where t.parent = ${district})
  order by p.area, p.valid_from desc`
