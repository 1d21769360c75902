import { expect, test } from 'vitest'
import { parseFormula } from './formula.ts'

const value = (text: string, numbers: Record<string, number | string | null>) => {
  const parsed = parseFormula(text, Object.keys(numbers))
  if (!('formula' in parsed)) throw new Error(parsed.message)
  return parsed.formula.value(numbers)?.toFixed() ?? null
}

test('a share of counts is exact in its last place, and nothing divided by nothing is not known', () => {
  expect(value('覆盖 / 全部 * 100', { 覆盖: 21, 全部: 26 })?.slice(0, 7)).toBe('80.7692')
  expect(value('护理型 / 床位 * 100', { 护理型: 0, 床位: 0 })).toBeNull()
  expect(value('护理型 / 床位 * 100', { 护理型: null, 床位: 5 })).toBeNull()
  expect(value('if 床位 > 0 then 护理型 / 床位 else 0', { 护理型: 1, 床位: 0 })).toBe('0')
  expect(value('0.1 + 0.2', {})).toBe('0.3')
})

test('what is no formula over numbers is refused with its place', () => {
  expect(parseFormula('覆盖 / 不认识的', ['覆盖'])).toMatchObject({ position: { from: 5, to: 9 } })
  expect(parseFormula('"文字" + 1', [])).toMatchObject({ message: expect.stringContaining('只能是数字') })
  expect(parseFormula('100元 / 2', [])).toMatchObject({ message: expect.stringContaining('只能是数字') })
  expect(parseFormula('a / ', ['a'])).toHaveProperty('proposal')
})

test('a table of rules still divides by written numbers only', async () => {
  const { parseOutputCell } = await import('./parse-cell.ts')
  expect(() => parseOutputCell('甲 / 乙', new Set(['甲', '乙']))).toThrow('除数只能是写明的数字')
})
