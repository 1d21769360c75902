// Which document a sheet or an act stands on: by key, number or title, and never one of another district.
import { invalid } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import { regionOf } from '@songhe/policy/door'
import { sql } from 'kysely'

export interface DocumentRef {
  key: string
  number: string | null
  title: string
  region: string
  clauses: ReadonlySet<string>
}

export interface DocumentShelf {
  /** A document of this district or of the city, or why it is none. */
  find(word: string): DocumentRef | { reason: string }
}

export async function documentShelf(ctx: Context): Promise<DocumentShelf> {
  const found = await sql<Omit<DocumentRef, 'clauses'> & { locators: string[] | null }>`
    select d.key, d.number, d.title, d.region, (select array_agg(c.locator) from policy.clause c where c.document = d.key) as locators from policy.document d`.execute(
    ctx.db,
  )
  const byWord = new Map(
    found.rows.flatMap(({ locators, ...row }) => {
      const document: DocumentRef = { ...row, clauses: new Set(locators ?? []) }
      return [row.key, row.number, row.title].flatMap((word) => (word ? [[word, document] as const] : []))
    }),
  )
  const own = regionOf(ctx.principal.district)
  return {
    find(word) {
      const document = byWord.get(word)
      if (!document)
        return { reason: word ? `政策文件库里没有“${word}”。` : '没有写出自哪份文件。请在表里填写，或在校验前选定。' }
      if (own && document.region !== own && document.region !== 'chongqing')
        return { reason: `《${document.title}》是别的区县的文件，请在那里导入。` }
      return document
    },
  }
}

/** @throws when the register has no such document, or it is another district's. */
export async function requireDocument(ctx: Context, word: string): Promise<DocumentRef> {
  const document = (await documentShelf(ctx)).find(word)
  if ('reason' in document) throw invalid(document.reason, { next: '请写文号，或先在“政策”里登记这份文件。' })
  return document
}
