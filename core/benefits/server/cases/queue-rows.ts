// The saved query behind each queue: uniform columns, so that one list, one count and one sum serve them all.
import { addMonths, firstDay, lastDay, monthOf } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { type RawBuilder, sql } from 'kysely'
import { PROGRAMMES, type QueueKey } from '../../contract-cases.ts'
import { ageThresholds } from './age-thresholds.ts'
import { addWorkingDays } from './working-days.ts'

export async function queueRows(ctx: Context, queue: QueueKey): Promise<RawBuilder<unknown>> {
  switch (queue) {
    case 'unclaimed':
      return unclaimed(ctx)
    case 'review':
      return cases(ctx, sql`c.state = 'district-decision' and c.opened_by is distinct from ${ctx.principal.staff}`, '复核')
    case 'returned':
      return cases(ctx, sql`c.state = 'returned'`, '补正')
    case 'town-check':
      return cases(ctx, sql`c.state = 'town-check'`, '核实')
    case 'overdue': {
      const soon = await addWorkingDays(ctx, today(ctx), 3)
      return cases(
        ctx,
        sql`c.state in ('town-check', 'returned', 'district-decision', 'objection') and c.due_on <= ${soon}`,
        '催办',
      )
    }
    case 'notice-ended':
      return cases(ctx, sql`c.state = 'public-notice' and c.notice_to < ${today(ctx)}`, '确认批准')
    case 'coming-of-age':
      return comingOfAge(ctx)
    case 'anomalies':
      return anomalies(ctx)
    case 'suspended':
      return suspended(ctx)
  }
}

/** Due by the newest check, nothing running, nobody working on it. */
function unclaimed(ctx: Context) {
  const district = ctx.principal.district
  return sql`select j.person::text || '/' || j.programme as key, null::uuid as benefit_case, null as number, 'due' as state, j.person, j.programme,
      j.fen as monthly_fen, j.arrears_fen, j.arrears_months, j.since_month, j.due_on, j.complete, j.missing, j.priority,
      case when j.complete then '确认' when j.missing @> '[{"name":"payee"}]' then '催补卡' else '请镇核实' end as next, '' as note, 0 as version
    from benefits.judgement j
    where j.district = ${district} and j.outcome = 'due'
      and not exists (select from benefits.entitlement e where e.district = ${district} and e.person = j.person and e.programme = j.programme and e.state <> 'stopped')
      and not exists (select from benefits.benefit_case c where c.district = ${district} and c.person = j.person and c.programme = j.programme
        and c.state in ('town-check', 'returned', 'district-decision', 'public-notice', 'objection'))`
}

function cases(ctx: Context, condition: RawBuilder<unknown>, next: string) {
  return sql`select c.id::text as key, c.id as benefit_case, c.number, c.state, c.person, c.programme, coalesce(c.monthly_fen, 0) as monthly_fen,
      c.arrears_fen, jsonb_array_length(c.arrears) as arrears_months, c.start_month as since_month, c.due_on,
      jsonb_array_length(c.missing) = 0 as complete, c.missing, c.priority, ${next} as next, '' as note, c.version
    from benefits.benefit_case c where c.district = ${ctx.principal.district} and ${condition}`
}

/** Birthdays of next month that reach an age named in a published table. */
async function comingOfAge(ctx: Context) {
  const next = addMonths(monthOf(today(ctx)), 1)
  const ages = await ageThresholds(ctx)
  return sql`select p.id::text as key, null::uuid as benefit_case, null as number, 'coming' as state, p.id as person, 'old-age-allowance' as programme,
      0::bigint as monthly_fen, 0::bigint as arrears_fen, 0 as arrears_months, null as since_month,
      (p.birth + make_interval(years => t.years))::date as due_on, true as complete, '[]'::jsonb as missing, 3 as priority,
      '满' || t.years || '周岁' as next, '' as note, 0 as version
    from registry.person p join unnest(${ages}::int[]) as t(years)
      on p.birth between (${firstDay(next)}::date - make_interval(years => t.years))::date and (${lastDay(next)}::date - make_interval(years => t.years))::date
    where p.district = ${ctx.principal.district} and p.state = 'active' and p.died_on is null`
}

function anomalies(ctx: Context) {
  return sql`select a.id::text as key, null::uuid as benefit_case, null as number, a.kind as state, a.person, a.programme,
      0::bigint as monthly_fen, a.fen as arrears_fen, 0 as arrears_months, a.month as since_month, a.due_on, true as complete, '[]'::jsonb as missing,
      1 as priority,
      case a.kind when 'death' then '确认停发' when 'move' then '确认停发' when 'paid-after-death' then '核对追回' when 'double-benefit' then '核对重复享受' when 'paid-elsewhere' then '核对重复领取' else case when a.detail ? 'asked' then '核对停发' else '核对条件' end end as next,
      coalesce('提出停发：' || (a.detail ->> 'asked') || '（' || a.opened_by_name || '）', '') as note, 0 as version
    from benefits.anomaly a where a.district = ${ctx.principal.district} and a.closed_at is null`
}

/** Put on hold by hand, and the day has come to look again. Its monthly sum is what it was last paid. */
function suspended(ctx: Context) {
  const district = ctx.principal.district
  return sql`select e.id::text as key, null::uuid as benefit_case, null as number, 'suspended' as state, e.person, e.programme,
      coalesce(l.fen, e.takeover_fen, 0)::bigint as monthly_fen, 0::bigint as arrears_fen, 0 as arrears_months, null as since_month, e.review_on as due_on,
      true as complete, '[]'::jsonb as missing, 2 as priority, '恢复或停发' as next, e.hold_reason as note, 0 as version
    from benefits.entitlement e left join lateral (select fen from benefits.line where district = ${district} and person = e.person and programme = e.programme
      and kind = 'month' and state <> 'cancelled' order by for_month desc limit 1) l on true
    where e.district = ${district} and e.state = 'held' and e.review_on <= ${today(ctx)}`
}

export const programmeTitle = (key: string | null) => (key === null ? '' : (PROGRAMMES[key as keyof typeof PROGRAMMES] ?? key))
