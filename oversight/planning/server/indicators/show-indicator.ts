// One indicator whole: how it is counted, what is printed, what is counted now and by month and town, what was reported, what is undecided.
import { addMonths } from '@songhe/basics/day'
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { placeNames } from '@songhe/registry/door'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { countedCells, measuresOf } from './counted.ts'
import { describeParts } from './describe-parts.ts'
import { flagLines } from './flags.ts'
import { indicatorLine } from './indicator-line.ts'
import { indicatorRecord } from './indicator-record.ts'
import { type IndicatorRecord, inputsOf } from './indicator-rows.ts'
import { plain } from './list-indicators.ts'
import { offeredDefinition } from './offered-definitions.ts'
import { listReports } from './reports.ts'
import { shown, valueOf } from './value-of.ts'

type Shown = ReplyOf<typeof contract.showIndicator>

export async function showIndicator(ctx: Context, { params }: InputOf<typeof contract.showIndicator>): Promise<Shown> {
  const { district } = ctx.principal
  const record = await indicatorRecord(ctx, params.id)
  const on = today(ctx)
  const from = addMonths(on.slice(0, 7), -23)
  const counted = await countedCells(ctx, { from, byArea: true, measures: measuresOf([inputsOf(record)]) })
  const line = indicatorLine(record, counted, on)
  const observations = await sql<
    Shown['observations'][number]
  >`select id, day, trim_scale(value)::text as value, unit, document, note, recorded_by as "recordedBy"
    from planning.observation where district = ${district} and indicator = ${record.id} and closed_at is null order by day desc, recorded_at desc limit 24`.execute(
    ctx.db,
  )
  const flags = await flagLines(ctx, sql`f.indicator = ${record.id}`)
  return {
    ...plain(line),
    responsible: record.responsible,
    printed: record.printed,
    definition: record.definition,
    definitions: record.definition?.version ?? 0,
    parts: describeParts(ctx, { inputs: inputsOf(record) }, (_name, input) => counted.read(input)),
    series: seriesOf(record, counted, on.slice(0, 7)),
    towns: await townsOf(ctx, record, counted),
    observations: observations.rows,
    flagLines: flags,
    reports: (await listReports(ctx, { query: { indicator: record.id, page: 1, size: 12 } })).rows,
    offered: offeredDefinition(record.title),
  }
}

type Cells = Awaited<ReturnType<typeof countedCells>>

function seriesOf({ definition }: IndicatorRecord, counted: Cells, running: string): Shown['series'] {
  if (!definition?.formula) return []
  const months = counted.months.filter((month) => month >= addMonths(running, -12) && month <= running)
  return months.map((month) => ({
    month,
    value: shown(valueOf(definition, (input) => counted.read(input, { month })).value, definition.places),
  }))
}

async function townsOf(ctx: Context, { definition }: IndicatorRecord, counted: Cells): Promise<Shown['towns']> {
  if (!definition?.formula) return []
  const areas = counted.areas.filter((area) => area !== ctx.principal.district).sort((a, b) => a - b)
  const names = await placeNames(ctx, areas, today(ctx))
  return areas.map((area) => {
    const { value, parts } = valueOf(definition, (input) => counted.read(input, { area }))
    return {
      area,
      name: names.get(area) ?? '',
      parts: parts.map((part) => part.value?.toFixed() ?? null),
      value: shown(value, definition.places),
    }
  })
}
