// Name, place, telephone and point of a site change by an act with a day and a reason; the history keeps what was.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, invalid } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { seal } from '@songhe/kernel/secrets'
import { today } from '@songhe/kernel/today'
import { foldName, requireArea } from '@songhe/registry/door'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { checkStandards } from '../standards/check-standards.ts'
import { addressKeyOf } from './address-key.ts'
import { areaLine } from './area-line.ts'
import { eventKnown, insertEvent } from './events.ts'
import { type FacilityRecord, getFacility } from './facility-store.ts'
import { sitesAt } from './sites-at.ts'

type Input = InputOf<typeof contract.changeFacility>

export async function changeFacility(ctx: Context, { params, body }: Input): Promise<ReplyOf<typeof contract.changeFacility>> {
  const site = await getFacility(ctx, params.id, true)
  if (await eventKnown(ctx, body.id)) return { id: body.id, outcome: 'exists' }
  if (site.version !== body.version) throw conflict('这处设施在您打开以后又有人改过。', { next: '请刷新页面，看过新内容再改。' })
  if (body.day > today(ctx)) throw invalid(`变更日期 ${body.day} 晚于今天。`, { next: '请到那一天再登记。' })
  const area = body.area ?? site.area
  if (body.area !== undefined) await requireArea(ctx, area, body.day)
  const name = body.name ?? site.name
  const address = body.address ?? site.address
  const key = addressKeyOf(address, await areaLine(ctx, area, today(ctx)))
  const moved = area !== site.area || key.key !== site.addressKey
  const others = moved ? await sitesAt(ctx, key.index, site.id) : []
  const point = body.position
  await sql`update facilities.facility set name = ${name}, name_folded = ${foldName(name)}, code = ${(body.code ?? site.code) || null}, area = ${area},
      address = ${address}, address_key = ${key.key}, address_index = ${key.index}, contact = ${body.contact ?? site.contact},
      phone = ${body.phone === undefined ? sql`phone` : body.phone ? seal(body.phone) : null},
      lng = ${point ? point.lng : sql`lng`}, lat = ${point ? point.lat : sql`lat`},
      position = ${point ? (point.exact ? 'exact' : 'approximate') : sql`position`}, version = version + 1
    where district = ${ctx.principal.district} and id = ${site.id}`.execute(ctx.db)
  if (area !== site.area) await carryArea(ctx, site.id, area)
  await insertEvent(ctx, {
    id: body.id,
    facility: site.id,
    area,
    kind: moved ? 'moved' : name !== site.name ? 'renamed' : 'note',
    day: body.day,
    detail: { note: body.reason, before: before(site), sameAddress: others.map((other) => other.id) },
  })
  await checkStandards(ctx, [site.id])
  await audit(ctx, { event: 'facility.changed', object: `facility:${site.id}`, reason: body.reason, details: { moved } })
  return { id: body.id, outcome: 'created' }
}

const before = ({ name, area, address, addressKey, code }: FacilityRecord) => ({ name, area, address, addressKey, code })

/** Who may see a site may see its papers: every row of it stands in the area of the site. */
async function carryArea(ctx: Context, facility: string, area: number) {
  for (const table of ['fact', 'event', 'paper', 'photo', 'rating', 'contract_facility', 'standard_check'])
    await sql`update ${sql.raw(`facilities.${table}`)} set area = ${area} where district = ${ctx.principal.district} and facility = ${facility}`.execute(
      ctx.db,
    )
  await sql`update facilities.chain_link set area = ${area} where district = ${ctx.principal.district} and child = ${facility}`.execute(
    ctx.db,
  )
}
