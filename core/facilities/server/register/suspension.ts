// Suspension stops what a site does inside one act: announced to every room at once, and taken back the same way.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, invalid } from '@songhe/basics/problem'
import { announce } from '@songhe/kernel/announce'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import type * as contract from '../../contract.ts'
import { eventKnown, insertEvent, lastEvent, reverseEvent } from './events.ts'
import { getFacility, setState } from './facility-store.ts'

export async function suspendFacility(
  ctx: Context,
  { params, body }: InputOf<typeof contract.suspendFacility>,
): Promise<ReplyOf<typeof contract.suspendFacility>> {
  const site = await getFacility(ctx, params.id, true)
  if (await eventKnown(ctx, body.id)) return { id: body.id, outcome: 'exists' }
  if (site.state !== 'open') throw conflict('只有运营中的设施可以暂停。', { next: '请刷新页面，看它现在的状态。' })
  if (body.day > today(ctx)) throw invalid(`暂停日 ${body.day} 晚于今天。`, { next: '请到那一天再登记。' })
  if (site.openedOn && body.day < site.openedOn) throw invalid(`暂停日早于开业日 ${site.openedOn}。`, { next: '请核对日期。' })
  await insertEvent(ctx, {
    id: body.id,
    facility: site.id,
    area: site.area,
    kind: 'suspended',
    day: body.day,
    detail: { note: body.reason },
  })
  await setState(ctx, site.id, { state: 'suspended' })
  await announce(ctx, 'facility-suspended', { facility: site.id, day: body.day, event: body.id })
  await audit(ctx, {
    event: 'facility.suspended',
    object: `facility:${site.id}`,
    reason: body.reason,
    details: { day: body.day },
  })
  return { id: body.id, outcome: 'created' }
}

export async function liftSuspension(
  ctx: Context,
  { params, body }: InputOf<typeof contract.liftSuspension>,
): Promise<ReplyOf<typeof contract.liftSuspension>> {
  const site = await getFacility(ctx, params.id, true)
  if (await eventKnown(ctx, body.id)) return { id: body.id, outcome: 'exists' }
  const suspended = await lastEvent(ctx, site.id, ['suspended'])
  if (site.state !== 'suspended' || !suspended) throw conflict('这处设施没有暂停，不用恢复。')
  const day = body.mistaken ? suspended.day : body.day
  if (day > today(ctx)) throw invalid(`恢复日 ${day} 晚于今天。`, { next: '请到那一天再登记。' })
  if (day < suspended.day) throw invalid(`恢复日早于暂停日 ${suspended.day}。`, { next: '请核对日期。' })
  const event = { id: body.id, facility: site.id, area: site.area, kind: 'resumed', day, detail: { note: body.reason } }
  if (body.mistaken)
    await reverseEvent(ctx, suspended.id, { ...event, kind: 'note', detail: { note: `撤销暂停登记：${body.reason}` } })
  else await insertEvent(ctx, event)
  await setState(ctx, site.id, { state: 'open' })
  await announce(ctx, 'suspension-reversed', { facility: site.id, day, event: suspended.id, mistaken: body.mistaken })
  await audit(ctx, {
    event: 'facility.suspension-lifted',
    object: `facility:${site.id}`,
    reason: body.reason,
    details: { day, mistaken: body.mistaken },
  })
  return { id: body.id, outcome: 'created' }
}
