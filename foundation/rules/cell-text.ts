// Prepares the text of a cell for the FEEL parser: money literals lose their 元 (same length, so that every position stays true).
import type { Span } from './tree.ts'
import { CellRefusal } from './rule-problem.ts'

export const MAX_CELL_LENGTH = 2_000

export interface CellText {
  /** As written. */
  raw: string
  /** Same length as `raw`, 元 after a number replaced by a space. */
  feel: string
  /** Ends of the numbers that carried 元. */
  moneyEnds: ReadonlySet<number>
}

export function prepareCell(raw: string): CellText {
  if (raw.length > MAX_CELL_LENGTH)
    throw new CellRefusal(
      { from: MAX_CELL_LENGTH, to: raw.length },
      `单元格有 ${raw.length} 个字符，最多 ${MAX_CELL_LENGTH} 个。`,
      '请拆成几行写。',
    )
  const control = /(?![\t\n])[\p{Cc}\p{Cs}\\]/u.exec(raw)
  if (control)
    throw new CellRefusal(spanOf(control.index, 1), '单元格里有反斜杠或看不见的控制字符，系统不接受。', '请删掉这个字符。')
  const full = /[≥≤＞＜＝“”，（）【】]/.exec(raw.replace(/"[^"]*"/g, (quoted) => ' '.repeat(quoted.length)))
  if (full)
    throw new CellRefusal(
      spanOf(full.index, 1),
      `“${full[0]}”是全角符号或特殊符号，系统不认识。`,
      '请改用半角符号，例如 >= <= , ( ) [ ] 和 "。',
    )
  const moneyEnds = new Set<number>()
  let feel = ''
  let quoted = false
  for (let at = 0; at < raw.length; at++) {
    const char = raw[at]!
    if (char === '"') quoted = !quoted
    const digits = !quoted && char === '元' ? /\d *$/.exec(feel) : null
    if (digits) moneyEnds.add(digits.index + 1)
    feel += digits ? ' ' : char
  }
  return { raw, feel, moneyEnds }
}

const spanOf = (from: number, length: number): Span => ({ from, to: from + length })
