// Turns person records into rows a reader may see: masked per principal, with place names and traits, in a fixed number of statements.
import { ageOn, type Day } from '@songhe/basics/day'
import { notFound } from '@songhe/basics/problem'
import { maskCitizenId, maskPhone } from '@songhe/basics/masking'
import type { Context } from '@songhe/kernel/context'
import { open } from '@songhe/kernel/secrets'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import type { PersonRow } from '../../contract/people.ts'
import { placeNames } from '../areas/area-tree.ts'
import { isHealth, TRAIT_KINDS, traitOf } from '../facts/fact-kinds.ts'

export interface PersonRecord {
  id: string
  area: number
  residence_area: number | null
  address: string
  name: string
  name_masked: string
  sex: 'male' | 'female'
  birth: Day
  citizen_id: Buffer | null
  phone: Buffer | null
  died_on: Day | null
  left_on: Day | null
  state: 'active' | 'merged' | 'closed' | 'withdrawn'
  merged_into: string | null
  continues: string | null
  version: number
  created_at: Date
}

export const PERSON_COLUMNS = sql.raw(
  'p.id, p.area, p.residence_area, p.address, p.name, p.name_masked, p.sex, p.birth, p.citizen_id, p.phone, p.died_on, p.left_on, p.state, p.merged_into, p.continues, p.version, p.created_at',
)

export async function getPerson(ctx: Context, id: string, lock = false): Promise<PersonRecord> {
  const found =
    await sql<PersonRecord>`select ${PERSON_COLUMNS} from registry.person p where p.district = ${ctx.principal.district} and p.id = ${id}
    ${lock ? sql`for update` : sql``}`.execute(ctx.db)
  if (!found.rows[0]) throw notFound('这位老人')
  return found.rows[0]
}

export const shownName = (ctx: Context, person: { name: string; name_masked: string }) =>
  ctx.principal.permissions.has('registry.names') ? person.name : person.name_masked

export const shownCitizenId = (sealed: Buffer | null) => (sealed ? maskCitizenId(open(sealed)) : '')
export const shownPhone = (sealed: Buffer | null) => (sealed ? maskPhone(open(sealed)) : '')

/** Keeps the order of the records. */
export async function personRows(ctx: Context, people: readonly PersonRecord[]): Promise<PersonRow[]> {
  if (people.length === 0) return []
  const on = today(ctx)
  const places = await placeNames(
    ctx,
    people.map((person) => person.area),
    on,
  )
  const traits = await traitsOf(
    ctx,
    people.map((person) => person.id),
    on,
  )
  return people.map((person) => ({
    id: person.id,
    name: shownName(ctx, person),
    sex: person.sex,
    birth: person.birth,
    age: ageOn(person.birth, person.died_on ?? on),
    place: places.get(person.area) ?? '',
    citizenId: shownCitizenId(person.citizen_id),
    diedOn: person.died_on,
    leftOn: person.left_on,
    traits: traits.get(person.id) ?? [],
  }))
}

export async function traitsOf(ctx: Context, ids: readonly string[], on: Day): Promise<Map<string, string[]>> {
  const kinds = ctx.principal.permissions.has('registry.health') ? TRAIT_KINDS : TRAIT_KINDS.filter((kind) => !isHealth(kind))
  const found = await sql<{ person: string; kind: string; value: string }>`
    select person, kind, value from registry.fact_winning
    where district = ${ctx.principal.district} and person = any(${[...ids]}::uuid[]) and kind = any(${kinds}::text[])
      and valid_from <= ${on} and (valid_to is null or valid_to > ${on})`.execute(ctx.db)
  const traits = new Map<string, string[]>()
  for (const row of found.rows.sort((a, b) => TRAIT_KINDS.indexOf(a.kind) - TRAIT_KINDS.indexOf(b.kind))) {
    const trait = traitOf(row.kind, row.value)
    if (trait) traits.set(row.person, [...(traits.get(row.person) ?? []), trait])
  }
  return traits
}
