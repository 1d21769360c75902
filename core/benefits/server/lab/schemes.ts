// A scheme is tables and exclusions over months: what is in force, the drafts, another district's, each with changes tried on it.
import type { Day } from '@songhe/basics/day'
import { invalid } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import {
  asExclusions,
  type Exclusion,
  readTrial,
  tablesOfRegion,
  type TrialTable,
  trialTables,
  triedTable,
} from '@songhe/policy/door'
import type { Table } from '@songhe/rules'
import { z } from 'zod'
import { Scheme } from '../../contract-lab.ts'

export interface SchemeTable extends TrialTable {
  table: Table
}

export interface ReadScheme {
  name: string
  base: Scheme['base']
  tables: SchemeTable[]
  rules: Exclusion[]
  /** The tables and rules of a day: of several versions the highest that holds. */
  on(day: Day): { tables: SchemeTable[]; rules: readonly Exclusion[] }
}

export const MOST_SCHEMES = 4
const Schemes = z.array(Scheme).max(MOST_SCHEMES)
export const IN_FORCE: Scheme = { name: '现行', base: 'published', cells: [], dates: [], without: [], pairs: [] }

/** @throws invalid when the text is no list of schemes */
export function schemesFrom(text: string): Scheme[] {
  const told = Schemes.safeParse(text === '' ? [] : jsonOf(text))
  if (!told.success)
    throw invalid('方案写得不对，读不懂。', {
      next: `请刷新页面重新调整；一次最多比较 ${MOST_SCHEMES} 个方案。`,
      facts: { problems: told.error.issues.slice(0, 5).map(({ path, message }) => ({ where: path.join('.'), message })) },
    })
  return told.data
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export async function readSchemes(ctx: Context, schemes: readonly Scheme[], days: readonly Day[]): Promise<ReadScheme[]> {
  const known = await trialTables(ctx, days[0]!, days.at(-1)!)
  return schemes.map((scheme) => readScheme(ctx, scheme, known))
}

function readScheme(ctx: Context, scheme: Scheme, known: readonly TrialTable[]): ReadScheme {
  const standing =
    scheme.base === 'published'
      ? known.filter(({ state }) => state === 'published')
      : scheme.base === 'drafts'
        ? known
        : tablesOfRegion(ctx, scheme.base)
  const tables = withChanges(
    ctx,
    scheme,
    standing.filter(({ kind, pack }) => kind === 'allowance' && !scheme.without.includes(pack)),
  )
  const exclusions = standing.filter(({ kind }) => kind === 'exclusion')
  return {
    name: scheme.name,
    base: scheme.base,
    tables,
    rules: withPairs(exclusions.flatMap(asExclusions), scheme),
    on: (day) => ({
      tables: holding(tables, day),
      rules: withPairs(holding(exclusions, day).flatMap(asExclusions), scheme),
    }),
  }
}

/** The change is tried on the version that stands first: the draft, or what is in force last. */
function withChanges(ctx: Context, scheme: Scheme, standing: readonly TrialTable[]): SchemeTable[] {
  const changed = new Set([...scheme.cells.map(([pack]) => pack), ...scheme.dates.map(({ pack }) => pack)])
  const unknown = [...changed].find((pack) => !standing.some((one) => one.pack === pack))
  if (unknown) throw invalid(`方案“${scheme.name}”里没有“${unknown}”这张表。`, { next: '请刷新页面后再调整。' })
  return standing.map((one) => {
    const newest = standing.find(({ pack }) => pack === one.pack) === one
    if (!newest || !changed.has(one.pack)) return { ...one, table: readTrial(one) }
    const dates = scheme.dates.find(({ pack }) => pack === one.pack)
    const tried = triedTable(ctx, one, {
      cells: scheme.cells.filter(([pack]) => pack === one.pack).map(([, row, column, value]) => ({ row, column, value })),
      addRows: [],
      removeRows: [],
      validFrom: dates?.from,
      validTo: dates?.to,
    })
    return { ...tried, table: readTrial(tried) }
  })
}

function holding<Of extends TrialTable>(tables: readonly Of[], day: Day): Of[] {
  const found = new Map<string, Of>()
  for (const one of tables)
    if (!found.has(one.pack) && one.validFrom <= day && (one.validTo === null || one.validTo > day)) found.set(one.pack, one)
  return [...found.values()]
}

/** Pairs that the scheme decides anew: together, or one of the two. */
function withPairs(rules: readonly Exclusion[], { name, pairs }: Scheme): Exclusion[] {
  const same = (between: readonly string[], pair: readonly string[]) =>
    between.length === 2 && pair.every((one) => between.includes(one))
  const entangled = rules.find(
    ({ between }) => between.length > 2 && pairs.some((pair) => pair.between.every((one) => between.includes(one))),
  )
  if (entangled)
    throw invalid(`“${entangled.between.join('、')}”是一条几项一起的规定，不能只改其中一对。`, {
      next: '请在政策页修改这条规定的草稿。',
    })
  const kept = rules.filter(({ between }) => !pairs.some((pair) => same(between, pair.between)))
  const added = pairs.flatMap(({ between, keep }, i): Exclusion[] =>
    keep === 'both'
      ? []
      : [
          {
            pack: 'trial',
            version: 0,
            id: `试-${i + 1}`,
            between: [...between],
            keep,
            reason: `方案“${name}”`,
            document: '',
            clause: '',
          },
        ],
  )
  return [...kept, ...added]
}
