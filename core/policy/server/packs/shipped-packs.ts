// The tables that come with the product for this district: a clerk chooses which of them the office begins with.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { invalid } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { installOne, shippedTables } from './install-packs.ts'
import { unconfirmedRows } from './table-file.ts'

export async function listShipped(ctx: Context): Promise<ReplyOf<typeof contract.listShipped>> {
  const known = await knownPacks(ctx)
  return [...shippedTables(ctx)].map(([pack, { body, cases }]) => ({
    pack,
    title: body.table,
    document: body.ground.document,
    clause: body.ground.clause,
    cases: cases.length,
    unconfirmed: unconfirmedRows(body).length,
    installed: known.has(pack),
  }))
}

/** Drafts of the one who asks; a table the office already has, in whatever version, is left as it is. */
export async function installShipped(
  ctx: Context,
  { body }: InputOf<typeof contract.installShipped>,
): Promise<ReplyOf<typeof contract.installShipped>> {
  const tables = shippedTables(ctx)
  const unknown = body.packs.filter((pack) => !tables.has(pack))
  if (unknown.length > 0)
    throw invalid(`随产品提供的规则表里没有：${unknown.join('、')}。`, {
      next: `可以选：${[...tables.keys()].join('、')}。`,
    })
  const known = await knownPacks(ctx)
  const chosen = [...new Set(body.packs)].filter((pack) => !known.has(pack))
  for (const pack of chosen) await installOne(ctx, tables.get(pack)!)
  if (chosen.length > 0) await audit(ctx, { event: 'pack.installed', details: { packs: chosen } })
  return { id: body.id, outcome: chosen.length > 0 ? 'created' : 'exists', installed: chosen }
}

async function knownPacks(ctx: Context): Promise<Set<string>> {
  const found = await sql<{
    pack: string
  }>`select distinct pack from policy.pack_version where district = ${ctx.principal.district}`.execute(ctx.db)
  return new Set(found.rows.map((row) => row.pack))
}
