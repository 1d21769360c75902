// Upload: the file is kept, its header found, columns proposed and ten rows shown. Nothing is taken yet.
import { createHash } from 'node:crypto'
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { invalid } from '@songhe/basics/problem'
import { audit } from '../audit.ts'
import type { Context } from '../context.ts'
import { readFile, storeFile } from '../files.ts'
import type * as contract from './contract.ts'
import { definitionOf, importRow, initialOption, markFor } from './definitions.ts'
import { EXAMPLE, MARK_SHEET, markOf, type TableRow } from './excel.ts'
import { findHeader, fingerprintOf, type Mapping, propose, titlesIn } from './header.ts'
import { earlierOf, findImport, getImport, type ImportRecord, insertImport, rememberedMapping } from './import-store.ts'
import { maskLooseNumbers } from './read-cell.ts'
import type { SheetDefinition } from './sheet.ts'
import { openTable, type TableFile } from './table-file.ts'

export interface Upload {
  file: { name: string; mediaType: string; bytes: Buffer }
}

const SAMPLE_ROWS = 10
/** Far enough for a header within the first rows and ten rows below it. */
const READ_ROWS = 200 + SAMPLE_ROWS

export async function previewImport(
  ctx: Context,
  { query, file }: InputOf<typeof contract.previewImport> & Upload,
): Promise<ReplyOf<typeof contract.previewImport>> {
  const definition = definitionOf(ctx, query.sheet)
  if (await findImport(ctx, query.id)) return { id: query.id, outcome: 'exists', earlier: null }
  const digest = createHash('sha256').update(file.bytes).digest()
  const earlier = await earlierOf(ctx, definition.key, digest, query.id)
  if (earlier && earlier.rejected === 0) return { id: earlier.id, outcome: 'same-file', earlier: importRow(ctx, earlier) }
  const table = openTable(file.bytes)
  const read = await readHead(ctx, table, definition)
  const kept = await storeFile(ctx, file)
  await insertImport(ctx, {
    id: query.id,
    sheet: definition.key,
    file: kept.id,
    fileName: file.name.slice(0, 200),
    digest,
    ...read,
  })
  await audit(ctx, {
    event: 'import.previewed',
    object: `import:${query.id}`,
    details: { sheet: definition.key, bytes: file.bytes.length },
  })
  return { id: query.id, outcome: 'created', earlier: earlier ? importRow(ctx, earlier) : null }
}

interface Head {
  worksheet: string
  headerRow: number
  titles: string[]
  mapping: Mapping
  remembered: boolean
  rows: TableRow[]
}

async function readHead(
  ctx: Context,
  table: TableFile,
  definition: SheetDefinition,
  wanted: { worksheet?: string | undefined; headerRow?: number | undefined } = {},
): Promise<Head> {
  const worksheet = wanted.worksheet ?? table.sheets.find(({ hidden }) => !hidden)?.name ?? table.sheets[0]!.name
  const rows: TableRow[] = []
  for await (const row of table.rows(worksheet)) if (rows.push(row) >= READ_ROWS) break
  const named = wanted.headerRow === undefined ? undefined : rows.find(({ number }) => number === wanted.headerRow)
  if (wanted.headerRow !== undefined && !named)
    throw invalid(`第 ${wanted.headerRow} 行是空的，不能作表头。`, { next: '请重新指定表头所在的行。' })
  const header = named
    ? {
        row: named.number,
        titles: titlesIn(named.cells),
        mapping: propose(named.cells, definition.columns).mapping,
      }
    : findHeader(rows, definition.columns)
  if (!header) throw invalid('工作表是空的。', { next: '请检查是否选对了文件和工作表。' })
  const remembered = await rememberedMapping(ctx, definition.key, fingerprintOf(header.titles))
  return {
    worksheet,
    headerRow: header.row,
    titles: header.titles,
    mapping: remembered ?? header.mapping,
    remembered: remembered !== undefined,
    rows,
  }
}

export async function previewHead(
  ctx: Context,
  { params, query }: InputOf<typeof contract.previewHead>,
): Promise<ReplyOf<typeof contract.previewHead>> {
  const record = await getImport(ctx, params.id)
  const definition = definitionOf(ctx, record.sheet)
  const { bytes } = await readFile(ctx, record.file)
  const table = openTable(bytes)
  const asked = query.worksheet !== undefined || query.headerRow !== undefined
  const kept = { worksheet: record.worksheet, headerRow: record.headerRow }
  const head = await readHead(ctx, table, definition, asked ? query : kept)
  const { worksheet, headerRow, titles, remembered } = head
  return {
    worksheet,
    headerRow,
    titles,
    remembered,
    worksheets: table.sheets.filter(({ name }) => !name.startsWith(MARK_SHEET)),
    mapping: asked || record.state === 'previewed' ? head.mapping : record.mapping,
    template: table.format === 'xlsx' ? await templateKind(bytes, definition) : 'foreign',
    sample: sampleOf(head),
  }
}

export async function showImport(
  ctx: Context,
  { params }: InputOf<typeof contract.showImport>,
): Promise<ReplyOf<typeof contract.showImport>> {
  const record = await getImport(ctx, params.id)
  const definition = ctx.catalogue.sheets.get(record.sheet)
  const earlier = await earlierOf(ctx, record.sheet, record.digest, record.id)
  const { worksheet, headerRow, titles, mapping, job } = record
  return {
    import: importRow(ctx, record),
    worksheet,
    headerRow,
    titles,
    mapping,
    job,
    options: definition ? optionsOf(ctx, definition, record) : {},
    earlier: earlier ? importRow(ctx, earlier) : null,
  }
}

const sampleOf = ({ rows, headerRow }: Head) =>
  rows
    .filter(
      ({ number, cells }) =>
        number > headerRow && cells.some((cell) => cell.trim()) && !cells.some((cell) => cell.startsWith(EXAMPLE)),
    )
    .slice(0, SAMPLE_ROWS)
    .map(({ number, cells }) => ({ row: number, cells: cells.map((cell) => maskLooseNumbers(cell.slice(0, 80))) }))

async function templateKind(bytes: Buffer, definition: SheetDefinition): Promise<'current' | 'old' | 'foreign'> {
  const mark = await markOf(bytes)
  if (mark === markFor(definition)) return 'current'
  return mark?.startsWith(`${definition.key}:`) ? 'old' : 'foreign'
}

const optionsOf = (ctx: Context, definition: SheetDefinition, record: ImportRecord) =>
  Object.fromEntries(
    (definition.options ?? []).map((option) => [option.key, record.options[option.key] ?? initialOption(ctx, option)]),
  )
