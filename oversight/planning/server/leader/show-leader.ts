// 一页纸: the questions a leader really asks, answered from the cells. Nobody filled in a form for it; a number without a source is not on it.
import type { ReplyOf } from '@songhe/basics/contract'
import { yuan } from '@songhe/basics/money'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { Decimal } from 'decimal.js'
import { sql } from 'kysely'
import type { DefinitionInput } from '../../contract/shapes.ts'
import { STATES } from '../../contract/words.ts'
import type * as contract from '../../contract.ts'
import { coverageOf, percent } from '../coverage/coverage-of.ts'
import { phasesOf, townLine } from '../coverage/show-coverage.ts'
import { type Counted, countedCells, measuresOf } from '../indicators/counted.ts'
import { indicatorLine, type Judged } from '../indicators/indicator-line.ts'
import { indicatorRows, inputsOf } from '../indicators/indicator-rows.ts'
import { shown } from '../indicators/value-of.ts'

type Sheet = ReplyOf<typeof contract.showLeader>

const ON_SHEET = 25
const ON_EVERY_SHEET = [
  'benefits.paid',
  'benefits.people-entitled',
  'facilities.beds',
  'registry.elders-registered',
  'registry.elders-resident',
]

export async function showLeader(ctx: Context): Promise<Sheet> {
  const on = today(ctx)
  const records = await indicatorRows(ctx, sql`i.kind = 'indicator'`)
  const counted = await countedCells(ctx, { measures: [...ON_EVERY_SHEET, ...measuresOf(records.map(inputsOf))] })
  const lines = records.map((record) => indicatorLine(record, counted, on))
  const coverage = await leaderCoverage(ctx)
  const names = await sql<{
    name: string
  }>`select name from registry.area_period where area = ${ctx.principal.district} order by valid_from desc limit 1`.execute(
    ctx.db,
  )
  return {
    district: names.rows[0]?.name ?? '',
    asOf: counted.asOf,
    refreshedAt: counted.refreshedAt?.toISOString() ?? null,
    demo: ctx.principal.demo,
    coverage,
    money: moneyOf(ctx, counted),
    beds: bedsOf(counted),
    elders: eldersOf(counted),
    indicators: { counts: countsOf(lines), rows: [...lines].sort(lateFirst).slice(0, ON_SHEET).map(indicatorOf) },
    headline: headlineOf(coverage, lines),
  }
}

/** A page that lists records of a measure. */
export const recordsPath = (measure: string, more: Record<string, string> = {}) =>
  `/planning/records?${new URLSearchParams({ measure, ...more })}`

async function leaderCoverage(ctx: Context): Promise<Sheet['coverage']> {
  const coverage = await coverageOf(ctx)
  if (!coverage) return null
  const towns = coverage.towns.map((town) => townLine(town, coverage.asOf))
  const open = towns.filter(({ centre }) => centre === 'open').length
  const stations = towns.reduce((sum, town) => sum + town.stations, 0)
  const villages = towns.reduce((sum, town) => sum + (town.villagesNow || town.villages), 0)
  return {
    documentTitle: coverage.documentTitle,
    clause: coverage.clause,
    open,
    of: towns.length,
    share: percent(open, towns.length),
    short: towns.length - open,
    late: towns.filter(({ centre }) => centre === 'late').length,
    stations,
    stationsOf: villages,
    stationsShare: percent(stations, villages),
    phases: phasesOf(coverage).map(({ phase, centre }) => ({
      phase,
      plan: centre.plan,
      planShare: centre.planShare,
      actual: centre.actual,
    })),
    towns: towns.map((town) => ({
      area: town.area,
      name: town.name,
      phase: town.centrePhase,
      state: town.centre,
      stations: town.stations,
      villages: town.villagesNow || town.villages,
    })),
  }
}

function moneyOf(ctx: Context, counted: Counted): Sheet['money'] {
  const measure = ctx.catalogue.measures.get('benefits.paid')
  const sum = (split: string | undefined, window: 'month' | 'year') =>
    counted.read({ measure: 'benefits.paid', window, ...(split && { splits: [split] }) })
  const line = (key: string, title: string, split?: string) => ({
    key,
    title,
    month: yuan(sum(split, 'month')?.value.toNumber() ?? 0),
    year: yuan(sum(split, 'year')?.value.toNumber() ?? 0),
    path: recordsPath('benefits.paid', { window: 'year', ...(split && { splits: split }) }),
  })
  if (!measure || !sum(undefined, 'year')) return []
  return [...Object.entries(measure.splits ?? {}).map(([key, title]) => line(key, title, key)), line('sum', '合计')]
}

function bedsOf(counted: Counted): Sheet['beds'] {
  const read = (input: DefinitionInput) => counted.read(input)?.value ?? null
  const total = read({ measure: 'facilities.beds' })
  const nursing = read({ measure: 'facilities.beds', splits: ['nursing'] })
  const elders = read({ measure: 'registry.elders-resident' })
  const share = (part: Decimal | null, whole: Decimal | null, times: number) =>
    part && whole && !whole.isZero() ? shown(part.times(times).div(whole), 2) : null
  return {
    total: total?.toFixed() ?? '',
    nursing: nursing?.toFixed() ?? '',
    nursingShare: share(nursing, total, 100),
    perThousand: share(total, elders, 1000),
    base: '60 岁以上常住老人',
    elders: elders?.toFixed() ?? '',
  }
}

const ELDERS: readonly { key: string; title: string; unit: string; splits?: string[] }[] = [
  { key: 'registry.elders-registered', title: '户籍老人', unit: '人' },
  { key: 'registry.elders-resident', title: '常住老人', unit: '人' },
  { key: 'registry.elders-resident', title: '其中 80 岁以上', unit: '人', splits: ['80-89', '90-99', '100'] },
  { key: 'benefits.people-entitled', title: '在享待遇', unit: '人次' },
]

function eldersOf(counted: Counted): Sheet['elders'] {
  return ELDERS.flatMap(({ key, title, unit, splits }) => {
    const found = counted.read({ measure: key, ...(splits && { splits }) })
    if (!found) return []
    const path = recordsPath(key, splits && { splits: splits.join(',') })
    return [{ key: `${key}/${title}`, title, value: found.value.toFixed(), unit, path }]
  })
}

function countsOf(lines: readonly Judged[]): Sheet['indicators']['counts'] {
  const counts = Object.fromEntries(Object.keys(STATES).map((state) => [state, 0])) as Sheet['indicators']['counts']
  for (const { state } of lines) counts[state]++
  return counts
}

/** Binding ones first; inside a group what is late, then what moves, then what nobody can say. */
const ORDER = ['missed', 'behind', 'on-course', 'met', 'historic', 'no-baseline', 'undecided', 'no-target', 'no-source']
const rank = ({ binding, state }: Judged) => (binding === 'binding' ? 0 : ORDER.length) + ORDER.indexOf(state)
const lateFirst = (one: Judged, other: Judged) => rank(one) - rank(other) || one.number - other.number

function indicatorOf(line: Judged): Sheet['indicators']['rows'][number] {
  const { id, title, binding, value, unit, targetPrinted, state } = line
  const along = (at: Decimal | null) => {
    if (at === null || line.leading === null) return null
    const start = line.baselineValue ?? new Decimal(0)
    const way = line.leading.value.minus(start)
    // Where there is no way to go, what counts is whether it is held.
    if (way.isZero()) return at.gte(line.leading.value) ? 1 : at.div(Decimal.max(line.leading.value, 1)).toNumber()
    return Math.min(1, Math.max(0, at.minus(start).div(way).toNumber()))
  }
  return {
    id,
    title,
    binding,
    value,
    unit,
    target: targetPrinted,
    state,
    progress: along(value === null ? null : new Decimal(value)),
    expected: along(line.expected === null ? null : new Decimal(line.expected)),
  }
}

function headlineOf(coverage: Sheet['coverage'], lines: readonly Judged[]): Sheet['headline'] {
  const said: Sheet['headline'] = []
  if (coverage && coverage.short > 0)
    said.push({ said: `镇街中心还差 ${coverage.short} 个`, path: '/planning/coverage?kind=centre', late: coverage.late > 0 })
  else if (coverage) said.push({ said: `${coverage.of} 个镇街都有中心`, path: '/planning/coverage', late: false })
  if (coverage && coverage.stations < coverage.stationsOf)
    said.push({
      said: `站点还差 ${coverage.stationsOf - coverage.stations} 个`,
      path: '/planning/coverage?kind=station',
      late: false,
    })
  const count = (state: string) => lines.filter((line) => line.state === state).length
  for (const [state, word] of [
    ['missed', '项指标到期没有达到'],
    ['behind', '项指标落后'],
    ['historic', '项旧目标待确认还算不算'],
  ] as const)
    if (count(state) > 0)
      said.push({ said: `${count(state)} ${word}`, path: `/planning/indicators?state=${state}`, late: state === 'missed' })
  return said
}
