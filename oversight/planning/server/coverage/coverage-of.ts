// Plan beside register, town by town: read once, told by the coverage page, the list of what is short, and the leader's sheet.
import type { Day } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'

export interface TownCoverage {
  area: number
  name: string
  number: number
  /** Planned by phase: `existing`, `2020` ... */
  centres: Record<string, number>
  stations: Record<string, number>
  villages: number
  /** From the cells of the running month; null = never added up. */
  centreNow: number | null
  stationsNow: number | null
  villagesNow: number | null
}

export interface Coverage {
  document: string
  documentTitle: string
  clause: string
  asOf: Day
  phases: string[]
  towns: TownCoverage[]
  /** Counted at the end of each planned year that is over, and now. */
  counted: { month: string; centres: number; stations: number; towns: number; villages: number }[]
}

interface Row extends Omit<TownCoverage, 'centres' | 'stations'> {
  plan: { kind: string; phase: string; count: number }[]
  document: string
  documentTitle: string
  clause: string
}

/** null = the district has no coverage plan. */
export async function coverageOf(ctx: Context): Promise<Coverage | null> {
  const { district } = ctx.principal
  const on = today(ctx)
  const found = await sql<Row>`
    with now as (select area, measure, sum(value)::int as n from planning.cell where district = ${district} and month = ${on.slice(0, 7)}
        and measure in ('facilities.towns-with-centre', 'facilities.villages-served', 'facilities.villages') group by 1, 2),
      rolled as (select exists (select from planning.roll_up where district = ${district} and month = ${on.slice(0, 7)}) as done)
    select l.area, coalesce((select p.name from registry.area_period p where p.area = l.area and p.valid_from <= ${on} order by p.valid_from desc limit 1), min(l.place_printed)) as name,
      min(l.number) as number, min(l.document) as document, min(l.clause) as clause,
      coalesce((select coalesce(d.number, d.title) from policy.document d where d.key = min(l.document)), min(l.document)) as "documentTitle",
      jsonb_agg(jsonb_build_object('kind', l.kind, 'phase', l.phase, 'count', l.count)) as plan,
      coalesce(sum(l.count) filter (where l.kind = 'area'), 0)::int as villages,
      ${counted('facilities.towns-with-centre')} as "centreNow", ${counted('facilities.villages-served')} as "stationsNow", ${counted('facilities.villages')} as "villagesNow"
    from planning.coverage_line l where l.district = ${district} and l.closed_at is null group by l.area order by min(l.number), l.area`.execute(
    ctx.db,
  )
  if (found.rows.length === 0) return null
  const towns = found.rows.map(({ plan, ...row }) => ({ ...row, centres: of(plan, 'centre'), stations: of(plan, 'station') }))
  const phases = [...new Set(towns.flatMap(({ centres, stations }) => [...Object.keys(centres), ...Object.keys(stations)]))].sort(
    byPhase,
  )
  const { document, documentTitle, clause } = found.rows[0]!
  return { document, documentTitle, clause, asOf: on, phases, towns, counted: await countedAt(ctx, phases, on) }
}

const counted = (measure: string) =>
  sql`case when (select done from rolled) then coalesce((select n from now where now.area = l.area and now.measure = ${measure}), 0) end`

const of = (plan: Row['plan'], wanted: string): Record<string, number> =>
  Object.fromEntries(plan.filter(({ kind }) => kind === wanted).map(({ phase, count }) => [phase, count]))

const byPhase = (one: string, other: string) => (one === 'existing' ? -1 : other === 'existing' ? 1 : one.localeCompare(other))

async function countedAt(ctx: Context, phases: readonly string[], on: Day): Promise<Coverage['counted']> {
  const months = [...phases.filter((phase) => phase !== 'existing').map((year) => `${year}-12`), on.slice(0, 7)].filter(
    (month) => month <= on.slice(0, 7),
  )
  const found = await sql<Coverage['counted'][number]>`
    select r.month, ${sum('facilities.towns-with-centre')} as centres, ${sum('facilities.villages-served')} as stations, ${sum('facilities.towns')} as towns,
      ${sum('facilities.villages')} as villages
    from planning.roll_up r left join planning.cell c on c.district = r.district and c.month = r.month
      and c.measure in ('facilities.towns-with-centre', 'facilities.villages-served', 'facilities.towns', 'facilities.villages')
    where r.district = ${ctx.principal.district} and r.month = any(${[...new Set(months)]}::text[]) group by r.month order by r.month`.execute(
    ctx.db,
  )
  return found.rows
}

const sum = (measure: string) => sql`coalesce(sum(c.value) filter (where c.measure = ${measure}), 0)::int`

export const totalOf = (counts: Readonly<Record<string, number>>, until?: string): number =>
  Object.entries(counts).reduce(
    (sum, [phase, count]) => (until === undefined || byPhase(phase, until) <= 0 ? sum + count : sum),
    0,
  )

/** The year in which a town was to have its centre. */
export const phaseOfCentre = ({ centres }: TownCoverage): string =>
  Object.entries(centres)
    .filter(([, count]) => count > 0)
    .map(([phase]) => phase)
    .sort(byPhase)[0] ?? ''

/** The last day of a phase; what stood from the start is due at once. */
export const dueOf = (phase: string): Day => (phase === 'existing' || phase === '' ? '' : `${phase}-12-31`)
export const daysLate = (due: Day, on: Day): number =>
  due === '' || due >= on ? 0 : Math.round((Date.parse(on) - Date.parse(due)) / 86_400_000)

/** 50.00%: half up, always two places, as the office writes shares; empty without a base. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return ''
  const hundredths = (BigInt(part) * 1_000_000n + BigInt(whole) * 50n) / (BigInt(whole) * 100n)
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}%`
}
