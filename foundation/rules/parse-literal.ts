// Literals of a cell: numbers, money in yuan, texts, days. Only what is written one plain way is accepted.
import { isDay } from '@songhe/basics/day'
import type { CellText } from './cell-text.ts'
import { CellRefusal } from './rule-problem.ts'
import type { Literal, Span } from './tree.ts'

export function numberLiteral(cell: CellText, span: Span): Literal {
  const text = cell.feel.slice(span.from, span.to).replace(/\s/g, '')
  if (!/^-?(0|[1-9]\d*)(\.\d+)?$/.test(text))
    throw new CellRefusal(span, `数字“${text}”的写法不清楚。`, '请写成 80 或 0.5 这样：不用千分位逗号，整数部分不以 0 开头。')
  if (text.replace(/\D/g, '').length > 15) throw new CellRefusal(span, '数字超过 15 位。', '请核对数值。')
  if (!cell.moneyEnds.has(span.to)) return { kind: 'number', value: text, span }
  const [whole = '', cents = ''] = text.split('.')
  if (cents.length > 2) throw new CellRefusal(span, '金额最多写到分（两位小数）。', '请写成 100.50元 这样。')
  const fen = `${whole}${cents.padEnd(2, '0')}`.replace(/^(-?)0+(?=\d)/, '$1')
  return { kind: 'money', value: fen === '-0' ? '0' : fen, span }
}

export function textLiteral(quoted: string, span: Span): Literal {
  return { kind: 'text', value: quoted.replace(/^"|"$/g, ''), span }
}

export function dayLiteral(text: string, span: Span): Literal {
  const day = text.replace(/^"|"$/g, '')
  if (!isDay(day) || day < '1000') throw new CellRefusal(span, `“${day}”不是日历上的一天。`, '日期请写成 date("2024-05-30")。')
  return { kind: 'date', value: day, span }
}
