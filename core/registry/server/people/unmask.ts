// Looks behind the mask: one field, with a reason, written in the sealed log.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { notFound } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { open } from '@songhe/kernel/secrets'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { getPerson } from './person-rows.ts'

export async function unmask(
  ctx: Context,
  { params, body }: InputOf<typeof contract.unmask>,
): Promise<ReplyOf<typeof contract.unmask>> {
  const person = await getPerson(ctx, params.id)
  const sealed = body.field === 'id' ? person.citizen_id : body.field === 'phone' ? person.phone : await accountOf(ctx, params.id)
  if (!sealed) throw notFound({ id: '身份证号', phone: '电话', account: '收款账号' }[body.field])
  await audit(ctx, {
    event: 'person.unmasked',
    object: `person:${params.id}`,
    person: params.id,
    reason: body.reason,
    details: { field: body.field },
  })
  return { value: open(sealed) }
}

async function accountOf(ctx: Context, person: string): Promise<Buffer | undefined> {
  const found = await sql<{ account: Buffer }>`select account from registry.payee
    where district = ${ctx.principal.district} and person = ${person} and closed_at is null`.execute(ctx.db)
  return found.rows[0]?.account
}
