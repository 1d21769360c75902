// What an officer must look at, and what nobody need look at.
import { expect, test } from 'vitest'
import { type AddressAt, alikeAddress } from './alike-address.ts'

const at = (key: string, more: Partial<AddressAt> = {}): AddressAt => ({
  id: key,
  facility: key,
  town: 1,
  key,
  index: `1|${key}`,
  ...more,
})
const likeness = (one: string, other: string) => alikeAddress(at(one), at(other, { facility: 'other' }))?.likeness

test.each([
  ['滨湖路12号', '滨湖路12号', 'same'],
  ['滨湖路12号', '滨湖路12号附1号', 'near'],
  ['滨湖路12号3层', '滨湖路12号5层', 'near'],
  ['滨湖路12号', '凤凰社区滨湖路12号', 'near'],
  ['滨湖路12号', '滨糊路12号', 'near'],
  ['滨湖路12号', '滨湖路13号', undefined],
  ['滨湖路12号', '滨湖路112号', undefined],
  ['滨湖路12号', '滨湖路120号', undefined],
  ['三组', '四组', undefined],
])('%s and %s: %s', (one, other, expected) => expect(likeness(one, other)).toBe(expected))

test('one site at another address is looked at; the same words in another town are too', () => {
  expect(alikeAddress(at('滨湖路12号', { facility: 'a' }), at('人民街8号', { facility: 'a' }))?.likeness).toBe('moved')
  expect(
    alikeAddress(at('滨湖路12号', { facility: 'a' }), at('滨湖路12号', { facility: 'b', town: 2, index: '2|滨湖路12号' })),
  ).toEqual({
    likeness: 'near',
    reason: '地址写法相同，登记的镇街不同',
  })
})
