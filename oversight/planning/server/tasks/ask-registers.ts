// Asks a room's measure for the records that a piece of evidence counts. An unknown measure has no source: it never counts as reached.
import type { Day } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import type { Measure } from '@songhe/kernel/measure'
import { today } from '@songhe/kernel/today'
import { areaBelow } from '@songhe/registry/door'
import { type RawBuilder, sql } from 'kysely'
import type { EvidenceLine } from './evidence-store.ts'

type Asked = Pick<EvidenceLine, 'measure' | 'split' | 'place' | 'since' | 'how' | 'comparison' | 'quantity'> & {
  dueOn: Day | null
}
export interface Finding {
  verdict: 'met' | 'met-late' | 'not-met' | 'no-source'
  value: number | null
  records: number | null
}

/** The records behind the number, one row each; undefined where no room counts this. */
export async function recordsOf(ctx: Context, asked: Asked, to: Day): Promise<RawBuilder<unknown> | undefined> {
  const measure = ctx.catalogue.measures.get(asked.measure)
  if (!measure || !splitKnown(measure, asked.split)) return undefined
  const from = asked.since ?? (measure.timing === 'stock' ? to : `${to.slice(0, 4)}-01-01`)
  const records = measure.records({ district: ctx.principal.district, from, to, knownAt: null })
  const where = [sql`true`]
  if (asked.split) where.push(sql`split = ${asked.split}`)
  if (asked.place !== null) where.push(sql`area = any(${await areaBelow(ctx, [asked.place], to)}::int[])`)
  return sql`select area, split, object, day, value from (${records}) counted where ${sql.join(where, sql` and `)}`
}

/** A split that its measure no longer tells apart is no source either: zero would be an invented number. */
export const splitKnown = (measure: Measure, split: string) => split === '' || split in (measure.splits ?? {})

/** As of the deadline first; what came true only later is said to be late. */
export async function askRegisters(ctx: Context, asked: Asked): Promise<Finding> {
  const on = today(ctx)
  const past = asked.dueOn !== null && asked.dueOn < on
  const first = await countOn(ctx, asked, past ? asked.dueOn! : on)
  if (!first) return { verdict: 'no-source', value: null, records: null }
  if (first.met || !past) return { ...first, verdict: first.met ? 'met' : 'not-met' }
  const now = (await countOn(ctx, asked, on))!
  return { ...now, verdict: now.met ? 'met-late' : 'not-met' }
}

async function countOn(ctx: Context, asked: Asked, to: Day) {
  const records = await recordsOf(ctx, asked, to)
  if (!records) return undefined
  const counted = asked.how === 'sum' ? sql`coalesce(sum(value), 0)` : sql`count(*)`
  const met = asked.comparison === 'at-least' ? sql`${counted} >= ${asked.quantity}` : sql`${counted} <= ${asked.quantity}`
  const found = await sql<{ value: number; records: number; met: boolean }>`
    select (${counted})::float8 as value, count(*)::int as records, ${met} as met from (${records}) r`.execute(ctx.db)
  return found.rows[0]!
}
