// The office's tables with what is published and what waits as a draft.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { newestPublished, openDraft, type PackVersion, versionsOf } from './pack-store.ts'
import { unconfirmedRows } from './table-file.ts'

export async function listPacks(
  ctx: Context,
  input: InputOf<typeof contract.listPacks>,
): Promise<ReplyOf<typeof contract.listPacks>> {
  const { page, size } = input.query
  const found = await sql<{ key: string; total: number }>`select key, count(*) over ()::int as total from policy.pack pack
    where district = ${ctx.principal.district}
      and exists (select from policy.pack_version version where version.district = pack.district and version.pack = pack.key)
    order by kind, key limit ${size} offset ${(page - 1) * size}`.execute(ctx.db)
  const rows = []
  for (const { key } of found.rows) {
    const versions = await versionsOf(ctx, key)
    const [published, draft] = [newestPublished(versions), openDraft(versions)]
    const shown = draft ?? published ?? versions[0]!
    rows.push({
      pack: key,
      kind: shown.kind,
      title: shown.body.table,
      document: shown.body.ground.document,
      clause: shown.body.ground.clause,
      published: published ? headOf(published) : null,
      draft: draft ? headOf(draft) : null,
      unconfirmed: unconfirmedRows(shown.body).length,
      cases: shown.cases.length,
    })
  }
  return { rows, total: found.rows[0]?.total ?? 0 }
}

export function headOf(version: PackVersion): NonNullable<ReplyOf<typeof contract.showPack>['draft']> {
  return {
    version: version.version,
    state: version.state,
    validFrom: version.validFrom,
    validTo: version.validTo,
    digest: version.digest,
    example: version.example,
    author: version.authorName,
    submittedBy: version.submittedByName,
    publishedBy: version.publishedByName,
  }
}
