// The real tables of Kaizhou: the person asked singly and the population asked in SQL get the same answer, through the same exclusions.
import { newId } from '@songhe/basics/ids'
import type { Context } from '@songhe/kernel/context'
import { type TestWorld, testDatabase } from '@songhe/kernel/testing'
import { capability as policy } from '@songhe/policy/capability'
import { installPacks } from '@songhe/policy/door'
import { capability as registry } from '@songhe/registry/capability'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCheck } from './check-entitlements.ts'
import { explainPerson } from './explain-person.ts'
import { judgeByRules } from './judge-by-rules.ts'
import { useJudge } from './judge-port.ts'
import { listQueue } from './list-queue.ts'
import { casesRoom, DISTRICT, plantAreas, plantPerson, VILLAGE } from './testing-room.ts'

const NOW = new Date('2026-11-24T02:00:00Z')
let world: TestWorld
const people: Record<string, string> = {}

beforeAll(async () => {
  useJudge(judgeByRules)
  world = await testDatabase([registry, policy, ...casesRoom.filter((room) => !['registry', 'policy'].includes(room.name))], NOW)
  await plantAreas(world)
  await as((ctx) => installPacks(ctx, { region: 'kaizhou' }))
  await world.owner(`update policy.pack_version set body = jsonb_set(body, '{rows}', (select jsonb_agg(jsonb_set(row, '{clause}', coalesce(row->'clause', '"一"'))
    || jsonb_build_object('amount', (row->'amount') || jsonb_build_object('clause', coalesce(row->'amount'->'clause', '"一"')))) from jsonb_array_elements(body->'rows') row))
    where body ? 'rows' and pack in ('destitute-care', 'disability-living', 'disability-nursing')`)
  await world.owner(
    `update policy.pack_version set state = 'published', published_at = '2026-01-01', published_by_name = '何志远'`,
  )
  await plant('eighty', '1946-11-24', {})
  await plant('almost', '1946-12-01', {})
  await plant('ninety', '1936-11-30', {})
  await plant('poor', '1940-01-01', {
    'aid.minimum-allowance': 'true',
    'aid.low-income': 'false',
    'aid.destitute': 'false',
    'ability.level': '3',
  })
  await plant('gone', '1940-01-01', {})
  await plant('long-gone', '1940-01-01', {})
  await world.owner(
    `update registry.person set died_on = case when id = $1 then date '2026-11-10' else date '2026-10-31' end where id in ($1, $2)`,
    [people.gone, people['long-gone']],
  )
  await plant('unassessed', '1950-01-01', { 'aid.minimum-allowance': 'true', 'aid.destitute': 'false' })
  await plant('destitute', '1950-01-01', {
    'aid.destitute': 'true',
    'aid.destitute-care': '半护理',
    'aid.minimum-allowance': 'true',
    'disability.grade': '1',
  })
})
afterAll(() => world.close())

const as = <T>(act: (ctx: Context) => Promise<T>) => world.as({ district: DISTRICT, staff: '陈雨桐', demo: true }, act)

async function plant(name: string, birth: string, facts: Record<string, string>) {
  const id = await plantPerson(world, { name: `测某${name.length}`, birth })
  people[name] = id
  const source = newId()
  await world.owner(
    `insert into registry.source (district, id, kind, label, reported_on) values (4, $1, 'aid', '区社会救助中心名册', '2026-10-28')`,
    [source],
  )
  for (const [kind, value] of Object.entries(facts))
    await world.owner(
      `insert into registry.fact (district, id, person, area, kind, value, valid_from, source) values (4, $1, $2, $3, $4, $5, '2026-09-01', $6)`,
      [newId(), id, VILLAGE, kind, value, source],
    )
}

const verdictOf = async (name: string, programme: string) =>
  (await as((ctx) => explainPerson(ctx, { params: { person: people[name]! }, query: {} }))).programmes.find(
    (one) => one.programme === programme,
  )!

test('the single judge and the judge of the population agree on everybody and every programme, in the month of a death too', async () => {
  const both = await as(async (ctx) => {
    await judgeByRules.population(ctx, '2026-11', 'trial')
    const all = await sql<{
      person: string
      programme: string
      outcome: string
      fen: number
    }>`select person, programme, outcome, fen from trial`.execute(ctx.db)
    const single = []
    for (const person of Object.values(people))
      for (const one of await judgeByRules.person(ctx, person, '2026-11'))
        if (one.outcome !== 'none')
          single.push({ person, programme: one.programme, outcome: one.outcome, fen: one.outcome === 'due' ? one.fen : 0 })
    return [all.rows.map((row) => ({ ...row, fen: row.outcome === 'due' ? row.fen : 0 })), single].map((list) =>
      list.map((row) => JSON.stringify(row)).sort(),
    )
  })
  expect(both[0]).toEqual(both[1])
  expect(both[0]!.length).toBeGreaterThan(5)
  const dueFor = (name: string) => both[0]!.some((row) => row.includes(people[name]!) && row.includes('"due"'))
  expect([dueFor('gone'), dueFor('long-gone')]).toEqual([true, false])
})

test('a month counts the birthday in it: 80 on the 24th is due in November, 80 in December is not yet [KZ-017]', async () => {
  expect(await verdictOf('eighty', 'old-age-allowance')).toMatchObject({
    state: 'unclaimed',
    dueFen: 10_000,
    citation: { document: '开州府办发〔2024〕35号', clause: '三（一）2' },
  })
  const almost = await verdictOf('almost', 'old-age-allowance')
  expect(almost).toMatchObject({ state: 'none', dueFen: 0, nextChange: { on: '2026-12-01' } })
  expect(almost.why.find((line) => line.fact === 'person.age')).toMatchObject({
    verdict: 'not-met',
    wanted: expect.stringContaining('80'),
  })
})

test('a poor disabled elder is told both programmes, each condition with its source and date [SPB-066]', async () => {
  const subsidy = await verdictOf('poor', 'service-subsidy')
  expect(subsidy.dueFen).toBeGreaterThan(0)
  expect(subsidy.why.find((line) => line.fact === 'aid.minimum-allowance')).toMatchObject({
    verdict: 'met',
    source: '区社会救助中心名册',
    reportedOn: '2026-10-28',
    since: '2026-09-01',
  })
})

test('a fact nobody knows is named as missing, not refused', async () => {
  const subsidy = await verdictOf('unassessed', 'service-subsidy')
  expect(subsidy.state).toBe('missing')
  expect(subsidy.missing.map((fact) => fact.name)).toContain('ability.level')
})

test('a destitute elder is refused the nursing subsidy by the one condition that fails, with its value and source', async () => {
  const nursing = await verdictOf('destitute', 'disability-nursing')
  expect([nursing.state, nursing.dueFen, nursing.citation?.document]).toEqual(['none', 0, '渝民发〔2021〕15号'])
  expect(nursing.why.filter((line) => line.verdict === 'not-met')).toMatchObject([
    { fact: 'aid.destitute', source: '区社会救助中心名册', reportedOn: '2026-10-28' },
  ])
})

test('of two benefits that shut each other out only the first is owed, and the other says which one and by which clause [WX-077]', async () => {
  await world.owner(`insert into policy.pack (district, key, kind, title) values (4, 'trial-exclusion', 'exclusion', '试')`)
  await world.owner(
    `insert into policy.pack_version (district, pack, version, state, valid_from, body, digest, author_name, published_by_name, published_at)
    values (4, 'trial-exclusion', 1, 'published', '2027-01-01', $1, 'x', '测', '测', '2026-01-01')`,
    [
      JSON.stringify({
        table: '试',
        key: 'trial-exclusion',
        kind: 'exclusion',
        ground: { document: '试〔2027〕1号', clause: '一' },
        valid: { from: '2027-01-01' },
        items: [{ id: '1', between: ['service-subsidy', 'old-age-allowance'], keep: 'first', reason: '两项领一项' }],
      }),
    ],
  )
  const told = await as((ctx) => explainPerson(ctx, { params: { person: people.poor! }, query: { month: '2027-01' } }))
  const of = (programme: string) => told.programmes.find((one) => one.programme === programme)!
  expect(of('old-age-allowance')).toMatchObject({
    state: 'excluded',
    dueFen: 0,
    excludedBy: '养老服务补贴',
    citation: { document: '试〔2027〕1号', clause: '一' },
  })
  expect(told.dueFen).toBe(of('service-subsidy').dueFen)
  const all = await as(async (ctx) => {
    await judgeByRules.population(ctx, '2027-01', 'later')
    return (
      await sql<{
        programme: string
        outcome: string
      }>`select programme, outcome from later where person = ${people.poor!} order by 1`.execute(ctx.db)
    ).rows
  })
  expect(all.filter((row) => row.outcome !== 'missing')).toEqual([
    { programme: 'old-age-allowance', outcome: 'excluded' },
    { programme: 'service-subsidy', outcome: 'due' },
  ])
})

test('the check over the register finds the same people with the month since when', async () => {
  await as((ctx) => runCheck(ctx, async () => {}))
  const list = await as((ctx) => listQueue(ctx, { params: { queue: 'unclaimed' }, query: { page: 1, size: 200 } }))
  const since = (name: string, programme: string) =>
    list.rows.find((row) => row.person === people[name] && row.programme === programme)?.sinceMonth
  expect([since('eighty', 'old-age-allowance'), since('poor', 'service-subsidy'), since('almost', 'old-age-allowance')]).toEqual([
    '2026-11',
    '2026-09',
    undefined,
  ])
  const coming = await as((ctx) => listQueue(ctx, { params: { queue: 'coming-of-age' }, query: { page: 1, size: 200 } }))
  expect(coming.rows.find((row) => row.person === people.almost)).toMatchObject({ dueOn: '2026-12-01', next: '满80周岁' })
})
