// One address is one address: every usual way of writing it gives one key, and another number gives another.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normaliseAddress } from './normalise-address.ts'

const place = { above: ['开州区', '汉丰街道', '驷马社区'] }
const key = (text: string) => normaliseAddress(text, place)

test('places in front, width, blanks, numerals, units and remarks do not make another address [KZ-019]', () => {
  const same = [
    '开州大道12号2栋3层',
    '重庆市开州区汉丰街道驷马社区开州大道12号2栋3层',
    '开州区汉丰街道 开州大道１２号 2幢 3楼',
    '开州大道十二号二号楼三楼',
    '开州大道12号（原供销社）2座3层',
    '汉丰街道，开州大道012号2栋三层。',
  ]
  expect(new Set(same.map(key))).toEqual(new Set(['开州大道12号2栋3层']))
  expect(key('开州大道12-1号')).toBe(key('开州大道12号附1号'))
  expect(key('开州大道12号-1')).toBe(key('开州大道十二号附一号'))
  expect(key('凤凰村三社')).toBe(key('凤凰村3组'))
  expect(key('凤凰村第三村民小组')).toBe('凤凰村第3组')
})

test('names that hold numerals stay names', () => {
  expect(key('三峡路5号')).toBe('三峡路5号')
  expect(key('三社村2组')).toBe('三社村2组')
  expect(key('二郎街一百零三号')).toBe('二郎街103号')
})

test('another number, floor or annex is another address', () => {
  const all = ['文昌路1号', '文昌路2号', '文昌路1号2层', '文昌路1号附2号', '文昌路12号', '文昌路1号2栋'].map(key)
  expect(new Set(all).size).toBe(all.length)
})

const roads = fc.constantFrom('开州大道', '文昌路', '三峡路', '滨湖中路', '迎宾街', '凤凰梯道')
const parts = fc.record({
  road: roads,
  number: fc.integer({ min: 1, max: 399 }),
  annex: fc.option(fc.integer({ min: 1, max: 30 })),
  floor: fc.option(fc.integer({ min: 1, max: 30 })),
})
type Parts = { road: string; number: number; annex: number | null; floor: number | null }
const plain = ({ road, number, annex, floor }: Parts) =>
  `${road}${number}号${annex ? `附${annex}号` : ''}${floor ? `${floor}层` : ''}`

const CHARACTERS = '零一二三四五六七八九'
function chinese(n: number): string {
  if (n < 10) return CHARACTERS[n]!
  if (n < 20) return `十${n % 10 ? CHARACTERS[n % 10] : ''}`
  if (n < 100) return `${CHARACTERS[Math.floor(n / 10)]}十${n % 10 ? CHARACTERS[n % 10] : ''}`
  const rest = n % 100
  if (rest === 0) return `${CHARACTERS[Math.floor(n / 100)]}百`
  return `${CHARACTERS[Math.floor(n / 100)]}百${rest < 10 ? `零${CHARACTERS[rest]}` : rest < 20 ? `一${chinese(rest)}` : chinese(rest)}`
}
const wide = (text: string) => text.replace(/[0-9]/g, (digit) => String.fromCodePoint(digit.codePointAt(0)! + 0xfee0))

/** Ways in which offices write the same place. */
const WRITINGS: ((parts: Parts) => string)[] = [
  plain,
  (p) => `重庆市开州区汉丰街道${plain(p)}`,
  (p) => `开州区 ${wide(plain(p))}`,
  (p) => plain(p).replace(/\d+/g, (digits) => chinese(Number(digits))),
  (p) => `${plain(p)}（原小学）`,
  (p) => [...plain(p)].join(' '),
  (p) => (p.annex ? `${p.road}${p.number}-${p.annex}号${p.floor ? `${p.floor}楼` : ''}` : plain(p)),
]

test('every writing of a place gives one key, normalising twice changes nothing, and different places never meet [KZ-019]', () => {
  fc.assert(
    fc.property(parts, parts, fc.nat(WRITINGS.length - 1), (one, other, way) => {
      const written = key(WRITINGS[way]!(one))
      expect(written).toBe(key(plain(one)))
      expect(key(written)).toBe(written)
      if (plain(one) !== plain(other)) expect(written).not.toBe(key(plain(other)))
    }),
    { numRuns: 500 * Number(process.env.SONGHE_TEST_SCALE ?? 1) },
  )
})

test('any text at all is normalised, and again changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
      const once = key(text)
      expect(key(once)).toBe(once)
    }),
    { numRuns: 500 },
  )
})
