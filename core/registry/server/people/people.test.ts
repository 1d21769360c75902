// Register, find, show: one elder through the front door, as the application role.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkCharacter } from '@songhe/basics/citizen-id'
import { newId } from '@songhe/basics/ids'
import { type TestWorld, testDatabase } from '@songhe/kernel/testing'
import { capability } from '../capability.ts'
import { plantAreas } from '../testing/plant-areas.ts'
import { findPeople } from './find-people.ts'
import { listPeople } from './list-people.ts'
import { registerPerson } from './register-person.ts'
import { showPerson } from './show-person.ts'
import { unmask } from './unmask.ts'

const now = new Date('2026-11-24T02:00:00Z')
let world: TestWorld
beforeAll(async () => {
  world = await testDatabase([capability], now)
  await plantAreas(world)
})
afterAll(() => world.close())

const number = (first17: string) => first17 + checkCharacter(first17)
const source = { kind: 'police' as const, label: '公安人口库', reportedOn: '2026-11-03' }
const person = (name: string, first17: string, more: object = {}) => ({
  id: newId(),
  name,
  citizenId: number(first17),
  area: 1011,
  address: '3组',
  phone: '13812345678',
  source,
  facts: [],
  ...more,
})
const register = (body: ReturnType<typeof person>, who = {}) => world.as(who, (ctx) => registerPerson(ctx, { body }))
const find = (q: string, who = {}) => world.as(who, (ctx) => findPeople(ctx, { query: { q, limit: 12 } }))

test('an elder is registered once, found by every way and shown with facts, sources and who looked [SPB-072]', async () => {
  const body = person('曾良生', '50019919450312452')
  expect((await register(body)).outcome).toBe('created')
  expect((await register(body)).outcome).toBe('exists')
  for (const q of ['曾良生', '良生', '曾', 'zls', 'zengliang', body.citizenId, body.citizenId.slice(-4), '138 1234 5678'])
    expect([q, (await find(q)).rows.map((row) => row.id)]).toEqual([q, [body.id]])
  const file = await world.as({}, (ctx) => showPerson(ctx, { params: { id: body.id } }))
  expect(file).toMatchObject({
    name: '曾良生',
    age: 81,
    sex: 'female',
    place: '一镇一村',
    phone: '138****5678',
    residence: '同户籍',
    lacksGuardian: false,
  })
  expect(file.citizenId).toBe(`500199********${body.citizenId.slice(-4)}`)
  expect(file.facts.map((fact) => [fact.title, fact.text, fact.source.label, fact.source.reportedOn])[0]).toEqual([
    '出生日期',
    '1945-03-12',
    '公安人口库',
    '2026-11-03',
  ])
  const again = await world.as({}, (ctx) => showPerson(ctx, { params: { id: body.id } }))
  expect(again.looks.rows.map((look) => look.title)).toEqual(['查看档案', '登记'])
})

test('the same number again is refused and names the record that has it', async () => {
  const first = person('何秀英', '50019919400101002')
  await register(first)
  await expect(register({ ...first, id: newId(), name: '何秀瑛' })).rejects.toMatchObject({
    kind: 'conflict',
    details: { facts: { person: first.id } },
  })
})

test('the number of somebody in a town outside the scope is refused without saying who it is', async () => {
  const first = person('田桂芳', '50019919400102006')
  await register(first)
  const officer = { areas: [102, 1021] }
  await expect(register({ ...first, id: newId(), area: 1021 }, officer)).rejects.toMatchObject({
    kind: 'conflict',
    message: '这个身份证号已在本区县其他镇街登记。',
  })
  expect((await find('田桂芳', officer)).rows).toEqual([])
  await expect(register(person('田二', '50019919400103004', { area: 1011 }), officer)).rejects.toMatchObject({ kind: 'invalid' })
})

test('same name, birthday and town opens a duplicate for a human to judge', async () => {
  await register(person('王德发', '50019919410505001'))
  const twin = await register(person('王德发', '50019919410505003', { area: 1012 }))
  expect(twin).toMatchObject({ outcome: 'created', duplicates: 1 })
  expect((await register(person('王德发', '50019919410505005', { area: 1021, phone: '13812345679' }))).duplicates).toBe(0)
})

test('demo numbers are refused in a real office, wrong check characters everywhere', async () => {
  await expect(register(person('李一', '50019919410606001'), { demo: false })).rejects.toThrow(/只用于演示/)
  await expect(register({ ...person('李一', '50019919410606001'), citizenId: '500199194106060010' })).rejects.toMatchObject({
    kind: 'invalid',
  })
})

test('another district sees nothing of it', async () => {
  expect((await find('曾良生', { district: 2 })).rows).toEqual([])
})

test('without the permission for names a list shows masked ones', async () => {
  const rows = (await find('zls', { permissions: ['registry.read'] })).rows
  expect(rows.map((row) => row.name)).toEqual(['曾*生'])
})

test('the list filters by area below, age and trait', async () => {
  await register(person('吴独居', '50019919300101001', { facts: [{ kind: 'living.alone', value: 'true', from: '2026-01-01' }] }))
  const list = (query: object) =>
    world.as({}, (ctx) => listPeople(ctx, { query: { page: 1, size: 20, state: 'living', ...query } }))
  const alone = await list({ trait: 'living.alone', area: 101, ageFrom: 90 })
  expect(alone).toMatchObject({ total: 1, rows: [{ name: '吴独居', age: 96, traits: ['独居'] }] })
  expect((await list({ area: 102, trait: 'living.alone' })).total).toBe(0)
  expect((await list({ ageFrom: 96, ageTo: 96 })).total).toBe(1)
  expect((await list({ ageFrom: 97 })).total).toBe(0)
  expect((await list({ lacks: 'guardian' })).rows.map((row) => row.name)).toEqual(['吴独居'])
  expect(await world.as({}, (ctx) => capability.todos!.find((todo) => todo.key === 'without-guardian')!.count(ctx))).toBe(1)
})

test('a whole number is shown for a reason, and the log keeps the reason but not the number', async () => {
  const body = person('陈证号', '50019919420202001')
  await register(body)
  const { value } = await world.as({}, (ctx) =>
    unmask(ctx, { params: { id: body.id }, body: { field: 'id', reason: '核对退票' } }),
  )
  expect(value).toBe(body.citizenId)
  const [entry] = await world.owner(
    `select reason, details::text from kernel.audit_entry e join kernel.audit_detail d on d.district = e.district and d.entry = e.seq where event = 'person.unmasked'`,
  )
  expect(entry).toEqual({ reason: '核对退票', details: '{"field":"id"}' })
})
