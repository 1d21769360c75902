// Vectors: invented numbers on prefixes never given out, and the two samples printed in the standard.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkCharacter, readCitizenId } from './citizen-id.ts'

const TODAY = '2026-11-24'

test.each([
  ['500199194603124015', '1946-03-12', 'male'],
  ['500199193807055627', '1938-07-05', 'female'],
  ['500199195202293111', '1952-02-29', 'male'],
  ['11010519491231002x', '1949-12-31', 'female'],
  ['440524188001010014', '1880-01-01', 'male'],
  ['５００１９９１９４６０３１２４０１５', '1946-03-12', 'male'],
  [" '500199 19460312 4015", '1946-03-12', 'male'],
])('reads %s', (raw, birth, sex) => {
  expect(readCitizenId(raw, TODAY)).toMatchObject({ birth, sex })
})

test.each([
  ['500199194603124010', '校验'],
  ['500199194602304014', '不存在'],
  ['500199209912310013', '晚于今天'],
  ['50019919460312401', '18 位'],
  ['5001991946031240AB', '只能有数字'],
  ['5.00199E+17', 'Excel'],
  ['500199194603124000', 'Excel'],
])('refuses %s and says why', (raw, why) => {
  expect(readCitizenId(raw, TODAY)).toMatchObject({ error: expect.stringContaining(why) })
})

test('a 15-digit number is upgraded with a warning', () => {
  expect(readCitizenId('500199460312401', TODAY)).toMatchObject({
    id: '500199194603124015',
    warnings: [expect.stringContaining('15 位')],
  })
})

test('permits of Hong Kong, Macau and Taiwan residents are recognised', () => {
  const first17 = '81000019460312401'
  expect(readCitizenId(first17 + checkCharacter(first17), TODAY)).toMatchObject({ kind: 'hong-kong' })
})

test('any single wrong digit is found', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (place, shift) => {
      const good = '500199194603124015'
      const bad = good.slice(0, place) + ((Number(good[place]) + shift) % 10) + good.slice(place + 1)
      expect(readCitizenId(bad, TODAY)).toHaveProperty('error')
    }),
  )
})
