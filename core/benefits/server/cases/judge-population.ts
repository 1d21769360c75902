// Judges everybody of the district in one pass inside the database: published tables as SQL over the wide row, then what shuts what out.
import { type Day, firstDay, lastDay, type Month } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import { planForMany } from '@songhe/kernel/db/plan-for-many'
import { columnOf, exclusions, populationSql, publishedTables, type Exclusion, type PublishedTable } from '@songhe/policy/door'
import { parseTable, type Table, toSql } from '@songhe/rules'
import { sql } from 'kysely'

/** A month is judged on its last day: a birthday counts from the month it falls in. */
export const judgingDay = (month: Month): Day => lastDay(month)

export interface ReadTable extends Omit<PublishedTable, 'table'> {
  table: Table
}

export async function readTables(ctx: Context, on: Day, asKnownOn?: Date): Promise<ReadTable[]> {
  return readable(ctx, await publishedTables(ctx, { on, ...(asKnownOn && { asKnownOn }) }))
}

export function readable(ctx: Context, published: readonly PublishedTable[]): ReadTable[] {
  return published.flatMap((one) => {
    const parsed = parseTable(one.table)
    // One unreadable table pays and refuses nobody; it must not stop the others.
    if (!parsed.table)
      ctx.log.error({ pack: one.pack, version: one.version, problems: parsed.problems }, 'published table cannot be read')
    return parsed.table ? [{ ...one, table: parsed.table }] : []
  })
}

export const factsOf = (tables: readonly ReadTable[]) => [
  ...new Set(tables.flatMap((one) => one.table.inputs.map((input) => input.fact))),
]

export const judgePopulation = (ctx: Context, month: Month, into: string) => planForMany(ctx, () => judgeAll(ctx, month, into))

async function judgeAll(ctx: Context, month: Month, into: string) {
  const on = judgingDay(month)
  const tables = await readTables(ctx, on)
  const wide = `${into}_wide`
  await sql
    .raw(
      `create temporary table "${wide}" on commit drop as ${populationSql(ctx.catalogue, [...factsOf(tables), 'person.alive'], on, ctx.principal.district)}`,
    )
    .execute(ctx.db)
  // The month of death is still owed to whoever lived on its first day.
  await sql
    .raw(`update "${wide}" set person_alive = (died_on >= date '${firstDay(month)}') where died_on is not null`)
    .execute(ctx.db)
  await judgeWide(ctx, tables, on, wide, into)
  await sql.raw(`drop table "${wide}"`).execute(ctx.db)
}

export interface WideOptions {
  /** What shuts what out, where it is not what the office publishes today. */
  rules?: readonly Exclusion[]
  /** Leaves out who is not due for lack of a fact: a month pays only what is due, and those rows are most of the work. */
  dueOnly?: boolean
}

/** Judges a table of wide rows (as populationSql makes them) into temporary table `into`; shared with the monthly run, so both say the same. */
export async function judgeWide(
  ctx: Context,
  tables: readonly ReadTable[],
  on: Day,
  wide: string,
  into: string,
  { rules, dueOnly = false }: WideOptions = {},
) {
  await sql`create temporary table ${sql.ref(into)} (person uuid, area int, programme text, outcome text, row_id text, fen bigint, pack text, version int,
    document text, clause text, missing jsonb) on commit drop`.execute(ctx.db)
  for (const one of tables)
    await sql.raw(`insert into "${into}" ${judgedRows(ctx, one, on, wide)} ${dueOnly ? '' : 'or w.hit = -1'}`).execute(ctx.db)
  for (const rule of rules ?? (await exclusions(ctx, on))) await shutOut(ctx, into, rule)
}

/** Text without parameters; every literal in it comes from a published table or the calendar. */
function judgedRows(ctx: Context, { pack, version, table }: ReadTable, on: Day, wide: string): string {
  const bind = (fact: string) => `w.${columnOf(fact)}`
  const { rowCase } = toSql(table, bind, { on, birthColumn: 'w.birth' })
  const { outputs } = toSql(table, bind, { on, birthColumn: 'w.birth', rowColumn: 'w.hit' })
  const money = table.outputs.find((output) => output.type === 'money')
  const perRow = (text: (row: Table['rows'][number]) => string) =>
    `(array[${table.rows.map((row) => literal(text(row))).join(', ')}]::text[])[w.hit]`
  const lacking = table.inputs
    .filter((input) => !input.fact.startsWith('person.'))
    .map((input) => {
      const title = ctx.catalogue.facts.get(input.fact)?.title ?? input.name
      return `case when ${bind(input.fact)} is null then jsonb_build_array(jsonb_build_object('name', ${literal(input.fact)}, 'title', ${literal(title)})) else '[]'::jsonb end`
    })
  return `select w.person, w.area, ${literal(pack)}, case when w.hit > 0 then 'due' else 'missing' end, ${perRow((row) => row.id)},
      ${money ? `coalesce(${outputs[money.name]}, 0)` : '0'}, ${literal(pack)}, ${version}, ${literal(table.ground.document ?? table.ground.decision ?? '')},
      coalesce(${perRow((row) => row.clause ?? table.ground.clause ?? '')}, ${literal(table.ground.clause ?? '')}),
      case when w.hit > 0 then '[]'::jsonb else ${lacking.length > 0 ? lacking.join(' || ') : `'[]'::jsonb`} end
    from (select w.*, (${rowCase}) as hit from "${wide}" w) w where w.hit > 0`
}

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`

/** Of benefits that shut each other out only one is paid: the first named, or the higher one where the rule says so. */
async function shutOut(ctx: Context, into: string, rule: Exclusion) {
  const order = orderOf(rule)
  const better =
    rule.keep === 'higher' || rule.keep === '就高'
      ? sql`(o.fen > t.fen or (o.fen = t.fen and array_position(${order}::text[], o.programme) < array_position(${order}::text[], t.programme)))`
      : sql`array_position(${order}::text[], o.programme) < array_position(${order}::text[], t.programme)`
  await sql`update ${sql.ref(into)} t set outcome = 'excluded' where t.outcome = 'due' and t.programme = any(${order}::text[])
    and exists (select from ${sql.ref(into)} o where o.person = t.person and o.outcome = 'due' and o.programme = any(${order}::text[])
      and o.programme <> t.programme and ${better})`.execute(ctx.db)
}

export const orderOf = (rule: Exclusion): string[] =>
  rule.between.includes(rule.keep) ? [rule.keep, ...rule.between.filter((one) => one !== rule.keep)] : rule.between
