// The shape of a bank's file as data: CSV or Excel, columns, header, totals, order of rows and encoding, edited by the office.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { notFound } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import * as contract from '../../contract-month.ts'

export type BankProfile = ReplyOf<typeof contract.listBankProfiles>[number]

/** Used until the office enters its bank's own format. */
export const DEFAULT_PROFILE: BankProfile = {
  key: 'default',
  title: '通用代发格式',
  format: 'csv',
  order: 'line',
  encoding: 'gb18030',
  header: true,
  totals: 'last',
  columns: [
    { title: '序号', field: 'number' },
    { title: '户名', field: 'name' },
    { title: '账号', field: 'account' },
    { title: '金额', field: 'amount' },
    { title: '备注', field: 'note' },
  ],
}

export async function listBankProfiles(ctx: Context): Promise<BankProfile[]> {
  const found = await sql<{
    body: BankProfile
  }>`select body from benefits.bank_profile where district = ${ctx.principal.district} order by key`.execute(ctx.db)
  const own = found.rows.map((row) => contract.BankProfile.parse(row.body))
  return own.some((profile) => profile.key === DEFAULT_PROFILE.key) ? own : [DEFAULT_PROFILE, ...own]
}

export async function profileOf(ctx: Context, key: string): Promise<BankProfile> {
  const profiles = await listBankProfiles(ctx)
  const found = profiles.find((profile) => profile.key === key)
  if (!found)
    throw notFound(`名为“${key}”的银行文件格式`, {
      next: `现有：${profiles.map((one) => `${one.key}（${one.title}）`).join('、')}。`,
    })
  return found
}

export async function saveBankProfile(
  ctx: Context,
  { body }: InputOf<typeof contract.saveBankProfile>,
): Promise<Record<string, never>> {
  await sql`insert into benefits.bank_profile (district, key, title, body) values (${ctx.principal.district}, ${body.key}, ${body.title}, ${JSON.stringify(body)}::jsonb)
    on conflict (district, key) do update set title = excluded.title, body = excluded.body, version = benefits.bank_profile.version + 1`.execute(
    ctx.db,
  )
  await audit(ctx, { event: 'bank-profile.saved', object: `bank-profile:${body.key}` })
  return {}
}
