// Citizen ID numbers (GB 11643-1999): what is wrong, what is merely odd, and what the number says.
import { ageOn, type Day, isDay } from './day.ts'

export interface CitizenIdReading {
  /** 18 characters, upper-case X; a 15-digit number is upgraded. */
  id: string
  birth: Day
  sex: 'male' | 'female'
  /** First six digits: place of first registration, never the place of living. */
  prefix: string
  kind: 'resident' | 'hong-kong' | 'macau' | 'taiwan'
  /** Things to show beside the number; none of them refuses it. */
  warnings: string[]
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10X98765432'
const PERMITS: Record<string, CitizenIdReading['kind']> = { '81': 'hong-kong', '82': 'macau', '83': 'taiwan' }

export function checkCharacter(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(first17[i]), 0)
  return CHECKS[sum % 11]!
}

/**
 * Reads what a clerk typed. Full-width digits, blanks and a small x are forgiven.
 * @param today hard errors include a birth date after this day
 * @returns the reading, or `{ error }` in plain Chinese: length, characters, date, future date, check character
 */
export function readCitizenId(raw: string, today: Day): CitizenIdReading | { error: string } {
  const text = fold(raw)
  if (looksRounded(text)) return { error: ROUNDED }
  if (text.length !== 18 && text.length !== 15) return { error: `身份证号应为 18 位（旧证 15 位），现在是 ${text.length} 位。` }
  if (!/^(\d{15}|\d{17}[\dX])$/.test(text)) return { error: '身份证号只能有数字，最后一位可以是 X。' }
  const warnings: string[] = []
  const id = text.length === 15 ? upgrade(text) : text
  if (text.length === 15) warnings.push('15 位旧证号，已按规则升为 18 位，请核对新证。')
  const birth = `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`
  if (!isDay(birth)) return { error: `身份证号里的出生日期 ${birth} 不存在。` }
  if (birth > today) return { error: `身份证号里的出生日期 ${birth} 晚于今天。` }
  if (!valid(id)) return { error: '身份证号最后一位校验不符，请对照证件逐位核对。' }
  if (ageOn(birth, today) > 120) warnings.push('按证号年龄超过 120 岁，请核实。')
  const kind = PERMITS[id.slice(0, 2)] ?? 'resident'
  return { id, birth, sex: Number(id[16]) % 2 === 1 ? 'male' : 'female', prefix: id.slice(0, 6), kind, warnings }
}

const ROUNDED = '身份证号被 Excel 当成数字，后几位已丢失。请把这一列设为“文本”，再从原始资料重新粘贴。'

/** 5.00199E+17, or eighteen digits whose last three became zero and no longer check. */
const looksRounded = (text: string) => /^\d(\.\d+)?E\+?\d+$/.test(text) || (/^\d{15}000$/.test(text) && !valid(text))

const valid = (id: string) => checkCharacter(id.slice(0, 17)) === id[17]

function upgrade(old: string): string {
  const first17 = `${old.slice(0, 6)}19${old.slice(6)}`
  return first17 + checkCharacter(first17)
}

function fold(raw: string): string {
  return raw
    .normalize('NFKC')
    .replace(/[\s'‘’`]/g, '')
    .toUpperCase()
}

/** Prefixes never given out, kept for invented people; valid only in a demo. */
export const DEMO_PREFIXES = ['500199', '512299']
