// A bank's file as a table, whatever it is written in: which rows stand where, and what an answer says. Pure.
import { fen, yuan } from '@songhe/basics/money'
import type { BankProfile } from './bank-profile.ts'

export interface BankRow {
  number: number
  name: string
  account: string
  fen: number
  bank: string
  note: string
}

/** One row as the profile wants it; amounts plainly, without separators. */
export const cellsOf = (row: BankRow, { columns }: BankProfile): string[] =>
  columns.map(({ field }) => (field === 'amount' ? plainYuan(row.fen) : String(row[field])))

export const plainYuan = (amount: number) => yuan(amount).replaceAll(',', '')

export interface ReturnRow {
  /** Line in the file, from 1. */
  line: number
  number: number | null
  account: string
  fen: number | null
  paid: boolean | null
  reason: string
}

/** A bank's answer: 序号, 账号, 金额, 结果 and a reason, in any order of columns, under whatever stands above them. */
export function answersIn(rows: readonly { number: number; cells: readonly string[] }[]): ReturnRow[] {
  const head = rows.findIndex(
    ({ cells }) => cells.some((cell) => cell.includes('账号')) && cells.some((cell) => /结果|状态/.test(cell)),
  )
  if (head < 0) return []
  const place = (pattern: RegExp) => rows[head]!.cells.findIndex((cell) => pattern.test(cell))
  const at = {
    number: place(/序号/),
    account: place(/账号/),
    amount: place(/金额/),
    result: place(/结果|状态/),
    reason: place(/原因|备注|说明/),
  }
  return rows.slice(head + 1).flatMap(({ number, cells }) => {
    const cell = (column: number) => cells[column]?.trim() ?? ''
    if (cells.every((text) => text.trim() === '') || cells.some((text) => text.trim().startsWith('合计'))) return []
    const result = cell(at.result)
    return [
      {
        line: number,
        number: /^\d+$/.test(cell(at.number)) ? Number(cell(at.number)) : null,
        account: cell(at.account).replace(/\s/g, ''),
        fen: fen(cell(at.amount)) ?? null,
        paid: /成功|已入账|^0+$/.test(result) ? true : /失败|退回|退票|错误/.test(result) ? false : null,
        reason: cell(at.reason),
      },
    ]
  })
}
