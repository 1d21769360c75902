// The roll as a clerk hands it in: new and known elders, rows that come back, and an undo after which nothing has happened.
import { newId } from '@songhe/basics/ids'
import { sheetsCapability } from '@songhe/kernel/sheets/capability'
import { type TestWorld, testDatabase } from '@songhe/kernel/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { knownByNumber } from '../bulk/known-by-number.ts'
import { capability } from '../capability.ts'
import { recordFact } from '../facts/record-fact.ts'
import { setPayee } from '../family/payee.ts'
import { findPeople } from '../people/find-people.ts'
import { showPerson } from '../people/show-person.ts'
import { plantAreas } from '../testing/plant-areas.ts'
import { numberOf, rollOffice } from '../testing/roll-world.ts'

let world: TestWorld
let office: ReturnType<typeof rollOffice>
beforeAll(async () => {
  world = await testDatabase([sheetsCapability, capability])
  await plantAreas(world)
  office = rollOffice(world)
})
afterAll(() => world.close())

const HEAD = [
  '公民身份号码',
  '姓名',
  '乡镇',
  '村（社区）',
  '是否低保',
  '残疾等级',
  '一卡通账号',
  '户名',
  '与老人关系',
  '代领依据',
  '手机',
]
/** Every test has its own people. */
let year = 1930
beforeEach(() => {
  year++
})
const elder = (serial: number) => numberOf(`${year}-05-06`, serial)

async function known(number: string) {
  const found = await world.as({}, (ctx) => knownByNumber(ctx, [number]))
  const person = found.get(number)
  return person && world.as({}, (ctx) => showPerson(ctx, { params: { id: person.id } }))
}

async function take(...rows: string[][]) {
  const { id } = await office.upload([HEAD, ...rows])
  await office.check(id)
  return office.commit(id)
}

test('a foreign sheet registers new elders complete and says what differs of known ones, once', async () => {
  const one = [elder(2), '王秀英', '一镇', '一村', '是', '二级', '6228480402564890018', '', '', '', '13800000001']
  const two = [elder(4), '李桂珍', '二镇', '四', '', '', '', '', '', '', '']
  expect(await take(one, two)).toMatchObject({ rowsIn: 2, accepted: 2, added: 2, changed: 0, unchanged: 0 })
  const person = (await known(one[0]!))!
  expect(person.facts.map(({ kind, text }) => [kind, text])).toEqual(
    expect.arrayContaining([
      ['aid.minimum-allowance', '是'],
      ['disability.grade', '二级'],
    ]),
  )
  expect(person).toMatchObject({ name: '王秀英', place: '一镇一村', payees: [{ holder: '王秀英', account: '****0018' }] })
  expect((await known(two[0]!))!.place).toBe('二镇四社区')
  expect((await world.as({}, (ctx) => findPeople(ctx, { query: { q: '桂珍', limit: 5 } }))).rows).toHaveLength(1)

  // The same statements in another file change nothing; a differing one changes that elder only.
  expect(await take(two, one)).toMatchObject({ added: 0, changed: 0, unchanged: 2 })
  const poorer = [...two.slice(0, 4), '是', ...two.slice(5)]
  expect(await take(one, poorer)).toMatchObject({ added: 0, changed: 1, unchanged: 1 })
  expect((await known(two[0]!))!.traits).toContain('低保')
})

test('rows that cannot be right come back with the reason, the others are taken', async () => {
  await take([elder(2), '王秀英', '一镇', '一村'])
  const { id } = await office.upload([
    HEAD,
    [elder(2), '张三', '一镇', '一村'],
    [elder(4), '李桂珍', '无此镇', '一村'],
    [elder(6), '赵淑芳', '一镇', '三村'],
    [elder(8), '陈玉兰', '一镇', '二村', '', '', '6228480402564890018', '陈小敏'],
    [elder(10), '周国珍', '一镇', '二村'],
    [elder(10), '周国珍', '一镇', '二村'],
    [`${elder(12).slice(0, 15)}000`, '吴德芳', '一镇', '二村'],
  ])
  expect(await office.check(id)).toMatchObject({ rowsIn: 7, accepted: 1, rejected: 6 })
  const reasons = (await office.problems(id)).filter(({ warning }) => !warning)
  expect(reasons.map(({ row, column }) => [row, column])).toEqual([
    [2, '姓名'],
    [3, '镇街'],
    [4, '村社'],
    [5, '与老人关系'],
    [5, '代领依据'],
    [7, '身份证号'],
    [8, '身份证号'],
  ])
  expect(reasons[0]!.reason).toContain('已登记为王*英')
  expect(reasons.at(-1)!.reason).toContain('设为“文本”')
  expect(await office.commit(id)).toMatchObject({ added: 1, rejected: 6 })
  expect((await known(elder(10)))!.name).toBe('周国珍')
})

const EVERYTHING = `select (select json_agg(p order by p.id) from (select id, state, phone_index, address, birth from registry.person where state = 'active') p) as people,
  (select json_agg(f order by f.person, f.kind, f.valid_from, f.source)
    from (select person, kind, value, valid_from, valid_to, source, wins from registry.fact where closed_at is null) f) as facts,
  (select json_agg(y order by y.id) from (select id, person, account_index from registry.payee where closed_at is null) y) as payees,
  (select json_agg(g order by g.gram, g.person) from registry.person_gram g) as grams`

test('undo withdraws what was added and restores what was replaced, exactly', async () => {
  await take([elder(2), '王秀英', '一镇', '一村', '否', '三级', '6228480402564890018', '', '', '', '13800000001'])
  const before = await world.owner(EVERYTHING)
  const second = await take(
    [elder(2), '王秀英', '一镇', '一村', '是', '二级', '6228480402564890026', '', '', '', '13900000009'],
    [elder(4), '李桂珍', '二镇', '三村', '是', '', '', '', '', '', ''],
  )
  expect(second).toMatchObject({ added: 1, changed: 1 })
  expect((await known(elder(2)))!.payees[0]!.account).toBe('****0026')
  expect(await office.undo(second.id)).toMatchObject({ inTheWayTotal: 0 })
  expect(await office.show(second.id)).toMatchObject({ state: 'undone' })
  expect(await world.owner(EVERYTHING)).toEqual(before)
  expect(await known(elder(4))).toBeUndefined()
  expect((await world.as({}, (ctx) => findPeople(ctx, { query: { q: elder(4), limit: 5 } }))).rows).toEqual([])
  for (const { sql, name } of capability.invariants!) expect(await world.owner(sql), name).toEqual([])
  // Undone is undone: the same rows may come again.
  expect(await take([elder(4), '李桂珍', '二镇', '三村'])).toMatchObject({ added: 1 })
})

test('rolls undone out of order leave nothing of either', async () => {
  await take([elder(2), '王秀英', '一镇', '一村', '否'])
  const before = await world.owner(EVERYTHING)
  const second = await take([elder(2), '王秀英', '一镇', '一村', '是'])
  const third = await take([elder(2), '王秀英', '一镇', '一村', '否', '一级'])
  await office.undo(second.id)
  await office.undo(third.id)
  expect(await world.owner(EVERYTHING)).toEqual(before)
})

test('undo is refused with the list where a later act stands on a row', async () => {
  const done = await take([elder(2), '王秀英', '一镇', '一村', '是'], [elder(4), '李桂珍', '一镇', '一村'])
  const person = (await known(elder(2)))!
  const source = { kind: 'home-visit' as const, label: '走访', reportedOn: '2026-11-20' }
  const other = (await known(elder(4)))!
  await world.as({}, async (ctx) => {
    await recordFact(ctx, {
      params: { id: person.id },
      body: { id: newId(), kind: 'living.alone', value: 'true', from: '2026-11-01', source },
    })
    await setPayee(ctx, {
      params: { id: other.id },
      body: {
        id: newId(),
        holder: '李桂珍',
        relation: '本人',
        ground: '',
        bank: '',
        account: '6228480402564890018',
        verifiedOn: null,
        from: '2026-11-01',
      },
    })
  })
  const answer = await office.undo(done.id)
  expect(answer).toMatchObject({ job: null, inTheWayTotal: 2 })
  expect(answer.inTheWay).toEqual(
    expect.arrayContaining([
      { name: '王秀英', what: '后来登记的独居' },
      { name: '李桂珍', what: '后来登记的收款账户' },
    ]),
  )
  expect(await office.show(done.id)).toMatchObject({ state: 'committed' })
  expect((await known(elder(2)))!.traits).toContain('低保')
})

test('a town officer imports the own town only, and learns no more than that a number is taken', async () => {
  await take([elder(2), '王秀英', '二镇', '三村'])
  const town = rollOffice(world, { roles: ['town-officer'], areas: [101, 1011, 1012], staff: '镇街员' })
  const { id } = await town.upload([
    HEAD,
    [elder(2), '王秀英', '', '一村'],
    [elder(4), '李桂珍', '二镇', '三村'],
    [elder(6), '赵淑芳', '', '二'],
  ])
  expect(await town.check(id)).toMatchObject({ accepted: 1, rejected: 2 })
  const reasons = (await town.problems(id)).filter(({ warning }) => !warning)
  expect(reasons.map(({ row, reason }) => [row, reason])).toEqual([
    [2, expect.stringContaining('其他镇街登记')],
    [3, expect.stringContaining('管辖范围')],
  ])
  expect(await town.commit(id)).toMatchObject({ added: 1 })
  expect((await known(elder(6)))!.place).toBe('一镇二村')
  const colleague = rollOffice(world, { roles: ['town-officer'], areas: [102, 1021, 1022], staff: '邻镇员' })
  await expect(colleague.show(id)).rejects.toThrow('没有')
})
