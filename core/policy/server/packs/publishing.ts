// What must hold before a draft may be submitted or published: its ground in force, no example outside a demo, two different humans.
import { type Context, sameHuman } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type { PackVersion } from './pack-store.ts'
import { partsOf, type TableBody } from './table-file.ts'

/** Reasons in plain Chinese why this draft cannot be published; empty = it can, as far as grounds and amounts go. */
export async function groundReasons(ctx: Context, draft: PackVersion): Promise<string[]> {
  const reasons: string[] = []
  const { body } = draft
  for (const document of groundsOf(body)) {
    const status = await groundStatus(ctx, document)
    if (status === 'draft') reasons.push(`依据“${document}”是征求意见稿，只能作参考，不能作为发放规则的依据。`)
    else if (status === 'ended') reasons.push(`依据“${document}”已经失效。`)
    else if (status === 'unknown') reasons.push(`依据“${document}”不在政策文件库里，也不是本单位登记的决定。`)
  }
  reasons.push(...(await clauseReasons(ctx, body)))
  if (draft.example && !ctx.principal.demo)
    reasons.push('表里有“示例”金额。示例金额只能在演示环境使用，正式发放前请换成本单位决定的金额。')
  const decisions = [...(body.rows ?? []).map(({ id, amount }) => ({ ...amount, id })), ...partsOf(body)].flatMap(
    ({ decision, id, status }) => (decision ? [{ key: decision, row: id, status }] : []),
  )
  for (const { key, row, status } of decisions) {
    const known = await sql<{
      example: boolean
    }>`select example from policy.decision where district = ${ctx.principal.district} and key = ${key}`.execute(ctx.db)
    if (!known.rows[0]) reasons.push(`“${row}”行的金额依据“${key}”没有登记为本单位的决定。`)
    else if (known.rows[0].example && status !== 'example') reasons.push(`“${row}”行引用的“${key}”是示例决定，金额必须标为示例。`)
  }
  return reasons
}

/** A citation that leads nowhere proves nothing: each row's clause must stand in its document, where the register has that document's clauses. */
async function clauseReasons(ctx: Context, body: TableBody): Promise<string[]> {
  const cited = new Map(
    (body.rows ?? []).flatMap((row) => {
      const [document, clause] = [row.document ?? body.ground?.document, row.clause ?? body.ground?.clause]
      return document && clause ? [[`${document}/${clause}`, { document, clause, row: row.id }] as const] : []
    }),
  )
  const reasons: string[] = []
  for (const { document, clause, row } of cited.values()) {
    const found = await sql<{
      known: number
      hit: number
    }>`select count(*)::int as known, count(*) filter (where c.locator = ${clause})::int as hit
      from policy.document d join policy.clause c on c.document = d.key where d.key = ${document} or d.number = ${document}`.execute(
      ctx.db,
    )
    const { known, hit } = found.rows[0]!
    if (known > 0 && hit === 0) reasons.push(`“${row}”行引用的“${document} ${clause}”在这份文件的条款目录里找不到。`)
  }
  return reasons
}

/** The one who publishes must be another human than the one who wrote and the one who submitted, whatever account they use. */
export function personReasons(ctx: Context, draft: PackVersion): string[] {
  const { staff } = ctx.principal
  if (staff === null) return ['发布要由具体的人来做，系统不能自己发布。']
  if (sameHuman(ctx.principal, draft.author)) return ['这份草稿是您自己或您代理的人写的，须由另一个人发布。']
  if (sameHuman(ctx.principal, draft.submittedBy)) return ['这份草稿是您提交的，须由另一个人发布。']
  return []
}

function groundsOf(body: TableBody): string[] {
  return [
    ...new Set(
      [body.ground?.document, ...(body.rows ?? []).map((row) => row.document)].filter((name): name is string => Boolean(name)),
    ),
  ]
}

export async function groundStatus(ctx: Context, document: string): Promise<string> {
  const found = await sql<{
    status: string
  }>`select status from policy.document where key = ${document} or number = ${document}`.execute(ctx.db)
  if (found.rows[0]) return found.rows[0].status
  const decided = await sql`select from policy.decision where district = ${ctx.principal.district} and key = ${document}`.execute(
    ctx.db,
  )
  return decided.rows.length ? 'decided' : 'unknown'
}
