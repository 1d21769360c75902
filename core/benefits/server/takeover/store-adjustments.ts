// Imported arrears and recoveries in the books: proposed once each, taken back as long as nobody approved them.
import { copyRows } from '@songhe/kernel/bulk'
import type { Context } from '@songhe/kernel/context'
import type { CommitCounts, Dependent } from '@songhe/kernel/sheets/sheet'
import { sql } from 'kysely'

export interface AdjustmentOfList {
  person: string
  area: number
  programme: string
  kind: 'arrear' | 'recovery'
  for_month: string
  fen: number
  reason: string
}

const COLUMNS = { person: 'uuid', area: 'int', programme: 'text', kind: 'text', for_month: 'text', fen: 'bigint', reason: 'text' }
const NAMES = Object.keys(COLUMNS) as (keyof AdjustmentOfList)[]

/** A sum nobody approved yet may still be corrected by a later list; the corrector then stands as its proposer. */
export async function storeAdjustments(
  ctx: Context,
  rows: readonly AdjustmentOfList[],
  importId: string,
): Promise<(keyof CommitCounts)[]> {
  const { district, staff, name } = ctx.principal
  await copyRows(
    ctx,
    'adjustment_given',
    COLUMNS,
    rows.map((row) => NAMES.map((name) => row[name])),
  )
  await sql`create temporary table adjustment_of_list on commit drop as
    select r.*, coalesce(a.id, gen_random_uuid()) as id, a.id as known, a.fen as old_fen, a.reason as old_reason, a.proposed_by as old_by, a.proposed_by_name as old_by_name,
      a.import as old_import,
      case when a.id is null then 'added' when a.state <> 'proposed' or (a.fen = r.fen and a.reason = r.reason) then 'unchanged' else 'changed' end as outcome
    from adjustment_given r left join benefits.adjustment a on a.district = ${sql.lit(district)} and a.person = r.person and a.programme = r.programme
      and a.kind = r.kind and a.for_month = r.for_month and a.origin = 'import' and a.state <> 'cancelled'`.execute(ctx.db)
  await sql`insert into benefits.takeover_row (district, import, kind, object, person, area, added, before)
    select ${district}::int, ${importId}::uuid, 'adjustment', id, person, area, outcome = 'added', case when outcome = 'changed' then
      jsonb_build_object('fen', old_fen, 'reason', old_reason, 'proposed_by', old_by, 'proposed_by_name', old_by_name, 'import', old_import) end
    from adjustment_of_list where outcome <> 'unchanged'`.execute(ctx.db)
  await sql`update benefits.adjustment a set fen = r.fen, reason = r.reason, proposed_by = ${staff}, proposed_by_name = ${name}, import = ${importId}::uuid
    from adjustment_of_list r where a.district = ${district} and a.id = r.known and r.outcome = 'changed'`.execute(ctx.db)
  await sql`insert into benefits.adjustment (district, id, person, area, programme, kind, for_month, fen, reason, proposed_by, proposed_by_name, origin, import)
    select ${district}::int, id, person, area, programme, kind, for_month, fen, reason, ${staff}::uuid, ${name}, 'import', ${importId}::uuid from adjustment_of_list where outcome = 'added'`.execute(
    ctx.db,
  )
  const outcomes = await sql<{ outcome: keyof CommitCounts }>`select outcome from adjustment_of_list`.execute(ctx.db)
  await sql`drop table adjustment_given, adjustment_of_list`.execute(ctx.db)
  return outcomes.rows.map((row) => row.outcome)
}

const STATES: Record<string, string> = { approved: '已批准', planned: '正在分月抵扣', settled: '已结清' }

export async function dependentsOfAdjustments(ctx: Context, id: string): Promise<Dependent[]> {
  const { district } = ctx.principal
  const found = await sql<{ name: string; state: string; for_month: string }>`
    select p.name_masked as name, a.state, a.for_month from benefits.takeover_row t join benefits.adjustment a on a.district = t.district and a.id = t.object
    join registry.person p on p.district = a.district and p.id = a.person
    where t.district = ${district} and t.import = ${id} and t.kind = 'adjustment' and (a.state in ('approved', 'planned', 'settled') or a.import is distinct from ${id}::uuid)
    order by p.name_masked`.execute(ctx.db)
  return found.rows.map((row) => ({
    name: row.name,
    what: `${row.for_month} 的补发追回${STATES[row.state] ?? '后来又一次导入改过'}`,
  }))
}

export async function undoAdjustments(ctx: Context, id: string): Promise<{ closed: number; restored: number }> {
  const mine = sql`t.district = ${ctx.principal.district} and t.import = ${id} and t.kind = 'adjustment' and a.district = t.district and a.id = t.object and a.state = 'proposed'`
  const closed =
    await sql`update benefits.adjustment a set state = 'cancelled' from benefits.takeover_row t where ${mine} and t.added`.execute(
      ctx.db,
    )
  const restored =
    await sql`update benefits.adjustment a set fen = (t.before->>'fen')::bigint, reason = t.before->>'reason', proposed_by = (t.before->>'proposed_by')::uuid,
      proposed_by_name = t.before->>'proposed_by_name', import = (t.before->>'import')::uuid from benefits.takeover_row t where ${mine} and not t.added`.execute(
      ctx.db,
    )
  return { closed: Number(closed.numAffectedRows ?? 0n), restored: Number(restored.numAffectedRows ?? 0n) }
}
