// A table that another room read from an office's sheet becomes a draft here, and goes away again with that sheet while nobody published it.
import { conflict } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import { checkTable } from '../judge/check-table.ts'
import { kindOf } from './install-packs.ts'
import { type GoldenCase, insertDraft } from './pack-store.ts'
import { digestOf, type TableBody } from './table-file.ts'

export interface DraftedTable {
  pack: string
  version: number
  /** `exists`: some version already says exactly this. */
  outcome: 'created' | 'exists'
}

/** @param draft.act id of the act (an import) that the draft goes away with */
export async function draftTable(
  ctx: Context,
  draft: { body: TableBody; cases: GoldenCase[]; file: string; act: string },
): Promise<DraftedTable> {
  const { body } = draft
  checkTable(ctx, body)
  const digest = digestOf(body)
  const known = await sql<{ version: number; digest: string; state: string }>`
    select version, digest, state from policy.pack_version
    where district = ${ctx.principal.district} and pack = ${body.key} order by version desc`.execute(ctx.db)
  const same = known.rows.find((row) => row.digest === digest)
  if (same) return { pack: body.key, version: same.version, outcome: 'exists' }
  if (known.rows.some(({ state }) => state === 'draft' || state === 'submitted'))
    throw conflict(`“${body.table}”已经有一份没发布的草稿。`, { next: '请先发布或丢弃那份草稿，再导入。' })
  const made = await insertDraft(ctx, { ...draft, kind: kindOf(body) })
  await audit(ctx, { event: 'pack.imported', object: `pack:${made.pack}/${made.version}`, details: { file: draft.file, digest } })
  return { pack: made.pack, version: made.version, outcome: 'created' }
}

/** @returns how many drafts went away; a published version stays and is named in `published` */
export async function takeBackDraft(ctx: Context, act: string): Promise<{ gone: number; published: string[] }> {
  const { district } = ctx.principal
  const kept = await sql<{ pack: string; version: number }>`
    select pack, version from policy.pack_version where district = ${district} and act = ${act} and state not in ('draft', 'submitted')`.execute(
    ctx.db,
  )
  const gone = await sql<{ pack: string; version: number }>`
    delete from policy.pack_version where district = ${district} and act = ${act} and state in ('draft', 'submitted') returning pack, version`.execute(
    ctx.db,
  )
  for (const { pack, version } of gone.rows) await audit(ctx, { event: 'pack.discarded', object: `pack:${pack}/${version}` })
  return { gone: gone.rows.length, published: kept.rows.map(({ pack, version }) => `${pack} 第${version}版`) }
}
