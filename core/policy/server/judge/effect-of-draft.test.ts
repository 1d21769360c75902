// Proof of the wide row and of the trial of a draft, on invented people: who gains, who loses, by town, with names.
import { newId } from '@songhe/basics/ids'
import { type TestWorld, testDatabase } from '@songhe/kernel/testing'
import { gather } from '@songhe/kernel/capability'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { capability as registry } from '../../../registry/server/capability.ts'
import { capability } from '../capability.ts'
import { digestOf } from '../packs/table-file.ts'
import { effectNames, effectOfDraft } from './effect-of-draft.ts'
import { populationSql } from './population.ts'

const now = new Date('2026-11-24T01:00:00Z')
const rows = (amount: string) => [
  {
    id: '80',
    when: { 年龄: '[80..85)', 在世: 'true' },
    then: { 月标准: '100元' },
    amount: { status: 'example', decision: '示例' },
  },
  { id: '85', when: { 年龄: '>= 85', 在世: 'true' }, then: { 月标准: amount }, amount: { status: 'example', decision: '示例' } },
]
const body = (amount: string) => ({
  table: '津贴',
  key: 'old-age-allowance',
  kind: 'allowance',
  region: 'shapingba',
  ground: { document: '松府发〔2026〕1号', clause: '一' },
  valid: { from: '2026-01-01' },
  hit: 'unique',
  inputs: { 年龄: 'person.age', 在世: 'person.alive' },
  output: { 月标准: 'money' },
  rows: rows(amount),
})
const catalogue = gather([
  {
    name: 'x',
    title: 'x',
    facts: [
      { name: 'aid.minimum-allowance', title: '低保', type: 'boolean', kind: 'aid.minimum-allowance' },
      { name: 'disability.grade', title: '残疾等级', type: 'number', kind: 'disability.grade' },
    ],
  },
])

let world: TestWorld
const source = newId()
const people = Object.fromEntries(['young', 'eighty', 'ninety', 'dead'].map((name) => [name, newId()])) as Record<string, string>

beforeAll(async () => {
  world = await testDatabase([registry, capability], now)
  await world.owner(
    `insert into registry.area (key, kind) values (1, 'district'), (9001, 'town'), (9002, 'village') on conflict do nothing`,
  )
  await world.owner(
    `insert into registry.area_period (area, valid_from, name, parent) values (1, '2000-01-01', '甲区', null), (9001, '2000-01-01', '松林镇', 1), (9002, '2000-01-01', '鹤村', 9001) on conflict do nothing`,
  )
  const births = { young: '1946-11-25', eighty: '1946-11-24', ninety: '1930-02-28', dead: '1930-01-01' }
  for (const [name, birth] of Object.entries(births))
    await world.owner(
      `insert into registry.person (district, id, area, name, name_masked, sex, birth, died_on) values (1, $1, 9002, $2, '甲*', 'male', $3, $4)`,
      [people[name], `甲${name}`, birth, name === 'dead' ? '2026-11-24' : null],
    )
  await world.owner(
    `insert into registry.source (district, id, kind, label, reported_on) values (1, $1, 'aid', '名单', '2026-10-01')`,
    [source],
  )
  const fact = (person: string, kind: string, value: string, from: string, to: string | null) =>
    world.owner(
      `insert into registry.fact (district, id, person, area, kind, value, valid_from, valid_to, source) values (1, $1, $2, 9002, $3, $4, $5, $6, $7)`,
      [newId(), person, kind, value, from, to, source],
    )
  await fact(people.eighty!, 'aid.minimum-allowance', 'true', '2026-01-01', '2026-11-24')
  await fact(people.ninety!, 'aid.minimum-allowance', 'true', '2026-01-01', null)
  await fact(people.ninety!, 'disability.grade', '不详', '2026-01-01', null)
  await world.owner(`insert into policy.pack values (1, 'old-age-allowance', 'allowance', '津贴')`)
  for (const [version, amount] of [
    [1, '200元'],
    [2, '230元'],
  ] as const)
    await world.owner(
      `insert into policy.pack_version (district, pack, version, state, valid_from, body, digest, author_name, published_by) values (1, 'old-age-allowance', $1, $2, '2026-01-01', $3, $4, '甲', $5)`,
      [
        version,
        version === 1 ? 'published' : 'draft',
        JSON.stringify(body(amount)),
        digestOf(body(amount)),
        version === 1 ? newId() : null,
      ],
    )
})
afterAll(() => world.close())

test('the wide row judges ages on the day, counts the day of death as not alive, ends facts on their last day, keeps a bad number unknown', async () => {
  const found = await world.as({}, (ctx) =>
    sql<
      Record<string, unknown>
    >`${sql.raw(populationSql(catalogue, ['person.age', 'person.alive', 'aid.minimum-allowance', 'disability.grade'], '2026-11-24', 1))}`.execute(
      ctx.db,
    ),
  )
  const of = (name: string) => found.rows.find((row) => row.person === people[name])!
  expect([of('young').person_age, of('eighty').person_age, of('ninety').person_age].map(Number)).toEqual([79, 80, 96])
  expect([of('eighty').person_alive, of('dead').person_alive]).toEqual([true, false])
  expect(of('eighty')).toMatchObject({ aid_minimum_allowance: null, aid_minimum_allowance_source: null })
  expect(of('ninety')).toMatchObject({
    aid_minimum_allowance: true,
    aid_minimum_allowance_source: source,
    disability_grade: null,
  })
})

test('a draft shows who gains and by how much, by town and with masked names, and changes nothing', async () => {
  const effect = await world.as({}, (ctx) => effectOfDraft(ctx, { params: { pack: 'old-age-allowance' } } as never))
  expect(effect).toMatchObject({
    people: 4,
    gain: { people: 1, fen: 3000 },
    lose: { people: 0, fen: 0 },
    same: { people: 1, fen: 0 },
  })
  expect(effect.towns).toEqual([{ town: 9001, name: '松林镇', gain: 1, lose: 0, fen: 3000 }])
  expect(effect.rows).toEqual([
    { row: '80', people: 1 },
    { row: '85', people: 1 },
  ])
  const names = await world.as({ permissions: ['policy.read'] }, (ctx) =>
    effectNames(ctx, { params: { pack: 'old-age-allowance' }, query: { kind: 'gain', page: 1, size: 20 } } as never),
  )
  expect(names).toMatchObject({
    total: 1,
    rows: [{ person: people.ninety, name: '甲*', town: '松林镇', before: 20000, after: 23000, rowAfter: '85' }],
  })
  const under = await world.as({}, (ctx) =>
    effectNames(ctx, { params: { pack: 'old-age-allowance' }, query: { kind: 'row', row: '80', page: 1, size: 20 } } as never),
  )
  expect(under.rows.map(({ person }) => person)).toEqual([people.eighty])
  const nowhere = await world.as({}, (ctx) =>
    effectNames(ctx, { params: { pack: 'old-age-allowance' }, query: { kind: 'row', row: '无', page: 1, size: 20 } } as never),
  )
  expect(nowhere.total).toBe(0)
})
