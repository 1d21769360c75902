// Puts an elder on the roll: number checked, never twice, look-alikes put side by side for a human.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { newId } from '@songhe/basics/ids'
import { conflict, invalid } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import type { FactInput } from '../../contract/shapes.ts'
import { placeNames, requireArea } from '../areas/area-tree.ts'
import { openLookAlikes } from '../duplicates/look-alikes.ts'
import { faultOf } from '../facts/fact-kinds.ts'
import { storeFacts } from '../facts/store-facts.ts'
import { recordSource } from '../facts/source.ts'
import { nameKeys } from './name-search.ts'
import { readIdentity, sealPerson } from './prepare-person.ts'
import { prefixWarning } from './id-prefix.ts'

export async function registerPerson(
  ctx: Context,
  { body }: InputOf<typeof contract.registerPerson>,
): Promise<ReplyOf<typeof contract.registerPerson>> {
  const on = today(ctx)
  const { district } = ctx.principal
  const identity = readIdentity(body, on, ctx.principal.demo)
  if ('error' in identity) throw invalid(identity.error, { next: '请对照身份证原件改正后再登记。' })
  const faults = body.facts.map((fact) => faultOf(fact.kind, fact.value)).filter(Boolean)
  if (faults.length) throw invalid(faults.join(''), { next: '请改正后再提交。' })
  await requireArea(ctx, body.area, on)
  const warnings = [...identity.warnings, ...(await prefixWarning(ctx, identity.prefix))]
  const already = await sql`select from registry.person where district = ${district} and id = ${body.id}`.execute(ctx.db)
  if (already.rows.length) return { id: body.id, outcome: 'exists', warnings, duplicates: 0 }

  const name = body.name.normalize('NFKC').trim()
  const sealed = sealPerson(name, identity.citizenId, body.phone)
  if (sealed.citizen_id_index) await refuseKnownNumber(ctx, sealed.citizen_id_index, on)
  const keys = nameKeys(name)
  await sql`insert into registry.person (district, id, area, residence_area, address, name, name_masked, pinyin, initials, sex, birth,
      citizen_id, citizen_id_index, citizen_id_tail, phone, phone_index)
    values (${district}, ${body.id}, ${body.area}, ${body.residenceArea ?? null}, ${body.address}, ${name}, ${sealed.name_masked}, ${keys.pinyin}, ${keys.initials},
      ${identity.sex}, ${identity.birth}, ${sealed.citizen_id}, ${sealed.citizen_id_index}, ${sealed.citizen_id_tail}, ${sealed.phone}, ${sealed.phone_index})`
    .execute(ctx.db)
    .catch(sayNumberTaken)
  await sql`insert into registry.person_gram (district, gram, person, area)
    select ${district}, gram, ${body.id}, ${body.area} from unnest(${keys.grams}::text[]) as gram`.execute(ctx.db)
  const source = await recordSource(ctx, body.source)
  const given = new Set(body.facts.map((fact) => fact.kind))
  const facts: FactInput[] = [...body.facts, ...plainFacts(identity.birth).filter((fact) => !given.has(fact.kind))]
  await storeFacts(
    ctx,
    facts.map((fact) => ({ ...fact, id: newId(), person: body.id, area: body.area, source })),
  )
  const duplicates = await openLookAlikes(ctx, sql`p.id = ${body.id}`, false)
  await audit(ctx, {
    event: 'person.registered',
    object: `person:${body.id}`,
    person: body.id,
    details: { area: body.area, warnings },
  })
  return { id: body.id, outcome: 'created', warnings, duplicates }
}

/** What registration itself says: the birthday, and that the elder belongs to and lives in the district. */
export function plainFacts(birth: string): FactInput[] {
  return [
    { kind: 'person.birth', value: birth, from: birth },
    { kind: 'person.registered-here', value: 'true', from: birth },
    { kind: 'person.resides-here', value: 'true', from: birth },
  ]
}

async function refuseKnownNumber(ctx: Context, index: Buffer, on: string) {
  const found = await sql<{ id: string; name_masked: string; area: number; birth: string }>`
    select id, name_masked, area, birth from registry.person
    where district = ${ctx.principal.district} and citizen_id_index = ${index} and state = 'active'`.execute(ctx.db)
  const known = found.rows[0]
  if (!known) return
  const place = (await placeNames(ctx, [known.area], on)).get(known.area) ?? ''
  throw conflict(`这个身份证号已经登记：${known.name_masked}，${place}，${known.birth} 出生。`, {
    next: '请打开已有档案补充情况；如果不是同一个人，请核对证件。',
    facts: { person: known.id },
  })
}

/** The other record may lie outside the caller's scope: the constraint knows, the caller learns no more than that. */
function sayNumberTaken(error: unknown): never {
  if ((error as { code?: string; constraint?: string }).constraint === 'person_citizen_id')
    throw conflict('这个身份证号已在本区县其他镇街登记。', { next: '请联系区县民政局经办人员核对。' })
  throw error
}
