// The nightly question over the whole register: who is owed what, since when, and do we pay it? Set-based; people are never looped over.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { addMonths, type Day, type Month, monthOf } from '@songhe/basics/day'
import { audit } from '@songhe/kernel/audit'
import type { Progress } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { planForMany } from '@songhe/kernel/db/plan-for-many'
import { startJob } from '@songhe/kernel/jobs'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import type * as contract from '../../contract-cases.ts'
import { lastClosedMonth } from './closed-month.ts'
import { theJudge } from './judge-port.ts'
import { caseSettings } from './settings.ts'
import { addWorkingDays } from './working-days.ts'

export async function checkEntitlements(
  ctx: Context,
  input: InputOf<typeof contract.checkEntitlements>,
): Promise<ReplyOf<typeof contract.checkEntitlements>> {
  const { id } = input.body
  const known = await sql`select from kernel.job_run where district = ${ctx.principal.district} and id = ${id}`.execute(ctx.db)
  if (known.rows.length > 0) return { job: id }
  await audit(ctx, { event: 'entitlements.check-started', object: `job:${id}` })
  return startJob(ctx, 'entitlements.check', {}, id)
}

export interface CheckResult {
  month: Month
  due: number
  unclaimed: number
  unclaimedFen: number
  missing: number
  excluded: number
  anomalies: number
}

export const runCheck = (ctx: Context, progress: Progress): Promise<CheckResult> =>
  planForMany(ctx, () => checkAll(ctx, progress))

async function checkAll(ctx: Context, progress: Progress): Promise<CheckResult> {
  const month = monthOf(today(ctx))
  const { lookbackMonths, dueDays } = await caseSettings(ctx)
  const steps = lookbackMonths + 2
  await progress(0, steps, `核对${month}`)
  await theJudge().population(ctx, month, 'judged_now')
  await sql.raw('create index on judged_now (person, programme); analyze judged_now').execute(ctx.db)
  await lookBack(ctx, month, lookbackMonths, progress, steps)
  await replaceJudgements(ctx, await addWorkingDays(ctx, today(ctx), dueDays))
  await progress(lookbackMonths + 1, steps, '查已发未达条件')
  const anomalies = await findAnomalies(ctx, month)
  await progress(steps, steps, '核对完成')
  return { month, ...(await countResult(ctx)), anomalies }
}

/** Month by month backwards, only for pairs that nobody pays and whose conditions held without a break. */
async function lookBack(ctx: Context, month: Month, months: number, progress: Progress, steps: number) {
  const district = ctx.principal.district
  await sql`create temporary table owed on commit drop as
    select n.person, n.programme, ${month}::text as since, true as open, '[]'::jsonb as arrears, 0::bigint as arrears_fen from judged_now n
    where n.outcome = 'due' and not exists (select from benefits.entitlement e where e.district = ${district} and e.person = n.person
      and e.programme = n.programme and e.state <> 'stopped')`.execute(ctx.db)
  await sql.raw('create index on owed (person, programme)').execute(ctx.db)
  const closed = await lastClosedMonth(ctx)
  if (closed >= month) await addArrears(ctx, 'judged_now', month)
  for (let back = 1; back <= months; back++) {
    const past = addMonths(month, -back)
    await progress(back, steps, `核对${past}`)
    await theJudge().population(ctx, past, 'judged_past')
    await sql`update owed o set open = false where open and not exists (select from judged_past j
      where j.person = o.person and j.programme = o.programme and j.outcome = 'due')`.execute(ctx.db)
    await sql`update owed set since = ${past} where open`.execute(ctx.db)
    if (past <= closed) await addArrears(ctx, 'judged_past', past)
    await sql.raw('drop table judged_past').execute(ctx.db)
    const left = await sql`select from owed where open limit 1`.execute(ctx.db)
    if (left.rows.length === 0) break
  }
}

async function addArrears(ctx: Context, judged: 'judged_now' | 'judged_past', month: Month) {
  await sql`update owed o set arrears = jsonb_build_array(jsonb_build_object('month', ${month}::text, 'fen', j.fen)) || o.arrears, arrears_fen = o.arrears_fen + j.fen
    from ${sql.raw(judged)} j where o.open and j.person = o.person and j.programme = o.programme and j.outcome = 'due'
      and not exists (select from benefits.line l where l.district = ${ctx.principal.district} and l.person = o.person and l.programme = o.programme
        and l.for_month = ${month} and l.kind in ('month', 'arrear') and l.state in ('due', 'sent', 'paid', 'reissued'))`.execute(
    ctx.db,
  )
}

/** The day a finding was first made stays, so its term runs on from then. */
async function replaceJudgements(ctx: Context, dueOn: Day) {
  const district = ctx.principal.district
  const on = today(ctx)
  await sql`create temporary table judged_new on commit drop as
    select n.*, o.since, coalesce(o.arrears, '[]') as arrears, coalesce(o.arrears_fen, 0) as arrears_fen,
      case when n.outcome = 'due' and y.person is null then n.missing || '[{"name":"payee","title":"银行卡"}]'::jsonb else n.missing end as lacking,
      (n.outcome = 'due' and y.person is not null and jsonb_array_length(n.missing) = 0) as ready,
      3 - least(2, (p.birth <= (${on}::date - interval '80 years'))::int + (f.disabled is true)::int + (f.poor is true)::int) as rank
    from judged_now n join registry.person p on p.district = ${district} and p.id = n.person
    left join owed o on o.person = n.person and o.programme = n.programme
    left join registry.payee y on y.district = ${district} and y.person = n.person and y.closed_at is null
    left join (select person, bool_or((kind = 'ability.level' and value in ('2', '3', '4')) or (kind = 'disability.grade' and value in ('1', '2'))) as disabled,
        bool_or(kind in ('aid.destitute', 'aid.minimum-allowance', 'aid.low-income', 'family.special') and value = 'true') as poor
      from registry.fact_winning where district = ${district} and valid_from <= ${on} and (valid_to is null or valid_to > ${on})
        and kind in ('ability.level', 'disability.grade', 'aid.destitute', 'aid.minimum-allowance', 'aid.low-income', 'family.special')
      group by person) f on f.person = n.person`.execute(ctx.db)
  await sql`insert into benefits.judgement (district, person, programme, area, outcome, row_id, fen, pack, version, document, clause, missing, complete,
      since_month, arrears_fen, arrears_months, arrears, priority, found_on, due_on, computed_at)
    select ${district}, person, programme, area, outcome, coalesce(row_id, ''), coalesce(fen, 0), pack, version, coalesce(document, ''), coalesce(clause, ''),
      lacking, ready, since, arrears_fen, jsonb_array_length(arrears), arrears, rank, ${on}, ${dueOn}, ${ctx.now} from judged_new
    on conflict (district, person, programme) do update set area = excluded.area, outcome = excluded.outcome, row_id = excluded.row_id, fen = excluded.fen,
      pack = excluded.pack, version = excluded.version, document = excluded.document, clause = excluded.clause, missing = excluded.missing,
      complete = excluded.complete, since_month = excluded.since_month, arrears_fen = excluded.arrears_fen, arrears_months = excluded.arrears_months,
      arrears = excluded.arrears, priority = excluded.priority, computed_at = excluded.computed_at,
      found_on = case when benefits.judgement.outcome = excluded.outcome then benefits.judgement.found_on else excluded.found_on end,
      due_on = case when benefits.judgement.outcome = excluded.outcome then benefits.judgement.due_on else excluded.due_on end`.execute(
    ctx.db,
  )
  await sql`delete from benefits.judgement where district = ${district} and computed_at <> ${ctx.now}`.execute(ctx.db)
}

/** Months for which a colleague's “goes on” stands, as long as the reason is the same; then somebody looks again. */
const ASKED_AGAIN_AFTER = 6

/** Streams that run although nobody is owed them, and money that reached an account after a death. */
async function findAnomalies(ctx: Context, month: Month): Promise<number> {
  const district = ctx.principal.district
  const due = await addWorkingDays(ctx, today(ctx), 3)
  const unfounded =
    await sql`insert into benefits.anomaly (district, id, person, area, kind, programme, month, detail, opened_by_name, due_on)
    select ${district}, gen_random_uuid(), e.person, e.area, 'paid-not-due', e.programme, ${month}::text,
      jsonb_build_object('outcome', coalesce(n.outcome, 'none'), 'missing', coalesce(n.missing, '[]')), ${ctx.principal.name}, ${due}::date
    from benefits.entitlement e left join judged_now n on n.person = e.person and n.programme = e.programme
    where e.district = ${district} and e.state = 'running' and e.start_month <= ${month} and coalesce(n.outcome, 'none') <> 'due'
      and not exists (select from benefits.anomaly a where a.district = ${district} and a.person = e.person and a.kind = 'paid-not-due'
        and a.programme = e.programme and (a.closed_at is null or (a.verdict = 'not-so' and a.month > ${addMonths(month, -ASKED_AGAIN_AFTER)}
          and a.detail ->> 'outcome' = coalesce(n.outcome, 'none') and a.detail -> 'missing' = coalesce(n.missing, '[]'))))
    on conflict do nothing`.execute(ctx.db)
  const late =
    await sql`insert into benefits.anomaly (district, id, person, area, kind, programme, month, fen, opened_by_name, due_on)
    select ${district}, gen_random_uuid(), l.person, max(l.area), 'paid-after-death', l.programme, l.for_month, sum(l.fen), ${ctx.principal.name}, ${due}::date
    from benefits.line l join registry.person p on p.district = l.district and p.id = l.person
    where l.district = ${district} and l.kind = 'month' and l.state in ('paid', 'sent') and p.died_on is not null and (l.for_month || '-01')::date > p.died_on
      and not exists (select from benefits.adjustment a where a.district = ${district} and a.person = l.person and a.programme = l.programme
        and a.for_month = l.for_month and a.kind = 'recovery' and a.state <> 'cancelled')
    group by l.person, l.programme, l.for_month on conflict do nothing`.execute(ctx.db)
  return Number((unfounded.numAffectedRows ?? 0n) + (late.numAffectedRows ?? 0n))
}

async function countResult(ctx: Context): Promise<Omit<CheckResult, 'month' | 'anomalies'>> {
  const found = await sql<Omit<CheckResult, 'month' | 'anomalies'>>`
    select (count(*) filter (where outcome = 'due'))::int as due, (count(*) filter (where since_month is not null))::int as unclaimed,
      coalesce(sum(fen) filter (where since_month is not null), 0)::bigint as "unclaimedFen",
      (count(*) filter (where outcome = 'missing'))::int as missing, (count(*) filter (where outcome = 'excluded'))::int as excluded
    from benefits.judgement where district = ${ctx.principal.district}`.execute(ctx.db)
  return found.rows[0]!
}
