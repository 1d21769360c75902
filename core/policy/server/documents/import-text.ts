// An office joins its own copy of the wording to the clause tree; Songhe ships none. What did not match is named, nothing is guessed.
import { createHash } from 'node:crypto'
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { invalid, notFound } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { matchText, type RegisterClause } from './match-text.ts'

type Reply = ReplyOf<typeof contract.importDocumentText>

export async function importDocumentText(ctx: Context, input: InputOf<typeof contract.importDocumentText>): Promise<Reply> {
  const { id, file, text } = input.body
  const district = ctx.principal.district
  const before = await sql<{
    report: Omit<Reply, 'id' | 'outcome'>
  }>`select report from policy.text_import where district = ${district} and id = ${id}`.execute(ctx.db)
  if (before.rows[0]) return { id, outcome: 'exists', ...before.rows[0].report }
  const register = await sql<
    RegisterClause & { document: string }
  >`select clause.document, locator, heading from policy.clause clause
    join policy.document document on document.key = clause.document
    where document.key = ${input.params.key} or document.number = ${input.params.key} order by position`.execute(ctx.db)
  const document = register.rows[0]?.document
  if (!document) throw notFound('这份文件的条款目录')
  const matched = matchText(register.rows, text)
  if (matched.texts.size === 0)
    throw invalid('这份原文里没有一处能与条款目录对上。', { next: '请核对是不是选错了文件；扫描件要先转成文字。' })
  const rows = [...matched.texts].map(([locator, wording]) => ({ locator, text: wording }))
  await sql`insert into policy.clause_text (district, document, locator, text, imported_by)
    select ${district}, ${document}, locator, text, ${ctx.principal.name} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as item (locator text, text text)
    on conflict (district, document, locator) do update set text = excluded.text, imported_by = excluded.imported_by, imported_at = clock_timestamp()`.execute(
    ctx.db,
  )
  const report = {
    matched: rows.length,
    missing: matched.missing.map(({ locator, heading, within }) => ({ locator, heading, within })),
    stray: matched.stray,
    different: matched.different,
  }
  await sql`insert into policy.text_import (district, id, document, file, digest, report, imported_by)
    values (${district}, ${id}, ${document}, ${file}, ${createHash('sha256').update(text).digest('hex')}, ${JSON.stringify(report)}::jsonb, ${ctx.principal.name})`.execute(
    ctx.db,
  )
  await audit(ctx, {
    event: 'policy.text-imported',
    object: `document:${document}`,
    details: { file, matched: rows.length, missing: report.missing.length },
  })
  return { id, outcome: 'created', ...report }
}
