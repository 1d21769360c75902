// What a clerk wrote in a cell, as the kind of column means it; or in plain Chinese why it cannot be taken.
import { readCitizenId } from '@songhe/basics/citizen-id'
import { type Day, isDay } from '@songhe/basics/day'
import { maskAccount, maskCitizenId, maskPhone } from '@songhe/basics/masking'
import { fen } from '@songhe/basics/money'
import type { ColumnKind, SheetColumn } from './sheet.ts'

export type CellReading = { value: string; warning?: string } | { error: string }

const ROUNDED = '这一格被 Excel 当成数字，后几位已丢失。请把这一列设为“文本”，再从原始资料重新粘贴。'
const isRounded = (text: string) => /^\d(\.\d+)?[eE]\+?\d+$/.test(text)
const EXCEL_ERROR = /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!)/

export function readCell(column: SheetColumn, raw: string, today: Day): CellReading {
  // Names may hold rare characters that normalizing would replace by others, so free text is left as it is.
  const kept = column.kind === 'text' || column.kind === 'area' ? storable(raw) : storable(raw).normalize('NFKC')
  const text = kept.replace(/^[\s'‘’`]+|\s+$/g, '')
  if (text.length > 500) return { error: '内容超过 500 字，请缩短。' }
  if (raw.includes('\uFFFD')) return { error: '有无法识别的字，文件的编码可能不对。请另存为 .xlsx 再上传。' }
  if (EXCEL_ERROR.test(text)) return { error: `这一格的公式出错（${text}），请改成实际内容。` }
  return text === '' ? { value: '' } : READERS[column.kind](text, column, today)
}

const READERS: Record<ColumnKind, (text: string, column: SheetColumn, today: Day) => CellReading> = {
  text: (text) => ({ value: text.replace(/\s+/g, ' ') }),
  area: (text) => ({ value: text.replace(/\s+/g, '') }),
  day: (text, _column, today) => readDay(text, today),
  month: readMonth,
  money(text) {
    const amount = fen(text.replace(/^[¥￥]/, ''))
    return amount === undefined ? { error: '金额应为数字，最多两位小数，例如 120 或 120.50。' } : { value: String(amount) }
  },
  number: (text) => (/^-?\d+(\.\d+)?$/.test(text) ? { value: text } : { error: '应填数字。' }),
  'citizen-id'(text, _column, today) {
    const reading = readCitizenId(text, today)
    return 'error' in reading
      ? reading
      : { value: reading.id, ...(reading.warnings[0] && { warning: reading.warnings.join('') }) }
  },
  phone(text) {
    const digits = text.replace(/[\s-]/g, '').replace(/^\+?86(?=1\d{10}$)/, '')
    return /^\+?\d{7,15}$/.test(digits) ? { value: digits } : { error: '电话应为 7 至 15 位数字，一格只填一个号码。' }
  },
  account(text) {
    if (isRounded(text)) return { error: ROUNDED }
    const digits = text.replace(/[\s-]/g, '')
    return /^\d{8,30}$/.test(digits) ? { value: digits } : { error: '银行账号应为 8 至 30 位数字。' }
  },
  choice(text, { choices = [] }) {
    const wanted =
      choices.find((choice) => choice === text) ?? choices.find((choice) => choice.replace(/\s/g, '') === text.replace(/\s/g, ''))
    return wanted === undefined ? { error: `只能填：${choices.join('、')}。` } : { value: wanted }
  },
  'yes-no'(text) {
    if (YES.has(text.toLowerCase())) return { value: 'true' }
    return NO.has(text.toLowerCase()) ? { value: 'false' } : { error: '只能填“是”或“否”。' }
  },
}

const YES = new Set(['是', '有', '√', '✓', '✔', 'y', 'yes', 'true', '1', '对'])
const NO = new Set(['否', '无', '没有', '不是', '×', 'x', '✗', 'n', 'no', 'false', '0', '-', '—', '/'])

function readDay(text: string, today: Day): CellReading {
  const parts =
    /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (!parts)
    return {
      error: /^\d{5}$/.test(text) ? '这是 Excel 的日期序号。请把这一列设为日期格式再上传。' : '日期应写成 1946-11-24 这样。',
    }
  const day = `${parts[1]}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}`
  if (!isDay(day)) return { error: `日期 ${day} 不存在。` }
  if (day < '1880-01-01' || day > `${Number(today.slice(0, 4)) + 50}-12-31`) return { error: `日期 ${day} 不合常理，请核对。` }
  return { value: day }
}

function readMonth(text: string): CellReading {
  const parts = /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*(?:月|[-./月]\s*\d{1,2}\s*日?)?$/.exec(text) ?? /^(\d{4})(\d{2})$/.exec(text)
  const month = parts ? `${parts[1]}-${parts[2]!.padStart(2, '0')}` : ''
  return isDay(`${month}-01`) ? { value: month } : { error: '月份应写成 2026-11 这样。' }
}

/** The database takes neither NUL nor half a character. */
export const storable = (text: string) => text.replaceAll('\0', '').toWellFormed()

/** What may be kept and shown of a refused value. */
export function shownValue(column: SheetColumn | undefined, raw: string): string {
  const text = storable(raw.trim().slice(0, 60))
  if (isRounded(text)) return text
  if (column?.kind === 'citizen-id') return maskCitizenId(text)
  if (column?.kind === 'account') return text.length > 8 ? maskAccount(text) : text
  if (column?.kind === 'phone') return text.length > 6 ? maskPhone(text) : text
  return maskLooseNumbers(text)
}

/** For cells nobody has named yet: anything as long as a phone, card or ID number loses its middle. */
export const maskLooseNumbers = (text: string) =>
  text.replace(/\d{7,}[\dXx]/g, (digits) => `${digits.slice(0, digits.length > 14 ? 6 : 3)}****${digits.slice(-4)}`)
