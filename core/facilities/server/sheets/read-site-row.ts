// One row of the office's list as a site, or what is wrong with it, by column.
import { readCreditCode } from '@songhe/basics/credit-code'
import type { Day } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import type { RowProblem, SheetRow } from '@songhe/kernel/sheets/sheet'
import { today } from '@songhe/kernel/today'
import { areaBelow, placesByName } from '@songhe/registry/door'
import { BED_KINDS, keysOf, OPERATION_MODES, ORIGINS, SERVICES, ZONES } from '../../contract/facts.ts'
import { kindByWord, kindOf } from '../../contract/kinds.ts'
import { type AreaLine, areaLines } from '../register/area-line.ts'
import { type AddressKey, addressKeyOf } from '../register/address-key.ts'
import { misfitOf } from '../register/kind-fits.ts'
import { STATE_WORDS } from './site-columns.ts'

export interface SiteRow {
  row: number
  name: string
  kind: string
  kindReason: string
  code: string | null
  area: number
  line: AreaLine
  address: string
  key: AddressKey
  phone: string
  contact: string
  state: 'planned' | 'building' | 'open' | 'suspended'
  /** Whether the list says so, or nothing. */
  stateWritten: boolean
  /** Stated opening day, else the day from which the list holds. */
  from: Day
  openedOn: Day | null
  operator: { name: string; creditCode: string } | null
  facts: { kind: string; value: string }[]
  paper: { kind: string; number: string; issuer: string; from: Day; to: Day | null } | null
  point: { lng: number; lat: number; exact: boolean } | null
}

export type Report = (problem: RowProblem) => void
export type ReadSite = (row: SheetRow, report: Report) => SiteRow | undefined

/** Areas are read once for the whole file. */
export async function siteReader(ctx: Context, options: Readonly<Record<string, string>>): Promise<ReadSite> {
  const on = today(ctx)
  const places = await placesByName(ctx, options.town ?? '')
  const from = options.from || on
  const lines = await allLines(ctx, on)
  return (row, report) => {
    const { cells } = row
    let sound = true
    const say = (column: string, reason: string, warning = false) => {
      if (!warning) sound = false
      report({ row: row.row, column, value: cells[column] ?? '', reason, ...(warning && { warning }) })
    }
    const kind = kindByWord(cells.kind ?? '')
    if (!kind)
      say('kind', `不认识的类别“${cells.kind ?? ''}”。请写成社区养老服务站、村级互助养老点、敬老院、养老机构、老年食堂等。`)
    const place = places.find(cells.town ?? '', cells.village ?? '')
    const line = 'area' in place ? lines.get(place.area) : undefined
    if (!('area' in place)) report({ row: row.row, ...place })
    else if (!line) say('village', '这个村社今天已不存在，请写现名。')
    if (!kind || !('area' in place) || !line) return undefined
    fitKind(kind.key, line, cells.kindReason ?? '', say)
    const state = readState(cells.state, say)
    const openedOn = cells.openedOn ?? null
    if (openedOn && openedOn > on && (state === 'open' || state === 'suspended'))
      say('openedOn', `开业日期 ${openedOn} 晚于今天。`)
    const paper = readPaper(cells, { openedOn, from, on }, say)
    const point = readPoint(cells, say)
    const operator = readOperator(cells, say)
    const facts = readFacts(cells, say)
    if (!sound || !state) return undefined
    const address = cells.address ?? ''
    return {
      row: row.row,
      name: cells.name!,
      kind: kind.key,
      kindReason: cells.kindReason ?? '',
      code: cells.code ?? null,
      area: place.area,
      line,
      address,
      key: addressKeyOf(address, line),
      phone: cells.phone ?? '',
      contact: cells.contact ?? '',
      state,
      stateWritten: cells.state !== undefined,
      from: openedOn ?? from,
      openedOn,
      operator,
      facts,
      paper,
      point,
    }
  }
}

type Say = (column: string, reason: string, warning?: boolean) => void
type Cells = Readonly<Record<string, string>>

async function allLines(ctx: Context, on: Day): Promise<Map<number, AreaLine>> {
  return areaLines(ctx, await areaBelow(ctx, [ctx.principal.district], on), on)
}

function fitKind(kind: string, line: AreaLine, reason: string, say: Say) {
  const misfit = misfitOf(kind, line)
  if (!misfit) return
  if (line.village === null && kindOf(kind)?.committee) say('village', misfit)
  else if (reason.length < 4)
    say('kind', `${misfit}站与点的年标准相差十倍，请核对；确有依据的，在“类别说明”一栏写明（至少 4 个字）。`)
  else say('kind', `${misfit}将按所写依据登记：${reason}`, true)
}

function readState(written: string | undefined, say: Say): SiteRow['state'] | undefined {
  if (!written) return 'open'
  const state = STATE_WORDS[written]
  if (!state) say('state', `不认识的状态“${written}”，可写：${Object.keys(STATE_WORDS).join('、')}。已关闭的请在设施页办理关闭。`)
  return state
}

function readPaper(cells: Cells, days: { openedOn: Day | null; from: Day; on: Day }, say: Say): SiteRow['paper'] {
  if (!cells.paperKind) {
    if (cells.paperNumber || cells.paperTo) say('paperKind', '写了证照编号或有效期，没有写是什么证照。')
    return null
  }
  const to = cells.paperTo ?? null
  const from = cells.paperFrom ?? days.openedOn ?? days.from
  if (to && days.openedOn && to < days.openedOn)
    say('paperTo', `证照在开业日 ${days.openedOn} 前已过期（至 ${to}），请核对两个日期。`)
  else if (to && to < from) say('paperTo', `有效期至 ${to}，早于有效期起 ${from}。`)
  else if (to && to < days.on) say('paperTo', `证照已过期（至 ${to}），请尽快换发。`, true)
  return { kind: cells.paperKind, number: cells.paperNumber ?? '', issuer: cells.paperIssuer ?? '', from, to }
}

function readPoint(cells: Cells, say: Say): SiteRow['point'] {
  if (!cells.lng && !cells.lat) return null
  const [lng, lat] = [Number(cells.lng), Number(cells.lat)]
  if (!(lng >= 73 && lng <= 136 && lat >= 3 && lat <= 54)) {
    say('lng', `经纬度 ${cells.lng ?? '（空）'}、${cells.lat ?? '（空）'} 不在国内，是不是写反了？`)
    return null
  }
  return { lng, lat, exact: cells.exact === 'true' }
}

function readOperator(cells: Cells, say: Say): SiteRow['operator'] {
  if (!cells.operator) {
    if (cells.creditCode) say('operator', '写了信用代码，没有写运营主体。')
    return null
  }
  const reading = cells.creditCode ? readCreditCode(cells.creditCode) : undefined
  if (reading && 'error' in reading) say('creditCode', reading.error)
  return { name: cells.operator, creditCode: reading && 'code' in reading ? reading.code : '' }
}

const FLAGS: Readonly<Record<string, string>> = {
  fewElders: 'facility.few-elders',
  ownRoom: 'facility.own-room',
  withVillageHome: 'facility.with-village-home',
  nearHealth: 'facility.near-health',
}

function readFacts(cells: Cells, say: Say): SiteRow['facts'] {
  const facts: SiteRow['facts'] = []
  const coded = (column: string, kind: string, words: Readonly<Record<string, string>>) => {
    const code = cells[column] && Object.keys(words).find((key) => words[key] === cells[column])
    if (code) facts.push({ kind, value: code })
  }
  const list = (column: string, kind: string, words: Readonly<Record<string, string>>, what: string) => {
    if (!cells[column]) return
    const { keys, unknown } = keysOf(words, cells[column])
    if (unknown.length) say(column, `不认识的${what}：${unknown.join('、')}。可写：${Object.values(words).join('、')}。`)
    facts.push({ kind, value: keys.join(',') })
  }
  coded('mode', 'facility.operation-mode', OPERATION_MODES)
  coded('origin', 'facility.origin', ORIGINS)
  list('zones', 'facility.zones', ZONES, '功能分区')
  list('services', 'facility.services', SERVICES, '服务项目')
  if (cells.floorArea) {
    if (!/^\d{1,7}(\.\d{1,2})?$/.test(cells.floorArea)) say('floorArea', '建筑面积应为不小于 0 的数字，最多两位小数。')
    else facts.push({ kind: 'facility.floor-area', value: cells.floorArea })
  }
  for (const kind of Object.keys(BED_KINDS)) {
    const count = cells[`beds.${kind}`]
    if (count === undefined) continue
    if (!/^\d{1,5}$/.test(count)) say(`beds.${kind}`, '床位数应为整数。')
    else facts.push({ kind: `facility.beds.${kind}`, value: count })
  }
  for (const [column, kind] of Object.entries(FLAGS)) if (cells[column]) facts.push({ kind, value: cells[column] })
  return facts
}
