// Writes and reads the text of bank files. Pure: rows in, bytes out, and back.
import { fen, yuan } from '@songhe/basics/money'
import iconv from 'iconv-lite'
import { parse } from 'csv-parse/sync'
import type { BankProfile } from './bank-profile.ts'

export interface BankRow {
  number: number
  name: string
  account: string
  fen: number
  bank: string
  note: string
}

/** Characters of a name that the file's code page cannot hold. */
export function unwritable(name: string, encoding: BankProfile['encoding']): string[] {
  if (encoding === 'utf8') return []
  return [...name].filter((character) => iconv.decode(iconv.encode(character, encoding), encoding) !== character)
}

export function writeBankText(rows: readonly BankRow[], profile: BankProfile): Buffer {
  const cell = (row: BankRow, field: BankProfile['columns'][number]['field']) =>
    field === 'amount' ? plainYuan(row.fen) : quoted(String(row[field]))
  const total = rows.reduce((sum, row) => sum + row.fen, 0)
  const totals = `合计,${rows.length},${plainYuan(total)}`
  const lines = [
    ...(profile.totals === 'first' ? [totals] : []),
    ...(profile.header ? [profile.columns.map((column) => column.title).join(',')] : []),
    ...rows.map((row) => profile.columns.map(({ field }) => cell(row, field)).join(',')),
    ...(profile.totals === 'last' ? [totals] : []),
  ]
  return iconv.encode(`${lines.join('\r\n')}\r\n`, profile.encoding)
}

const plainYuan = (amount: number) => yuan(amount).replaceAll(',', '')
const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

export interface ReturnRow {
  /** Line in the file, from 1. */
  line: number
  number: number | null
  account: string
  fen: number | null
  paid: boolean | null
  reason: string
}

/** A bank's answer: 序号, 账号, 金额, 结果 and a reason, in any order of columns, GB18030 or UTF-8. */
export function readReturnText(bytes: Buffer): ReturnRow[] {
  const utf8 = bytes.toString('utf8')
  const text = utf8.includes('\uFFFD') ? iconv.decode(bytes, 'gb18030') : utf8.replace(/^\uFEFF/, '')
  const rows: string[][] = parse(text, { relax_column_count: true, skip_empty_lines: true, trim: true, relax_quotes: true })
  const head = rows.findIndex((row) => row.some((cell) => cell.includes('账号')) && row.some((cell) => /结果|状态/.test(cell)))
  if (head < 0) return []
  const place = (pattern: RegExp) => rows[head]!.findIndex((cell) => pattern.test(cell))
  const at = {
    number: place(/序号/),
    account: place(/账号/),
    amount: place(/金额/),
    result: place(/结果|状态/),
    reason: place(/原因|备注|说明/),
  }
  return rows.slice(head + 1).flatMap((row, i) => {
    if (row[0]?.startsWith('合计')) return []
    const result = row[at.result] ?? ''
    return [
      {
        line: head + i + 2,
        number: /^\d+$/.test(row[at.number] ?? '') ? Number(row[at.number]) : null,
        account: (row[at.account] ?? '').replace(/\s/g, ''),
        fen: fen(row[at.amount] ?? '') ?? null,
        paid: /成功|已入账|^0+$/.test(result) ? true : /失败|退回|退票|错误/.test(result) ? false : null,
        reason: row[at.reason] ?? '',
      },
    ]
  })
}
