// One way to read whatever a clerk uploads: Excel or text, recognised by its first bytes and never by its name.
import { invalid, Problem } from '@songhe/basics/problem'
import { encodingOf, readCsv } from './csv.ts'
import { readRows, sheetNames, type SheetName, type TableRow } from './excel.ts'
import { LIMITS } from './zip-entries.ts'

export interface TableFile {
  format: 'xlsx' | 'csv'
  sheets: SheetName[]
  rows(sheet?: string): AsyncGenerator<TableRow>
}

const AS_XLSX = { next: '请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。' }

/** What the Excel library says about bytes that are no sheet is not for a clerk. */
async function* orBroken(rows: AsyncGenerator<TableRow>): AsyncGenerator<TableRow> {
  try {
    yield* rows
  } catch (error) {
    throw error instanceof Problem ? error : invalid('这个工作表已损坏，读不出来。', AS_XLSX)
  }
}

export function openTable(bytes: Buffer): TableFile {
  if (bytes.length === 0) throw invalid('这个文件是空的。', { next: '请检查后重新选择文件。' })
  if (bytes.length > LIMITS.fileBytes) throw invalid('文件超过 100 MB。', { next: '请拆成几个文件再上传。' })
  const head = bytes.toString('latin1', 0, 512)
  if (head.startsWith('\xd0\xcf\x11\xe0')) throw invalid('这是旧版 .xls，或加了打开密码的文件。', AS_XLSX)
  if (head.startsWith('PK'))
    return { format: 'xlsx', sheets: sheetNames(bytes), rows: (sheet) => orBroken(readRows(bytes, sheet)) }
  if (/^\s*(\xef\xbb\xbf)?\s*<(!doctype|html|table|\?xml)/i.test(head))
    throw invalid('这个文件其实是网页或 XML，只是改了扩展名。', AS_XLSX)
  const encoding = encodingOf(bytes)
  if (encoding !== 'utf-16le' && bytes.subarray(0, 65_536).includes(0)) throw invalid('这不是 Excel 或文本表格。', AS_XLSX)
  return { format: 'csv', sheets: [{ name: '', hidden: false }], rows: () => readCsv(bytes, encoding) }
}
