// The port to the Excel library: five functions, so that the library can be changed. Reading streams; nothing is inflated before its size is proven.
import { PassThrough, type Writable } from 'node:stream'
import type { WorkbookWriter } from '@cj-tech-master/excelts'
import { invalid } from '@songhe/basics/problem'
import type { SheetColumn } from './sheet.ts'
import { LIMITS, proveEntry, readEntries, repack, textOf, type ZipEntry } from './zip-entries.ts'

/** Loaded when the first workbook is at hand: the library takes 50 MB, which no other table needs. */
const library = () => import('@cj-tech-master/excelts')

export interface TableRow {
  /** As the spreadsheet counts, from 1. */
  number: number
  cells: string[]
  hidden: boolean
}

export interface SheetName {
  name: string
  hidden: boolean
}

interface Sheet extends SheetName {
  entry: ZipEntry
}

export function sheetNames(bytes: Buffer): SheetName[] {
  return sheetsOf(bytes, readEntries(bytes)).map(({ name, hidden }) => ({ name, hidden }))
}

function sheetsOf(bytes: Buffer, entries: readonly ZipEntry[]): Sheet[] {
  const find = (name: string) => entries.find((entry) => entry.name.toLowerCase() === name.toLowerCase())
  const targets = new Map<string, string>()
  for (const [tag] of textOf(bytes, find('xl/_rels/workbook.xml.rels')).matchAll(/<[\w:]*Relationship\b[^>]*>/g))
    targets.set(attribute(tag, 'Id'), attribute(tag, 'Target').replace(/^\/?(xl\/)?/, 'xl/'))
  const sheets = [...textOf(bytes, find('xl/workbook.xml')).matchAll(/<(?:\w+:)?sheet\b[^>]*>/g)].flatMap(([tag]) => {
    const entry = find(targets.get(attribute(tag, '\\w+:id')) ?? '')
    return entry && /worksheets\//i.test(entry.name)
      ? [{ name: attribute(tag, 'name'), hidden: /idden/.test(attribute(tag, 'state')), entry }]
      : []
  })
  if (sheets.length === 0)
    throw invalid('这个文件里没有工作表，可能不是 Excel 文件。', { next: '请用 Excel 或 WPS 打开原件，另存为 .xlsx 后再上传。' })
  return sheets
}

function attribute(tag: string, name: string): string {
  const text = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
  return text.replace(
    /&(lt|gt|quot|apos|amp|#x?[\da-fA-F]+);/g,
    (_whole, code: string) => NAMED[code] ?? String.fromCodePoint(Number(code.replace('#x', '0x').replace('#', ''))),
  )
}
const NAMED: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

/** Only what reading one sheet needs, in the order in which a stream needs it: no part is ever parked on disk. */
async function slim(bytes: Buffer, wanted?: string): Promise<Buffer> {
  const entries = readEntries(bytes)
  const sheets = sheetsOf(bytes, entries)
  const sheet = wanted
    ? sheets.find((candidate) => candidate.name === wanted)
    : (sheets.find((candidate) => !candidate.hidden) ?? sheets[0])
  if (!sheet) throw invalid(`文件里没有名为“${wanted}”的工作表。`, { next: '请重新选择工作表。' })
  const parts = ['xl/_rels/workbook.xml.rels', 'xl/workbook.xml', 'xl/styles.xml', 'xl/sharedstrings.xml'].flatMap((name) =>
    entries.filter((entry) => entry.name.toLowerCase() === name),
  )
  const kept = [...parts, sheet.entry]
  for (const entry of kept) await proveEntry(bytes, entry)
  return repack(bytes, kept)
}

/** Rows of one sheet as text: days YYYY-MM-DD, numbers plainly; a number that Excel has rounded keeps its exponent so that nobody mistakes it for an ID. */
export async function* readRows(bytes: Buffer, sheet?: string): AsyncGenerator<TableRow> {
  const { WorkbookReader } = await library()
  const reader = new WorkbookReader(await slim(bytes, sheet), {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'ignore',
  })
  for await (const worksheet of reader)
    for await (const row of worksheet) {
      if (row.number > LIMITS.rows) throw invalid('工作表行数超过 1,048,576 行。', { next: '请拆成几个文件再上传。' })
      const values = row.values as unknown[]
      const cells: string[] = []
      for (let i = 1; i < values.length; i++) cells.push(cellText(values[i]))
      yield { number: row.number, cells, hidden: row.hidden === true }
    }
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number') return numberText(value)
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : dateText(value)
  const rich = value as {
    richText?: { text: string | null }[]
    text?: unknown
    result?: unknown
    formula?: string
    sharedFormula?: string
    error?: string
  }
  if (rich.richText) return rich.richText.map((piece) => piece.text ?? '').join('')
  if (rich.error) return rich.error
  if (rich.text !== undefined) return cellText(rich.text)
  return cellText(rich.result)
}

function numberText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) >= 1e15) return value.toExponential().toUpperCase()
  const plain = String(Number(value.toPrecision(15)))
  return plain.includes('e') ? value.toFixed(10).replace(/\.?0+$/, '') : plain
}

function dateText(value: Date): string {
  const text = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString()
  return text.slice(0, 10)
}

/** A table as a stream: text cells (long numbers stay text, nothing can be a formula), and plain numbers in columns that say so. */
export async function writeStream(
  target: Writable,
  table: {
    sheet: string
    columns: readonly { title: string; width?: number; number?: string }[]
    /** A table for a machine may want no row of titles. */
    head?: boolean
    /** Rows that stand over the titles. */
    above?: readonly (readonly string[])[]
    rows: Iterable<readonly string[]> | AsyncIterable<readonly string[]>
    red?: (row: readonly string[]) => readonly number[]
    /** Who took it, when and what for: at the foot of every printed page, and on a sheet of its own. */
    taken?: string
  },
): Promise<number> {
  const excel = await library()
  const workbook = new excel.WorkbookWriter({ stream: target, useStyles: true, useSharedStrings: false } as ConstructorParameters<
    typeof WorkbookWriter
  >[0])
  const { above = [], head: titled = true } = table
  const ySplit = above.length + (titled ? 1 : 0)
  const sheet = workbook.addWorksheet(table.sheet, {
    ...(ySplit && { views: [{ state: 'frozen', ySplit }] }),
    ...(table.taken && { headerFooter: { oddFooter: `&L${table.taken.replaceAll('&', '&&')}` } }),
  } as never)
  sheet.columns = table.columns.map(({ width = 14, number = '@' }) => ({ width, style: { numFmt: number } })) as never
  const typed = (cells: readonly string[]) =>
    cells.map((cell, i) => (table.columns[i]?.number && cell !== '' ? Number(cell) : cell))
  for (const cells of above) sheet.addRow(typed(cells)).commit()
  if (titled) {
    const head = sheet.addRow(table.columns.map(({ title }) => title))
    head.font = { bold: true } as never
    head.commit()
  }
  let count = 0
  for await (const cells of table.rows) {
    const row = sheet.addRow(typed(cells))
    for (const column of table.red?.(cells) ?? []) row.getCell(column + 1).fill = RED as never
    row.commit()
    count++
  }
  await sheet.commit()
  if (table.taken) {
    const about = workbook.addWorksheet('导出说明')
    about.addRow([table.taken]).commit()
    await about.commit()
  }
  await workbook.commit()
  return count
}

const RED = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF4C7C3' } }

/** Collects what `write` sends. */
export async function bytesOf(write: (target: Writable) => Promise<unknown>): Promise<Buffer> {
  const pipe = new PassThrough()
  const chunks: Buffer[] = []
  pipe.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise<void>((resolve, reject) => pipe.on('end', resolve).on('error', reject))
  await write(pipe)
  if (!pipe.writableEnded) pipe.end()
  await ended
  return Buffer.concat(chunks)
}

export interface TemplateSpec {
  title: string
  /** Told again by `markOf` when the filled sheet comes back. */
  mark: string
  columns: readonly SheetColumn[]
}

export const MARK_SHEET = '_songhe'
const TEMPLATE_ROWS = 20_000
/** Rows whose first cell begins so are examples and are not read. */
export const EXAMPLE = '示例：'

export async function template(spec: TemplateSpec): Promise<Buffer> {
  const { Workbook } = await library()
  const workbook = new Workbook()
  const sheet = workbook.addWorksheet(spec.title, { views: [{ state: 'frozen', ySplit: 1, xSplit: 1 }] } as never)
  sheet.columns = spec.columns.map(({ title }) => ({
    width: Math.max(10, title.length * 2 + 4),
    style: { numFmt: '@' },
  })) as never
  const head = sheet.addRow(spec.columns.map(({ title }) => title))
  const example = sheet.addRow(spec.columns.map(({ example = '' }, i) => (i === 0 ? `${EXAMPLE}${example}` : example)))
  example.font = { color: { argb: 'FF8A8A8A' }, italic: true } as never
  for (const [i, column] of spec.columns.entries()) {
    const cell = head.getCell(i + 1)
    cell.font = { bold: true, ...(column.required && { color: { argb: 'FFC00000' } }) } as never
    if (column.required)
      cell.value = {
        richText: [
          { text: '* ', font: { bold: true, color: { argb: 'FFC00000' } } },
          { text: column.title, font: { bold: true } },
        ],
      } as never
    if (column.note) cell.note = column.note
    const choices = column.kind === 'yes-no' ? ['是', '否'] : column.choices
    if (choices?.length) {
      const letter = sheet.getColumn(i + 1).letter
      const rule = {
        type: 'list',
        allowBlank: true,
        formulae: [`"${choices.join(',')}"`],
        showErrorMessage: true,
        errorTitle: '不能这样填',
        error: `只能填：${choices.join('、')}`,
      }
      ;(sheet as unknown as { dataValidations: { add(range: string, rule: object): void } }).dataValidations.add(
        `${letter}2:${letter}${TEMPLATE_ROWS}`,
        rule,
      )
    }
  }
  const notes = workbook.addWorksheet('填写说明')
  notes.columns = [{ width: 22 }, { width: 8 }, { width: 90 }] as never
  notes.addRow(['栏目', '必填', '怎样填']).font = { bold: true } as never
  for (const column of spec.columns)
    notes.addRow([
      column.title,
      column.required ? '是' : '',
      [column.note, column.choices && `只能填：${column.choices.join('、')}`].filter(Boolean).join(' '),
    ])
  const mark = workbook.addWorksheet(MARK_SHEET, { state: 'veryHidden' } as never)
  mark.addRow([spec.mark])
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

/** The hidden mark of a template of ours, or undefined. */
export async function markOf(bytes: Buffer): Promise<string | undefined> {
  if (!sheetNames(bytes).some(({ name }) => name === MARK_SHEET)) return undefined
  for await (const row of readRows(bytes, MARK_SHEET)) return row.cells[0]
  return undefined
}

/** Column index (from 0) or -1 for the whole row. */
export type RowFaults = ReadonlyMap<number, readonly { column: number; reason: string }[]>

/** The clerk's own file back: bad cells red, and one more column that says why. */
export async function annotateErrors(
  bytes: Buffer,
  place: { sheet: string; headerRow: number; faults: RowFaults },
): Promise<Buffer> {
  const entries = readEntries(bytes)
  for (const entry of entries) await proveEntry(bytes, entry)
  const { Workbook } = await library()
  const workbook = new Workbook()
  await workbook.xlsx.load(repack(bytes, entries) as never)
  const sheet = workbook.getWorksheet(place.sheet)!
  const last = sheet.columnCount + 1
  sheet.getRow(place.headerRow).getCell(last).value = ERRORS_TITLE
  sheet.getColumn(last).width = 60
  for (const [number, faults] of place.faults) {
    const row = sheet.getRow(number)
    for (const { column } of faults)
      if (column >= 0) row.getCell(column + 1).style = { ...row.getCell(column + 1).style, fill: RED } as never
    row.getCell(last).value = faults.map(({ reason }) => reason).join('；')
  }
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

export const ERRORS_TITLE = '错误原因'
