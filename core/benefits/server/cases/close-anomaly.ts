// A second person looks at an anomaly: confirms it (held streams stop for good) or writes why it is none.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { addMonths, monthOf } from '@songhe/basics/day'
import { conflict, forbidden, notFound, refused } from '@songhe/basics/problem'
import { announce } from '@songhe/kernel/announce'
import { audit } from '@songhe/kernel/audit'
import { type Context, sameHuman } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import type * as contract from '../../contract-cases.ts'
import { paidTwice } from './merged.ts'
import { type PaidElsewhere, recoverPaidElsewhere } from './paid-elsewhere.ts'

interface Anomaly {
  id: string
  person: string
  kind: string
  programme: string | null
  month: string | null
  opened_by: string | null
  closed_at: Date | null
  verdict: string | null
  note: string
  detail: { merged?: string; entitlement?: string } & Partial<PaidElsewhere>
}

export async function closeAnomaly(
  ctx: Context,
  input: InputOf<typeof contract.closeAnomaly>,
): Promise<ReplyOf<typeof contract.closeAnomaly>> {
  const { id, verdict, note } = input.body
  const district = ctx.principal.district
  const found = (
    await sql<Anomaly>`select * from benefits.anomaly where district = ${district} and id = ${input.params.id} for update`.execute(
      ctx.db,
    )
  ).rows[0]
  if (!found) throw notFound('这条数据异常')
  if (found.closed_at) {
    if (found.verdict === verdict && found.note === note) return { id, outcome: 'exists' }
    throw conflict('这条数据异常已经处理过。', { next: '请刷新后查看处理结果。' })
  }
  if (sameHuman(ctx.principal, found.opened_by))
    throw forbidden('这条数据异常是您本人登记的事引起的，不能由您确认。', { next: '请由另一位工作人员确认。' })
  if (verdict === 'not-so' && (found.kind === 'death' || found.kind === 'move'))
    throw refused(found.kind === 'death' ? '去世登记还在，不能只把异常关掉。' : '迁出登记还在，不能只把异常关掉。', {
      next: '误报的，请在老人档案里撤销登记，待遇会自动恢复。',
      citation: { rule: '去世与迁出登记' },
    })
  await sql`update benefits.anomaly set closed_at = ${ctx.now}, closed_by = ${ctx.principal.staff}, closed_by_name = ${ctx.principal.name},
    verdict = ${verdict}, note = ${note} where district = ${district} and id = ${found.id}`.execute(ctx.db)
  if (verdict === 'confirmed' && (found.kind === 'death' || found.kind === 'move')) await stopHeld(ctx, found)
  if (verdict === 'confirmed' && (found.kind === 'paid-not-due' || found.kind === 'paid-elsewhere')) await endNotDue(ctx, found)
  if (verdict === 'confirmed' && found.kind === 'paid-elsewhere') await recoverPaidElsewhere(ctx, found)
  if (found.kind === 'double-benefit') await endDouble(ctx, found, verdict === 'confirmed')
  await audit(ctx, {
    event: 'anomaly.closed',
    object: `anomaly:${found.id}`,
    person: found.person,
    reason: note,
    details: { kind: found.kind, verdict },
  })
  return { id, outcome: 'created' }
}

/** What is no longer due ends with the month before it was found; months paid too much are found by judging them again. */
async function endNotDue(ctx: Context, found: Anomaly) {
  const last = addMonths(found.month ?? monthOf(today(ctx)), -1)
  const ended = await sql<{ id: string; end_month: string }>`update benefits.entitlement
    set state = 'stopped', end_month = greatest(start_month, ${last}), version = version + 1
    where district = ${ctx.principal.district} and person = ${found.person} and programme = ${found.programme} and state <> 'stopped'
    returning id, end_month`.execute(ctx.db)
  for (const { id, end_month } of ended.rows)
    await announce(ctx, 'benefit-stopped', {
      person: found.person,
      programme: found.programme,
      entitlement: id,
      lastMonth: end_month,
    })
}

/** A confirmed death or move: what was held is stopped, and lines of later months that no bank has seen are paid to nobody. */
async function stopHeld(ctx: Context, found: Anomaly) {
  await sql`update benefits.line l set state = 'cancelled', state_reason = ${found.kind === 'death' ? '去世后的月份，不发' : '迁出后的月份，不发'}, state_at = ${ctx.now}
    from benefits.life_effect f where l.district = ${ctx.principal.district} and l.person = ${found.person} and l.state = 'held'
      and f.district = l.district and f.person = l.person and f.kind = 'line' and f.undone_at is null and (f.object->>'run')::uuid = l.run
      and f.object->>'programme' = l.programme and f.object->>'kind' = l.kind and f.object->>'for_month' = l.for_month`.execute(
    ctx.db,
  )
  const stopped = await sql<{ id: string; programme: string; end_month: string }>`
    update benefits.entitlement set state = 'stopped', version = version + 1
    where district = ${ctx.principal.district} and person = ${found.person} and state = 'held'
      and id in (select (object->>'id')::uuid from benefits.life_effect where district = ${ctx.principal.district} and person = ${found.person}
        and kind = 'entitlement' and undone_at is null)
    returning id, programme, end_month`.execute(ctx.db)
  for (const stream of stopped.rows)
    await announce(ctx, 'benefit-stopped', {
      person: found.person,
      programme: stream.programme,
      entitlement: stream.id,
      lastMonth: stream.end_month,
    })
}

/** The held stream of the merged record ends either way; what was paid under both records is put up for recovery when a second person says so. */
async function endDouble(ctx: Context, found: Anomaly, recover: boolean) {
  const { district, staff, name } = ctx.principal
  await sql`update benefits.entitlement set state = 'stopped', version = version + 1
    where district = ${district} and id = ${found.detail.entitlement ?? null} and state = 'held'`.execute(ctx.db)
  if (!recover || !found.detail.merged || !found.programme) return
  for (const { month, fen } of await paidTwice(ctx, found.person, found.detail.merged, found.programme))
    await sql`insert into benefits.adjustment (district, id, person, area, programme, kind, for_month, fen, reason, proposed_by, proposed_by_name, origin)
      select ${district}::int, gen_random_uuid(), p.id, p.area, ${found.programme}, 'recovery', ${month}, ${-fen}::bigint, '重复享受，合并档案后追回', ${staff}::uuid, ${name},
        ${`double:${found.id}`} from registry.person p where p.district = ${district} and p.id = ${found.person} on conflict do nothing`.execute(
      ctx.db,
    )
}
