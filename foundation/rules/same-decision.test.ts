// The same table decides the same for one person in JavaScript, for all inside PostgreSQL, and as the reference reading of FEEL.
import { ageOn } from '@songhe/basics/day'
import { type TestWorld, testDatabase } from '@songhe/kernel/testing'
import fc from 'fast-check'
import { unaryTest } from 'feelin'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { judge, type Outcome } from './judge.ts'
import { parseTable } from './parse-table.ts'
import { COLUMNS, PLAIN_CELLS, randomPerson, randomTable } from './random-table.ts'
import { row, tableOf } from './table-for-tests.ts'
import { ROW_CASE, toSql } from './to-sql.ts'
import type { FactValue, Table } from './tree.ts'

const SCALE = Number(process.env.SONGHE_TEST_SCALE ?? 1)
let world: TestWorld
beforeAll(async () => {
  world = await testDatabase([])
})
afterAll(() => world.close())

type Person = Record<string, FactValue>
const literal = (value: FactValue, type: string) => (value === null || value === undefined ? `null::${type}` : `'${String(value).replaceAll("'", "''")}'::${type}`)

async function decideInSql(table: Table, persons: Person[], on: string, dated: boolean) {
  const facts = Object.entries(COLUMNS)
  const values = persons.map((person, i) => {
    const birth = person['person.birth']
    const whole: Person = { ...person, 'person.age': typeof birth === 'string' ? ageOn(birth, on) : null }
    return `(${[i, ...facts.map(([fact, { type }]) => literal(whole[fact], type))].join(', ')})`
  })
  const compiled = toSql(table, (fact) => `p.${COLUMNS[fact]!.name}`, { on, ...(dated ? { birthColumn: 'p.birth' } : {}) })
  const rows = await world.owner<{ row: number; amount: string | null }>(
    `select ${compiled.rowCase} as row, ${compiled.outputs.月标准} as amount
       from (values ${values.join(', ')}) p(i, ${facts.map(([, { name }]) => name).join(', ')}) order by i`,
  )
  return rows.map(({ row: answer, amount }) => [answer, amount === null ? null : Number(amount)])
}

function asSql(decided: Outcome): [number, number | null] {
  if (decided.outcome === 'row') return [decided.index, decided.output.月标准 as number]
  return [ROW_CASE[decided.outcome], null]
}

test('explanation and SQL decide the same for random tables and persons', async () => {
  const seen: Record<string, number> = {}
  let tables = 0
  await fc.assert(
    fc.asyncProperty(randomTable, fc.array(randomPerson, { minLength: 40, maxLength: 40 }), fc.constantFrom('2026-11-24', '2026-02-28', '2024-02-29', '2026-03-01'), async (written, persons, on) => {
      const { table, problems } = parseTable(written)
      expect(problems).toBeUndefined()
      const expected = persons.map((person) => asSql(judge(table!, person, { on })))
      expect(await decideInSql(table!, persons, on, true)).toEqual(expected)
      expect(await decideInSql(table!, persons, on, false)).toEqual(expected)
      tables += 1
      for (const [answer] of expected) seen[answer > 0 ? 'row' : answer] = (seen[answer > 0 ? 'row' : answer] ?? 0) + 1
    }),
    { numRuns: 120 * SCALE },
  )
  console.log(`${tables} tables x 40 persons x 2 ways:`, seen)
  for (const kind of ['row', '0', '-1', '-2', '-3']) expect([kind, (seen[kind] ?? 0) > 0]).toEqual([kind, true])
})

test('known values pass a cell exactly when feelin lets them pass', () => {
  const known = fc.record({ 年龄: fc.integer({ min: 57, max: 103 }), 评估: fc.constantFrom(0, 1, 2, 3, 0.5, 2.5, -1), 低保: fc.boolean(), 类别: fc.constantFrom('全自理', '半护理', "o'k", '') })
  const facts = { 年龄: 'person.age', 评估: 'ability.level', 低保: 'aid.minimum-allowance', 类别: 'aid.destitute-care' } as const
  const columns = Object.keys(facts) as (keyof typeof facts)[]
  const cell = fc.constantFrom(...columns).chain((column) => PLAIN_CELLS[column].map((text) => ({ column, text })))
  let passed = 0
  fc.assert(
    fc.property(cell, known, ({ column, text }, values) => {
      const table = tableOf([row('甲', { [column]: text })], { inputs: facts })
      const ours = judge(table, Object.fromEntries(columns.map((name) => [facts[name], values[name]])), { on: '2026-11-24' }).outcome === 'row'
      const theirs = unaryTest(text, { ...values, '?': values[column] })
      expect([column, text, values, ours]).toEqual([column, text, values, (typeof theirs === 'object' && theirs !== null && 'value' in theirs ? theirs.value : theirs) === true])
      passed += ours ? 1 : 0
    }),
    { numRuns: 1_000 * SCALE },
  )
  expect(passed).toBeGreaterThan(100)
})

test('ages on their edges compile to dated thresholds that count 29 February as day.ts does', async () => {
  const table = tableOf([row('甲', { 年龄: '[80..89]' }), row('乙', { 年龄: '>= 90' }, '200元')], { inputs: { 年龄: 'person.age' } })
  const births = ['1946-11-23', '1946-11-24', '1946-11-25', '1948-02-28', '1948-02-29', '1948-03-01', '1936-02-29', '1936-03-01', null]
  const persons = births.map((birth) => ({ 'person.birth': birth }))
  for (const on of ['2026-11-23', '2026-11-24', '2026-11-25', '2028-02-28', '2028-02-29', '2028-03-01', '2026-02-28', '2026-03-01']) {
    const expected = persons.map((person) => asSql(judge(table, person, { on })))
    expect([on, await decideInSql(table, persons, on, true)]).toEqual([on, expected])
    expect([on, await decideInSql(table, persons, on, false)]).toEqual([on, expected])
  }
  expect(toSql(table, () => 'age', { on: '2026-11-24', birthColumn: 'birth' }).rowCase).toContain("birth <= date '1946-11-24'")
})

test('a text of the table cannot leave its quotes', async () => {
  const evil = `"x' or true) --"`
  const table = tableOf([row('甲', { 类别: evil })], { inputs: { 类别: 'aid.destitute-care' } })
  const persons = [{ 'aid.destitute-care': "x' or true) --" }, { 'aid.destitute-care': 'x' }]
  expect(await decideInSql(table, persons, '2026-11-24', true)).toEqual([[1, 10_000], [0, null]])
})
