// An elder takes the consent back: what was kept on it no longer counts and is no longer shown; that it was given and taken back stays.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { invalid, notFound } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { withdrawSource } from '../facts/store-facts.ts'
import { getPerson } from '../people/person-rows.ts'

export async function withdrawConsent(
  ctx: Context,
  { params, body }: InputOf<typeof contract.withdrawConsent>,
): Promise<ReplyOf<typeof contract.withdrawConsent>> {
  const { district, name } = ctx.principal
  const person = await getPerson(ctx, params.id, true)
  const found = await sql<{ given: string; withdrawn: boolean }>`
    select given_on as given, withdrawn_on is not null as withdrawn from registry.consent
    where district = ${district} and id = ${params.consent} and person = ${person.id} for update`.execute(ctx.db)
  const consent = found.rows[0]
  if (!consent) throw notFound('这份同意')
  if (consent.withdrawn) return { id: body.id, outcome: 'exists', answers: 0 }
  if (body.day < consent.given || body.day > today(ctx))
    throw invalid(`撤回日期要在 ${consent.given} 和今天之间。`, { next: '请核对日期。' })
  await sql`update registry.consent set withdrawn_on = ${body.day}, withdrawn_by_name = ${name}, withdrawn_reason = ${body.reason}
    where district = ${district} and id = ${params.consent}`.execute(ctx.db)
  const sources = await sql<{ source: string }>`select distinct source from registry.fact
    where district = ${district} and person = ${person.id} and consent = ${params.consent}`.execute(ctx.db)
  let answers = 0
  for (const { source } of sources.rows) answers += await withdrawSource(ctx, source)
  await audit(ctx, {
    event: 'consent.withdrawn',
    object: `consent:${params.consent}`,
    person: person.id,
    reason: body.reason,
    details: { answers },
  })
  return { id: body.id, outcome: 'created', answers }
}
