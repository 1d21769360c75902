// One body under many names: found by its code, asked about by its name, merged by a human only.
import { newId } from '@songhe/basics/ids'
import type { TestWorld } from '@songhe/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoCreditCode } from '../demo/plant-operators.ts'
import { recordFacts } from '../facts/record-facts.ts'
import { facilityById } from '../register/facilities-of.ts'
import { registerFacility } from '../register/register-facility.ts'
import { CLERK, DIANJIANG, facilitiesWorld, placeIn, siteBody } from '../testing-facilities.ts'
import { decideAlike, listAlike } from './alike.ts'
import { foldOperator } from './operator-name.ts'
import { changeOperator, listOperators, registerOperator } from './operators.ts'

let world: TestWorld
beforeAll(async () => {
  world = await facilitiesWorld()
})
afterAll(() => world.close())

const register = (name: string, creditCode = '', more: object = {}) =>
  world.as(CLERK, (ctx) =>
    registerOperator(ctx, { body: { id: newId(), name, creditCode, legalPerson: '', brand: '', filedHome: false, ...more } }),
  )
const list = () => world.as(CLERK, (ctx) => listOperators(ctx, { query: { page: 1, size: 50 } }))

test('a code that does not check is refused with the digit that is wrong', async () => {
  await expect(register('某公司', '91350100M000100Y44')).rejects.toMatchObject({
    kind: 'invalid',
    message: expect.stringContaining('最后一位'),
  })
})

test('the same code under another name is the same operator, and keeps both names', async () => {
  const code = demoCreditCode('91', 1)
  const first = await register('松鹤养老服务有限公司', code, { brand: '松鹤连锁' })
  const again = await register('重庆松鹤康养（集团）有限公司', code)
  expect(again).toMatchObject({ outcome: 'exists', operator: first.operator })
  const { rows } = await list()
  expect(rows.find(({ id }) => id === first.operator)).toMatchObject({
    names: ['重庆松鹤康养（集团）有限公司'],
    creditCode: code,
    brand: '松鹤连锁',
  })
})

test('a look-alike without a code is asked about, and what it ran is run by the one that stays once a human says they are one', async () => {
  const known = await register('垫江县常青养老服务有限公司', demoCreditCode('91', 2))
  const alike = await register('常青养老（重庆）')
  expect(alike).toMatchObject({ outcome: 'created', alike: 1 })
  const area = (await placeIn(world, DIANJIANG, 'residents')).key
  const site = await world.as(CLERK, (ctx) =>
    registerFacility(ctx, { body: siteBody({ kind: 'station', area, name: '常青站' }) }),
  )
  await world.as(CLERK, (ctx) =>
    recordFacts(ctx, {
      params: { id: site.id },
      body: {
        id: newId(),
        facts: [{ kind: 'facility.operator', value: alike.operator, from: '2026-01-01' }],
        source: '镇街上报',
        reason: '',
      },
    }),
  )
  const pair = (await world.as(CLERK, (ctx) => listAlike(ctx, { query: { page: 1, size: 10 } }))).rows[0]!
  const decide = (keep: string) =>
    world.as(CLERK, (ctx) =>
      decideAlike(ctx, {
        body: { id: newId(), one: pair.one.id, other: pair.other.id, verdict: 'same', keep, reason: '同一法人，已核对证书' },
      }),
    )
  expect(await decide(known.operator)).toMatchObject({ outcome: 'created' })
  expect(await decide(known.operator)).toMatchObject({ outcome: 'exists' })
  const seen = await world.as(CLERK, (ctx) => facilityById(ctx, site.id, '2026-11-25'))
  expect(seen.operator).toMatchObject({ id: known.operator, name: '垫江县常青养老服务有限公司' })
  expect((await list()).rows.find(({ id }) => id === known.operator)).toMatchObject({
    facilities: 1,
    names: ['常青养老（重庆）'],
  })
})

test('two different codes are never merged', async () => {
  const one = await register('安康养老服务有限公司', demoCreditCode('91', 3))
  const other = await register('重庆市安康养老有限公司', demoCreditCode('52', 4))
  expect(other.alike).toBe(1)
  const body = {
    id: newId(),
    one: one.operator,
    other: other.operator,
    verdict: 'same' as const,
    keep: one.operator,
    reason: '看名字像一家',
  }
  await expect(world.as(CLERK, (ctx) => decideAlike(ctx, { body }))).rejects.toMatchObject({ kind: 'conflict' })
  await expect(
    world.as(CLERK, (ctx) =>
      changeOperator(ctx, {
        params: { id: other.operator },
        body: { id: newId(), creditCode: demoCreditCode('91', 3), reason: '代码抄错' },
      }),
    ),
  ).rejects.toMatchObject({ kind: 'conflict' })
})

test('names fold to what is their own', () => {
  const same = ['松鹤养老服务有限公司', '重庆市开州区松鹤养老产业发展有限公司', '松鹤养老（重庆）', '松鹤']
  expect(new Set(same.map(foldOperator))).toEqual(new Set(['松鹤']))
  expect(foldOperator('养老服务有限公司')).not.toBe('')
})
