// A second person looks at an account that was changed: money that was approved before the change waits for that.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { notFound, refused } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import { type Context, sameHuman } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { getPerson } from '../people/person-rows.ts'

export async function confirmPayee(
  ctx: Context,
  { params, body }: InputOf<typeof contract.confirmPayee>,
): Promise<ReplyOf<typeof contract.confirmPayee>> {
  const { district, staff, name } = ctx.principal
  const person = await getPerson(ctx, params.id, true)
  const found = await sql<{ setBy: string | null; confirmed: boolean }>`
    select set_by as "setBy", confirmed_at is not null as confirmed from registry.payee
    where district = ${district} and id = ${body.payee} and person = ${person.id} and closed_at is null`.execute(ctx.db)
  const payee = found.rows[0]
  if (!payee) throw notFound('这个在用的收款账户')
  if (payee.confirmed) return { id: body.payee, outcome: 'exists' }
  if (sameHuman(ctx.principal, payee.setBy))
    throw refused('这个账户是您本人登记的，要由另一个人核对。', {
      citation: { rule: '两人复核' },
      next: '请由另一位复核人员对照存折或银行卡后确认。',
    })
  await sql`update registry.payee set confirmed_by = ${staff}, confirmed_by_name = ${name}, confirmed_at = clock_timestamp()
    where district = ${district} and id = ${body.payee}`.execute(ctx.db)
  await audit(ctx, { event: 'payee.confirmed', object: `payee:${body.payee}`, person: person.id })
  return { id: body.payee, outcome: 'created' }
}

/** People whose account was written after that moment and seen by nobody else since. */
export async function payeesUnconfirmedSince(ctx: Context, people: readonly string[], since: Date): Promise<Set<string>> {
  const found = await sql<{ person: string }>`select person from registry.payee
    where district = ${ctx.principal.district} and person = any(${[...people]}::uuid[]) and closed_at is null
      and recorded_at > ${since} and confirmed_at is null`.execute(ctx.db)
  return new Set(found.rows.map(({ person }) => person))
}
