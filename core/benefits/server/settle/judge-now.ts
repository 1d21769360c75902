// The same month judged by what is known today: today's facts for its judging day, today's published tables valid on it, streams as they stand.
import { firstDay, type Month } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import { populationSql } from '@songhe/policy/door'
import { sql } from 'kysely'
import { factsOf, judgeWide, type ReadTable, readTables } from '../cases/judge-population.ts'
import { judgingDay } from '../month/month-rules.ts'
import { SNAPSHOT_FACTS } from '../month/snapshot.ts'

/** Temporary tables `now_wide`, `now_judged` and `now_stream`, of everyone or of one elder. @returns the tables that were used */
export async function judgeNow(ctx: Context, month: Month, person?: string): Promise<ReadTable[]> {
  const { district } = ctx.principal
  const on = judgingDay(month)
  const tables = await readTables(ctx, on)
  const facts = [...new Set([...factsOf(tables), ...SNAPSHOT_FACTS])].filter(
    (fact) => ctx.catalogue.facts.has(fact) || fact.startsWith('person.'),
  )
  await sql`create temporary table now_stream on commit drop as
    select distinct on (person, programme) id, person, programme, area, state, start_month, end_month, decision_number, created_at from benefits.entitlement
    where district = ${district} and start_month <= ${month} ${person ? sql`and person = ${person}` : sql``}
      and coalesce(end_month, case when state = 'stopped' then coalesce(last_paid_month, '') else ${month} end) >= ${month}
    order by person, programme, array_position(array['running', 'held', 'stopped'], state), start_month desc`.execute(ctx.db)
  await sql`create temporary table now_wide on commit drop as select x.* from (${sql.raw(populationSql(ctx.catalogue, facts, on, district))}) x
    where ${person ? sql`x.person = ${person}` : sql`x.person in (select person from now_stream)`}`.execute(ctx.db)
  // The month of death is still owed to whoever lived on its first day.
  await sql`update now_wide set person_alive = (died_on >= ${firstDay(month)}::date) where died_on is not null`.execute(ctx.db)
  await judgeWide(ctx, tables, on, 'now_wide', 'now_judged')
  return tables
}

/** The frozen facts under today's tables, as `rules_judged`: what of the difference is the rules' doing alone. */
export async function judgeRulesOnly(ctx: Context, month: Month, tables: readonly ReadTable[]): Promise<void> {
  await judgeWide(ctx, tables, judgingDay(month), 'then_wide', 'rules_judged')
}

export const forgetNow = (ctx: Context) =>
  sql`drop table if exists now_wide, now_judged, now_stream, rules_judged`.execute(ctx.db)
