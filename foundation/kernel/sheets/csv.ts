// Tables as text: encoding found out (UTF-8 with or without mark, UTF-16, GBK/GB18030), read as a stream, written so that no cell can run as a formula.
import { isUtf8 } from 'node:buffer'
import { Readable } from 'node:stream'
import { invalid } from '@songhe/basics/problem'
import { parse } from 'csv-parse'
import iconv from 'iconv-lite'
import type { TableRow } from './excel.ts'
import { LIMITS } from './zip-entries.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'gb18030'

export function encodingOf(bytes: Buffer): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return isUtf8(bytes) ? 'utf-8' : 'gb18030'
}

export async function* readCsv(bytes: Buffer, encoding: Encoding = encodingOf(bytes)): AsyncGenerator<TableRow> {
  const delimiter = delimiterOf(iconv.decode(bytes.subarray(0, 8_192), encoding))
  const parser = parse({
    delimiter,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: 262_144,
  })
  const text = Readable.from(pieces(bytes, encoding))
  text.on('error', (error) => parser.destroy(error))
  text.pipe(parser)
  let number = 0
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      number++
      if (number > LIMITS.rows) throw invalid('文件超过 1,048,576 行。', { next: '请拆成几个文件再上传。' })
      yield { number, cells, hidden: false }
    }
  } catch (error) {
    const code = (error as { code?: string }).code
    if (!code?.startsWith('CSV_')) throw error
    if (code === 'CSV_MAX_RECORD_SIZE')
      throw invalid(`第 ${number + 1} 行太长，不像表格里的一行。`, {
        next: '请检查是否选对了文件；缺换行的，请用 Excel 或 WPS 另存为 .xlsx。',
      })
    throw invalid(`第 ${number + 1} 行附近的引号没有成对，后面的内容无法分列。`, {
      next: '请用 Excel 或 WPS 打开检查这一行，另存为 .xlsx 后再上传。',
    })
  } finally {
    text.destroy()
    parser.destroy()
  }
}

function* pieces(bytes: Buffer, encoding: Encoding): Generator<string> {
  const decoder = iconv.getDecoder(encoding)
  for (let at = 0; at < bytes.length; at += 65_536) {
    const piece = decoder.write(bytes.subarray(at, at + 65_536))
    if (piece) yield piece
  }
  const rest = decoder.end()
  if (rest) yield rest
}

function delimiterOf(head: string): string {
  const line = head.slice(0, head.indexOf('\n') >= 0 ? head.indexOf('\n') : undefined)
  const counts = [',', '\t', ';', '，', '|'].map((sign) => [sign, line.split(sign).length] as const)
  return counts.reduce((best, next) => (next[1] > best[1] ? next : best))[0]
}

/** Cells that a spreadsheet would run, and digits that it would round, get an apostrophe in front. Plain numbers stay. */
export function inert(cell: string): string {
  if (/^-?\d+(\.\d+)?$/.test(cell)) return cell.replace(/\D/g, '').length > 11 ? `'${cell}` : cell
  return /^[=+\-@\t\r＝＋－＠]/.test(cell) ? `'${cell}` : cell
}

const quoted = (cell: string) => (/[",\n\r\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

export async function writeCsv(
  rows: Iterable<readonly string[]> | AsyncIterable<readonly string[]>,
  encoding: Encoding = 'utf-8',
): Promise<Buffer> {
  const parts: Buffer[] = [iconv.encode('', encoding, { addBOM: encoding !== 'gb18030' })]
  let text = ''
  const flush = () => {
    parts.push(iconv.encode(text, encoding))
    text = ''
  }
  for await (const row of rows) {
    text += `${row.map((cell) => quoted(inert(cell))).join(',')}\r\n`
    if (text.length > 262_144) flush()
  }
  flush()
  return Buffer.concat(parts)
}
