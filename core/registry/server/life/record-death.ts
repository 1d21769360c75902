// Death is one act: the day is written and announced, every stream reacts inside this transaction; taking it back restores everything the same way.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, invalid } from '@songhe/basics/problem'
import { announce } from '@songhe/kernel/announce'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { recordSource } from '../facts/source.ts'
import { getPerson } from '../people/person-rows.ts'
import { eventKnown, insertEvent, openEvent, reverseEvent } from './events.ts'

export async function recordDeath(
  ctx: Context,
  { params, body }: InputOf<typeof contract.recordDeath>,
): Promise<ReplyOf<typeof contract.recordDeath>> {
  const person = await getPerson(ctx, params.id, true)
  if (await eventKnown(ctx, body.id)) return { id: body.id, outcome: 'exists' }
  if (body.day > today(ctx)) throw invalid(`去世日期 ${body.day} 晚于今天。`, { next: '请核对死亡证明上的日期。' })
  if (body.day < person.birth)
    throw invalid(`去世日期 ${body.day} 早于出生日期 ${person.birth}。`, { next: '请核对死亡证明和档案是不是同一个人。' })
  if (person.died_on === body.day) return { id: (await openEvent(ctx, person.id, 'death'))?.id ?? body.id, outcome: 'exists' }
  if (person.died_on)
    throw conflict(`已登记于 ${person.died_on} 去世，与本次日期不同。`, {
      next: '如果原日期有误，请先撤销原登记，再按正确日期登记。',
    })
  const source = await recordSource(ctx, body.source)
  await insertEvent(ctx, {
    id: body.id,
    person: person.id,
    area: person.area,
    kind: 'death',
    day: body.day,
    source,
    detail: body.note ? { note: body.note } : {},
  })
  await setDied(ctx, person.id, body.day)
  await announce(ctx, 'person-died', { person: person.id, day: body.day, event: body.id })
  await audit(ctx, {
    event: 'person.died',
    object: `person:${person.id}`,
    person: person.id,
    details: { day: body.day, source: body.source.label },
  })
  return { id: body.id, outcome: 'created' }
}

export async function reverseDeath(
  ctx: Context,
  { params, body }: InputOf<typeof contract.reverseDeath>,
): Promise<ReplyOf<typeof contract.reverseDeath>> {
  const person = await getPerson(ctx, params.id, true)
  if (await eventKnown(ctx, body.id)) return { id: body.id, outcome: 'exists' }
  const death = await openEvent(ctx, person.id, 'death')
  if (!death || !person.died_on) throw conflict('这位老人没有去世登记，不用撤销。')
  await reverseEvent(ctx, { id: body.id, person: person.id, area: person.area, reason: body.reason }, death.id, '撤销去世登记')
  await setDied(ctx, person.id, null)
  await announce(ctx, 'death-reversed', { person: person.id, day: person.died_on, event: death.id })
  await audit(ctx, {
    event: 'person.death-reversed',
    object: `person:${person.id}`,
    person: person.id,
    reason: body.reason,
    details: { day: person.died_on },
  })
  return { id: body.id, outcome: 'created' }
}

const setDied = (ctx: Context, person: string, day: string | null) =>
  sql`update registry.person set died_on = ${day}, version = version + 1 where district = ${ctx.principal.district} and id = ${person}`.execute(
    ctx.db,
  )
