// Facts, death, moves, family, money holders, duplicates and the transfer of towns, each with its way back.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { sql } from 'kysely'
import { checkCharacter } from '@songhe/basics/citizen-id'
import { newId } from '@songhe/basics/ids'
import type { Announcement, Capability } from '@songhe/kernel/capability'
import { type TestWorld, testDatabase } from '@songhe/kernel/testing'
import { listAreas } from '../areas/list-areas.ts'
import { previewTransfer, transferAreas } from '../areas/transfer-areas.ts'
import { capability } from '../capability.ts'
import { listDuplicates, markDifferent, mergePersons } from '../duplicates/duplicates.ts'
import { closeFact, correctFact, recordFact } from '../facts/record-fact.ts'
import { recordSource } from '../facts/source.ts'
import { storeFacts, withdrawSource } from '../facts/store-facts.ts'
import { addContact } from '../family/contacts.ts'
import { setPayee } from '../family/payee.ts'
import { invariants } from '../invariants.ts'
import { findPeople } from '../people/find-people.ts'
import { registerPerson } from '../people/register-person.ts'
import { showPerson } from '../people/show-person.ts'
import { plantAreas } from '../testing/plant-areas.ts'
import { recordDeath, reverseDeath } from './record-death.ts'
import { recordMove, relocate, reverseMove } from './record-move.ts'

const now = new Date('2026-11-24T02:00:00Z')
const heard: Announcement[] = []
const listener: Capability = {
  name: 'listener',
  title: '听',
  reactions: ['person-died', 'death-reversed', 'person-moved', 'move-reversed'].map((on) => ({
    on,
    when: 'now',
    run: async (_ctx, announcement) => void heard.push(announcement),
  })),
}
let world: TestWorld
beforeAll(async () => {
  world = await testDatabase([capability, listener], now)
  await plantAreas(world)
})
afterAll(() => world.close())
afterEach(async () => {
  heard.length = 0
  for (const invariant of invariants) expect([invariant.name, await world.owner(invariant.sql)]).toEqual([invariant.name, []])
})

const police = { kind: 'police' as const, label: '公安人口库', reportedOn: '2026-11-03' }
const village = { kind: 'home-visit' as const, label: '一村上门', reportedOn: '2026-11-06' }
let serial = 100
async function elder(name: string, more: object = {}): Promise<string> {
  const first17 = `50019919400601${String((serial += 2)).padStart(3, '0')}`
  const id = newId()
  await world.as({}, (ctx) =>
    registerPerson(ctx, {
      body: {
        id,
        name,
        citizenId: first17 + checkCharacter(first17),
        area: 1011,
        address: '',
        phone: '',
        source: police,
        facts: [],
        ...more,
      },
    }),
  )
  return id
}
const show = (id: string, who = {}) => world.as(who, (ctx) => showPerson(ctx, { params: { id } }))
const fact = (
  id: string,
  body: object,
  source: { kind: 'police' | 'home-visit' | 'aid'; label: string; reportedOn: string } = village,
) =>
  world.as({}, (ctx) =>
    recordFact(ctx, {
      params: { id },
      body: { id: newId(), kind: 'living.alone', value: 'true', from: '2026-05-20', source, ...body } as never,
    }),
  )

test('one fact, many sources: the winning one is shown with the agreeing and the differing [SPB-072]', async () => {
  const id = await elder('多来源')
  expect((await fact(id, { kind: 'person.birth', value: '1940-06-01', from: '1940-06-01' })).wins).toBe(false)
  expect(
    (await fact(id, { kind: 'person.birth', value: '1941-06-01', from: '1940-06-01' }, { ...village, label: '养老机构' })).wins,
  ).toBe(false)
  const birth = (await show(id)).facts.find((shown) => shown.kind === 'person.birth')!
  expect(birth).toMatchObject({ value: '1940-06-01', source: { label: '公安人口库' }, agree: 2, differ: 1 })
})

test('priority traits stand on the head line, and a hard case without a contact is an alert [YB-031] [WX-017]', async () => {
  const id = await elder('重点老人')
  await fact(id, { kind: 'aid.destitute' })
  await fact(id, { kind: 'family.special' })
  await fact(id, { kind: 'disability.grade', value: '2' })
  expect(await show(id)).toMatchObject({ traits: ['特困', '残疾二级', '计划生育特殊家庭'], lacksGuardian: true })
  await world.as({}, (ctx) =>
    addContact(ctx, {
      params: { id },
      body: { id: newId(), name: '刘小敏', relation: '女儿', duty: '监护人', phone: '13712340932' },
    }),
  )
  expect(await show(id)).toMatchObject({
    lacksGuardian: false,
    contacts: [{ name: '刘小敏', relation: '女儿', phone: '137****0932' }],
  })
})

test('insurance state is on the record with its source and refuses a value nobody knows [YB-067]', async () => {
  const id = await elder('有医保')
  await fact(id, { kind: 'insurance.medical', value: 'resident' })
  expect((await show(id)).facts.find((shown) => shown.kind === 'insurance.medical')).toMatchObject({ text: '城乡居民医保' })
  await expect(fact(id, { kind: 'insurance.medical', value: '有' })).rejects.toMatchObject({ kind: 'invalid' })
})

test('a correction closes the fact and adds one; ending a trait makes it false from that day', async () => {
  const id = await elder('更正')
  await fact(id, {})
  const before = (await show(id)).facts.find((shown) => shown.kind === 'living.alone')!
  await world.as({}, (ctx) =>
    correctFact(ctx, {
      params: { id, fact: before.id },
      body: { id: newId(), value: 'true', from: '2026-06-01', reason: '日期录错' },
    }),
  )
  const after = (await show(id)).facts.find((shown) => shown.kind === 'living.alone')!
  expect(after).toMatchObject({ from: '2026-06-01', differ: 0 })
  const body = { id: newId(), to: '2026-11-01', reason: '子女搬回同住' }
  await world.as({}, (ctx) => closeFact(ctx, { params: { id, fact: after.id }, body }))
  expect(await world.as({}, (ctx) => closeFact(ctx, { params: { id, fact: after.id }, body }))).toMatchObject({
    outcome: 'exists',
  })
  expect((await show(id)).facts.find((shown) => shown.kind === 'living.alone')).toMatchObject({
    value: 'false',
    from: '2026-11-01',
  })
})

test('withdrawing a source restores exactly what it had replaced', async () => {
  const id = await elder('撤回导入')
  const facts = () =>
    world.owner(
      `select kind, value, valid_from, valid_to from registry.fact_winning where person = $1 order by kind, valid_from`,
      [id],
    )
  await fact(
    id,
    { kind: 'aid.minimum-allowance', from: '2025-01-01' },
    { kind: 'aid', label: '救助中心', reportedOn: '2026-01-05' },
  )
  const before = await facts()
  const source = await world.as({}, async (ctx) => {
    const made = await recordSource(ctx, { kind: 'aid', label: '救助中心', reportedOn: '2026-11-10' })
    await storeFacts(ctx, [
      { id: newId(), person: id, area: 1011, kind: 'aid.minimum-allowance', value: 'false', from: '2026-11-01', source: made },
    ])
    return made
  })
  expect(await facts()).not.toEqual(before)
  expect(await world.as({}, (ctx) => withdrawSource(ctx, source))).toBe(1)
  expect(await facts()).toEqual(before)
})

test('death is announced in the act, refused with another day, and taken back', async () => {
  const id = await elder('去世')
  const body = { id: newId(), day: '2026-11-20', source: village, note: '' }
  expect(await world.as({}, (ctx) => recordDeath(ctx, { params: { id }, body }))).toMatchObject({ outcome: 'created' })
  expect(await world.as({}, (ctx) => recordDeath(ctx, { params: { id }, body }))).toMatchObject({ outcome: 'exists' })
  await expect(
    world.as({}, (ctx) => recordDeath(ctx, { params: { id }, body: { ...body, id: newId(), day: '2026-11-19' } })),
  ).rejects.toMatchObject({ kind: 'conflict' })
  await expect(
    world.as({}, (ctx) => recordDeath(ctx, { params: { id }, body: { ...body, id: newId(), day: '2026-12-01' } })),
  ).rejects.toMatchObject({ kind: 'invalid' })
  expect(await show(id)).toMatchObject({ diedOn: '2026-11-20', notices: ['已于 2026-11-20 去世。'] })
  await world.as({}, (ctx) => reverseDeath(ctx, { params: { id }, body: { id: newId(), reason: '同名误报' } }))
  expect((await show(id)).diedOn).toBeNull()
  expect(heard.map(({ event, body: said }) => [event, said.person, said.day])).toEqual([
    ['person-died', id, '2026-11-20'],
    ['death-reversed', id, '2026-11-20'],
  ])
})

test('moving out closes the record and can be taken back; moving inside the district changes who may see it', async () => {
  const id = await elder('搬家')
  await world.as({}, (ctx) => relocate(ctx, { params: { id }, body: { id: newId(), day: '2026-11-01', area: 1021 } }))
  await expect(show(id, { areas: [101, 1011] })).rejects.toMatchObject({ kind: 'not-found' })
  expect(await show(id, { areas: [102, 1021] })).toMatchObject({ place: '二镇三村' })
  await world.as({}, (ctx) =>
    recordMove(ctx, { params: { id }, body: { id: newId(), day: '2026-11-20', to: 2, place: '', source: police } }),
  )
  expect(await show(id)).toMatchObject({ state: 'closed', leftOn: '2026-11-20' })
  await world.as({}, (ctx) => reverseMove(ctx, { params: { id }, body: { id: newId(), reason: '没有迁走' } }))
  expect(await show(id)).toMatchObject({ state: 'active', leftOn: null })
  expect(heard.map((said) => said.event)).toEqual(['person-moved', 'move-reversed'])
})

test('another holder needs a relation and a ground; a wrong check digit is a warning', async () => {
  const id = await elder('收款人')
  const payee = (body: object) =>
    world.as({}, (ctx) =>
      setPayee(ctx, {
        params: { id },
        body: {
          id: newId(),
          holder: '收款人',
          relation: '本人',
          ground: '',
          bank: '农商行',
          account: '6228480000000000017',
          verifiedOn: null,
          from: '2026-11-01',
          ...body,
        },
      }),
    )
  await expect(payee({ holder: '刘小敏' })).rejects.toMatchObject({ kind: 'invalid' })
  expect((await payee({})).warnings).toHaveLength(1)
  await payee({ holder: '刘小敏', relation: '女儿', ground: '委托书 2026-03-01' })
  expect((await show(id)).payees).toMatchObject([
    { holder: '刘小敏', relation: '女儿', account: '****0017', closed: false },
    { closed: true },
  ])
})

test('duplicates are merged once with both histories, or marked different, never silently', async () => {
  const [one, other] = [await elder('孪生'), await elder('孪生')]
  await fact(other, {})
  const account = {
    id: newId(),
    holder: '孪生',
    relation: '本人',
    ground: '',
    bank: '农商行',
    account: '6228480000000000025',
    verifiedOn: null,
    from: '2026-11-01',
  }
  await world.as({}, (ctx) => setPayee(ctx, { params: { id: other }, body: account }))
  const list = () => world.as({}, (ctx) => listDuplicates(ctx, { query: { page: 1, size: 20, person: one } }))
  expect(await list()).toMatchObject({ total: 1 })
  const merge = { id: newId(), one, other, keep: one, reason: '同一个人登记两次' }
  expect(await world.as({}, (ctx) => mergePersons(ctx, { body: merge }))).toMatchObject({ outcome: 'created' })
  expect(await world.as({}, (ctx) => mergePersons(ctx, { body: merge }))).toMatchObject({ outcome: 'exists' })
  expect((await show(one)).traits).toEqual(['独居'])
  // The account goes along to a record that has none, to be looked at by somebody else.
  expect((await show(one)).payees).toMatchObject([{ account: '****0025', closed: false, waits: true }])
  expect(await show(other)).toMatchObject({ state: 'merged', mergedInto: one })
  expect((await world.as({}, (ctx) => findPeople(ctx, { query: { q: '孪生', limit: 9 } }))).rows.map((row) => row.id)).toEqual([
    one,
  ])
  expect(await list()).toMatchObject({ total: 0 })
  const [a, b] = [await elder('双胞'), await elder('双胞')]
  await world.as({}, (ctx) => markDifferent(ctx, { body: { id: newId(), one: a, other: b, reason: '证件不同，是两人' } }))
  expect(await world.as({}, (ctx) => listDuplicates(ctx, { query: { page: 1, size: 20, person: a } }))).toMatchObject({
    total: 0,
  })
})

test('a town goes to another district with its people, once, and each new record names the one it continues', async () => {
  const id = await elder('划转', { area: 1022, phone: '13800001111' })
  await fact(id, {})
  const transfer = { towns: [102], to: 2, day: '2026-11-06' }
  const preview = await world.as({}, (ctx) => previewTransfer(ctx, { body: transfer }))
  expect(preview).toMatchObject({ to: '乙县', towns: [{ name: '二镇', people: 2, facts: 8 - 1, done: false }] })
  for (const done of [
    { areas: 1, people: 2 },
    { areas: 0, people: 0 },
  ]) {
    const { job } = await world.as({}, (ctx) => transferAreas(ctx, { body: { ...transfer, id: newId(), ground: '国务院批复' } }))
    await world.work()
    expect((await world.owner('select state, error, result from kernel.job_run where id = $1', [job]))[0]).toEqual({
      state: 'done',
      error: null,
      result: done,
    })
  }
  expect(await show(id)).toMatchObject({ state: 'closed', leftOn: '2026-11-06' })
  const found = await world.as({ district: 2 }, (ctx) => findPeople(ctx, { query: { q: '划转', limit: 5 } }))
  const opened = await show(found.rows[0]!.id, { district: 2 })
  expect(opened).toMatchObject({ continues: id, place: '二镇四社区', traits: ['独居'], phone: '138****1111', state: 'active' })
  expect(heard.filter((said) => said.event === 'person-moved' && said.body.person === id)).toHaveLength(1)
  const names = async (district: number, on: string) =>
    (await world.as({ district }, (ctx) => listAreas(ctx, { query: { on } }))).areas.map((area) => area.name)
  expect(await names(1, '2026-11-05')).toContain('四社区')
  expect(await names(1, '2026-11-06')).not.toContain('四社区')
  expect(await names(2, '2026-11-06')).toContain('四社区')
  await world.as({}, (ctx) => sql`select 1`.execute(ctx.db))
})
