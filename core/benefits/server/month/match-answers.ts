// A bank's answers held against what was sent: a row counts only when number, account and amount all agree; anything else is named, nothing is guessed.
import { isExcel, readReturnSheet, refuseOldExcel } from './bank-sheet.ts'
import type { ReturnRow } from './bank-table.ts'
import { readReturnText } from './bank-text.ts'

export interface Sent {
  number: number
  fen: number
}

export interface Matched {
  paid: number[]
  returned: { number: number; reason: string }[]
  unknown: { row: number; value: string; reason: string }[]
}

export async function readAnswers(bytes: Buffer): Promise<ReturnRow[]> {
  if (isExcel(bytes)) return readReturnSheet(bytes)
  refuseOldExcel(bytes)
  return readReturnText(bytes)
}

/** @param accountOf the account to which a row was sent */
export function matchAnswers<One extends Sent>(
  answers: readonly ReturnRow[],
  sent: ReadonlyMap<number, One>,
  accountOf: (row: One) => string | undefined,
): Matched {
  const matched: Matched = { paid: [], returned: [], unknown: [] }
  const seen = new Set<number>()
  for (const answer of answers) {
    const line = answer.number === null ? undefined : sent.get(answer.number)
    const refuse = (reason: string) => matched.unknown.push({ row: answer.line, value: answer.account.slice(-4), reason })
    if (!line) refuse('序号不在送出的文件里，或已经有结果')
    else if (/^\d(\.\d+)?E\+?\d+$/i.test(answer.account)) refuse('账号被 Excel 改成了科学计数，请让银行把账号列设为文本后重发')
    else if (accountOf(line) !== answer.account) refuse('账号与送出的不一致')
    else if (answer.fen !== line.fen) refuse('金额与送出的不一致')
    else if (answer.paid === null) refuse('结果读不懂，应为 成功 或 失败')
    else if (seen.has(line.number)) refuse('同一序号出现两次')
    else {
      seen.add(line.number)
      if (answer.paid) matched.paid.push(line.number)
      else matched.returned.push({ number: line.number, reason: answer.reason || '银行未说明原因' })
    }
  }
  return matched
}
