// Names as clerks type them.
import { expect, test } from 'vitest'
import { afterPrefix, foldName, nameKeys } from './name-search.ts'

test('surnames with a reading of their own are read as surnames', () => {
  expect(nameKeys('曾小贤').pinyin).toBe('zengxiaoxian')
  expect(nameKeys('单良').initials).toBe('sl')
  expect(nameKeys('吕布').pinyin).toBe('lvbu')
})

test('a name is cut into single characters, pairs and the whole', () => {
  expect(nameKeys('张良生').grams.sort()).toEqual(['=张良生', '良', '良生', '生', '张', '张良'].sort())
})

test('blanks, full-width letters and middle dots do not make another name', () => {
  expect(foldName('阿依 古丽•买买提')).toBe(foldName('阿依古丽·买买提'))
  expect(nameKeys('阿依古丽·买买提').grams).toContain('丽买')
})

test('the end of a prefix range sorts after everything with the prefix', () => {
  expect(afterPrefix('zls')).toBe('zlt')
})
