// Answers to "why": for one elder, for one amount, and from a clause to its people.
import { newId } from '@songhe/basics/ids'
import type { Context } from '@songhe/kernel/context'
import { type TestWorld, testDatabase } from '@songhe/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCheck } from './check-entitlements.ts'
import { explainLine } from './explain-line.ts'
import { explainPerson } from './explain-person.ts'
import { useJudge } from './judge-port.ts'
import { paidUnderClause } from './paid-under-clause.ts'
import { eightyJudge } from './testing-judge.ts'
import { casesRoom, DISTRICT, OTHER_TOWN, plantAreas, plantPerson, VILLAGE } from './testing-room.ts'

const NOW = new Date('2026-11-24T02:00:00Z')
const DOCUMENT = '开州府办发〔2024〕35号'
let world: TestWorld
let found: string
let paid: string
const run = newId()

beforeAll(async () => {
  useJudge(eightyJudge)
  world = await testDatabase(casesRoom, NOW)
  await plantAreas(world)
  found = await plantPerson(world, { birth: '1946-09-30' })
  paid = await plantPerson(world, { name: '袁某德', birth: '1936-10-03' })
  await world.owner(
    `insert into policy.document (key, number, title, status, region) values ('kaizhou-2024-35', $1, '养老服务体系建设', 'in-force', 'kaizhou')`,
    [DOCUMENT],
  )
  await world.owner(
    `insert into policy.clause (document, locator, position, depth, heading, summary) values ('kaizhou-2024-35', '三（一）2', 1, 3, '高龄津贴', '80岁以上发津贴')`,
  )
  await world.owner(
    `insert into benefits.entitlement (district, id, person, area, programme, start_month) values (4, $1, $2, $3, 'old-age-allowance', '2026-01')`,
    [newId(), paid, VILLAGE],
  )
  await world.owner(
    `insert into benefits.run (district, id, month, state, made_by_name, total_fen) values (4, $1, '2026-11', 'settled', '陈雨桐', 10000)`,
    [run],
  )
  await world.owner(
    `insert into benefits.line (district, run, person, programme, for_month, area, fen, pack, version, row_id, document, clause, state, bank_row)
    values (4, $1, $2, 'old-age-allowance', '2026-11', $3, 10000, 'old-age-allowance', 1, '80+', $4, '三（一）2', 'paid', 21604)`,
    [run, paid, VILLAGE, DOCUMENT],
  )
  await as((ctx) => runCheck(ctx, async () => {}))
})
afterAll(() => world.close())
const as = <T>(act: (ctx: Context) => Promise<T>) => world.as({ district: DISTRICT, roles: ['clerk'], staff: '陈雨桐' }, act)

test('an elder who gets nothing: should get minus got is what is missing, with reasons, clause and next step [WX-077]', async () => {
  const told = await as((ctx) => explainPerson(ctx, { params: { person: found }, query: {} }))
  expect([told.dueFen, told.receivedFen, told.gapFen]).toEqual([10_000, 0, 10_000])
  expect(told.sentence).toBe('高龄津贴，2026年9月起就该领，一直没有领过。')
  expect(told.programmes[0]).toMatchObject({
    state: 'unclaimed',
    arrearsFen: 30_000,
    arrearsMonths: 3,
    next: '材料齐全，可以确认并办理。',
    citation: { document: DOCUMENT, clause: '三（一）2' },
  })
  expect(told.programmes[0]!.why[0]).toMatchObject({ condition: '年龄', value: '80', verdict: 'met', source: '公安人口库' })
  expect(told.months.map((one) => one.owedFen)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 10_000, 10_000, 10_000])
  expect(told.example).toBe(true)
})

test('an elder who is paid: nothing is missing', async () => {
  const told = await as((ctx) => explainPerson(ctx, { params: { person: paid }, query: {} }))
  expect([told.gapFen, told.sentence, told.programmes[0]!.state]).toEqual([0, '应得的都已发放。', 'receiving'])
  expect(told.months.at(-1)).toEqual({ month: '2026-11', paidFen: 10_000, toPayFen: 0, owedFen: 0 })
})

test('one amount is followed from its clause to the bank row, and recomputed with what is known now', async () => {
  const told = await as((ctx) =>
    explainLine(ctx, { query: { run, person: paid, programme: 'old-age-allowance', kind: 'month' } }),
  )
  expect(told).toMatchObject({
    fen: 10_000,
    clause: { clause: '三（一）2', summary: '80岁以上发津贴' },
    payment: { state: 'paid', account: '****0017', bankRow: 21_604 },
    run: { month: '2026-11', state: 'settled' },
    nowFen: 10_000,
    sameClause: 1,
  })
  expect(told.sentence).toBe('2026年11月高龄津贴 100.00 元，符合的条件：年龄：90；在世：是。')
})

test('from a clause to the people paid under it', async () => {
  const list = await as((ctx) =>
    paidUnderClause(ctx, { query: { document: DOCUMENT, clause: '三（一）2', month: '2026-11', page: 1, size: 20 } }),
  )
  expect(list).toMatchObject({
    total: 1,
    persons: 1,
    totalFen: 10_000,
    rows: [{ name: '袁*德', village: '明月村', state: '已发放' }],
  })
})

test('nobody of another district or town is explained anything', async () => {
  const input = { params: { person: paid }, query: {} }
  await expect(world.as({ district: 5, staff: '别区' }, (ctx) => explainPerson(ctx, input))).rejects.toThrow('没有找到这位老人')
  await expect(world.as({ district: 4, areas: [OTHER_TOWN], staff: '别镇' }, (ctx) => explainPerson(ctx, input))).rejects.toThrow(
    '没有找到这位老人',
  )
  const line = { query: { run, person: paid, programme: 'old-age-allowance', kind: 'month' as const } }
  await expect(world.as({ district: 4, areas: [OTHER_TOWN], staff: '别镇' }, (ctx) => explainLine(ctx, line))).rejects.toThrow(
    '没有找到这笔发放',
  )
})

test('looking at why is itself written in the log', async () => {
  await as((ctx) => explainPerson(ctx, { params: { person: paid }, query: {} }))
  const [entry] = await world.owner(`select actor, event from kernel.audit_entry where person = $1 order by seq desc limit 1`, [
    paid,
  ])
  expect(entry).toEqual({ actor: '陈雨桐', event: 'person.benefits-explained' })
})
