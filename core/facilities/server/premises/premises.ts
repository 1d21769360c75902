// Idle state rooms: listed with owner, size, price and longest lease; asked for, granted by a second person, handed over, and looked at afterwards.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, invalid, notFound, refused } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import { type Context, sameHuman } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { requireArea } from '@songhe/registry/door'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { getFacility } from '../register/facility-store.ts'

export interface PremisesRecord {
  id: string
  area: number
  name: string
  state: string
  floorArea: number
  longestLeaseMonths: number | null
  uses: string
}

export async function getPremises(ctx: Context, id: string): Promise<PremisesRecord> {
  const found =
    await sql<PremisesRecord>`select id, area, name, state, floor_area::float8 as "floorArea", longest_lease_months as "longestLeaseMonths", uses
    from facilities.premises where district = ${ctx.principal.district} and id = ${id} for update`.execute(ctx.db)
  if (!found.rows[0]) throw notFound('这处用房')
  return found.rows[0]
}

const setState = (ctx: Context, id: string, state: string) =>
  sql`update facilities.premises set state = ${state} where district = ${ctx.principal.district} and id = ${id}`.execute(ctx.db)

export async function registerPremises(
  ctx: Context,
  { body }: InputOf<typeof contract.registerPremises>,
): Promise<ReplyOf<typeof contract.registerPremises>> {
  await requireArea(ctx, body.area, today(ctx))
  const done =
    await sql`insert into facilities.premises (district, id, area, name, address, owner, kind, floor_area, detached, price_term, longest_lease_months, uses, recorded_by)
    values (${ctx.principal.district}, ${body.id}, ${body.area}, ${body.name}, ${body.address}, ${body.owner}, ${body.kind}, ${body.floorArea},
      ${body.detached ?? null}, ${body.priceTerm}, ${body.longestLeaseMonths ?? null}, ${body.uses}, ${ctx.principal.name}) on conflict (district, id) do nothing`.execute(
      ctx.db,
    )
  if (!Number(done.numAffectedRows ?? 0)) return { id: body.id, outcome: 'exists' }
  await audit(ctx, { event: 'premises.registered', object: `premises:${body.id}`, details: { floorArea: body.floorArea } })
  return { id: body.id, outcome: 'created' }
}

export async function requestPremises(
  ctx: Context,
  { params, body }: InputOf<typeof contract.requestPremises>,
): Promise<ReplyOf<typeof contract.requestPremises>> {
  const rooms = await getPremises(ctx, params.id)
  const known =
    await sql`select from facilities.premises_request where district = ${ctx.principal.district} and id = ${body.id}`.execute(
      ctx.db,
    )
  if (known.rows.length) return { id: body.id, outcome: 'exists' }
  if (rooms.state === 'granted' || rooms.state === 'in-use' || rooms.state === 'withdrawn')
    throw conflict('这处用房已经不闲置。', { next: '请另选一处，或等它收回后再申请。' })
  if (rooms.longestLeaseMonths !== null && body.months > rooms.longestLeaseMonths)
    throw refused(`申请用 ${body.months} 个月，产权单位最长给 ${rooms.longestLeaseMonths} 个月。`, {
      next: '请缩短租期，或请产权单位延长最长租期。',
      citation: { rule: '最长租期' },
    })
  await sql`insert into facilities.premises_request (district, id, premises, area, applicant, operator, purpose, months, asked_on, recorded_by, recorded_staff)
    values (${ctx.principal.district}, ${body.id}, ${rooms.id}, ${rooms.area}, ${body.applicant}, ${body.operator ?? null}, ${body.purpose}, ${body.months},
      ${body.askedOn}, ${ctx.principal.name}, ${ctx.principal.staff})`.execute(ctx.db)
  await setState(ctx, rooms.id, 'requested')
  await audit(ctx, { event: 'premises.requested', object: `premises:${rooms.id}`, details: { applicant: body.applicant } })
  return { id: body.id, outcome: 'created' }
}

export async function decidePremises(
  ctx: Context,
  { params, body }: InputOf<typeof contract.decidePremises>,
): Promise<ReplyOf<typeof contract.decidePremises>> {
  const rooms = await getPremises(ctx, params.id)
  const { district, staff, name } = ctx.principal
  const found = await sql<{
    verdict: string | null
    staff: string | null
  }>`select verdict, recorded_staff as staff from facilities.premises_request
    where district = ${district} and premises = ${rooms.id} and id = ${params.request}`.execute(ctx.db)
  const request = found.rows[0]
  if (!request) throw notFound('这份申请')
  if (request.verdict === body.verdict) return { id: body.id, outcome: 'exists' }
  if (request.verdict) throw conflict('这份申请已经办过，结论不同。', { next: '请刷新页面核对。' })
  if (sameHuman(ctx.principal, request.staff))
    throw refused('这份申请是您自己登记的，须由另一个人批准。', { next: '请交同事办理。', citation: { rule: '登记与批准两人' } })
  await sql`update facilities.premises_request set verdict = ${body.verdict}, verdict_reason = ${body.reason}, decided_by = ${name}, decided_staff = ${staff},
      decided_on = ${today(ctx)} where district = ${district} and id = ${params.request}`
    .execute(ctx.db)
    .catch((error: { constraint?: string }) => {
      if (error.constraint === 'premises_one_grant') throw conflict('这处用房已经批给别人。', { next: '请刷新页面核对。' })
      throw error
    })
  const left =
    await sql`select from facilities.premises_request where district = ${district} and premises = ${rooms.id} and verdict is null`.execute(
      ctx.db,
    )
  await setState(ctx, rooms.id, body.verdict === 'granted' ? 'granted' : left.rows.length ? 'requested' : 'idle')
  await audit(ctx, {
    event: 'premises.decided',
    object: `premises:${rooms.id}`,
    reason: body.reason,
    details: { verdict: body.verdict },
  })
  return { id: body.id, outcome: 'created' }
}

export async function handOverPremises(
  ctx: Context,
  { params, body }: InputOf<typeof contract.handOverPremises>,
): Promise<ReplyOf<typeof contract.handOverPremises>> {
  const rooms = await getPremises(ctx, params.id)
  if (rooms.state === 'in-use') return { id: body.id, outcome: 'exists' }
  if (rooms.state !== 'granted') throw conflict('还没有批准的申请，不能交付。', { next: '请先批准一份申请。' })
  if (body.day > today(ctx)) throw invalid(`交付日 ${body.day} 晚于今天。`, { next: '请到那一天再登记。' })
  if (body.facility) await getFacility(ctx, body.facility)
  await sql`update facilities.premises set state = 'in-use', handed_over_on = ${body.day}, permitted_use = ${body.permittedUse}, facility = ${body.facility ?? null}
    where district = ${ctx.principal.district} and id = ${rooms.id}`.execute(ctx.db)
  await audit(ctx, {
    event: 'premises.handed-over',
    object: `premises:${rooms.id}`,
    details: { day: body.day, use: body.permittedUse },
  })
  return { id: body.id, outcome: 'created' }
}

export async function checkUse(
  ctx: Context,
  { params, body }: InputOf<typeof contract.checkUse>,
): Promise<ReplyOf<typeof contract.checkUse>> {
  const rooms = await getPremises(ctx, params.id)
  if (rooms.state !== 'in-use') throw conflict('还没有交付使用，不用核查用途。')
  if (body.on > today(ctx)) throw invalid(`核查日 ${body.on} 晚于今天。`, { next: '请核对日期。' })
  const done =
    await sql`insert into facilities.use_check (district, id, premises, area, checked_on, as_agreed, found, recorded_by)
    values (${ctx.principal.district}, ${body.id}, ${rooms.id}, ${rooms.area}, ${body.on}, ${body.asAgreed}, ${body.found}, ${ctx.principal.name})
    on conflict (district, id) do nothing`.execute(ctx.db)
  if (!Number(done.numAffectedRows ?? 0)) return { id: body.id, outcome: 'exists' }
  await audit(ctx, { event: 'premises.use-checked', object: `premises:${rooms.id}`, details: { asAgreed: body.asAgreed } })
  return { id: body.id, outcome: 'created' }
}

export async function closeMisuse(
  ctx: Context,
  { params, body }: InputOf<typeof contract.closeMisuse>,
): Promise<ReplyOf<typeof contract.closeMisuse>> {
  const rooms = await getPremises(ctx, params.id)
  const done = await sql`update facilities.use_check set closed_on = ${body.day}, closed_note = ${body.note}
    where district = ${ctx.principal.district} and premises = ${rooms.id} and id = ${params.check} and not as_agreed and closed_on is null`.execute(
    ctx.db,
  )
  if (!Number(done.numAffectedRows ?? 0)) return { id: body.id, outcome: 'exists' }
  await audit(ctx, { event: 'premises.misuse-closed', object: `premises:${rooms.id}`, reason: body.note })
  return { id: body.id, outcome: 'created' }
}
