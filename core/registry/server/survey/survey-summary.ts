// What the surveys of a district or a town add up to: who was asked, which services are needed and not yet used, what people would pay.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { areaBelow } from '../areas/area-tree.ts'
import { factKind } from '../facts/fact-kinds.ts'
import { SERVICES, SURVEY_KINDS } from '../facts/survey-kinds.ts'

const MONEY = SURVEY_KINDS.filter((kind) => kind.unit === 'fen').map((kind) => kind.kind)

export async function surveySummary(
  ctx: Context,
  { query }: InputOf<typeof contract.surveySummary>,
): Promise<ReplyOf<typeof contract.surveySummary>> {
  const { district } = ctx.principal
  const on = today(ctx)
  const areas = query.area === undefined ? undefined : await areaBelow(ctx, [query.area], on)
  const living = sql`p.district = ${district} and p.state = 'active' and p.died_on is null and p.left_on is null
    ${areas ? sql`and p.area = any(${areas}::int[])` : sql``}`
  const answers = sql`from registry.fact_winning f join registry.person p on p.district = f.district and p.id = f.person
    where f.district = ${district} and f.valid_from <= ${on} and (f.valid_to is null or f.valid_to > ${on}) and ${living}`
  const counted = await sql<{ elders: number; surveyed: number }>`select
    (select count(*)::int from registry.person p where ${living}) as elders,
    (select count(distinct f.person)::int ${answers} and f.kind = any(${SURVEY_KINDS.map(({ kind }) => kind)}::text[])) as surveyed`.execute(
    ctx.db,
  )
  const services = await sql<{ service: string; need: number; used: number; gap: number }>`
    with said as (select distinct f.person, f.kind, service from registry.fact_winning f
      join registry.person p on p.district = f.district and p.id = f.person
      cross join lateral unnest(string_to_array(f.value, '、')) as service
      where f.district = ${district} and f.kind in ('survey.needs', 'survey.used') and f.valid_from <= ${on}
        and (f.valid_to is null or f.valid_to > ${on}) and ${living}),
    each as (select person, service, bool_or(kind = 'survey.needs') as needed, bool_or(kind = 'survey.used') as used from said group by person, service)
    select service, (count(*) filter (where needed))::int as need, (count(*) filter (where used))::int as used,
      (count(*) filter (where needed and not used))::int as gap from each group by service`.execute(ctx.db)
  const sums = await sql<{ kind: string; answers: number; fen: number }>`select f.kind, count(*)::int as answers,
    percentile_disc(0.5) within group (order by f.value::int) as fen ${answers} and f.kind = any(${MONEY}::text[]) group by f.kind`.execute(
    ctx.db,
  )
  const byService = new Map(services.rows.map((row) => [row.service, row]))
  const byKind = new Map(sums.rows.map((row) => [row.kind, row]))
  return {
    ...counted.rows[0]!,
    services: SERVICES.map((service) => byService.get(service) ?? { service, need: 0, used: 0, gap: 0 }),
    medians: MONEY.map((kind) => ({
      kind,
      title: factKind(kind)!.title,
      answers: byKind.get(kind)?.answers ?? 0,
      fen: byKind.get(kind)?.fen ?? null,
    })),
  }
}
