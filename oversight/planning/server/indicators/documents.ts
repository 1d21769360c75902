// The documents a number may come from: those of the register, by key, number or title; every district keeps the numbers of its own.
import type { Context } from '@songhe/kernel/context'
import { regionOf } from '@songhe/policy/door'
import { sql } from 'kysely'

export interface DocumentRef {
  key: string
  title: string
  region: string
}

export type FindDocument = (written: string) => DocumentRef | { reason: string }

export async function documentFinder(ctx: Context): Promise<FindDocument> {
  const found = await sql<
    DocumentRef & { number: string | null }
  >`select key, number, title, region from policy.document`.execute(ctx.db)
  const known = new Map(
    found.rows.flatMap((row) => [row.key, row.number, row.title].flatMap((word) => (word ? [[word, row] as const] : []))),
  )
  const own = regionOf(ctx.principal.district)
  return (written) => {
    const document = known.get(written.trim())
    if (!document)
      return {
        reason: written ? `政策文件库里没有“${written}”。` : '没有写出自哪份文件。请在表里填写，或在校验前选定。',
      }
    if (own && document.region !== own && document.region !== 'chongqing')
      return { reason: `《${document.title}》是别的区县的文件，请在那里导入。` }
    return document
  }
}

export const DOCUMENT_TITLE = sql<string>`coalesce((select coalesce(d.number, d.title) from policy.document d where d.key = i.document), i.document)`
