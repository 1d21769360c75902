// Fen to text and back, and the upper-case amount of bank slips.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fen, upperCaseAmount, yuan } from './money.ts'

test('what is written is read back', () => {
  fc.assert(fc.property(fc.integer({ min: -1e12, max: 1e12 }), (amount) => void expect(fen(yuan(amount))).toBe(amount)))
})

test.each([
  [0, '零元整'],
  [12345, '壹佰贰拾叁元肆角伍分'],
  [652804000, '陆佰伍拾贰万捌仟零肆拾元整'],
  [10000_00, '壹万元整'],
  [10010_05, '壹万零壹拾元零伍分'],
  [100000001_00, '壹亿零壹元整'],
  [-5, '负伍分'],
  [1010_10, '壹仟零壹拾元壹角整'],
])('%i fen is %s', (amount, text) => {
  expect(upperCaseAmount(amount)).toBe(text)
})

test('an amount with three decimals or letters is not an amount', () => {
  expect(fen('1.234')).toBeUndefined()
  expect(fen('一百')).toBeUndefined()
  expect(fen('1,234.5')).toBe(123450)
})
