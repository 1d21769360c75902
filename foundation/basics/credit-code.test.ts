// Credit codes: one wrong or swapped character is always found; look-alike letters are named.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bodyCheckCharacter, creditCheckCharacter, readCreditCode } from './credit-code.ts'

const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 6, maxLength: 6 })
const body = fc.string({ unit: fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY'), minLength: 8, maxLength: 8 })
const codes = fc.tuple(fc.constantFrom('11', '12', '51', '52', '91', '92'), digits, body).map(([kind, office, first8]) => {
  const first17 = kind + office + first8 + bodyCheckCharacter(first8)
  return first17 + creditCheckCharacter(first17)
})

test('a whole code is read with the kind of body it names', () => {
  expect(readCreditCode('91350100M000100Y43')).toEqual({ code: '91350100M000100Y43', kind: 'enterprise' })
  expect(readCreditCode(' ９１350100m000100y43 ')).toEqual({ code: '91350100M000100Y43', kind: 'enterprise' })
})

test('every code that checks is taken, and one changed character never is', () => {
  fc.assert(
    fc.property(codes, fc.nat(17), fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY'), (code, at, other) => {
      expect('error' in readCreditCode(code)).toBe(false)
      const changed = code.slice(0, at) + other + code.slice(at + 1)
      if (changed !== code) expect('error' in readCreditCode(changed)).toBe(true)
    }),
  )
})

test('length, letters that never occur and a broken check are told apart', () => {
  expect(readCreditCode('9135')).toEqual({ error: '统一社会信用代码应为 18 位，现在是 4 位。' })
  expect(readCreditCode('91350100M00O100Y43')).toMatchObject({ error: expect.stringContaining('“O”') })
  expect(readCreditCode('91350100M000100Y44')).toMatchObject({ error: expect.stringContaining('最后一位') })
})
