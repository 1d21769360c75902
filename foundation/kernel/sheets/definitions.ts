// Which sheets the caller may hand in, and what stands in a template's hidden mark.
import { createHash } from 'node:crypto'
import { forbidden, notFound } from '@songhe/basics/problem'
import type { Context } from '../context.ts'
import { today } from '../today.ts'
import type { ImportRow } from './contract.ts'
import type { ImportRecord } from './import-store.ts'
import type { SheetDefinition, SheetOption } from './sheet.ts'

export function definitionOf(ctx: Context, key: string): SheetDefinition {
  const definition = ctx.catalogue.sheets.get(key)
  if (!definition) throw notFound('这种表')
  if (!ctx.principal.permissions.has(definition.permission))
    throw forbidden(`您的岗位不能导入“${definition.title}”。`, { next: '如工作需要，请联系本单位安全管理员调整岗位。' })
  return definition
}

export const definitionsFor = (ctx: Context): SheetDefinition[] =>
  [...ctx.catalogue.sheets.values()].filter(({ permission }) => ctx.principal.permissions.has(permission))

/** Records of a sheet one may hand in; reviewers and auditors read all. An administrator learns nothing of the elders' sheets. */
export const mayReadRecords = (ctx: Context, key: string): boolean =>
  ctx.principal.permissions.has('sheets.every') ||
  ctx.principal.permissions.has(ctx.catalogue.sheets.get(key)?.permission ?? 'sheets.every')

export function markFor(definition: SheetDefinition): string {
  const body = definition.columns.map(({ key, title }) => `${key}=${title}`).join(';')
  return `${definition.key}:${createHash('sha256').update(body).digest('hex').slice(0, 12)}`
}

export function initialOption(ctx: Context, option: SheetOption): string {
  if (option.initial === 'today') return today(ctx)
  if (option.initial === 'first-of-month') return `${today(ctx).slice(0, 7)}-01`
  return option.initial ?? ''
}

/** What the clerk stated, with the usual value where nothing was said; unknown keys are dropped. */
export const settledOptions = (
  ctx: Context,
  definition: SheetDefinition,
  given: Record<string, string>,
): Record<string, string> =>
  Object.fromEntries((definition.options ?? []).map((option) => [option.key, given[option.key] || initialOption(ctx, option)]))

export function importRow(ctx: Context, record: ImportRecord): ImportRow {
  const {
    file: _file,
    digest: _digest,
    worksheet: _sheet,
    headerRow: _row,
    titles: _titles,
    mapping: _mapping,
    options: _options,
    job: _job,
    ...row
  } = record
  const { total: _total, ...kept } = row as typeof row & { total?: number }
  return { ...kept, sheetTitle: ctx.catalogue.sheets.get(record.sheet)?.title ?? record.sheet }
}
