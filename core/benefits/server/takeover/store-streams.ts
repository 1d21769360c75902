// The one way a running entitlement enters from outside: new streams are added, known ones changed, what stood before is kept for undo.
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'

/** What the temporary table holds: one row per person and programme. */
export const STREAM_COLUMNS = {
  person: 'uuid',
  area: 'int',
  programme: 'text',
  start_month: 'text',
  fen: 'bigint',
  last_paid_month: 'text',
  decision_number: 'text',
}

export interface StoredPair {
  person: string
  programme: string
  outcome: 'added' | 'changed' | 'unchanged'
}

/**
 * Stores the rows of temporary table `from` and drops it. Where this system paid a stream already, the last paid month is its own.
 * @param importId stands on what is written and remembers what was before; null for rows that nobody can take back (demo)
 */
export async function storeStreams(ctx: Context, from: string, importId: string | null): Promise<StoredPair[]> {
  const { district } = ctx.principal
  await sql`create temporary table stream_of_list on commit drop as
    select f.*, e.id as stream, coalesce(e.id, gen_random_uuid()) as id, e.start_month as old_start, e.takeover_fen as old_fen, e.last_paid_month as old_last,
      e.decision_number as old_decision, e.import as old_import,
      exists (select from benefits.line l join benefits.run r on r.district = l.district and r.id = l.run
        where l.district = e.district and l.person = e.person and l.entitlement = e.id and r.kind <> 'shadow' and r.state <> 'discarded') as paid_here
    from ${sql.ref(from)} f left join benefits.entitlement e on e.district = ${sql.lit(district)} and e.person = f.person and e.programme = f.programme
      and e.state <> 'stopped'`.execute(ctx.db)
  await sql`create temporary table stream_outcome on commit drop as
    select *, case when stream is null then 'added'
      when (old_start, old_fen, old_decision) is not distinct from (start_month, fen, decision_number) and (paid_here or old_last is not distinct from last_paid_month)
        then 'unchanged' else 'changed' end as outcome from stream_of_list`.execute(ctx.db)
  if (importId !== null)
    await sql`insert into benefits.takeover_row (district, import, kind, object, person, area, added, before)
      select ${district}::int, ${importId}::uuid, 'entitlement', id, person, area, outcome = 'added', case when outcome = 'changed' then jsonb_build_object(
        'start_month', old_start, 'takeover_fen', old_fen, 'last_paid_month', old_last, 'decision_number', old_decision, 'import', old_import) end
      from stream_outcome where outcome <> 'unchanged'`.execute(ctx.db)
  await sql`update benefits.entitlement e set start_month = o.start_month, takeover_fen = o.fen, last_paid_month = case when o.paid_here then e.last_paid_month else o.last_paid_month end,
      decision_number = o.decision_number, import = ${importId}::uuid, version = e.version + 1
    from stream_outcome o where e.district = ${district} and e.id = o.stream and o.outcome = 'changed'`.execute(ctx.db)
  await sql`insert into benefits.entitlement (district, id, person, area, programme, start_month, takeover_fen, last_paid_month, decision_number, import)
    select ${district}::int, id, person, area, programme, start_month, fen, last_paid_month, decision_number, ${importId}::uuid
    from stream_outcome where outcome = 'added' order by person, programme`.execute(ctx.db)
  const outcomes = await sql<StoredPair>`select person, programme, outcome from stream_outcome`.execute(ctx.db)
  await sql`drop table stream_of_list, stream_outcome, ${sql.ref(from)}`.execute(ctx.db)
  return outcomes.rows
}
