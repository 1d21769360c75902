// Where an elder's money goes. Another holder needs a relation and a ground; a wrong check digit is a warning, banks also issue others.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { invalid } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { blindIndex, open, seal } from '@songhe/kernel/secrets'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { openLookAlikes } from '../duplicates/look-alikes.ts'
import { foldName } from '../people/name-search.ts'
import { getPerson } from '../people/person-rows.ts'

export async function setPayee(
  ctx: Context,
  { params, body }: InputOf<typeof contract.setPayee>,
): Promise<ReplyOf<typeof contract.setPayee>> {
  const { district } = ctx.principal
  const person = await getPerson(ctx, params.id, true)
  const account = body.account.normalize('NFKC').replace(/[\s-]/g, '')
  if (!/^\d{8,32}$/.test(account)) throw invalid('银行账号应为 8 到 32 位数字。', { next: '请对照存折或银行卡重新输入。' })
  const own = foldName(body.holder) === foldName(person.name)
  if (!own && (body.relation === '' || body.relation === '本人' || body.ground.length < 4))
    throw invalid('户名不是老人本人，要写明与老人的关系和代领依据。', { next: '例如：女儿；委托书 2026-03-01。' })
  const warnings = account.length >= 16 && !passesLuhn(account) ? ['账号校验位不符，可能输错；如是存折账号可忽略。'] : []
  const known = await sql`select from registry.payee where district = ${district} and id = ${body.id}`.execute(ctx.db)
  if (known.rows.length) return { id: body.id, outcome: 'exists', warnings }
  const shared = await sql<{
    n: number
  }>`select count(*)::int as n from registry.payee where district = ${district} and closed_at is null
    and account_index = ${blindIndex('account', account)} and person <> ${person.id}`.execute(ctx.db)
  if (shared.rows[0]!.n) warnings.push(`另有 ${shared.rows[0]!.n} 位老人用同一账号收款，请核实。`)
  await sql`update registry.payee set closed_at = clock_timestamp() where district = ${district} and person = ${person.id} and closed_at is null`.execute(
    ctx.db,
  )
  await sql`insert into registry.payee (district, id, person, area, holder, relation, ground, bank, account, account_index, account_tail, verified_on, valid_from, set_by)
    values (${district}, ${body.id}, ${person.id}, ${person.area}, ${body.holder}, ${own ? '本人' : body.relation}, ${body.ground}, ${body.bank}, ${seal(account)},
      ${blindIndex('account', account)}, ${account.slice(-4)}, ${body.verifiedOn}, ${body.from}, ${ctx.principal.staff})`.execute(
    ctx.db,
  )
  await openLookAlikes(ctx, sql`p.id = ${person.id}`, true)
  await audit(ctx, {
    event: 'payee.set',
    object: `payee:${body.id}`,
    person: person.id,
    details: { relation: own ? '本人' : body.relation, tail: account.slice(-4) },
  })
  return { id: body.id, outcome: 'created', warnings }
}

export interface Payee {
  person: string
  id: string
  holder: string
  relation: string
  bank: string
  /** Whole account number: for the bank file only. */
  account: string
}

/** Payees of these people, now or as they stood at a moment; opens the account numbers, so only paying rooms call it and their act is audited. */
export async function payeesOf(ctx: Context, people: readonly string[], at?: Date): Promise<Map<string, Payee>> {
  // Of those not yet closed at that moment the first to be closed was the one in use.
  const found = await sql<Omit<Payee, 'account'> & { account: Buffer }>`
    select distinct on (person) person, id, holder, relation, bank, account from registry.payee
    where district = ${ctx.principal.district} and person = any(${[...people]}::uuid[]) and (closed_at is null ${at ? sql`or closed_at > ${at}` : sql``})
    order by person, closed_at nulls last`.execute(ctx.db)
  return new Map(found.rows.map((row) => [row.person, { ...row, account: open(row.account) }]))
}

export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    sum += i % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2
  }
  return sum % 10 === 0
}
