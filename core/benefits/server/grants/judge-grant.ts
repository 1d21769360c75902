// What the tables of a scheme say of one site on a day: the full amount it earns, or why none. Pure; who was paid before is asked elsewhere.
import type { Day } from '@songhe/basics/day'
import { explain, type Explanation, type Facts, type RowTrace, type Table, type Words } from '@songhe/rules'
import { KIND_TITLE, type GrantTable, RATING_WORDS } from './grant-table.ts'

export type GrantOutcome = 'due' | 'none' | 'missing' | 'unconfirmed' | 'conflict' | 'not-open' | 'kind-doubt'

export interface Cited {
  pack: string
  version: number
  row: string
  document: string
  clause: string
}

export interface GrantVerdict {
  outcome: GrantOutcome
  /** In full, before anything paid earlier is taken off. */
  fen: number
  rank: number
  sharePercent: number | null
  rate: Cited
  share: Cited | null
  reason: string
}

export interface JudgedSite {
  facts: Facts
  openOn: boolean
  kindDoubt: string
}

export interface SchemeTables {
  rate: readonly GrantTable[]
  /** null = the scheme knows no shares. */
  share: readonly GrantTable[] | null
}

/** @returns undefined where no table of the scheme speaks of sites of this kind */
export function judgeGrant(tables: SchemeTables, site: JudgedSite, on: Day, words: Words): GrantVerdict | undefined {
  const rates = tables.rate.flatMap((one) => speaksOf(one, site.facts, on, words))
  if (rates.length === 0) return undefined
  const { table, told } = nearest(rates)
  const cite = citedOf(table, told)
  // Cited is the table that says no: the rate of the kind, or the share of the result.
  const no = (outcome: GrantOutcome, reason: string, share: Cited | null = null): GrantVerdict => ({
    outcome,
    fen: 0,
    rank: 0,
    sharePercent: null,
    rate: share ?? cite,
    share,
    reason,
  })
  if (site.kindDoubt) return no('kind-doubt', site.kindDoubt)
  if (!site.openOn) return no('not-open', `${on} 没有在运营，不发。`)
  if (rates.filter(({ told: one }) => one.outcome === 'row').length > 1 || told.outcome === 'conflict')
    return no('conflict', '规则表里有两行同时适用，先改规则表，再计算。')
  if (told.outcome === 'unconfirmed')
    return no('unconfirmed', `“${cite.row}”的金额没有印在文件里，也没有登记决定，不发也不驳回。`)
  if (told.outcome !== 'row') return no(told.outcome, whyNot(told))
  const amount = moneyOf(table.table, told)
  const rank = Number(told.output['档次'] ?? 0)
  if (tables.share === null)
    return { outcome: 'due', fen: amount, rank, sharePercent: null, rate: cite, share: null, reason: `按“${cite.row}”` }
  if (tables.share.length === 0) return no('unconfirmed', '评价结果怎样折算成补贴，还没有登记决定，不发也不驳回。')
  const shared = tables.share.map((one) => ({
    table: one,
    told: explain(one.table, site.facts, { on, words: { ...words, ...RATING_WORDS } }),
  }))
  const by = nearest(shared)
  const share = citedOf(by.table, by.told)
  if (by.told.outcome === 'unconfirmed')
    return no('unconfirmed', `“${share.row}”的发放比例没有印在文件里，也没有登记决定，不发也不驳回。`, share)
  if (by.told.outcome === 'conflict') return no('conflict', '发放比例有两行同时适用，先改规则表，再计算。', share)
  if (by.told.outcome !== 'row') return no(by.told.outcome, whyNot(by.told), share)
  const percent = Number(by.told.output['比例'])
  return {
    outcome: 'due',
    fen: Math.round((amount * percent) / 100),
    rank,
    sharePercent: percent,
    rate: cite,
    share,
    reason: `按“${cite.row}”年标准，${share.row}发 ${percent}%`,
  }
}

interface Told {
  table: GrantTable
  told: Explanation
}

/** A table speaks of a site when one of its rows is for the kind, or asks for no kind. */
function speaksOf(table: GrantTable, facts: Facts, on: Day, words: Words): Told[] {
  const told = explain(table.table, facts, { on, words: { ...words, ...RATING_WORDS } })
  return told.traces.some(forKind) ? [{ table, told }] : []
}

const forKind = (trace: RowTrace) => trace.inputs.every((cell) => cell.fact !== KIND_TITLE || cell.verdict === 'pass')

const ORDER = ['row', 'unconfirmed', 'conflict', 'missing', 'none']
const nearest = (all: readonly Told[]): Told =>
  [...all].sort((a, b) => ORDER.indexOf(a.told.outcome) - ORDER.indexOf(b.told.outcome))[0]!

function citedOf({ pack, version, table }: GrantTable, told: Explanation): Cited {
  const row = told.outcome === 'row' || told.outcome === 'unconfirmed' ? table.rows[told.index - 1] : undefined
  return {
    pack,
    version,
    row: row?.id ?? '',
    document: table.ground.document ?? table.ground.decision ?? '',
    clause: row?.clause ?? table.ground.clause ?? '',
  }
}

function moneyOf(table: Table, told: Extract<Explanation, { outcome: 'row' }>): number {
  const money = table.outputs.find(({ type }) => type === 'money')
  return money ? Number(told.output[money.name]) : 0
}

/** The nearest row says what is wrong with the site, not with the table. */
function whyNot(told: Explanation): string {
  const cells = told.closest?.inputs ?? []
  const wanted = told.outcome === 'missing' ? 'missing' : 'fail'
  const said = cells.filter(({ verdict }) => verdict === wanted).map(({ text }) => text)
  return said.length > 0 ? `${said.join('；')}，不发。` : '不符合规则表里的任何一行，不发。'
}
