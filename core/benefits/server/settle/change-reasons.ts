// Why a month comes to something else today: the facts that changed with source and day, the table that changed, the stream that began or ended.
import type { Context } from '@songhe/kernel/context'
import { columnOf, sourceColumnOf } from '@songhe/policy/door'
import { type RawBuilder, sql } from 'kysely'
import type { ReadTable } from '../cases/judge-population.ts'
import { SNAPSHOT_FACTS } from '../month/snapshot.ts'
import type { FrozenRun } from './judge-then.ts'

const DERIVED = new Set(['person.age', 'person.alive'])
const day = (at: string) => sql.raw(`to_char(${at} at time zone 'Asia/Shanghai', 'YYYY-MM-DD')`)

/** Fills `reasons` of every row of this recompute, from the temporary tables of judge-then and judge-now. */
export async function changeReasons(ctx: Context, recompute: string, run: FrozenRun, tables: readonly ReadTable[]) {
  const { district } = ctx.principal
  const parts = [
    lifeReason(ctx, run),
    ...tables.map((one) => factReasons(ctx, one)),
    ruleReason(ctx, run),
    streamReason(run),
    exclusionReason(),
  ]
  await sql`update benefits.recompute_row r set reasons = x.reasons from (
      select r.person, r.programme, ${sql.join(parts, sql` || `)} as reasons
      from benefits.recompute_row r join registry.person p on p.district = ${district} and p.id = r.person
      left join then_wide t on t.person = r.person left join now_wide n on n.person = r.person
      left join then_judged tj on tj.person = r.person and tj.programme = r.programme
      left join now_judged nj on nj.person = r.person and nj.programme = r.programme
      left join rules_judged rj on rj.person = r.person and rj.programme = r.programme
      left join now_stream s on s.person = r.person and s.programme = r.programme
      where r.district = ${district} and r.recompute = ${recompute}) x
    where r.district = ${district} and r.recompute = ${recompute} and r.person = x.person and r.programme = x.programme`.execute(
    ctx.db,
  )
  // Nothing of the rules or facts changed: something was booked beside the month.
  await sql`update benefits.recompute_row set reasons = jsonb_build_array(jsonb_build_object('kind', 'settled', 'text', '规则和事实都没有变，差在已经结算的款项', 'source', '', 'knownOn', null))
    where district = ${district} and recompute = ${recompute} and reasons = '[]'`.execute(ctx.db)
}

/** Died or left: known since the day it was recorded, by the source that reported it. */
function lifeReason(ctx: Context, run: FrozenRun): RawBuilder<unknown> {
  const { district } = ctx.principal
  const told = (
    kind: string,
    words: string,
  ) => sql`(select jsonb_build_array(jsonb_build_object('kind', 'fact', 'text', to_char(v.day, 'YYYY-MM-DD') || ${words}::text,
      'source', coalesce((select z.label from registry.source z where z.district = v.district and z.id = v.source), v.recorded_by), 'knownOn', ${day('v.recorded_at')}))
    from registry.life_event v where v.district = ${district} and v.person = p.id and v.kind = ${kind} and v.reversed_by is null
    order by v.recorded_at desc limit 1)`
  return sql`case when p.died_on is not null and p.died_on is distinct from t.died_on and to_char(p.died_on, 'YYYY-MM') <= ${run.month}
      then coalesce(${told('death', '去世')}, jsonb_build_array(jsonb_build_object('kind', 'fact', 'text', to_char(p.died_on, 'YYYY-MM-DD') || '去世', 'source', '', 'knownOn', null)))
      when p.died_on is null and t.died_on is not null then jsonb_build_array(jsonb_build_object('kind', 'fact', 'text', '去世登记已撤销', 'source', '', 'knownOn', null))
      when p.left_on is not null and to_char(p.left_on, 'YYYY-MM') <= ${run.month} then coalesce(${told('move-out', '户籍迁出')}, '[]')
      when t.birth is not null and p.birth <> t.birth then jsonb_build_array(jsonb_build_object('kind', 'fact', 'text', '出生日期由' || t.birth || '更正为' || p.birth,
        'source', coalesce((select z.label from registry.fact_winning f join registry.source z on z.district = f.district and z.id = f.source
          where f.district = ${district} and f.person = p.id and f.kind = 'person.birth' limit 1), ''), 'knownOn',
        (select ${day('f.recorded_at')} from registry.fact f where f.district = ${district} and f.person = p.id and f.kind = 'person.birth' and f.wins and f.closed_at is null limit 1)))
      else '[]'::jsonb end`
}

/** Facts that this programme's table asks for and whose value differs between the frozen row and today's. */
function factReasons(ctx: Context, { pack, table }: ReadTable): RawBuilder<unknown> {
  const asked = [...new Set(table.inputs.map((input) => input.fact))].filter(
    (fact) => !DERIVED.has(fact) && SNAPSHOT_FACTS.includes(fact),
  )
  if (asked.length === 0) return sql`'[]'::jsonb`
  const each = asked.map((fact) => {
    const [value, source, kind] = [columnOf(fact), sourceColumnOf(fact), ctx.catalogue.facts.get(fact)?.kind ?? fact]
    const title = ctx.catalogue.facts.get(fact)?.title ?? fact
    const [was, is] = [sql.ref(`t.${value}`), sql.ref(`n.${value}`)]
    return sql`case when t.person is not null and n.person is not null and ${was} is distinct from ${is} then jsonb_build_array(jsonb_build_object('kind', 'fact',
        'text', ${title}::text || '：' || ${words(was)} || ' → ' || ${words(is)},
        'source', coalesce((select z.label from registry.source z where z.district = ${ctx.principal.district} and z.id = coalesce(${sql.ref(`n.${source}`)}, ${sql.ref(`t.${source}`)})), ''),
        'knownOn', (select ${day('max(coalesce(f.closed_at, f.recorded_at))')} from registry.fact f where f.district = ${ctx.principal.district} and f.person = p.id and f.kind = ${kind}
          and f.source = coalesce(${sql.ref(`n.${source}`)}, ${sql.ref(`t.${source}`)})))) else '[]'::jsonb end`
  })
  return sql`case when r.programme = ${pack} then ${sql.join(each, sql` || `)} else '[]'::jsonb end`
}

const words = (column: RawBuilder<unknown>) =>
  sql`coalesce(case ${column}::text when 'true' then '是' when 'false' then '否' else ${column}::text end, '没有')`

/** The same frozen facts come to something else under today's table. */
function ruleReason(ctx: Context, run: FrozenRun): RawBuilder<unknown> {
  return sql`case when t.person is not null and (tj.fen, tj.outcome) is distinct from (rj.fen, rj.outcome) and tj.version is distinct from rj.version
    then coalesce((select jsonb_build_array(jsonb_build_object('kind', 'rule',
        'text', coalesce(v.body ->> 'table', v.pack) || '改用第' || v.version || '版（' || v.valid_from || '起）' || coalesce('“' || rj.row_id || '”行', ''),
        'source', concat_ws(' ', v.body -> 'ground' ->> 'document', v.body -> 'ground' ->> 'clause'), 'knownOn', ${day('v.published_at')}))
      from policy.pack_version v where v.district = ${ctx.principal.district} and v.pack = r.programme and v.state = 'published'
        and v.valid_from <= (${run.month} || '-01')::date + interval '1 month' - interval '1 day'
        and (v.valid_to is null or v.valid_to > (${run.month} || '-01')::date + interval '1 month' - interval '1 day') order by v.version desc limit 1), '[]'::jsonb)
    else '[]'::jsonb end`
}

/** Granted later for this month, or on hold until somebody decides. */
function streamReason(run: FrozenRun): RawBuilder<unknown> {
  return sql`case when r.then_fen = 0 and s.id is not null and t.person is null then jsonb_build_array(jsonb_build_object('kind', 'stream',
      'text', '待遇从' || s.start_month || '起批准', 'source', s.decision_number, 'knownOn', ${day('s.created_at')}))
    when s.id is null and r.settled_fen > 0 and p.died_on is null and p.left_on is null then jsonb_build_array(jsonb_build_object('kind', 'stream',
      'text', ${`${run.month}没有这项待遇的发放记录`}::text, 'source', '', 'knownOn', null))
    else '[]'::jsonb end`
}

function exclusionReason(): RawBuilder<unknown> {
  return sql`case when tj.outcome is distinct from nj.outcome and 'excluded' in (tj.outcome, nj.outcome) then jsonb_build_array(jsonb_build_object('kind', 'exclusion',
      'text', case when nj.outcome = 'excluded' then '现在另有一项同类待遇，两项只能领一项' else '同类待遇不再重复，这一项恢复' end, 'source', '', 'knownOn', null))
    else '[]'::jsonb end`
}
