// One row of the roll as a person: what the row itself shows to be wrong, and what it would register.
import { DEMO_PREFIXES, readCitizenId } from '@songhe/basics/citizen-id'
import { ageOn, type Day } from '@songhe/basics/day'
import { maskAccount, maskCitizenId } from '@songhe/basics/masking'
import type { Context } from '@songhe/kernel/context'
import type { RowProblem, SheetRow } from '@songhe/kernel/sheets/sheet'
import { today } from '@songhe/kernel/today'
import type { BulkPerson } from '../bulk/bulk-register.ts'
import { passesLuhn } from '../family/payee.ts'
import { foldName } from '../people/name-search.ts'
import { placesByName } from './places-by-name.ts'
import { factsIn } from './roll-columns.ts'

export interface RollPerson extends BulkPerson {
  citizenId: string
  prefix: string | null
}

export type SayProblem = (problem: RowProblem) => void
export type ReadRollRow = (row: SheetRow, say: SayProblem) => RollPerson | undefined

/** @returns a reader; it answers a person, or undefined after saying at least one reason against the row. */
export async function rollReader(ctx: Context, options: Readonly<Record<string, string>>): Promise<ReadRollRow> {
  const on = today(ctx)
  const from: Day = options.from || on
  const places = await placesByName(ctx, options.town ?? '')
  const { demo } = ctx.principal
  return ({ row, cells }, tell) => {
    let sound = true
    const say = (column: string, value: string, reason: string, warning = false) => {
      sound &&= warning
      tell({ row, column, value, reason, ...(warning && { warning }) })
    }
    const identity = readCitizenId(cells.number ?? '', on)
    if ('error' in identity) {
      say('number', '', identity.error)
      return undefined
    }
    if (!demo && DEMO_PREFIXES.includes(identity.prefix))
      say('number', identity.prefix, `证号前六位 ${identity.prefix} 只用于演示，正式环境不能登记。`)
    if (cells.sex && (cells.sex === '男') !== (identity.sex === 'male'))
      say('sex', cells.sex, '与身份证号表示的性别不一致，请核对是否写了别人的证号。')
    if (cells.birth && cells.birth !== identity.birth)
      say('birth', cells.birth, `与身份证号里的 ${identity.birth} 不一致，按身份证号登记。`, true)
    if (ageOn(identity.birth, on) < 60) say('number', maskCitizenId(identity.id), '按身份证号未满 60 周岁，请核对。', true)
    const place = places.find(cells.town ?? '', cells.village ?? '')
    if ('reason' in place) say(place.column, place.value, place.reason)
    else if (!cells.village) say('village', '', '没有写村社，登记到镇街。', true)
    const name = (cells.name ?? '').trim()
    const payee = payeeIn(cells, name, say)
    if (!sound || 'reason' in place) return undefined
    return {
      name,
      citizenId: identity.id,
      prefix: identity.kind === 'resident' ? identity.prefix : null,
      birth: identity.birth,
      sex: identity.sex,
      area: place.area,
      residenceArea: place.area,
      address: cells.address ?? '',
      phone: cells.phone ?? null,
      facts: factsIn(cells).map((fact) => ({ ...fact, from })),
      payee: payee && { ...payee, from },
    }
  }
}

/** The same demands as for an account that is entered by hand. */
function payeeIn(
  cells: SheetRow['cells'],
  name: string,
  say: (column: string, value: string, reason: string, warning?: boolean) => void,
): NonNullable<BulkPerson['payee']> | null {
  const { account, holder = name, relation = '', ground = '', bank = '' } = cells
  if (!account) {
    if (cells.holder) say('holder', holder, '写了户名，没有写银行账号，户名不会登记。', true)
    return null
  }
  const own = foldName(holder) === foldName(name)
  if (!own && (relation === '' || relation === '本人')) say('relation', relation, '户名不是老人本人，要写明与老人的关系。')
  if (!own && ground.length < 4) say('ground', ground, '户名不是老人本人，要写明代领依据，例如：委托书 2026-03-01。')
  if (account.length >= 16 && !passesLuhn(account))
    say('account', maskAccount(account), '账号校验位不符，可能输错；如是存折账号可忽略。', true)
  return { account, holder, relation: own ? '本人' : relation, ground, bank }
}
