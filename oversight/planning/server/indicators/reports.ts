// Reports that left the house, and one of them again: over its frozen records, as the registers knew it then, as they know it now.
import { Decimal } from 'decimal.js'
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import type { Day } from '@songhe/basics/day'
import { offsetOf } from '@songhe/basics/paging'
import { notFound } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { planForMany } from '@songhe/kernel/db/plan-for-many'
import { type RawBuilder, sql } from 'kysely'
import type { Definition } from '../../contract/shapes.ts'
import type { ReportRow } from '../../contract/reports.ts'
import type * as contract from '../../contract.ts'
import { describeParts } from './describe-parts.ts'
import { nameRecords } from './name-records.ts'
import { countedParts, recordsBehind, type Summed, summedUp } from './records-behind.ts'
import { shown, valueOf } from './value-of.ts'

const COLUMNS = sql`r.id, r.indicator, r.title, r.name, r.as_of as "asOf", r.known_at as "knownAt", r.definition, r.value_text as "valueText", r.unit, r.base,
  r.records, r.digest, r.shared, r.recorded_by as "recordedBy"`

type Stored = Omit<ReportRow, 'knownAt'> & { knownAt: Date }
const told = ({ knownAt, ...row }: Stored): ReportRow => ({ ...row, knownAt: knownAt.toISOString() })

export async function listReports(
  ctx: Context,
  { query }: InputOf<typeof contract.listReports>,
): Promise<ReplyOf<typeof contract.listReports>> {
  const found = await sql<Stored & { total: number }>`select ${COLUMNS}, count(*) over ()::int as total from planning.report r
    where r.district = ${ctx.principal.district} and (${query.indicator ?? null}::uuid is null or r.indicator = ${query.indicator ?? null})
    order by r.as_of desc, r.recorded_at desc, r.id limit ${query.size} offset ${offsetOf(query)}`.execute(ctx.db)
  return { rows: found.rows.map(({ total: _total, ...row }) => told(row)), total: found.rows[0]?.total ?? 0 }
}

interface Report extends Stored {
  body: Definition
}

async function getReport(ctx: Context, id: string): Promise<Report> {
  const found = await sql<Report>`select ${COLUMNS}, r.definition_body as body from planning.report r
    where r.district = ${ctx.principal.district} and r.id = ${id}`.execute(ctx.db)
  if (!found.rows[0]) throw notFound('这张报表')
  return found.rows[0]
}

const frozenOf = (ctx: Context, id: string): RawBuilder<unknown> =>
  sql`select part, measure, split, object, area, day, value from planning.report_record where district = ${ctx.principal.district} and report = ${id}`

export const recomputeReport = (
  ctx: Context,
  input: InputOf<typeof contract.recomputeReport>,
): Promise<ReplyOf<typeof contract.recomputeReport>> => planForMany(ctx, () => recompute(ctx, input))

async function recompute(
  ctx: Context,
  { params }: InputOf<typeof contract.recomputeReport>,
): Promise<ReplyOf<typeof contract.recomputeReport>> {
  const { body, ...row } = await getReport(ctx, params.id)
  const parts = countedParts(ctx, body.inputs)
  const forgets = parts.filter(({ measure }) => !measure.remembers).map(({ measure }) => measure.title)
  const summed = async (records: RawBuilder<unknown>) => (await sql<Summed>`${summedUp(records)}`.execute(ctx.db)).rows[0]!
  const result = ({ records, digest, parts: sums }: Summed) => {
    const { value } = valueOf(body, (_input, part) => ({
      value: new Decimal(sums[part]?.value ?? 0),
      records: sums[part]?.records ?? 0,
    }))
    const text = shown(value, body.places)
    return { value: text, digest, records, same: digest === row.digest && text === row.valueText }
  }
  const frozen = await summed(frozenOf(ctx, row.id))
  const now = recordsBehind(ctx, parts, row.asOf as Day, null)
  const known = frozen.parts
  return {
    ...told(row),
    definitionBody: body,
    parts: describeParts(ctx, body, (name) => ({
      value: new Decimal(known[name]?.value ?? 0),
      records: known[name]?.records ?? 0,
    })),
    frozen: result(frozen),
    knownThen: forgets.length > 0 ? null : result(await summed(recordsBehind(ctx, parts, row.asOf as Day, row.knownAt))),
    forgets,
    knownNow: result(await summed(now)),
    added: await countOf(ctx, difference(now, frozenOf(ctx, row.id))),
    removed: await countOf(ctx, difference(frozenOf(ctx, row.id), now)),
  }
}

/** A record that only moved to another place is the same record. */
const difference = (one: RawBuilder<unknown>, other: RawBuilder<unknown>) => sql`
  select part, measure, split, object, day, value from (${one}) one except all select part, measure, split, object, day, value from (${other}) other`

const countOf = async (ctx: Context, records: RawBuilder<unknown>) =>
  (await sql<{ n: number }>`select count(*)::int as n from (${records}) every`.execute(ctx.db)).rows[0]!.n

export async function listReportRecords(
  ctx: Context,
  { params, query }: InputOf<typeof contract.listReportRecords>,
): Promise<ReplyOf<typeof contract.listReportRecords>> {
  const { body, ...row } = await getReport(ctx, params.id)
  const now = recordsBehind(ctx, countedParts(ctx, body.inputs), row.asOf as Day, null)
  const frozen = frozenOf(ctx, row.id)
  const records =
    query.change === 'frozen'
      ? frozen
      : sql`select d.*, null::int as area from (${query.change === 'added' ? difference(now, frozen) : difference(frozen, now)}) d`
  const total = await planForMany(ctx, () => countOf(ctx, records))
  const page = await sql<{
    part: string
    measure: string
    split: string
    object: string
    area: number | null
    day: Day
    value: string
  }>`select part, measure, split, object, area, day, trim_scale(value)::text as value from (${records}) every
    order by part collate "C", split collate "C", object collate "C", day limit ${query.size} offset ${offsetOf(query)}`.execute(
    ctx.db,
  )
  await audit(ctx, {
    event: 'indicator.records-opened',
    object: `report:${row.id}`,
    details: { change: query.change, page: query.page },
  })
  return { rows: await nameRecords(ctx, page.rows, offsetOf(query)), total }
}
