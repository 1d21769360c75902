// A bank's answer to a payment file, as orderly or as messy as the trial wants it.
import iconv from 'iconv-lite'

export interface SentRow {
  number: number
  name: string
  account: string
  amount: string
}

/** Rows of a file in the general format (序号, 户名, 账号, 金额, 备注 and a line of totals). */
export function sentRows(file: Buffer): SentRow[] {
  return iconv
    .decode(file, 'gb18030')
    .trim()
    .split('\r\n')
    .map((line) => line.split(','))
    .filter(([number]) => /^\d+$/.test(number ?? ''))
    .map(([number, name, account, amount]) => ({ number: Number(number), name: name!, account: account!, amount: amount! }))
}

export interface AnswerRow extends SentRow {
  paid: boolean
  reason?: string
}

export function writeAnswer(rows: readonly AnswerRow[], encoding: 'utf8' | 'gbk' | 'gb18030' = 'utf8'): Buffer {
  const lines = rows.map(({ number, account, amount, paid, reason = '' }) =>
    [number, account, amount, paid ? '成功' : '失败', reason].join(','),
  )
  return iconv.encode(['序号,账号,金额,结果,原因', ...lines].join('\n'), encoding)
}

/** Everything was paid. */
export const answerOf = (file: Buffer): Buffer => writeAnswer(sentRows(file).map((row) => ({ ...row, paid: true })))
