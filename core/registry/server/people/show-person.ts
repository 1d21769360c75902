// One elder's file: who, what is known from whom, who belongs to them, what happened, who looked.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { maskAccount, maskName } from '@songhe/basics/masking'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import type { PersonFile } from '../../contract/people.ts'
import { placeNames } from '../areas/area-tree.ts'
import { openPairs } from '../duplicates/duplicates.ts'
import { factKind, isHardCase } from '../facts/fact-kinds.ts'
import { factsOf, historyView, winningView } from '../facts/facts-of.ts'
import { householdOf } from '../family/household.ts'
import { surveysIn } from '../survey/surveys-of.ts'
import { looksAt } from './looks.ts'
import { residencesOf } from './residences.ts'
import { getPerson, type PersonRecord, personRows, shownPhone } from './person-rows.ts'

export async function showPerson(
  ctx: Context,
  { params }: InputOf<typeof contract.showPerson>,
): Promise<ReplyOf<typeof contract.showPerson>> {
  const file = await personFile(ctx, params.id)
  await audit(ctx, { event: 'person.viewed', object: `person:${params.id}`, person: params.id })
  return file
}

export async function printPerson(
  ctx: Context,
  { params }: InputOf<typeof contract.printPerson>,
): Promise<ReplyOf<typeof contract.printPerson>> {
  const person = await personFile(ctx, params.id)
  const office = await sql<{
    value: string
  }>`select value #>> '{}' as value from kernel.setting where district = ${ctx.principal.district} and key = 'office'`.execute(
    ctx.db,
  )
  await audit(ctx, { event: 'person.printed', object: `person:${params.id}`, person: params.id })
  return { office: office.rows[0]?.value ?? '', printedOn: today(ctx), printedBy: ctx.principal.name, person }
}

async function personFile(ctx: Context, id: string): Promise<PersonFile> {
  const on = today(ctx)
  const person = await getPerson(ctx, id)
  const [row] = await personRows(ctx, [person])
  const places = await placeNames(ctx, [person.area, person.residence_area ?? person.area], on)
  const known = await factsOf(ctx, id)
  const facts = winningView(known, on)
  const contacts = await contactsOf(ctx, id)
  const hard = facts.some((fact) => isHardCase(fact.kind, fact.value))
  const named = ctx.principal.permissions.has('registry.names')
  return {
    ...row!,
    area: person.area,
    residence:
      person.residence_area === null || person.residence_area === person.area
        ? '同户籍'
        : (places.get(person.residence_area) ?? ''),
    address: named ? person.address : person.address && '（已隐去）',
    phone: shownPhone(person.phone),
    state: person.state,
    mergedInto: person.merged_into,
    continues: person.continues,
    notices: noticesOf(person),
    facts,
    history: historyView(known, on),
    contacts: contacts.map((contact) => ({
      ...contact,
      name: named ? contact.name : maskName(contact.name),
      phone: shownPhone(contact.phone),
    })),
    lacksGuardian: hard && contacts.length === 0,
    payees: await payeesView(ctx, id, named),
    household: await householdOf(ctx, id, on),
    residences: await residencesOf(ctx, person, on),
    surveys: surveysIn(known),
    hidden: hiddenFrom(ctx),
    events: await eventsOf(ctx, id),
    looks: await looksAt(ctx, id),
    duplicates: await pairsOf(ctx, id),
  }
}

function noticesOf(person: PersonRecord): string[] {
  const notices: string[] = []
  if (person.state === 'merged') notices.push('这份档案已并入另一份，只供查阅。')
  if (person.state === 'withdrawn') notices.push('登记这份档案的导入已经撤销，只供查阅。')
  if (person.died_on) notices.push(`已于 ${person.died_on} 去世。`)
  if (person.left_on) notices.push(`已于 ${person.left_on} 迁出本区县。`)
  if (!person.citizen_id) notices.push('没有登记身份证号。')
  return notices
}

function hiddenFrom(ctx: Context): string[] {
  const may = (permission: string) => ctx.principal.permissions.has(permission)
  return [...(may('registry.names') ? [] : ['完整姓名和住址']), ...(may('registry.health') ? [] : ['残疾、能力评估和需求调查'])]
}

async function contactsOf(ctx: Context, person: string) {
  const found = await sql<{ id: string; name: string; relation: string; duty: string; phone: Buffer | null; sameHome: boolean }>`
    select id, name, relation, duty, phone, same_home as "sameHome" from registry.contact
    where district = ${ctx.principal.district} and person = ${person} and closed_at is null order by duty <> '监护人', id`.execute(
    ctx.db,
  )
  return found.rows
}

async function payeesView(ctx: Context, person: string, named: boolean): Promise<PersonFile['payees']> {
  const found = await sql<{
    id: string
    holder: string
    relation: string
    ground: string
    bank: string
    account_tail: string
    verified_on: string | null
    valid_from: string
    closed: boolean
    waits: boolean
    confirmed_by_name: string
  }>`
    select id, holder, relation, ground, bank, account_tail, verified_on, valid_from, closed_at is not null as closed, confirmed_by_name,
      closed_at is null and confirmed_at is null and recorded_at is not null and (set_by is not null or exists (select from registry.payee o
        where o.district = k.district and o.person = k.person and o.closed_at is not null)) as waits
    from registry.payee k where district = ${ctx.principal.district} and person = ${person} order by closed_at nulls first, valid_from desc`.execute(
    ctx.db,
  )
  return found.rows.map((payee) => ({
    id: payee.id,
    holder: named ? payee.holder : maskName(payee.holder),
    relation: payee.relation,
    ground: payee.ground,
    bank: payee.bank,
    account: maskAccount(payee.account_tail),
    verifiedOn: payee.verified_on,
    from: payee.valid_from,
    closed: payee.closed,
    waits: payee.waits,
    confirmedBy: payee.confirmed_by_name,
  }))
}

const EVENT_TITLES: Record<string, string> = {
  death: '去世',
  'move-out': '迁出',
  'move-in': '迁入',
  correction: '更正',
  visit: '上门核实',
  merge: '合并档案',
  note: '记事',
}

async function eventsOf(ctx: Context, person: string): Promise<PersonFile['events']> {
  const found = await sql<{ id: string; kind: string; day: string; recorded_by: string; reversed: boolean; text: string | null }>`
    select id, kind, day, recorded_by, reversed_by is not null as reversed, detail ->> 'text' as text from registry.life_event
    where district = ${ctx.principal.district} and person = ${person} order by day, id`.execute(ctx.db)
  return found.rows.map((event) => ({
    id: event.id,
    kind: event.kind,
    title: event.text ?? EVENT_TITLES[event.kind] ?? factKind(event.kind)?.title ?? event.kind,
    day: event.day,
    by: event.recorded_by,
    reversed: event.reversed,
  }))
}

async function pairsOf(ctx: Context, person: string): Promise<number> {
  const found = await sql<{ n: number }>`select count(*)::int as n from registry.duplicate d ${openPairs(ctx.principal.district)}
    and (d.one = ${person} or d.other = ${person})`.execute(ctx.db)
  return found.rows[0]!.n
}
