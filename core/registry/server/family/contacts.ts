// Who answers for an elder: guardians, family, village helpers.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { notFound } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { seal } from '@songhe/kernel/secrets'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { getPerson } from '../people/person-rows.ts'
import { foldPhone } from '../people/prepare-person.ts'

export async function addContact(
  ctx: Context,
  { params, body }: InputOf<typeof contract.addContact>,
): Promise<ReplyOf<typeof contract.addContact>> {
  const person = await getPerson(ctx, params.id)
  const phone = foldPhone(body.phone)
  const done = await sql`insert into registry.contact (district, id, person, area, name, relation, phone, duty, same_home)
    values (${ctx.principal.district}, ${body.id}, ${person.id}, ${person.area}, ${body.name}, ${body.relation}, ${phone ? seal(phone) : null}, ${body.duty}, ${body.sameHome ?? false})
    on conflict (district, id) do nothing`.execute(ctx.db)
  if (!done.numAffectedRows) return { id: body.id, outcome: 'exists' }
  await audit(ctx, {
    event: 'contact.added',
    object: `contact:${body.id}`,
    person: person.id,
    details: { relation: body.relation, duty: body.duty },
  })
  return { id: body.id, outcome: 'created' }
}

export async function closeContact(
  ctx: Context,
  { params }: InputOf<typeof contract.closeContact>,
): Promise<ReplyOf<typeof contract.closeContact>> {
  const done = await sql<{ was_open: boolean }>`
    update registry.contact c set closed_at = coalesce(c.closed_at, clock_timestamp())
    from (select id, closed_at is null as was_open from registry.contact where district = ${ctx.principal.district} and id = ${params.contact} for update) before
    where c.district = ${ctx.principal.district} and c.id = before.id and c.person = ${params.id} returning before.was_open`.execute(
    ctx.db,
  )
  if (!done.rows[0]) throw notFound('这位联系人')
  if (!done.rows[0].was_open) return { id: params.contact, outcome: 'exists' }
  await audit(ctx, { event: 'contact.closed', object: `contact:${params.contact}`, person: params.id })
  return { id: params.contact, outcome: 'created' }
}
