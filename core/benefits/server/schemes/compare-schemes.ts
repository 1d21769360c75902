// Before schemes are merged or raised: every open draft together against what is in force, over the roll of today, exclusions included. Pays nobody.
import type { ReplyOf } from '@songhe/basics/contract'
import { type Day, lastDay, monthOf } from '@songhe/basics/day'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { planForMany } from '@songhe/kernel/db/plan-for-many'
import { today } from '@songhe/kernel/today'
import { draftedExclusions, draftedTables, populationSql } from '@songhe/policy/door'
import { sql } from 'kysely'
import type * as contract from '../../contract-schemes.ts'
import { factsOf, judgeWide, readable, readTables } from '../cases/judge-population.ts'
import { programmeTitle } from '../cases/queue-rows.ts'

type Reply = ReplyOf<typeof contract.compareSchemes>

export async function compareSchemes(ctx: Context): Promise<Reply> {
  const on = lastDay(monthOf(today(ctx)))
  const { tables, drafts } = await draftedTables(ctx, on)
  await planForMany(ctx, async () => {
    const [old, next] = [await readTables(ctx, on), readable(ctx, tables)]
    await wideRows(ctx, on, [...new Set([...factsOf(old), ...factsOf(next), 'person.alive'])])
    await judgeWide(ctx, old, on, 'scheme_wide', 'scheme_before')
    await judgeWide(ctx, next, on, 'scheme_wide', 'scheme_after', { rules: await draftedExclusions(ctx, on) })
  })
  const programmes = await byProgramme(ctx)
  const persons = await byPerson(ctx)
  await sql`drop table scheme_wide, scheme_before, scheme_after`.execute(ctx.db)
  await audit(ctx, { event: 'schemes.compared', details: { drafts: drafts.map(({ pack }) => pack) } })
  return { on, drafts, programmes, ...persons }
}

const wideRows = (ctx: Context, on: Day, facts: string[]) =>
  sql
    .raw(
      `create temporary table scheme_wide on commit drop as ${populationSql(ctx.catalogue, facts, on, ctx.principal.district)}`,
    )
    .execute(ctx.db)

async function byProgramme(ctx: Context): Promise<Reply['programmes']> {
  const found = await sql<{ programme: string; persons: number; fen: number; persons_after: number; fen_after: number }>`
    select programme, count(*) filter (where side = 'before')::int as persons, coalesce(sum(fen) filter (where side = 'before'), 0)::bigint as fen,
      count(*) filter (where side = 'after')::int as persons_after, coalesce(sum(fen) filter (where side = 'after'), 0)::bigint as fen_after
    from (select 'before' as side, programme, fen from scheme_before where outcome = 'due' and fen > 0
      union all select 'after', programme, fen from scheme_after where outcome = 'due' and fen > 0) both_sides
    group by programme order by programme`.execute(ctx.db)
  return found.rows.map((row) => ({
    programme: row.programme,
    title: programmeTitle(row.programme),
    before: { persons: row.persons, fen: row.fen },
    after: { persons: row.persons_after, fen: row.fen_after },
  }))
}

async function byPerson(ctx: Context): Promise<Pick<Reply, 'before' | 'after' | 'gain' | 'lose'>> {
  const found = await sql<{ kind: 'before' | 'after' | 'gain' | 'lose'; persons: number; fen: number }>`
    with old as (select person, sum(fen)::bigint as fen from scheme_before where outcome = 'due' and fen > 0 group by person),
      new as (select person, sum(fen)::bigint as fen from scheme_after where outcome = 'due' and fen > 0 group by person),
      each as (select coalesce(old.fen, 0) as was, coalesce(new.fen, 0) as becomes from old full join new using (person))
    select 'before' as kind, count(*) filter (where was > 0)::int as persons, coalesce(sum(was), 0)::bigint as fen from each
    union all select 'after', count(*) filter (where becomes > 0)::int, coalesce(sum(becomes), 0)::bigint from each
    union all select 'gain', count(*)::int, coalesce(sum(becomes - was), 0)::bigint from each where becomes > was
    union all select 'lose', count(*)::int, coalesce(sum(becomes - was), 0)::bigint from each where becomes < was`.execute(ctx.db)
  const of = (kind: string) => {
    const { persons, fen } = found.rows.find((row) => row.kind === kind)!
    return { persons, fen }
  }
  return { before: of('before'), after: of('after'), gain: of('gain'), lose: of('lose') }
}
