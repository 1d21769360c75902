// Moving out closes the record for ever (a return opens it by taking the move back, or another district opens its own); moving inside the district does not.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, invalid } from '@songhe/basics/problem'
import { announce } from '@songhe/kernel/announce'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { placeNames, requireArea } from '../areas/area-tree.ts'
import { recordSource } from '../facts/source.ts'
import { getPerson } from '../people/person-rows.ts'
import { eventKnown, insertEvent, openEvent, reverseEvent } from './events.ts'

export async function recordMove(
  ctx: Context,
  { params, body }: InputOf<typeof contract.recordMove>,
): Promise<ReplyOf<typeof contract.recordMove>> {
  const person = await getPerson(ctx, params.id, true)
  if (await eventKnown(ctx, body.id)) return { id: body.id, outcome: 'exists' }
  if (body.day > today(ctx)) throw invalid(`迁出日期 ${body.day} 晚于今天。`, { next: '请在迁出之后登记。' })
  if (person.state !== 'active') throw conflict('这份档案已经关闭，不能再登记迁出。')
  if (body.to === ctx.principal.district) throw invalid('迁往的区县就是本区县。', { next: '区县内变动请用“地址变动”。' })
  const source = await recordSource(ctx, body.source)
  await insertEvent(ctx, {
    id: body.id,
    person: person.id,
    area: person.area,
    kind: 'move-out',
    day: body.day,
    source,
    detail: { to: body.to, place: body.place },
  })
  await sql`update registry.person set left_on = ${body.day}, left_to = ${body.to}, state = 'closed', version = version + 1
    where district = ${ctx.principal.district} and id = ${person.id}`.execute(ctx.db)
  await announce(ctx, 'person-moved', { person: person.id, day: body.day, event: body.id, to: body.to, continuedBy: null })
  await audit(ctx, {
    event: 'person.moved',
    object: `person:${person.id}`,
    person: person.id,
    details: { day: body.day, to: body.to },
  })
  return { id: body.id, outcome: 'created' }
}

export async function reverseMove(
  ctx: Context,
  { params, body }: InputOf<typeof contract.reverseMove>,
): Promise<ReplyOf<typeof contract.reverseMove>> {
  const person = await getPerson(ctx, params.id, true)
  if (await eventKnown(ctx, body.id)) return { id: body.id, outcome: 'exists' }
  const move = await openEvent(ctx, person.id, 'move-out')
  if (!move || person.state !== 'closed' || !person.left_on) throw conflict('这位老人没有迁出登记，不用撤销。')
  if (move.detail.transfer) throw conflict('这是区划划转关闭的档案，不能单独撤销。', { next: '请到划入区县查看接续的档案。' })
  await reverseEvent(ctx, { id: body.id, person: person.id, area: person.area, reason: body.reason }, move.id, '撤销迁出登记')
  await sql`update registry.person set left_on = null, left_to = null, state = 'active', version = version + 1
    where district = ${ctx.principal.district} and id = ${person.id}`.execute(ctx.db)
  await announce(ctx, 'move-reversed', { person: person.id, day: person.left_on, event: move.id })
  await audit(ctx, { event: 'person.move-reversed', object: `person:${person.id}`, person: person.id, reason: body.reason })
  return { id: body.id, outcome: 'created' }
}

/** Everything about the elder goes to the new village, so that its officer sees all and the old one nothing. */
export async function relocate(
  ctx: Context,
  { params, body }: InputOf<typeof contract.relocate>,
): Promise<ReplyOf<typeof contract.relocate>> {
  const { district } = ctx.principal
  const person = await getPerson(ctx, params.id, true)
  if (await eventKnown(ctx, body.id)) return { id: body.id, outcome: 'exists' }
  if (person.state !== 'active') throw conflict('这份档案已经关闭，不能登记地址变动。')
  await requireArea(ctx, body.area, body.day)
  const places = await placeNames(ctx, [person.area, body.area], body.day)
  const text = `地址变动：${places.get(person.area) ?? ''} → ${places.get(body.area) ?? ''}`
  await insertEvent(ctx, {
    id: body.id,
    person: person.id,
    area: person.area,
    kind: 'note',
    day: body.day,
    detail: { text, from: person.area, to: body.area, residenceFrom: person.residence_area },
  })
  const residence = body.residenceArea === undefined ? person.residence_area : body.residenceArea
  await sql`update registry.person set area = ${body.area}, residence_area = ${residence}, address = ${body.address ?? person.address}, version = version + 1
    where district = ${district} and id = ${person.id}`.execute(ctx.db)
  for (const table of ['person_gram', 'fact', 'life_event', 'contact', 'payee', 'consent'])
    await sql`update ${sql.raw(`registry.${table}`)} set area = ${body.area} where district = ${district} and person = ${person.id}`.execute(
      ctx.db,
    )
  await announce(ctx, 'person-relocated', { person: person.id, area: body.area, day: body.day })
  await audit(ctx, {
    event: 'person.relocated',
    object: `person:${person.id}`,
    person: person.id,
    details: { from: person.area, to: body.area },
  })
  return { id: body.id, outcome: 'created' }
}
