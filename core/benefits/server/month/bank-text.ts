// Bank files as text: CSV in the code page of the bank, and answers in CSV. Pure: rows in, bytes out, and back.
import iconv from 'iconv-lite'
import { parse } from 'csv-parse/sync'
import type { BankProfile } from './bank-profile.ts'
import { answersIn, type BankRow, cellsOf, plainYuan, type ReturnRow } from './bank-table.ts'

/** Characters of a name that the bank's code page cannot hold. */
export function unwritable(name: string, encoding: BankProfile['encoding']): string[] {
  if (encoding === 'utf8') return []
  return [...name].filter((character) => iconv.decode(iconv.encode(character, encoding), encoding) !== character)
}

export function writeBankText(rows: readonly BankRow[], profile: BankProfile): Buffer {
  const total = rows.reduce((sum, row) => sum + row.fen, 0)
  const totals = `合计,${rows.length},${plainYuan(total)}`
  const lines = [
    ...(profile.totals === 'first' ? [totals] : []),
    ...(profile.header ? [profile.columns.map((column) => column.title).join(',')] : []),
    ...rows.map((row) => cellsOf(row, profile).map(quoted).join(',')),
    ...(profile.totals === 'last' ? [totals] : []),
  ]
  return iconv.encode(`${lines.join('\r\n')}\r\n`, profile.encoding)
}

const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** An answer in CSV, GB18030 or UTF-8. */
export function readReturnText(bytes: Buffer): ReturnRow[] {
  const utf8 = bytes.toString('utf8')
  const text = utf8.includes('\uFFFD') ? iconv.decode(bytes, 'gb18030') : utf8.replace(/^\uFEFF/, '')
  const rows: string[][] = parse(text, { relax_column_count: true, skip_empty_lines: false, trim: true, relax_quotes: true })
  return answersIn(rows.map((cells, i) => ({ number: i + 1, cells })))
}
