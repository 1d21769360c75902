// Brings the tables of a region (its own, then the city's) into a district as drafts with author and digest; registers the demo's decisions.
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import { CITY, packsFolder, readYaml, regionOf, type YamlFile, yamlFiles } from '../packs-folder.ts'
import { PACK_KINDS, type PackKind } from '../../contract-packs.ts'
import { insertDraft, type GoldenCase } from './pack-store.ts'
import { digestOf, plainDays, type TableBody } from './table-file.ts'
import { withoutExamples } from './without-examples.ts'

export interface InstalledPack {
  pack: string
  version: number
  digest: string
  outcome: 'created' | 'exists'
}

interface ShippedTable {
  body: TableBody
  cases: GoldenCase[]
  file: string
}

/** The city's tables and the district's own, by key. Outside a demo an example amount is taken out and waits for the office's decision. */
export function shippedTables(ctx: Context, root: string = packsFolder, region = regionOf(ctx.principal.district)) {
  const tables = new Map<string, ShippedTable>()
  for (const folder of region ? [CITY, region] : [CITY])
    for (const table of tablesIn(folder, root)) {
      const fit = ctx.principal.demo ? table : withoutExamples(table)
      if (fit) tables.set(fit.body.key, fit)
    }
  return tables
}

/** @param options.root where packs/ lies, for tests. Only a demo gets amounts and decisions marked 示例. */
export async function installPacks(ctx: Context, options: { region?: string; root?: string } = {}): Promise<InstalledPack[]> {
  const root = options.root ?? packsFolder
  const region = options.region ?? regionOf(ctx.principal.district)
  if (ctx.principal.demo && region) await registerDecisions(ctx, root, region)
  const installed: InstalledPack[] = []
  for (const table of shippedTables(ctx, root, region).values()) installed.push(await installOne(ctx, table))
  return installed
}

export async function installOne(ctx: Context, { body, cases, file }: ShippedTable): Promise<InstalledPack> {
  const digest = digestOf(body)
  const known = await sql<{
    version: number
    digest: string
    state: string
  }>`select version, digest, state from policy.pack_version
    where district = ${ctx.principal.district} and pack = ${body.key} order by version desc`.execute(ctx.db)
  const same = known.rows.find((row) => row.digest === digest)
  const waiting = known.rows.find((row) => row.state === 'draft' || row.state === 'submitted')
  if (same ?? waiting)
    return { pack: body.key, version: (same ?? waiting)!.version, digest: (same ?? waiting)!.digest, outcome: 'exists' }
  return { ...(await insertDraft(ctx, { kind: kindOf(body), body, cases, file, act: null })), outcome: 'created' }
}

export function kindOf(body: TableBody): PackKind {
  return PACK_KINDS.find((kind) => kind === body.kind) ?? 'allowance'
}

/** Table files of a folder with the cases.yaml beside each; a file of another shape (decisions, census) is not a table. */
export function tablesIn(folder: string, root: string = packsFolder): ShippedTable[] {
  const files = yamlFiles(folder, root)
  return files.flatMap((file) => {
    if (file.file.endsWith('cases.yaml')) return []
    const body = plainDays(readYaml(file)) as Partial<TableBody> | null
    if (!body || typeof body !== 'object' || !body.table || !body.key) return []
    const beside = file.file.replace(/[^/]*$/, 'cases.yaml')
    const cases = files.find((other) => other.file === beside)
    return [{ body: body as TableBody, cases: cases && file.file.endsWith('/table.yaml') ? casesOf(cases) : [], file: file.file }]
  })
}

export function casesOf(file: YamlFile): GoldenCase[] {
  const read = plainDays(readYaml(file))
  const list = Array.isArray(read) ? read : ((read as { cases?: unknown[] } | null)?.cases ?? [])
  return list as GoldenCase[]
}

async function registerDecisions(ctx: Context, root: string, region: string) {
  for (const file of yamlFiles('demo', root)) {
    const read = plainDays(readYaml(file)) as { decisions?: Record<string, string>[] } | Record<string, string>[] | null
    const decisions = Array.isArray(read) ? read : (read?.decisions ?? [])
    for (const decision of decisions) {
      if (!decision.key || (decision.region && decision.region !== region && decision.region !== CITY)) continue
      await sql`insert into policy.decision (district, key, subject, decided_on, decided_by, example)
        values (${ctx.principal.district}, ${decision.key}, ${decision.subject ?? decision.title ?? decision.key},
          ${decision.decided_on ?? decision.on ?? '2026-01-01'}::date, ${decision.decided_by ?? decision.by ?? '演示'}, true)
        on conflict (district, key) do nothing`.execute(ctx.db)
    }
  }
}
