// Who of the roll lives together, from which day, and who moved out. Membership is a dated fact of each member, so the past stays readable.
import { ageOn, type Day } from '@songhe/basics/day'
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { newId } from '@songhe/basics/ids'
import { conflict, invalid } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import type { PersonFile } from '../../contract/people.ts'
import { closeRow } from '../facts/record-fact.ts'
import { recordSource } from '../facts/source.ts'
import { storeFacts } from '../facts/store-facts.ts'
import { getPerson, type PersonRecord, shownName } from '../people/person-rows.ts'

const SPEAKER = { kind: 'town', label: '同住家庭登记' } as const

/** They join the household the elder already has, else the one a member has, else a new one. */
export async function setHousehold(
  ctx: Context,
  { params, body }: InputOf<typeof contract.setHousehold>,
): Promise<ReplyOf<typeof contract.setHousehold>> {
  const { district } = ctx.principal
  if (body.members.includes(params.id)) throw invalid('同住的人里有老人本人。', { next: '请只选和老人同住的其他人。' })
  const people: PersonRecord[] = []
  for (const id of [params.id, ...new Set(body.members)].sort()) people.push(await getPerson(ctx, id, true))
  if (await sourceKnown(ctx, body.id)) return { id: body.id, outcome: 'exists' }
  for (const person of people)
    if (person.state !== 'active' || person.died_on)
      throw conflict(`${shownName(ctx, person)} 的档案已关闭或已登记去世，不能登记同住。`, { next: '请重新选择同住的人。' })
  const held = await membershipsOf(
    ctx,
    people.map((person) => person.id),
    body.from,
  )
  const household = held.get(params.id)?.household ?? body.members.map((id) => held.get(id)?.household).find(Boolean) ?? body.id
  const self = people.find((person) => person.id === params.id)!
  await sql`insert into registry.household (district, id, area, kind) values (${district}, ${household}, ${self.area}, ${body.kind})
    on conflict (district, id) do update set kind = excluded.kind`.execute(ctx.db)
  const source = await recordSource(ctx, { id: body.id, ...SPEAKER, reportedOn: today(ctx) })
  const joining = people.filter((person) => held.get(person.id)?.household !== household)
  await storeFacts(
    ctx,
    joining.map(({ id, area }) => ({
      id: newId(),
      person: id,
      area,
      kind: 'household',
      value: household,
      from: body.from,
      source,
    })),
  )
  for (const { id } of people)
    await audit(ctx, { event: 'household.set', object: `household:${household}`, person: id, details: { kind: body.kind } })
  return { id: body.id, outcome: 'created' }
}

export async function leaveHousehold(
  ctx: Context,
  { params, body }: InputOf<typeof contract.leaveHousehold>,
): Promise<ReplyOf<typeof contract.leaveHousehold>> {
  const person = await getPerson(ctx, params.id, true)
  if (await sourceKnown(ctx, body.id)) return { id: body.id, outcome: 'exists' }
  const held = (await membershipsOf(ctx, [person.id], today(ctx))).get(person.id)
  if (!held) throw conflict('这位老人没有登记同住家庭。', { next: '请刷新页面看最新情况。' })
  await closeRow(ctx, held.fact, null)
  const source = await recordSource(ctx, { id: body.id, ...SPEAKER, reportedOn: today(ctx) })
  // Left on or before the day it began: it never held, so nothing remains of it but the log.
  if (body.day > held.from)
    await storeFacts(ctx, [
      {
        id: newId(),
        person: person.id,
        area: person.area,
        kind: 'household',
        value: held.household,
        from: held.from,
        to: body.day,
        source,
        replaces: held.fact,
      },
    ])
  await audit(ctx, { event: 'household.left', object: `household:${held.household}`, person: person.id, reason: body.reason })
  return { id: body.id, outcome: 'created' }
}

/** The household of a person on a day with everybody in it; null when none is registered. */
export async function householdOf(ctx: Context, person: string, on: Day): Promise<PersonFile['household']> {
  const held = (await membershipsOf(ctx, [person], on)).get(person)
  if (!held) return null
  const { district } = ctx.principal
  const found = await sql<PersonRecord & { kind: string; since: Day }>`
    select p.id, p.name, p.name_masked, p.sex, p.birth, p.died_on, f.valid_from as since, h.kind
    from registry.fact_winning f join registry.person p on p.district = f.district and p.id = f.person
    left join registry.household h on h.district = f.district and h.id = ${held.household}
    where f.district = ${district} and f.kind = 'household' and f.value = ${held.household} and f.valid_from <= ${on}
      and (f.valid_to is null or f.valid_to > ${on}) order by p.birth`.execute(ctx.db)
  return {
    id: held.household,
    kind: found.rows[0]?.kind ?? '',
    since: held.from,
    members: found.rows
      .filter((row) => row.id !== person)
      .map((row) => ({
        id: row.id,
        name: shownName(ctx, row),
        sex: row.sex,
        age: ageOn(row.birth, row.died_on ?? on),
        since: row.since,
        diedOn: row.died_on,
      })),
  }
}

interface Membership {
  person: string
  fact: string
  household: string
  from: Day
}

async function membershipsOf(ctx: Context, people: readonly string[], on: Day): Promise<Map<string, Membership>> {
  const found =
    await sql<Membership>`select person, id as fact, value as household, valid_from as "from" from registry.fact_winning
    where district = ${ctx.principal.district} and person = any(${[...people]}::uuid[]) and kind = 'household'
      and valid_from <= ${on} and (valid_to is null or valid_to > ${on})`.execute(ctx.db)
  return new Map(found.rows.map((row) => [row.person, row]))
}

async function sourceKnown(ctx: Context, id: string): Promise<boolean> {
  const found = await sql`select from registry.source where district = ${ctx.principal.district} and id = ${id}`.execute(ctx.db)
  return found.rows.length > 0
}
