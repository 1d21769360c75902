// A table from a file arrives as a draft with author and digest; faults are told with row, column and what to write instead.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { isDay } from '@songhe/basics/day'
import { conflict, invalid } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import { parseDocument } from 'yaml'
import type * as contract from '../../contract.ts'
import { checkTable } from '../judge/check-table.ts'
import { casesOf, kindOf } from './install-packs.ts'
import { insertDraft } from './pack-store.ts'
import { plainDays, type TableBody } from './table-file.ts'

type Reply = ReplyOf<typeof contract.importPack>

export async function importPack(ctx: Context, input: InputOf<typeof contract.importPack>): Promise<Reply> {
  const { id, file, table, cases } = input.body
  const district = ctx.principal.district
  const before = await sql<{
    pack: string
    version: number
    digest: string
  }>`select pack, version, digest from policy.pack_version
    where district = ${district} and act = ${id}`.execute(ctx.db)
  if (before.rows[0]) return { id, outcome: 'exists', ...before.rows[0] }
  const body = bodyOf(table)
  checkTable(ctx, body)
  const waiting =
    await sql`select from policy.pack_version where district = ${district} and pack = ${body.key} and state in ('draft', 'submitted')`.execute(
      ctx.db,
    )
  if (waiting.rows.length) throw conflict(`“${body.table}”已经有一份没发布的草稿。`, { next: '请先发布或丢弃那份草稿，再导入。' })
  const made = await insertDraft(ctx, {
    kind: kindOf(body),
    body,
    cases: cases ? casesOf({ file: '用例', text: cases }) : [],
    file,
    act: id,
  })
  await audit(ctx, {
    event: 'pack.imported',
    object: `pack:${made.pack}/${made.version}`,
    details: { file, digest: made.digest },
  })
  return { id, outcome: 'created', ...made }
}

/** Text of a table file to its body; says line and column of a YAML fault. */
export function bodyOf(text: string): TableBody {
  const read = parseDocument(text)
  const fault = read.errors[0]
  if (fault) {
    const at = fault.linePos?.[0]
    throw invalid(`文件第${at?.line ?? '?'}行第${at?.col ?? '?'}列的写法有误，读不下去。`, {
      next: '请核对缩进、冒号和引号，再导入一次。',
    })
  }
  const body = plainDays(read.toJS()) as Partial<TableBody> | null
  const lacking = (['table', 'key', 'kind', 'ground', 'valid'] as const).filter((name) => !body?.[name])
  if (!body || lacking.length)
    throw invalid(`文件缺少：${lacking.join('、')}。`, { next: '每张表都要写明标题、代号、种类、依据和起用日期。' })
  if (!isDay(body.valid!.from)) throw invalid('valid.from 不是有效的日期。', { next: '请按 2026-01-01 的写法填写。' })
  return body as TableBody
}
