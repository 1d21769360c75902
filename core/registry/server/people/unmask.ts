// Looks behind the mask: one field, with a reason, by a post that may see that field; written in the sealed log.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { forbidden, invalid, notFound } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { open } from '@songhe/kernel/secrets'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { getPerson } from './person-rows.ts'

type Field = InputOf<typeof contract.unmask>['body']['field']

const FIELDS: Record<Field, { word: string; permission: string }> = {
  id: { word: '身份证号', permission: 'registry.unmask-id' },
  phone: { word: '电话', permission: 'registry.unmask-phone' },
  contact: { word: '联系人电话', permission: 'registry.unmask-phone' },
  account: { word: '收款账号', permission: 'registry.unmask-account' },
}

export async function unmask(
  ctx: Context,
  { params, body }: InputOf<typeof contract.unmask>,
): Promise<ReplyOf<typeof contract.unmask>> {
  const { word, permission } = FIELDS[body.field]
  if (!ctx.principal.permissions.has(permission))
    throw forbidden(`您的岗位不能查看完整的${word}。`, { next: '如工作需要，请联系本单位安全管理员调整岗位。' })
  const person = await getPerson(ctx, params.id)
  const sealed = await sealedOf(ctx, person, body)
  if (!sealed) throw notFound(word)
  await audit(ctx, {
    event: 'person.unmasked',
    object: `person:${params.id}`,
    person: params.id,
    reason: body.reason,
    details: { field: body.field, ...(body.contact && { contact: body.contact }) },
  })
  return { value: open(sealed) }
}

async function sealedOf(
  ctx: Context,
  person: { id: string; citizen_id: Buffer | null; phone: Buffer | null },
  { field, contact }: InputOf<typeof contract.unmask>['body'],
): Promise<Buffer | null> {
  if (field === 'id') return person.citizen_id
  if (field === 'phone') return person.phone
  if (field === 'account') return accountOf(ctx, person.id)
  if (!contact) throw invalid('没有指明是哪位联系人。', { next: '请从联系人那一行查看。' })
  const found = await sql<{ phone: Buffer | null }>`select phone from registry.contact
    where district = ${ctx.principal.district} and person = ${person.id} and id = ${contact}`.execute(ctx.db)
  return found.rows[0]?.phone ?? null
}

async function accountOf(ctx: Context, person: string): Promise<Buffer | null> {
  const found = await sql<{ account: Buffer }>`select account from registry.payee
    where district = ${ctx.principal.district} and person = ${person} and closed_at is null`.execute(ctx.db)
  return found.rows[0]?.account ?? null
}
