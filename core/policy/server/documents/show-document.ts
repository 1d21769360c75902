// One document as its page shows it: what it is, its clause tree with our words or the imported ones, and the tables on each clause.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { notFound } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { tablesOnClauses } from './tables-on-clauses.ts'

type DocumentRow = ReplyOf<typeof contract.listDocuments>['rows'][number]
type Whole = Omit<ReplyOf<typeof contract.showDocument>, 'clauses'>
type Clause = ReplyOf<typeof contract.showDocument>['clauses'][number]

export async function listDocuments(
  ctx: Context,
  input: InputOf<typeof contract.listDocuments>,
): Promise<ReplyOf<typeof contract.listDocuments>> {
  const { page, size } = input.query
  const found = await sql<DocumentRow & { total: number }>`
    select key, number, title, issuer, issued_on::text as "issuedOn", status, region,
      (select count(*)::int from policy.clause clause where clause.document = document.key) as clauses,
      (select count(*)::int from policy.clause_text text where text.district = ${ctx.principal.district} and text.document = document.key) as "withText",
      count(*) over ()::int as total
    from policy.document document
    order by status = 'cited', issued_on desc nulls last, key
    limit ${size} offset ${(page - 1) * size}`.execute(ctx.db)
  return { rows: found.rows.map(({ total: _total, ...row }) => row), total: found.rows[0]?.total ?? 0 }
}

export async function showDocument(
  ctx: Context,
  input: InputOf<typeof contract.showDocument>,
): Promise<ReplyOf<typeof contract.showDocument>> {
  const { key } = input.params
  const whole = await sql<Whole>`
    select key, number, title, issuer, issued_on::text as "issuedOn", effective_on::text as "effectiveOn", status, region, openness, adoption, parents,
      addressees, copies_to as "copiesTo", service_lines as "serviceLines"
    from policy.document where key = ${key} or number = ${key}`.execute(ctx.db)
  const document = whole.rows[0]
  if (!document) throw notFound('这份文件')
  const clauses = await sql<Omit<Clause, 'tables'>>`
    select clause.locator, depth, parent, heading, summary, requirements, text.text
    from policy.clause clause
    left join policy.clause_text text on text.district = ${ctx.principal.district} and text.document = clause.document and text.locator = clause.locator
    where clause.document = ${document.key}
    order by position`.execute(ctx.db)
  const tables = await tablesOnClauses(ctx, [document.key, ...(document.number ? [document.number] : [])])
  return { ...document, clauses: clauses.rows.map((clause) => ({ ...clause, tables: tables.get(clause.locator) ?? [] })) }
}
