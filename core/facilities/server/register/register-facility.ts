// Puts a site on the register: a known area, a kind that fits its committee, and an address at which no other site of the kind stands.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, invalid, refused } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { seal } from '@songhe/kernel/secrets'
import { today } from '@songhe/kernel/today'
import { foldName, requireArea } from '@songhe/registry/door'
import { sql } from 'kysely'
import { kindTitle } from '../../contract/kinds.ts'
import type * as contract from '../../contract.ts'
import { checkStandards } from '../standards/check-standards.ts'
import { storeFact } from '../facts/store-facts.ts'
import { addressKeyOf } from './address-key.ts'
import { areaLine } from './area-line.ts'
import { insertEvent } from './events.ts'
import { findFacility } from './facility-store.ts'
import { misfitOf } from './kind-fits.ts'
import { sitesAt } from './sites-at.ts'

type Input = InputOf<typeof contract.registerFacility>
type Reply = ReplyOf<typeof contract.registerFacility>

export async function registerFacility(ctx: Context, { body }: Input): Promise<Reply> {
  if (await findFacility(ctx, body.id)) return { id: body.id, outcome: 'exists', warnings: [] }
  const on = today(ctx)
  await requireArea(ctx, body.area, on)
  const line = await areaLine(ctx, body.area, on)
  if (body.state === 'open' && body.from > on)
    throw invalid(`开业日 ${body.from} 晚于今天。`, { next: '还没有开业的请登记为规划或在建。' })
  const warnings = kindWarnings(body.kind, body.kindReason, misfitOf(body.kind, line))
  const address = addressKeyOf(body.address, line)
  warnings.push(...(await addressWarnings(ctx, body, address.index)))
  await refuseKnownCode(ctx, body.code)

  const point = body.position
  await sql`insert into facilities.facility (district, id, area, code, name, name_folded, address, address_key, address_index, phone, contact, lng, lat, position,
      state, opened_on, example)
    values (${ctx.principal.district}, ${body.id}, ${body.area}, ${body.code || null}, ${body.name}, ${foldName(body.name)}, ${body.address}, ${address.key},
      ${address.index}, ${body.phone ? seal(body.phone) : null}, ${body.contact}, ${point?.lng ?? null}, ${point?.lat ?? null},
      ${point ? (point.exact ? 'exact' : 'approximate') : 'none'}, ${body.state}, ${body.state === 'open' ? body.from : null}, false)`.execute(
    ctx.db,
  )
  const from = body.from < on ? body.from : on
  const site = { facility: body.id, area: body.area, source: body.source }
  await storeFact(ctx, { ...site, kind: 'facility.kind', value: body.kind, from, reason: body.kindReason })
  for (const fact of body.facts) await storeFact(ctx, { ...site, ...fact })
  await insertEvent(ctx, {
    id: body.id,
    facility: body.id,
    area: body.area,
    kind: body.state === 'open' ? 'opened' : body.state,
    day: body.from,
    detail: { source: body.source },
  })
  await checkStandards(ctx, [body.id])
  await audit(ctx, {
    event: 'facility.registered',
    object: `facility:${body.id}`,
    details: { kind: body.kind, area: body.area, warnings },
  })
  return { id: body.id, outcome: 'created', warnings }
}

function kindWarnings(kind: string, reason: string, misfit: string): string[] {
  if (!misfit) return []
  if (reason.length < 4)
    throw refused(`${misfit}站与点的年标准相差十倍，不能含糊。`, {
      next: '请核对类别和村社；确有依据的，请写明“类别说明”（至少 4 个字）后再登记。',
      citation: { rule: `${kindTitle(kind)}与村社性质一致` },
    })
  return [`${misfit}已按所写依据登记：${reason}`]
}

/** Two sites of one kind at one address are one site until somebody says why not; other kinds may share a house. */
async function addressWarnings(ctx: Context, body: Input['body'], index: Buffer | null): Promise<string[]> {
  const others = await sitesAt(ctx, index, body.id)
  const same = others.find((other) => other.kind === body.kind)
  if (same && body.sameAddressReason.length < 4)
    throw conflict(`这个地址已有${same.kindTitle}“${same.name}”。`, {
      next: '如是更名或换了运营主体，请在原记录上变更；确是另一处，请补门牌、楼层，或写明理由。',
      facts: { facility: same.id },
    })
  return others.map((other) => `同一地址还有${other.kindTitle}“${other.name}”。`)
}

async function refuseKnownCode(ctx: Context, code: string | undefined) {
  if (!code) return
  const known = await sql<{ name: string }>`select name from facilities.facility
    where district = ${ctx.principal.district} and code = ${code} and state <> 'withdrawn'`.execute(ctx.db)
  if (known.rows[0]) throw conflict(`机构编号 ${code} 已是“${known.rows[0].name}”。`, { next: '请核对编号，或打开已有的记录。' })
}
