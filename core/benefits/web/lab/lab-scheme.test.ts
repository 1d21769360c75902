// What the page sends: cells that say what the table says are no change, numbers are found where a person would point at them.
import { expect, test } from 'vitest'
import { newScheme, numbersIn, schemesOf, withCell, withNumber, withPair } from './lab-scheme.ts'

test('numbers are found outside of quotation marks and written back in place', () => {
  const cell = '[80..89]'
  expect(numbersIn(cell).map(({ value }) => value)).toEqual([80, 89])
  expect(withNumber(cell, numbersIn(cell)[1]!, 84)).toBe('[80..84]')
  expect(numbersIn('"1类", 2')).toEqual([{ from: 6, to: 7, value: 2 }])
  expect(withNumber('100元', numbersIn('100元')[0]!, 62.5)).toBe('62.5元')
})

test('what is moved back is no change any more', () => {
  const at: [string, string, string] = ['old-age-allowance', '80-89', '月标准']
  const moved = withCell(newScheme('方案一'), at, '120元', '100元')
  expect(moved.cells).toEqual([[...at, '120元']])
  expect(withCell(moved, at, '130元', '100元').cells).toEqual([[...at, '130元']])
  expect(withCell(moved, at, '100元', '100元').cells).toEqual([])
  const paired = withPair(moved, ['a', 'b'], 'both')
  expect(withPair(paired, ['b', 'a'], undefined).pairs).toEqual([])
})

test('an address that nobody can read begins with one scheme', () => {
  expect(schemesOf('[{').map(({ name }) => name)).toEqual(['方案一'])
  expect(schemesOf([{ name: '提高', base: 'drafts' }])[0]).toMatchObject({ name: '提高', base: 'drafts', cells: [] })
})
