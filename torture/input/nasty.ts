// Values that break programs: wrong types, edges of every column, text that is not what it looks like.
import type { Arena } from '../trial.ts'

type Random = Arena['random']
export const pick = <T>(items: readonly T[], random: Random): T => items[Math.floor(random() * items.length)]!

const TEXTS = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\u0001\u001f\u007f',
  '\ud800',
  '\udfff\ud800',
  '𠮷䶮㐂',
  '\u202eevil\u202c',
  '\ufeff',
  '\u200b\u200d',
  'ﷺ'.repeat(50),
  '👩‍👩‍👧‍👦',
  'İıſ',
  '１２３４５６７８',
  '3.3E+17',
  '=1+1',
  '@SUM(A1)',
  "' or 1=1 --",
  "'; drop table registry.person; --",
  '\\',
  '%',
  '_',
  '%%%',
  '$1',
  '${7*7}',
  '{{7*7}}',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '\r\nset-cookie: a=b',
  'null',
  'undefined',
  'NaN',
  'true',
  '-0',
  '1e999',
  '9'.repeat(40),
  'é'.normalize('NFD'),
  '老'.repeat(5_000),
  'x'.repeat(100_000),
  '２０２６－０１－０１',
  '2026-02-30',
  '2026-13-01',
  '0000-00-00',
  '-4713-01-01',
  '294277-01-01',
  '9999-12-31',
  '2026-1-1',
  '2026-01-01T00:00:00Z',
  'infinity',
  '2026-00',
]
const NUMBERS = [
  0,
  -0,
  -1,
  1,
  0.1,
  1e-300,
  2_147_483_647,
  2_147_483_648,
  -2_147_483_649,
  9_007_199_254_740_991,
  2 ** 53 + 2,
  1e19,
  1e308,
  -1e308,
]
const ODD: unknown[] = [
  null,
  true,
  false,
  [],
  {},
  [[]],
  [null],
  { a: 1 },
  { __proto__: null, constructor: { prototype: { admin: true } } },
]

export const nastyText = (random: Random) => pick(TEXTS, random)
export const nastyNumber = (random: Random) => pick(NUMBERS, random)

export function nastyValue(random: Random): unknown {
  const roll = random()
  if (roll < 0.5) return nastyText(random)
  if (roll < 0.75) return nastyNumber(random)
  if (roll < 0.95) return structuredClone(pick(ODD, random))
  return deep(200 + Math.floor(random() * 2_000))
}

function deep(levels: number): unknown {
  let value: unknown = 1
  for (let i = 0; i < levels; i++) value = i % 2 ? [value] : { a: value }
  return value
}

/** Bodies that are no JSON, or JSON with a trick. */
export const RAW_BODIES: readonly (string | Buffer)[] = [
  '',
  '{',
  '[]',
  'null',
  '"text"',
  '1',
  '{"a":1,"a":2}',
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{"admin":true}}}',
  `{"a":"${'x'.repeat(3_000_000)}"}`,
  '{"id":"\\u0000"}',
  '{"id":"\\ud800"}',
  `${'['.repeat(100_000)}`,
  '\ufeff{}',
  Buffer.from([0xff, 0xfe, 0x00]),
  Buffer.from([0xc4, 0xe3, 0xba, 0xc3]),
  '{"a":1e999}',
  '{"a":NaN}',
  "{'a':1}",
  '{"a":1}}',
  '{"a":/* c */1}',
]
