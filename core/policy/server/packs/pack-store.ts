// All reading and writing of pack versions: newest published, open draft, the version that was valid on a day.
import { notFound } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type { PackKind } from '../../contract-packs.ts'
import { digestOf, isExample, type TableBody } from './table-file.ts'

export interface GoldenCase {
  case: string
  on: string
  facts: Record<string, unknown>
  expect?: unknown
  [more: string]: unknown
}

export interface PackVersion {
  pack: string
  kind: PackKind
  title: string
  version: number
  state: 'draft' | 'submitted' | 'published' | 'withdrawn'
  validFrom: string
  validTo: string | null
  body: TableBody
  cases: GoldenCase[]
  digest: string
  example: boolean
  author: string | null
  authorName: string
  submittedBy: string | null
  submittedByName: string | null
  publishedBy: string | null
  publishedByName: string | null
  act: string | null
}

const columns = sql`version.pack, pack.kind, pack.title, version.version, version.state, version.valid_from::text as "validFrom",
  version.valid_to::text as "validTo", version.body, version.cases, version.digest, version.example, version.author,
  version.author_name as "authorName", version.submitted_by as "submittedBy", version.submitted_by_name as "submittedByName",
  version.published_by as "publishedBy", version.published_by_name as "publishedByName", version.act`
const versions = sql`from policy.pack_version version join policy.pack pack on pack.district = version.district and pack.key = version.pack`

export async function versionsOf(ctx: Context, pack: string): Promise<PackVersion[]> {
  const found = await sql<PackVersion>`select ${columns} ${versions}
    where version.district = ${ctx.principal.district} and version.pack = ${pack} order by version.version desc`.execute(ctx.db)
  if (found.rows.length === 0) throw notFound('这张规则表')
  return found.rows
}

export const openDraft = (versions: PackVersion[]) => versions.find((one) => one.state === 'draft' || one.state === 'submitted')
export const newestPublished = (versions: PackVersion[]) => versions.find((one) => one.state === 'published')

/** The published versions in force on a day, one per pack; the latest published wins. `asKnownOn` = as the office knew it at that moment. */
export async function validOn(ctx: Context, on: string, kind: PackKind, asKnownOn?: Date): Promise<PackVersion[]> {
  const found = await sql<PackVersion>`select distinct on (version.pack) ${columns} ${versions}
    where version.district = ${ctx.principal.district} and pack.kind = ${kind} and version.state = 'published'
      and version.valid_from <= ${on}::date and (version.valid_to is null or version.valid_to > ${on}::date)
      and (${asKnownOn ?? null}::timestamptz is null or version.published_at <= ${asKnownOn ?? null}::timestamptz)
    order by version.pack, version.version desc`.execute(ctx.db)
  return found.rows
}

/** Every version of a kind that holds on some day between the two: published ones and, for trials, open drafts. Highest version first. */
export async function versionsBetween(ctx: Context, kind: PackKind, from: string, to: string): Promise<PackVersion[]> {
  const found = await sql<PackVersion>`select ${columns} ${versions}
    where version.district = ${ctx.principal.district} and pack.kind = ${kind} and version.state in ('published', 'draft', 'submitted')
      and version.valid_from <= ${to}::date and (version.valid_to is null or version.valid_to > ${from}::date)
    order by version.pack, version.version desc`.execute(ctx.db)
  return found.rows
}

export async function openDrafts(ctx: Context, kind: PackKind): Promise<PackVersion[]> {
  const found = await sql<PackVersion>`select ${columns} ${versions}
    where version.district = ${ctx.principal.district} and pack.kind = ${kind} and version.state in ('draft', 'submitted')`.execute(
    ctx.db,
  )
  return found.rows
}

/** What would be in force on a day if every open draft were published: drafts stand in for their published version. */
export async function validWithDrafts(ctx: Context, on: string, kind: PackKind): Promise<PackVersion[]> {
  const drafts = await openDrafts(ctx, kind)
  const drafted = new Set(drafts.map((one) => one.pack))
  const published = (await validOn(ctx, on, kind)).filter((one) => !drafted.has(one.pack))
  return [...published, ...drafts.filter((one) => one.validTo === null || one.validTo > on)]
}

export interface NewDraft {
  kind: PackKind
  body: TableBody
  cases: GoldenCase[]
  file: string
  act: string | null
}

/** Opens the next version as a draft of the one who asks. */
export async function insertDraft(ctx: Context, draft: NewDraft): Promise<{ pack: string; version: number; digest: string }> {
  const { district, staff, name } = ctx.principal
  const { body } = draft
  const digest = digestOf(body)
  await sql`insert into policy.pack (district, key, kind, title) values (${district}, ${body.key}, ${draft.kind}, ${body.table})
    on conflict (district, key) do nothing`.execute(ctx.db)
  const made = await sql<{ version: number }>`
    insert into policy.pack_version (district, pack, version, valid_from, valid_to, body, cases, digest, example, author, author_name, file, act)
    select ${district}, ${body.key}, coalesce(max(version), 0) + 1, ${body.valid.from}::date, ${body.valid.to ?? null}::date, ${JSON.stringify(body)}::jsonb,
      ${JSON.stringify(draft.cases)}::jsonb, ${digest}, ${isExample(body)}, ${staff}, ${name}, ${draft.file}, ${draft.act}
    from policy.pack_version where district = ${district} and pack = ${body.key}
    returning version`.execute(ctx.db)
  return { pack: body.key, version: made.rows[0]!.version, digest }
}

/** Replaces what the draft says; editing makes the one who edits its author, so the two-person rule meets the last hand. */
export async function replaceDraft(
  ctx: Context,
  draft: PackVersion,
  body: TableBody,
  cases: GoldenCase[],
  act: string,
): Promise<string> {
  const digest = digestOf(body)
  await sql`update policy.pack_version set body = ${JSON.stringify(body)}::jsonb, cases = ${JSON.stringify(cases)}::jsonb, digest = ${digest},
      example = ${isExample(body)}, valid_from = ${body.valid.from}::date, valid_to = ${body.valid.to ?? null}::date, state = 'draft',
      author = ${ctx.principal.staff}, author_name = ${ctx.principal.name}, submitted_by = null, submitted_by_name = null, submitted_at = null, act = ${act}
    where district = ${ctx.principal.district} and pack = ${draft.pack} and version = ${draft.version}`.execute(ctx.db)
  return digest
}
