// A site becomes another kind, or is upgraded: old and new kind, day and added functions stay in its history.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, invalid, refused } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { kindTitle } from '../../contract/kinds.ts'
import type * as contract from '../../contract.ts'
import { factsOn } from '../facts/facts-on.ts'
import { storeFact } from '../facts/store-facts.ts'
import { checkStandards } from '../standards/check-standards.ts'
import { areaLine } from './area-line.ts'
import { eventKnown, insertEvent } from './events.ts'
import { getFacility } from './facility-store.ts'
import { misfitOf } from './kind-fits.ts'

export async function convertFacility(
  ctx: Context,
  { params, body }: InputOf<typeof contract.convertFacility>,
): Promise<ReplyOf<typeof contract.convertFacility>> {
  const site = await getFacility(ctx, params.id, true)
  if (await eventKnown(ctx, body.id)) return { id: body.id, outcome: 'exists' }
  if (site.state === 'closed' || site.state === 'withdrawn') throw conflict('已关闭的设施不能转型。')
  if (body.day > today(ctx)) throw invalid(`日期 ${body.day} 晚于今天。`, { next: '请到那一天再登记。' })
  const known = (await factsOn(ctx, [site.id], body.day)).get(site.id)!
  const before = known.get('facility.kind')?.value ?? ''
  if (body.kind && body.kind !== before) {
    const misfit = misfitOf(body.kind, await areaLine(ctx, site.area, today(ctx)))
    if (misfit && body.kindReason.length < 4)
      throw refused(misfit, {
        next: '请核对类别；确有依据的，请写明“类别说明”。',
        citation: { rule: `${kindTitle(body.kind)}与村社性质一致` },
      })
  }
  const base = { facility: site.id, area: site.area, from: body.day, source: body.source, reason: body.note }
  if (body.kind) await storeFact(ctx, { ...base, kind: 'facility.kind', value: body.kind })
  const grown = (kind: string, added: readonly string[]) => {
    const now = known.get(kind)?.value.split(',').filter(Boolean) ?? []
    return storeFact(ctx, { ...base, kind, value: [...new Set([...now, ...added])].sort().join(',') })
  }
  if (body.addedServices.length) await grown('facility.services', body.addedServices)
  if (body.addedZones.length) await grown('facility.zones', body.addedZones)
  if (body.upgraded) await storeFact(ctx, { ...base, kind: 'facility.upgraded', value: 'true' })
  await insertEvent(ctx, {
    id: body.id,
    facility: site.id,
    area: site.area,
    kind: body.kind && body.kind !== before ? 'converted' : 'upgraded',
    day: body.day,
    detail: { note: body.note, before, after: body.kind ?? before, services: body.addedServices, zones: body.addedZones },
  })
  await checkStandards(ctx, [site.id])
  await audit(ctx, {
    event: 'facility.converted',
    object: `facility:${site.id}`,
    reason: body.note,
    details: { before, after: body.kind ?? before },
  })
  return { id: body.id, outcome: 'created' }
}
