// An approved month judged again, as known then and as known now; what differs becomes a list of proposals. No money moves here.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import type { Month } from '@songhe/basics/day'
import { conflict, notFound, refused } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Progress } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { planForMany } from '@songhe/kernel/db/plan-for-many'
import { startJob } from '@songhe/kernel/jobs'
import { sql } from 'kysely'
import type * as contract from '../../contract-settle.ts'
import { changeReasons } from './change-reasons.ts'
import { forgetNow, judgeNow, judgeRulesOnly } from './judge-now.ts'
import { forgetThen, type FrozenRun, frozenRun, judgeThen, proveThen } from './judge-then.ts'
import { settledRows } from './settled-so-far.ts'

export const RECOMPUTE_JOB = 'month.recompute'

export async function recomputeMonth(
  ctx: Context,
  { body }: InputOf<typeof contract.recomputeMonth>,
): Promise<ReplyOf<typeof contract.recomputeMonth>> {
  const { district } = ctx.principal
  const known = await sql`select from benefits.recompute where district = ${district} and id = ${body.id}`.execute(ctx.db)
  if (known.rows.length > 0) return { id: body.id, outcome: 'exists' }
  await openRecompute(ctx, body.id, body.month, body.person)
  await startJob(ctx, RECOMPUTE_JOB, { id: body.id }, body.id)
  return { id: body.id, outcome: 'created' }
}

export async function openRecompute(ctx: Context, id: string, month: Month, person?: string) {
  const { district, staff, name } = ctx.principal
  const run = await closedRun(ctx, month)
  if (person) {
    const found = await sql`select from registry.person where district = ${district} and id = ${person}`.execute(ctx.db)
    if (found.rows.length === 0) throw notFound('这位老人')
  }
  await sql`insert into benefits.recompute (district, id, month, run, person, made_by, made_by_name)
    values (${district}, ${id}, ${month}, ${run.id}, ${person ?? null}, ${staff}, ${name})`.execute(ctx.db)
  await audit(ctx, {
    event: 'month.recompute-started',
    object: `run:${run.id}`,
    ...(person && { person }),
    details: { month, recompute: id },
  })
}

/** The regular run of a month that another person approved; only such a month is past. */
export async function closedRun(ctx: Context, month: Month): Promise<FrozenRun> {
  const found = await sql<{
    id: string
    state: string
  }>`select id, state from benefits.run where district = ${ctx.principal.district} and kind = 'regular'
    and month = ${month} and state <> 'discarded' order by number desc limit 1`.execute(ctx.db)
  const run = found.rows[0]
  if (!run) throw notFound(`${month}的发放批次`, { next: '只能重新核算已经发放过的月份。' })
  if (!['approved', 'sent', 'settled'].includes(run.state))
    throw refused(`${month} 批次还没有批准，不用按往月核算。`, { next: '请作废后重新计算这个批次。' })
  const frozen = await frozenRun(ctx, run.id)
  if (!frozen) throw conflict(`${month} 批次没有冻结的名册，不能重新核算。`, { next: '请用“补发与追回”逐笔更正。' })
  return frozen
}

interface Opened {
  month: Month
  run: string
  person: string | null
  state: string
}

export interface Recomputed {
  month: Month
  checked: number
  differing: number
  rows: number
}

export const runRecompute = (ctx: Context, { id }: { id: string }, progress: Progress): Promise<Recomputed> =>
  planForMany(ctx, () => recompute(ctx, id, progress))

async function recompute(ctx: Context, id: string, progress: Progress): Promise<Recomputed> {
  const { district } = ctx.principal
  const found =
    await sql<Opened>`select month, run, person, state from benefits.recompute where district = ${district} and id = ${id} for update`.execute(
      ctx.db,
    )
  const opened = found.rows[0]
  if (!opened) throw notFound('这次核算')
  const [month, person] = [opened.month, opened.person ?? undefined]
  const run = (await frozenRun(ctx, opened.run))!
  await progress(0, 4, '按当时的规则和事实核算')
  await judgeThen(ctx, run, person)
  const proof = await proveThen(ctx, run.id, person)
  await progress(1, 4, '按现在知道的核算')
  const tables = await judgeNow(ctx, month, person)
  await judgeRulesOnly(ctx, month, tables)
  await progress(2, 4, '比对差额')
  const rows = await insertDifferences(ctx, id, month, person)
  await progress(3, 4, '查找原因')
  await changeReasons(ctx, id, run, tables)
  await forgetThen(ctx)
  await forgetNow(ctx)
  const packs = tables.map(({ pack, version, digest }) => ({ pack, version, digest }))
  await sql`update benefits.recompute set state = 'done', lines_checked = ${proof.checked}, lines_differing = ${proof.differing},
    packs = ${JSON.stringify(packs)}::jsonb, done_at = clock_timestamp() where district = ${district} and id = ${id}`.execute(
    ctx.db,
  )
  await progress(4, 4, rows === 0 ? '没有差额' : `${rows} 笔差额`)
  return { month, ...proof, rows }
}

/**
 * Should-have minus settled. A stream on hold gets nothing new until it is decided; a record merged into another is judged there;
 * a line with a counter-entry under way waits for it.
 */
async function insertDifferences(ctx: Context, id: string, month: Month, person: string | undefined): Promise<number> {
  const { district } = ctx.principal
  const made = await sql`with settled as (${settledRows(ctx, month, person)}),
    owed as (select j.person, j.programme, j.fen, s.area, s.state from now_judged j join now_stream s using (person, programme) where j.outcome = 'due' and j.fen > 0),
    pairs as (select coalesce(o.person, s.person) as person, coalesce(o.programme, s.programme) as programme, coalesce(o.area, s.area) as area,
        coalesce(s.fen, 0) as settled, coalesce(s.unpaid_fen, 0) as unpaid,
        case when coalesce(o.state, h.state) = 'held' then least(coalesce(o.fen, 0), coalesce(s.fen, 0)) else coalesce(o.fen, 0) end as owed
      from owed o full join settled s on s.person = o.person and s.programme = o.programme
      left join now_stream h on h.person = coalesce(o.person, s.person) and h.programme = coalesce(o.programme, s.programme))
    insert into benefits.recompute_row (district, recompute, person, programme, area, then_fen, settled_fen, now_fen, unpaid_fen, way)
    select ${district}, ${id}, p.person, p.programme, p.area, coalesce(t.fen, 0), p.settled, p.owed, p.unpaid,
      case when p.owed > p.settled then 'arrear' when p.unpaid > 0 then 'counter-entry' else 'recovery' end
    from pairs p join registry.person e on e.district = ${district} and e.id = p.person and e.state <> 'merged'
    left join then_judged t on t.person = p.person and t.programme = p.programme and t.outcome = 'due'
    where p.owed <> p.settled and not exists (select from benefits.line_reversal v where v.district = ${district} and v.person = p.person
      and v.programme = p.programme and v.for_month = ${month} and v.state = 'proposed')`.execute(ctx.db)
  return Number(made.numAffectedRows)
}
