// 疑似重复领取: each night a district asks whether another one pays the same benefit to the same human, and opens what it finds for itself.
// The other district asks for itself too, so both sides see it and neither learns a name of the other.
import { addMonths, type Month, monthOf } from '@songhe/basics/day'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { areaNames } from '@songhe/registry/door'
import { sql } from 'kysely'
import { PROGRAMMES } from '../../contract-cases.ts'
import { caseSettings } from './settings.ts'
import { addWorkingDays } from './working-days.ts'

export interface Elsewhere {
  district: number
  by: 'citizen-id' | 'account'
  /** Months that both sides paid; none yet where both streams have only begun. */
  months: Month[]
}

export interface PaidElsewhere {
  elsewhere: Elsewhere[]
  months: Month[]
}

/** Repeatable: an open anomaly takes up new months, a closed one comes back only for months nobody has looked at. */
export async function findPaidElsewhere(ctx: Context): Promise<{ opened: number; renewed: number }> {
  const { district, name } = ctx.principal
  const since = addMonths(monthOf(today(ctx)), -(await caseSettings(ctx)).lookbackMonths)
  const due = await addWorkingDays(ctx, today(ctx), 3)
  const kept = await sql<{ id: string; person: string; programme: string; opened: boolean }>`
    with told as (
      select t.* from benefits.paid_elsewhere(${since}) t where not exists (
        select from benefits.anomaly a cross join lateral jsonb_array_elements(a.detail->'elsewhere') e
        where a.district = ${district} and a.person = t.person and a.programme = t.programme and a.kind = 'paid-elsewhere' and a.closed_at is not null
          and (e->>'district')::int = t.other_district
          -- Two elders may share a son's account: once said, that is not asked again.
          and ((a.verdict = 'not-so' and e->>'by' = 'account' and t.by = 'account') or t.month is null or e->'months' ? t.month))),
    side as (
      select person, programme, other_district, max(by) as by, array_agg(distinct month order by month) filter (where month is not null) as months
      from told group by person, programme, other_district),
    found as (
      select person, programme, jsonb_agg(jsonb_build_object('district', other_district, 'by', by, 'months', coalesce(months, '{}')) order by other_district) as elsewhere
      from side group by person, programme),
    own as (
      select person, programme, sum(fen)::bigint as fen, jsonb_agg(month order by month) as months
      from (select distinct person, programme, month, fen from told where month is not null) m group by person, programme)
    insert into benefits.anomaly (district, id, person, area, kind, programme, fen, detail, opened_by_name, due_on)
    select ${district}::int, gen_random_uuid(), f.person, p.area, 'paid-elsewhere', f.programme, coalesce(o.fen, 0),
      jsonb_build_object('elsewhere', f.elsewhere, 'months', coalesce(o.months, '[]')), ${name}, ${due}::date
    from found f join registry.person p on p.district = ${district} and p.id = f.person
    left join own o on o.person = f.person and o.programme = f.programme
    on conflict (district, person, kind, coalesce(programme, ''), coalesce(month, '')) where closed_at is null
      do update set detail = excluded.detail, fen = excluded.fen where benefits.anomaly.detail <> excluded.detail
    returning id, person, programme, xmax = 0 as opened`.execute(ctx.db)
  for (const { id, person, programme, opened } of kept.rows)
    await audit(ctx, {
      event: opened ? 'anomaly.opened' : 'anomaly.renewed',
      object: `anomaly:${id}`,
      person,
      details: { kind: 'paid-elsewhere', programme },
    })
  const opened = kept.rows.filter((row) => row.opened).length
  return { opened, renewed: kept.rows.length - opened }
}

/** A second person says that it was not this district's to pay: what was paid here for the same months is put up for recovery. */
export async function recoverPaidElsewhere(
  ctx: Context,
  found: { id: string; person: string; programme: string | null; detail: Partial<PaidElsewhere> },
) {
  const { district, staff, name } = ctx.principal
  await sql`insert into benefits.adjustment (district, id, person, area, programme, kind, for_month, fen, reason, proposed_by, proposed_by_name, origin)
    select ${district}::int, gen_random_uuid(), l.person, max(p.area), l.programme, 'recovery', l.for_month, -sum(l.fen), '另一区县已发同一项待遇，追回', ${staff}::uuid,
      ${name}, ${`elsewhere:${found.id}`}
    from benefits.line l join registry.person p on p.district = l.district and p.id = l.person
    where l.district = ${district} and l.person = ${found.person} and l.programme = ${found.programme} and l.kind = 'month'
      and l.state in ('sent', 'paid', 'reissued') and l.for_month = any(${found.detail.months ?? []}::text[])
    group by l.person, l.programme, l.for_month on conflict do nothing`.execute(ctx.db)
}

/** What the desk says beside such a row: 巫溪县也发高龄津贴：2026-05 至 2026-10（身份证号相同）. */
export async function tellElsewhere(ctx: Context, anomalies: readonly string[]): Promise<Map<string, string>> {
  const found = await sql<{ id: string; programme: keyof typeof PROGRAMMES; detail: PaidElsewhere }>`
    select id, programme, detail from benefits.anomaly where district = ${ctx.principal.district} and kind = 'paid-elsewhere' and id = any(${[...anomalies]}::uuid[])`.execute(
    ctx.db,
  )
  const names = await areaNames(
    ctx,
    found.rows.flatMap((row) => row.detail.elsewhere.map((side) => side.district)),
    today(ctx),
  )
  return new Map(
    found.rows.map(({ id, programme, detail }) => [
      id,
      `${detail.elsewhere
        .map(({ district, by, months }) => {
          const same = by === 'citizen-id' ? '身份证号相同' : '收款账号相同'
          return `${names.get(district) ?? '另一区县'}也发${PROGRAMMES[programme]}：${spans(months)}（${same}）`
        })
        .join('；')}。`,
    ]),
  )
}

/** 2026-05 至 2026-07、2026-09: a run of months is said once. */
function spans(months: readonly Month[]): string {
  if (months.length === 0) return '还没有同月发放，两边都在发放中'
  const runs: Month[][] = []
  for (const month of months) {
    const last = runs.at(-1)
    if (last && addMonths(last.at(-1)!, 1) === month) last.push(month)
    else runs.push([month])
  }
  return runs.map((run) => (run.length > 1 ? `${run[0]} 至 ${run.at(-1)}` : run[0])).join('、')
}
