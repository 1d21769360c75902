// A site closes for good, perhaps into another; its record, papers and address stay.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, invalid } from '@songhe/basics/problem'
import { announce } from '@songhe/kernel/announce'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { eventKnown, insertEvent } from './events.ts'
import { getFacility, setState } from './facility-store.ts'

export async function closeFacility(
  ctx: Context,
  { params, body }: InputOf<typeof contract.closeFacility>,
): Promise<ReplyOf<typeof contract.closeFacility>> {
  const site = await getFacility(ctx, params.id, true)
  if (await eventKnown(ctx, body.id)) return { id: body.id, outcome: 'exists' }
  if (site.state === 'closed' || site.state === 'withdrawn') throw conflict('这处设施已经关闭。')
  if (body.day > today(ctx)) throw invalid(`关闭日 ${body.day} 晚于今天。`, { next: '请到那一天再登记。' })
  if (site.openedOn && body.day < site.openedOn) throw invalid(`关闭日早于开业日 ${site.openedOn}。`, { next: '请核对日期。' })
  const successor = body.successor ? await getFacility(ctx, body.successor) : undefined
  if (successor?.id === site.id) throw invalid('不能并入自己。', { next: '请另选承接的设施。' })
  await insertEvent(ctx, {
    id: body.id,
    facility: site.id,
    area: site.area,
    kind: successor ? 'merged' : 'closed',
    day: body.day,
    detail: { note: body.reason, ...(successor && { successor: successor.id, successorName: successor.name }) },
  })
  await setState(ctx, site.id, { state: 'closed', closedOn: body.day })
  await sql`update facilities.chain_link set valid_to = greatest(${body.day}::date, valid_from + 1)
    where district = ${ctx.principal.district} and (child = ${site.id} or parent = ${site.id}) and valid_to is null`.execute(
    ctx.db,
  )
  await sql`delete from facilities.standard_check where district = ${ctx.principal.district} and facility = ${site.id}`.execute(
    ctx.db,
  )
  await announce(ctx, 'facility-closed', { facility: site.id, day: body.day, successor: successor?.id ?? null })
  await audit(ctx, { event: 'facility.closed', object: `facility:${site.id}`, reason: body.reason, details: { day: body.day } })
  return { id: body.id, outcome: 'created' }
}
