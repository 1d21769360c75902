// What later rooms may ask of policy: which tables were valid on a day, which benefits shut each other out, what a clause is, and the wide row.
import type { Day } from '@songhe/basics/day'
import { notFound } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type { PackKind } from '../contract-packs.ts'
import { openDrafts, type PackVersion, validOn, validWithDrafts, versionsOf } from './packs/pack-store.ts'
import type { TableBody } from './packs/table-file.ts'

export { columnOf, populationSql, sourceColumnOf } from './judge/population.ts'
export { judge } from './judge/judge.ts'
export { tableOf as parsedTable } from './judge/check-table.ts'
export { loadDocuments } from './documents/load-documents.ts'
export { installPacks } from './packs/install-packs.ts'
export { regionOf } from './packs-folder.ts'
export { draftTable, takeBackDraft } from './packs/draft-table.ts'
export { type PairVerdict, pairVerdicts } from './packs/pair-verdicts.ts'
export { readTrial, tablesOfRegion, trialRegions, type TrialTable, trialTables, triedTable } from './packs/trial-tables.ts'
export type { PartSource, TableBody } from './packs/table-file.ts'

export interface PublishedTable {
  pack: string
  version: number
  digest: string
  table: TableBody
  validFrom: Day
  validTo: Day | null
  example: boolean
}

/** Tables of one kind (allowances unless said otherwise) in force on a day; the latest published version wins. `asKnownOn` = as the office knew it at that moment. */
export async function publishedTables(
  ctx: Context,
  asked: { on: Day; asKnownOn?: Date; kind?: PackKind },
): Promise<PublishedTable[]> {
  return (await validOn(ctx, asked.on, asked.kind ?? 'allowance', asked.asKnownOn)).map(asTable)
}

/** One published version, for an act that was begun under it: a round is finished by the standard it was opened with. */
export async function publishedVersion(ctx: Context, pack: string, version: number): Promise<PublishedTable> {
  const found = (await versionsOf(ctx, pack)).find((one) => one.version === version && one.state === 'published')
  if (!found) throw notFound('这一版规则表')
  return asTable(found)
}

/** The tables as they would be with every open draft, and which packs are drafts; for trials only, nothing is ever paid by them. */
export async function draftedTables(
  ctx: Context,
  on: Day,
): Promise<{ tables: PublishedTable[]; drafts: { pack: string; title: string }[] }> {
  const drafts = [...(await openDrafts(ctx, 'allowance')), ...(await openDrafts(ctx, 'exclusion'))]
  return {
    tables: (await validWithDrafts(ctx, on, 'allowance')).map(asTable),
    drafts: drafts.map(({ pack, title }) => ({ pack, title })),
  }
}

const asTable = ({ pack, version, digest, body, validFrom, validTo, example }: PackVersion): PublishedTable => ({
  pack,
  version,
  digest,
  table: body,
  validFrom,
  validTo,
  example,
})

export interface Exclusion {
  pack: string
  version: number
  id: string
  /** Of these programmes only the first that is due is paid; `keep` names the order, `reason` says it in our words. */
  between: string[]
  keep: string
  reason: string
  document: string
  clause: string
}

/** Which benefits shut each other out on a day (不得重复享受), from published exclusion tables. */
export async function exclusions(ctx: Context, on: Day, asKnownOn?: Date): Promise<Exclusion[]> {
  return (await validOn(ctx, on, 'exclusion', asKnownOn)).flatMap(asExclusions)
}

export const draftedExclusions = async (ctx: Context, on: Day): Promise<Exclusion[]> =>
  (await validWithDrafts(ctx, on, 'exclusion')).flatMap(asExclusions)

export const asExclusions = ({ pack, version, body }: Pick<PackVersion, 'pack' | 'version' | 'body'>): Exclusion[] =>
  (body.items ?? body.rows ?? []).map((item: Record<string, unknown>, index) => ({
    pack,
    version,
    id: String(item.id ?? index + 1),
    between: (item.between ?? item.programmes ?? []) as string[],
    keep: String(item.keep ?? 'first'),
    reason: String(item.reason ?? item.summary ?? ''),
    document: String(item.document ?? body.ground.document),
    clause: String(item.clause ?? body.ground.clause),
  }))

export interface ClauseRef {
  document: string
  number: string | null
  title: string
  status: string
  locator: string
  heading: string
  summary: string
}

/** @param document key or number. Undefined when the register has no such clause. */
export async function clauseRef(ctx: Context, document: string, locator: string): Promise<ClauseRef | undefined> {
  const found = await sql<ClauseRef>`
    select document.key as document, document.number, document.title, document.status, clause.locator, clause.heading, clause.summary
    from policy.document document join policy.clause clause on clause.document = document.key
    where (document.key = ${document} or document.number = ${document}) and clause.locator = ${locator}`.execute(ctx.db)
  return found.rows[0]
}
