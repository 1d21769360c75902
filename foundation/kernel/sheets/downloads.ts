// Files that go back to the clerk: the template, and the clerk's own file with the bad cells marked and the reason beside them.
import type { InputOf } from '@songhe/basics/contract'
import { invalid } from '@songhe/basics/problem'
import { audit } from '../audit.ts'
import type { Context } from '../context.ts'
import { readFile } from '../files.ts'
import type { FileReply } from '../http/file-reply.ts'
import type * as contract from './contract.ts'
import { encodingOf, readCsv, writeCsv } from './csv.ts'
import { definitionOf, markFor } from './definitions.ts'
import { annotateErrors, bytesOf, ERRORS_TITLE, readRows, template, writeStream } from './excel.ts'
import { getImport, type ImportRecord, problemsOf } from './import-store.ts'
import type { SheetDefinition } from './sheet.ts'
import { openTable } from './table-file.ts'

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export async function downloadTemplate(ctx: Context, { params }: InputOf<typeof contract.downloadTemplate>): Promise<FileReply> {
  const definition = definitionOf(ctx, params.sheet)
  return {
    name: `${definition.title}模板.xlsx`,
    mediaType: XLSX,
    bytes: await template({ title: definition.title, mark: markFor(definition), columns: definition.columns }),
  }
}

type Faults = Map<number, { column: number; reason: string }[]>
/** Above this a whole workbook in memory would be too much; only the returned rows go back then. */
const WHOLE_FILE_ROWS = 20_000

export async function downloadErrors(ctx: Context, { params }: InputOf<typeof contract.downloadErrors>): Promise<FileReply> {
  const record = await getImport(ctx, params.id)
  const definition = definitionOf(ctx, record.sheet)
  const faults = await faultsOf(ctx, record, definition)
  if (faults.size === 0) throw invalid('没有退回的行。', { next: '可以直接提交导入。' })
  const { bytes } = await readFile(ctx, record.file)
  await audit(ctx, { event: 'import.errors-downloaded', object: `import:${record.id}`, details: { rows: faults.size } })
  const stem = record.fileName.replace(/\.[^.]{1,5}$/, '')
  if (openTable(bytes).format === 'csv')
    return { name: `${stem}-退回.csv`, mediaType: 'text/csv', bytes: await csvBack(bytes, record, faults) }
  return { name: `${stem}-退回.xlsx`, mediaType: XLSX, bytes: await excelBack(bytes, record, faults) }
}

async function faultsOf(ctx: Context, record: ImportRecord, definition: SheetDefinition): Promise<Faults> {
  const titles = new Map(definition.columns.map(({ key, title }) => [key, title]))
  const { rows } = await problemsOf(ctx, record.id, { warnings: false, limit: 2_000_000, offset: 0 })
  const faults: Faults = new Map()
  for (const { row, column, reason } of rows) {
    const title = titles.get(column)
    const list = faults.get(row) ?? []
    list.push({ column: record.mapping[column] ?? -1, reason: title ? `${title}：${reason}` : reason })
    faults.set(row, list)
  }
  return faults
}

const reasonOf = (faults: Faults, row: number) => (faults.get(row) ?? []).map(({ reason }) => reason).join('；')

function csvBack(bytes: Buffer, record: ImportRecord, faults: Faults): Promise<Buffer> {
  const encoding = encodingOf(bytes)
  async function* rows() {
    for await (const { number, cells } of readCsv(bytes, encoding))
      yield number === record.headerRow
        ? [...cells, ERRORS_TITLE]
        : faults.has(number)
          ? [...padded(cells, record), reasonOf(faults, number)]
          : cells
  }
  return writeCsv(rows(), encoding)
}

async function excelBack(bytes: Buffer, record: ImportRecord, faults: Faults): Promise<Buffer> {
  if (record.rowsIn! <= WHOLE_FILE_ROWS)
    return annotateErrors(bytes, { sheet: record.worksheet, headerRow: record.headerRow, faults })
  const numbers = new WeakMap<readonly string[], number>()
  async function* rows() {
    for await (const { number, cells } of readRows(bytes, record.worksheet)) {
      if (!faults.has(number)) continue
      const back = [...padded(cells, record), reasonOf(faults, number)]
      numbers.set(back, number)
      yield back
    }
  }
  const columns = [...record.titles, ERRORS_TITLE].map((title) => ({ title, width: title === ERRORS_TITLE ? 60 : 16 }))
  const red = (row: readonly string[]) => faults.get(numbers.get(row)!)!.flatMap(({ column }) => (column >= 0 ? [column] : []))
  return bytesOf((target) => writeStream(target, { sheet: record.worksheet, columns, rows: rows(), red }))
}

const padded = (cells: readonly string[], { titles }: ImportRecord) =>
  Array.from({ length: Math.max(titles.length, cells.length) }, (_none, i) => cells[i] ?? '')
