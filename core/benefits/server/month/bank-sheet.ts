// Bank files as Excel: account and name are text cells, so that no digit is rounded; and answers in Excel.
import { bytesOf, readRows, type TableRow, writeStream } from '@songhe/kernel/sheets/excel'
import { invalid } from '@songhe/basics/problem'
import type { BankProfile } from './bank-profile.ts'
import { answersIn, type BankRow, cellsOf, plainYuan, type ReturnRow } from './bank-table.ts'

export function writeBankSheet(rows: readonly BankRow[], profile: BankProfile): Promise<Buffer> {
  const totals = totalsRow(rows, profile)
  return bytesOf((target) =>
    writeStream(target, {
      sheet: '代发',
      columns: profile.columns.map(({ title, field }) => ({
        title,
        width: field === 'account' ? 26 : field === 'number' ? 8 : 16,
        ...(field === 'amount' && { number: '0.00' }),
        ...(field === 'number' && { number: '0' }),
      })),
      head: profile.header,
      above: profile.totals === 'first' ? [totals] : [],
      rows: [...rows.map((row) => cellsOf(row, profile)), ...(profile.totals === 'last' ? [totals] : [])],
    }),
  )
}

/** 合计 and the count stand in the first two text columns, the sum under its own column. */
function totalsRow(rows: readonly BankRow[], { columns }: BankProfile): string[] {
  const words = ['合计', `${rows.length}笔`]
  return columns.map(({ field }) => {
    if (field === 'amount') return plainYuan(rows.reduce((sum, row) => sum + row.fen, 0))
    return field === 'number' ? '' : (words.shift() ?? '')
  })
}

export const isExcel = (bytes: Buffer) => bytes.subarray(0, 4).toString('latin1') === 'PK\x03\x04'

/** An answer in .xlsx; the old .xls of the nineties is told apart and refused with what to do. */
export async function readReturnSheet(bytes: Buffer): Promise<ReturnRow[]> {
  const rows: TableRow[] = []
  for await (const row of readRows(bytes)) rows.push(row)
  return answersIn(rows)
}

export function refuseOldExcel(bytes: Buffer) {
  if (bytes.readUInt32BE(0) === 0xd0cf11e0)
    throw invalid('这是旧版 Excel（.xls）文件，读不了。', { next: '请用 Excel 或 WPS 打开，另存为 .xlsx 后再读入。' })
}
