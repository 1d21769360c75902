// Reading imports: which sheets may be handed in, what was handed in, which rows came back and why.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { offsetOf } from '@songhe/basics/paging'
import type { Context } from '../context.ts'
import type * as contract from './contract.ts'
import { definitionsFor, importRow, initialOption, mayReadRecords } from './definitions.ts'
import { getImport, listRecords, problemsOf } from './import-store.ts'

export async function listSheets(ctx: Context): Promise<ReplyOf<typeof contract.listSheets>> {
  return {
    sheets: definitionsFor(ctx).map(({ key, title, note, columns, options = [] }) => ({
      key,
      title,
      note,
      columns: columns.map((column) => ({
        key: column.key,
        title: column.title,
        kind: column.kind,
        required: column.required ?? false,
        note: column.note ?? '',
        choices: [...(column.choices ?? [])],
      })),
      options: options.map((option) => ({
        key: option.key,
        title: option.title,
        kind: option.kind,
        note: option.note,
        value: initialOption(ctx, option),
      })),
    })),
  }
}

export async function listImports(
  ctx: Context,
  { query }: InputOf<typeof contract.listImports>,
): Promise<ReplyOf<typeof contract.listImports>> {
  const sheets = [...ctx.catalogue.sheets.keys()].filter(
    (key) => (query.sheet === undefined || key === query.sheet) && mayReadRecords(ctx, key),
  )
  const { rows, total } = await listRecords(ctx, { sheets, limit: query.size, offset: offsetOf(query) })
  return { rows: rows.map((record) => importRow(ctx, record)), total }
}

export async function listRowProblems(
  ctx: Context,
  { params, query }: InputOf<typeof contract.listRowProblems>,
): Promise<ReplyOf<typeof contract.listRowProblems>> {
  const record = await getImport(ctx, params.id)
  const titles = new Map((ctx.catalogue.sheets.get(record.sheet)?.columns ?? []).map(({ key, title }) => [key, title]))
  const { rows, total } = await problemsOf(ctx, record.id, {
    warnings: query.warnings,
    limit: query.size,
    offset: offsetOf(query),
  })
  // A returned cell may be a name: those who only look on see where and why, not what.
  const shown = ctx.principal.permissions.has('sheets.import')
  return {
    rows: rows.map((row) => ({
      ...row,
      column: titles.get(row.column) ?? row.column,
      value: shown ? row.value : row.value && '（已隐去）',
    })),
    total,
  }
}
