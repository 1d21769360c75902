// 全覆盖计划: what was planned until the end of each year, what stands, and where each town is in it.
import type { Context } from '@songhe/kernel/context'
import type { ReplyOf } from '@songhe/basics/contract'
import { today } from '@songhe/kernel/today'
import type * as contract from '../../contract.ts'
import { type Coverage, coverageOf, daysLate, dueOf, percent, phaseOfCentre, totalOf, type TownCoverage } from './coverage-of.ts'

type Shown = ReplyOf<typeof contract.showCoverage>

export async function showCoverage(ctx: Context): Promise<Shown> {
  const coverage = await coverageOf(ctx)
  const on = today(ctx)
  if (!coverage) return { document: null, documentTitle: '', clause: '', asOf: on, phases: [], towns: [] }
  return {
    document: coverage.document,
    documentTitle: coverage.documentTitle,
    clause: coverage.clause,
    asOf: on,
    phases: phasesOf(coverage),
    towns: coverage.towns.map((town) => townLine(town, on)),
  }
}

/** Cumulative shares of the plan over all towns, and of what was counted at the end of that year. */
export function phasesOf({ phases, towns, counted, asOf }: Coverage): Shown['phases'] {
  const villages = towns.reduce((sum, town) => sum + town.villages, 0)
  const share = (plan: number, of: number, actual: number | null, actualOf: number) => ({
    plan,
    of,
    planShare: percent(plan, of),
    actual,
    actualShare: actual === null ? null : percent(actual, actualOf),
  })
  const line = (phase: string, until: string | undefined, month: string | null) => {
    const found = month === null ? undefined : counted.find((one) => one.month === month)
    const plan = (kind: 'centres' | 'stations') => towns.reduce((sum, town) => sum + totalOf(town[kind], until), 0)
    return {
      phase,
      centre: share(plan('centres'), towns.length, found?.centres ?? null, towns.length),
      station: share(plan('stations'), villages, found?.stations ?? null, found?.villages ?? villages),
    }
  }
  return [
    ...phases.map((phase) => line(phase, phase, phase === 'existing' || `${phase}-12-31` >= asOf ? null : `${phase}-12`)),
    line('now', duePhase(phases, asOf), asOf.slice(0, 7)),
  ]
}

/** The last phase that should be complete by now. */
const duePhase = (phases: readonly string[], on: string) =>
  phases.filter((phase) => phase === 'existing' || `${phase}-12-31` <= on).at(-1)

export function townLine(town: TownCoverage, on: string): Shown['towns'][number] {
  const phase = phaseOfCentre(town)
  const due = dueOf(phase)
  const late = daysLate(due, on)
  const open = (town.centreNow ?? 0) > 0
  return {
    area: town.area,
    name: town.name,
    centrePhase: phase,
    centre: open ? 'open' : phase === '' ? 'none' : late > 0 || phase === 'existing' ? 'late' : 'due',
    daysLate: open ? 0 : late,
    stations: town.stationsNow ?? 0,
    stationsPlanned: totalOf(town.stations),
    stationsDue: Object.entries(town.stations).reduce(
      (sum, [year, count]) => (year === 'existing' || dueOf(year) <= on ? sum + count : sum),
      0,
    ),
    villages: town.villages,
    villagesNow: town.villagesNow ?? 0,
  }
}
