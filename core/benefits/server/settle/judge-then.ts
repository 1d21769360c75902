// A run judged again from what it froze: the same wide rows, the same table versions, exclusions as published at that moment.
import type { Month } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import { exclusions, type PublishedTable } from '@songhe/policy/door'
import { sql } from 'kysely'
import { judgeWide, readable, type ReadTable } from '../cases/judge-population.ts'
import { judgingDay } from '../month/month-rules.ts'

export interface FrozenRun {
  id: string
  month: Month
  packs: { pack: string; version: number; digest: string }[]
  snapshotAt: Date
}

export async function frozenRun(ctx: Context, id: string): Promise<FrozenRun | undefined> {
  const found = await sql<FrozenRun>`select id, month, packs, snapshot_at as "snapshotAt" from benefits.run
    where district = ${ctx.principal.district} and id = ${id} and snapshot_at is not null`.execute(ctx.db)
  return found.rows[0]
}

/** Exactly the versions a run froze, whatever was published or withdrawn since. */
async function frozenTables(ctx: Context, run: FrozenRun): Promise<ReadTable[]> {
  const found =
    await sql<PublishedTable>`select v.pack, v.version, v.digest, v.body as "table", v.valid_from::text as "validFrom", v.valid_to::text as "validTo", v.example
    from jsonb_to_recordset(${JSON.stringify(run.packs)}::jsonb) as f (pack text, version int)
    join policy.pack_version v on v.district = ${ctx.principal.district} and v.pack = f.pack and v.version = f.version order by v.pack`.execute(
      ctx.db,
    )
  return readable(ctx, found.rows)
}

/** Temporary tables `then_wide` (the frozen rows) and `then_judged` (as judgeWide makes it), of everyone or of one elder. */
export async function judgeThen(ctx: Context, run: FrozenRun, person?: string): Promise<void> {
  await sql`create temporary table then_wide on commit drop as select * from benefits.snapshot
    where district = ${ctx.principal.district} and run = ${run.id} ${person ? sql`and person = ${person}` : sql``}`.execute(
    ctx.db,
  )
  const on = judgingDay(run.month)
  await judgeWide(ctx, await frozenTables(ctx, run), on, 'then_wide', 'then_judged', {
    rules: await exclusions(ctx, on, run.snapshotAt),
    dueOnly: true,
  })
}

export const forgetThen = (ctx: Context) => sql`drop table if exists then_wide, then_judged`.execute(ctx.db)

/** 与当时一致: how many month lines were judged again, and how many of them came out with another amount, row or version. */
export async function proveThen(ctx: Context, run: string, person?: string): Promise<{ checked: number; differing: number }> {
  const found = await sql<{ checked: number; differing: number }>`select count(*)::int as checked,
      (count(*) filter (where (j.fen, j.row_id, j.pack, j.version) is distinct from (l.fen, l.row_id, l.pack, l.version)))::int as differing
    from benefits.line l left join then_judged j on j.person = l.person and j.programme = l.programme and j.outcome = 'due'
    where l.district = ${ctx.principal.district} and l.run = ${run} and l.kind = 'month' ${person ? sql`and l.person = ${person}` : sql``}`.execute(
    ctx.db,
  )
  return found.rows[0]!
}

/** One amount again, for the explanation of a line; null when its run kept no snapshot of the elder. */
export async function knownThen(ctx: Context, line: { run: string; person: string; programme: string }): Promise<number | null> {
  const run = await frozenRun(ctx, line.run)
  if (!run) return null
  await judgeThen(ctx, run, line.person)
  const found = await sql<{
    fen: number | null
  }>`select (select fen from then_judged where programme = ${line.programme} and outcome = 'due') as fen
    from then_wide`.execute(ctx.db)
  await forgetThen(ctx)
  return found.rows[0] ? (found.rows[0].fen ?? 0) : null
}
