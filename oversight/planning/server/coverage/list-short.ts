// What is short, where, and by when it was due: one line a town and kind, the longest overdue first.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { offsetOf } from '@songhe/basics/paging'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { facilitiesOf } from '@songhe/facilities/door'
import type * as contract from '../../contract.ts'
import { coverageOf, daysLate, dueOf, phaseOfCentre, type TownCoverage } from './coverage-of.ts'

type Row = ReplyOf<typeof contract.listShort>['rows'][number]

export async function listShort(
  ctx: Context,
  { query }: InputOf<typeof contract.listShort>,
): Promise<ReplyOf<typeof contract.listShort>> {
  const on = today(ctx)
  const coverage = await coverageOf(ctx)
  const rows = shortLines(coverage?.towns ?? [], on)
    .filter(({ kind, area }) => (!query.kind || kind === query.kind) && (!query.area || area === query.area))
    .sort((one, other) => other.daysLate - one.daysLate || other.short - one.short || one.area - other.area)
  const page = rows.slice(offsetOf(query), offsetOf(query) + query.size)
  return { rows: await withComing(ctx, page), total: rows.length }
}

/** Nothing is said of a town that was never counted: not known is not short. */
export function shortLines(towns: readonly TownCoverage[], on: string): Row[] {
  return towns.flatMap((town) => {
    const { area, name } = town
    const lines: Row[] = []
    const phase = phaseOfCentre(town)
    if (town.centreNow === 0 && phase !== '')
      lines.push({
        key: `${area}|centre`,
        area,
        name,
        kind: 'centre',
        plan: 1,
        actual: 0,
        short: 1,
        due: dueOf(phase),
        daysLate: daysLate(dueOf(phase), on),
        coming: '',
      })
    if (town.stationsNow !== null) {
      const due = nextDue(town, town.stationsNow, on)
      if (due) lines.push({ key: `${area}|station`, area, name, kind: 'station', actual: town.stationsNow, coming: '', ...due })
    }
    return lines
  })
}

/** The first phase whose running total the register does not reach. */
function nextDue(
  { stations }: TownCoverage,
  actual: number,
  on: string,
): Pick<Row, 'plan' | 'short' | 'due' | 'daysLate'> | null {
  let plan = 0
  let missed: string | undefined
  for (const [phase, count] of Object.entries(stations).sort(([one], [other]) =>
    one === 'existing' ? -1 : other === 'existing' ? 1 : one.localeCompare(other),
  )) {
    plan += count
    if (plan > actual && missed === undefined) missed = phase
  }
  if (missed === undefined) return null
  return { plan, short: plan - actual, due: dueOf(missed), daysLate: daysLate(dueOf(missed), on) }
}

/** Planned or half-built sites of the town, which the leader will be told about first. */
async function withComing(ctx: Context, rows: readonly Row[]): Promise<Row[]> {
  if (rows.length === 0) return []
  const sites = (await facilitiesOf(ctx, {}, today(ctx))).filter(({ state }) => state === 'planned' || state === 'building')
  return rows.map((row) => {
    const kinds = row.kind === 'centre' ? ['street-centre', 'town-centre'] : ['station', 'village-point']
    const coming = sites.filter(({ kind, town }) => kinds.includes(kind) && town.key === row.area).map(({ name }) => name)
    return { ...row, coming: coming.slice(0, 3).join('、') }
  })
}
