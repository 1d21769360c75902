// The records a definition stands on, as one select: by name of the formula, as of a day, as known at a moment. What is frozen and what is recomputed is this.
import { type Day, firstDay, lastDay, type Month, monthOf } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import type { Measure } from '@songhe/kernel/measure'
import { type RawBuilder, sql } from 'kysely'
import type { DefinitionInput } from '../../contract/shapes.ts'

export interface PartOfFormula {
  name: string
  input: DefinitionInput
  measure: Measure
}

/** Names of a formula that stand for counted records; constants are no records. */
export function countedParts(ctx: Context, inputs: Readonly<Record<string, DefinitionInput>>): PartOfFormula[] {
  return Object.entries(inputs).flatMap(([name, input]) => {
    const measure = input.measure ? ctx.catalogue.measures.get(input.measure) : undefined
    return measure ? [{ name, input, measure }] : []
  })
}

/** part, measure, split, object, area, day, value; empty select where nothing is counted. */
export function recordsBehind(
  ctx: Context,
  parts: readonly PartOfFormula[],
  asOf: Day,
  knownAt: Date | null,
): RawBuilder<unknown> {
  if (parts.length === 0)
    return sql`select ''::text as part, ''::text as measure, ''::text as split, ''::text as object, 0 as area, null::date as day, 0::numeric as value where false`
  return sql.join(
    parts.map((part) => recordsOfPart(ctx, part, spanOf(part, asOf), knownAt)),
    sql` union all `,
  )
}

export function recordsOfPart(
  ctx: Context,
  { name, input, measure }: PartOfFormula,
  { from, to }: { from: Day; to: Day },
  knownAt: Date | null,
): RawBuilder<unknown> {
  const records = measure.records({ district: ctx.principal.district, from, to, knownAt })
  const splits = input.splits?.length ? sql`coalesce(r.split, '') = any(${[...input.splits]}::text[])` : sql`true`
  return sql`select ${name}::text as part, ${measure.key}::text as measure, coalesce(r.split, '') as split, r.object, r.area, r.day, r.value from (${records}) r where ${splits}`
}

/** A flow is counted from the beginning of the year (or month) until the day; a stock on the day. */
export function spanOf({ input, measure }: Pick<PartOfFormula, 'input' | 'measure'>, asOf: Day): { from: Day; to: Day } {
  if (measure.timing === 'stock') return { from: asOf, to: asOf }
  return { from: input.window === 'month' ? firstDay(monthOf(asOf)) : `${asOf.slice(0, 4)}-01-01`, to: asOf }
}

/** The whole of a month that a cell shows, never beyond today. */
export const dayOfMonth = (month: Month, today: Day): Day => (lastDay(month) < today ? lastDay(month) : today)

/** One row over records: how many, their sums by part, and a digest that any order of reading gives. */
export const summedUp = (records: RawBuilder<unknown>) => sql`
  select coalesce(sum(n), 0)::int as records, coalesce(jsonb_object_agg(part, jsonb_build_object('value', value::text, 'records', n)) filter (where part is not null), '{}') as parts,
    encode(sha256(convert_to(coalesce(string_agg(lines, E'\n' order by part collate "C"), ''), 'UTF8')), 'hex') as digest
  from (select part, count(*) as n, trim_scale(sum(value)) as value,
      string_agg(line, E'\n' order by line collate "C") as lines
    from (select part, value, concat_ws('|', part, split, object, day::text, trim_scale(value)::text) as line from (${records}) every) written group by part) parts`

export interface Summed {
  records: number
  parts: Record<string, { value: string; records: number }>
  digest: string
}
