// Tables for weighing, never for paying: what the office has and drafts over some months, what ships for another district, and a table with a change tried on it.
import { type Day, isDay } from '@songhe/basics/day'
import { invalid } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import { checkTable as faultsOf, type Table } from '@songhe/rules'
import { areaNames } from '@songhe/registry/door'
import { today } from '@songhe/kernel/today'
import { checkTable, tableOf } from '../judge/check-table.ts'
import { CITY, regionKeys, regionOf } from '../packs-folder.ts'
import { changedTable, type TableChange } from './changed-table.ts'
import { kindOf, shippedTables } from './install-packs.ts'
import { versionsBetween } from './pack-store.ts'
import { digestOf, isExample, type TableBody } from './table-file.ts'

export interface TrialTable {
  pack: string
  title: string
  kind: 'allowance' | 'exclusion'
  /** 0 = ships with the product for another district. */
  version: number
  state: 'published' | 'draft' | 'shipped'
  digest: string
  body: TableBody
  validFrom: Day
  /** First day on which it no longer holds. */
  validTo: Day | null
  example: boolean
}

const KINDS = ['allowance', 'exclusion'] as const

/** Published versions and open drafts that hold on some day between the two; highest version of each pack first. */
export async function trialTables(ctx: Context, from: Day, to: Day): Promise<TrialTable[]> {
  const found = await Promise.all(KINDS.map((kind) => versionsBetween(ctx, kind, from, to)))
  return found.flat().map((one) => ({
    pack: one.pack,
    title: one.body.table,
    kind: one.kind as TrialTable['kind'],
    version: one.version,
    state: one.state === 'published' ? 'published' : 'draft',
    digest: one.digest,
    body: one.body,
    validFrom: one.validFrom,
    validTo: one.validTo,
    example: one.example,
  }))
}

/** The districts whose tables ship with the product, the own one last. */
export async function trialRegions(ctx: Context): Promise<{ region: string; name: string; own: boolean }[]> {
  const keys = regionKeys()
  const names = await areaNames(ctx, [...keys.keys()], today(ctx))
  const own = regionOf(ctx.principal.district)
  return [...keys]
    .map(([key, region]) => ({ region, name: names.get(key) ?? region, own: region === own }))
    .sort((a, b) => Number(a.own) - Number(b.own))
}

/** What ships for a district: its own tables and the city's. Outside a demo without the invented amounts. */
export function tablesOfRegion(ctx: Context, region: string): TrialTable[] {
  if (region === CITY || ![...regionKeys().values()].includes(region))
    throw invalid(`没有“${region}”这个区县的规则表。`, { next: '请在列表里选择一个区县。' })
  return [...shippedTables(ctx, undefined, region).values()].flatMap(({ body }) => {
    const kind = KINDS.find((one) => one === kindOf(body))
    if (!kind) return []
    const { from, to = null } = body.valid
    const [pack, title, digest] = [body.key, body.table, digestOf(body)]
    return [
      { pack, title, kind, version: 0, state: 'shipped', digest, body, validFrom: from, validTo: to, example: isExample(body) },
    ]
  })
}

/**
 * A change tried on a table. An amount that was changed is tried as it is written; nobody has to answer for it before it is a draft.
 * @throws invalid with row and column when the changed table cannot be read or two of its rows overlap
 */
export function triedTable(ctx: Context, tried: TrialTable, change: TableChange): TrialTable {
  const body = withTriedAmounts(changedTable(tried.body, change), change)
  const [digest, { from, to = null }] = [digestOf(body), body.valid]
  if (!isDay(from)) throw invalid(`“${from}”不是有效的日期。`, { next: '请按 2027-01-01 的写法填写起止日期。' })
  const table = checkTable(ctx, body)
  if (table) refuseFaults(body, table)
  return { ...tried, body, digest, validFrom: from, validTo: to, example: isExample(body) }
}

const TRIED = { status: 'decided' as const, decision: '试算' }

function withTriedAmounts(body: TableBody, { cells }: TableChange): TableBody {
  const tried = new Set(cells.filter(({ column }) => column in (body.output ?? {})).map(({ row }) => row))
  const rows = (body.rows ?? []).map((row) =>
    tried.has(row.id) && row.amount?.status === 'unconfirmed' ? { ...row, amount: TRIED } : row,
  )
  return { ...body, rows }
}

function refuseFaults(body: TableBody, table: Table) {
  const own = Object.fromEntries(table.inputs.map((input) => [input.fact, { type: input.type ?? ('text' as const) }]))
  const fault = faultsOf(table, own).find(({ level }) => level === 'error')
  if (fault) throw invalid(`“${body.table}”${fault.row ? `“${fault.row}”行` : ''}：${fault.message}`, { next: fault.proposal })
}

/** The typed table for a trial: what a draft says counts as it is written, though nobody has answered for it yet. */
export function readTrial({ state, body }: TrialTable): Table {
  if (state !== 'draft') return tableOf(body)
  const written = (then: Record<string, unknown>) => Object.values(then).some((value) => value !== undefined && value !== null)
  const rows = (body.rows ?? []).map((row) =>
    row.amount?.status === 'unconfirmed' && written(row.then) ? { ...row, amount: TRIED } : row,
  )
  return tableOf({ ...body, rows })
}
