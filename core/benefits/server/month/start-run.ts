// Computes a month in one transaction: freeze what is known of everyone with a stream, judge it by the tables in force, keep payable lines only.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import type { Month } from '@songhe/basics/day'
import { conflict } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { planForMany } from '@songhe/kernel/db/plan-for-many'
import { sql } from 'kysely'
import type * as contract from '../../contract-month.ts'
import { judgeWide, readTables } from '../cases/judge-population.ts'
import { insertAdjustmentLines, insertMonthLines } from './lines-of-run.ts'
import { judgingDay } from './month-rules.ts'
import { freeze } from './snapshot.ts'
import { noteStep } from './run-store.ts'

export async function startRun(
  ctx: Context,
  { body }: InputOf<typeof contract.startRun>,
): Promise<ReplyOf<typeof contract.startRun>> {
  const { district, staff, name } = ctx.principal
  const known = await sql`select from benefits.run where district = ${district} and id = ${body.id}`.execute(ctx.db)
  if (known.rows.length > 0) return { id: body.id, outcome: 'exists' }
  await refuseSecondRun(ctx, body.month, body.kind)
  const started = performance.now()
  await sql`insert into benefits.run (district, id, month, kind, state, made_by, made_by_name, number)
    values (${district}, ${body.id}, ${body.month}, ${body.kind}, 'computing', ${staff}, ${name},
      (select coalesce(max(number), 0) + 1 from benefits.run where district = ${district} and month = ${body.month} and kind = ${body.kind}))`.execute(
    ctx.db,
  )
  const packs = await compute(ctx, body.id, body.month, body.kind)
  const state = body.kind === 'shadow' ? 'settled' : 'computed'
  await sql`update benefits.run r set state = ${state}, packs = ${JSON.stringify(packs)}::jsonb, snapshot_at = clock_timestamp(), compute_ms = ${Math.round(performance.now() - started)},
      persons = (select count(*) from benefits.snapshot s where s.district = r.district and s.run = r.id),
      lines = t.lines, payees = t.payees, total_fen = t.fen, digest = t.digest
    from (select count(*)::int as lines, count(distinct person)::int as payees, coalesce(sum(fen), 0)::bigint as fen,
        encode(sha256(convert_to(coalesce(string_agg(person || programme || kind || for_month || fen || row_id, '|' order by person, programme, kind, for_month), ''), 'UTF8')), 'hex') as digest
      from benefits.line where district = ${district} and run = ${body.id}) t
    where r.district = ${district} and r.id = ${body.id}`.execute(ctx.db)
  await noteStep(ctx, body.id, 'computed')
  await audit(ctx, {
    event: 'run.computed',
    object: `run:${body.id}`,
    details: { month: body.month, kind: body.kind, packs: packs.length },
  })
  return { id: body.id, outcome: 'created' }
}

async function refuseSecondRun(ctx: Context, month: Month, kind: string) {
  if (kind !== 'regular') return
  const open = await sql<{
    month: string
    state: string
  }>`select month, state from benefits.run where district = ${ctx.principal.district} and kind = 'regular'
    and month = ${month} and state <> 'discarded'`.execute(ctx.db)
  if (open.rows.length > 0)
    throw conflict(`${month} 已经有一个发放批次。`, { next: '请打开原批次；要重算，请先作废未批准的批次。' })
}

async function compute(ctx: Context, run: string, month: Month, kind: string) {
  const tables = await readTables(ctx, judgingDay(month))
  await planForMany(ctx, async () => {
    await freeze(ctx, run, month)
    await judgeWide(ctx, tables, judgingDay(month), 'run_wide', 'run_judged', { dueOnly: true })
    await insertMonthLines(ctx, run, month, kind)
    await insertAdjustmentLines(ctx, run, month)
    await sql`drop table run_wide, run_judged, run_stream`.execute(ctx.db)
  })
  await sql`select kernel.refresh_statistics('benefits.line')`.execute(ctx.db)
  return tables.map(({ pack, version, digest, example }) => ({ pack, version, digest, example }))
}
