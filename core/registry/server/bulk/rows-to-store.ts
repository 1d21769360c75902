// Cells of the bulk load in the order of its temporary tables. Tight on purpose: this runs a million times in an import.
import { maskName } from '@songhe/basics/masking'
import type { Cell } from '@songhe/kernel/bulk'
import { blindIndex, seal } from '@songhe/kernel/secrets'
import type { NameKeys } from '../people/name-search.ts'
import { foldPhone, sealPerson } from '../people/prepare-person.ts'
import type { BulkPerson } from './bulk-register.ts'
import type { SettledFact } from './settle-row.ts'

export const PEOPLE = {
  id: 'uuid',
  area: 'int',
  residence_area: 'int',
  address: 'text',
  name: 'text',
  name_masked: 'text',
  pinyin: 'text',
  initials: 'text',
  sex: 'text',
  birth: 'date',
  died_on: 'date',
  citizen_id: 'bytea',
  citizen_id_index: 'bytea',
  citizen_id_tail: 'bytea',
  phone: 'bytea',
  phone_index: 'bytea',
  import: 'uuid',
}
export const GRAMS = { gram: 'text', person: 'uuid', area: 'int' }
export const FACTS = {
  id: 'uuid',
  person: 'uuid',
  area: 'int',
  kind: 'text',
  value: 'text',
  valid_from: 'date',
  valid_to: 'date',
  source: 'uuid',
  detail: 'jsonb',
  wins: 'boolean',
}
export const PAYEES = {
  id: 'uuid',
  person: 'uuid',
  area: 'int',
  holder: 'text',
  relation: 'text',
  ground: 'text',
  bank: 'text',
  account: 'bytea',
  account_index: 'bytea',
  account_tail: 'text',
  valid_from: 'date',
  import: 'uuid',
}
export const CONTACTS = { id: 'uuid', person: 'uuid', area: 'int', name: 'text', relation: 'text', phone: 'bytea', duty: 'text' }

export function personCells(id: string, row: BulkPerson, keys: NameKeys, job: string | null): Cell[] {
  const sealed = sealPerson(row.name, row.citizenId, row.phone ?? '')
  return [
    id,
    row.area,
    row.residenceArea ?? null,
    row.address ?? '',
    row.name,
    maskName(row.name),
    keys.pinyin,
    keys.initials,
    row.sex,
    row.birth,
    row.diedOn ?? null,
    sealed.citizen_id,
    sealed.citizen_id_index,
    sealed.citizen_id_tail,
    sealed.phone,
    sealed.phone_index,
    job,
  ]
}

export const factCells = (id: string, person: string, area: number, fact: SettledFact): Cell[] => [
  id,
  person,
  area,
  fact.kind,
  fact.value,
  fact.from,
  fact.to ?? null,
  fact.source,
  fact.detail ? JSON.stringify(fact.detail) : null,
  fact.wins,
]

export function payeeCells(
  id: string,
  person: string,
  row: BulkPerson,
  payee: NonNullable<BulkPerson['payee']>,
  job: string | null,
): Cell[] {
  const account = payee.account.replace(/\D/g, '')
  return [
    id,
    person,
    row.area,
    payee.holder ?? row.name,
    payee.relation ?? '本人',
    payee.ground ?? '',
    payee.bank ?? '',
    seal(account),
    blindIndex('account', account),
    account.slice(-4),
    payee.from ?? row.birth,
    job,
  ]
}

export function contactCells(id: string, person: string, area: number, contact: NonNullable<BulkPerson['contact']>): Cell[] {
  const phone = foldPhone(contact.phone ?? '')
  return [id, person, area, contact.name, contact.relation, phone ? seal(phone) : null, contact.duty ?? '其他']
}
