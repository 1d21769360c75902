// One clause for the drawer beside any page that cites it: wording if imported, else our own words, and the tables standing on it.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { notFound } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import type * as contract from '../../contract.ts'
import { showDocument } from './show-document.ts'

export async function showClause(
  ctx: Context,
  input: InputOf<typeof contract.showClause>,
): Promise<ReplyOf<typeof contract.showClause>> {
  const { key, number, title, status, issuedOn, clauses } = await showDocument(ctx, {
    params: { key: input.query.document },
  } as never)
  const clause = clauses.find((one) => one.locator === input.query.locator)
  if (!clause) throw notFound('这一条款', { next: '请打开文件的条款目录核对条款号。' })
  return { ...clause, document: { key, number, title, status, issuedOn } }
}
