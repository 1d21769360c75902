// The same table decides the same for one person in JavaScript, for all inside PostgreSQL, and as the reference reading of FEEL.
import { ageOn } from '@songhe/basics/day'
import { type TestWorld, testDatabase } from '@songhe/kernel/testing'
import fc from 'fast-check'
import { unaryTest } from 'feelin'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ColumnShape, emptyColumns, setValue } from './columns.ts'
import { judge, type Outcome } from './judge.ts'
import { parseTable } from './parse-table.ts'
import { HEAD, row, tableOf } from './table-for-tests.ts'
import { toColumns } from './to-columns.ts'
import { ROW_CASE, toSql } from './to-sql.ts'
import type { FactValue, Table } from './tree.ts'

const SCALE = Number(process.env.SONGHE_TEST_SCALE ?? 1)
// Random tables and persons are written as a clerk would write them, so that the whole way from text is tried.
const INPUTS = {
  年龄: 'person.age',
  出生: 'person.birth',
  评估: 'ability.level',
  收入: 'income',
  低保: 'aid.minimum-allowance',
  类别: 'aid.destitute-care',
  起日: 'since',
}

/** Column of the wide row, by fact. */
const COLUMNS: Record<string, { name: string; type: string }> = {
  'person.age': { name: 'age', type: 'int' },
  'person.birth': { name: 'birth', type: 'date' },
  'ability.level': { name: 'level', type: 'numeric' },
  income: { name: 'income', type: 'bigint' },
  'aid.minimum-allowance': { name: 'poor', type: 'boolean' },
  'aid.destitute-care': { name: 'care', type: 'text' },
  since: { name: 'since', type: 'date' },
}

const one = fc.constantFrom
const CARE = ['全自理', '半护理', "o'k"]
const DAYS = ['1936-02-29', '1940-03-01', '1946-11-24', '1950-02-28', '2000-01-01', '2026-02-28']
const age = fc.integer({ min: 58, max: 102 }).map(String)
const level = one('0', '1', '2', '3', '0.5', '2.5', '-1')
const yuan = one('800元', '0.01元', '1200.50元', '0元')
const day = one(...DAYS).map((text) => `date("${text}")`)
const quoted = one(...CARE).map((text) => `"${text}"`)

function ordered(literal: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const band = fc.tuple(one('[', '('), literal, literal, one(']', ')')).map(([open, a, b, close]) => {
    const [low, high] = rank(a) <= rank(b) ? [a, b] : [b, a]
    return `${open}${low}..${high}${close}`
  })
  const single = fc.oneof(
    literal,
    fc.tuple(one('<', '<=', '>', '>=', '!=', '='), literal).map((parts) => parts.join(' ')),
    band,
  )
  const asked = fc.tuple(one('<', '<=', '>', '>=', '!='), literal).map(([op, value]) => `? ${op} ${value}`)
  const listed = fc.array(single, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(', '))
  const joined = fc.tuple(asked, one('and', 'or'), asked).map((parts) => parts.join(' '))
  return fc.oneof(
    listed,
    listed.map((text) => `not(${text})`),
    joined,
    band.map((text) => `(? in ${text}) or ? = ${/^.(.*)\.\./.exec(text)![1]}`),
  )
}

const rank = (literal: string) =>
  literal.startsWith('date') ? Date.parse(literal.slice(6, 16)) : Number(literal.replace('元', ''))

const words = fc.oneof(
  fc.uniqueArray(quoted, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(',')),
  quoted.map((text) => `not(${text})`),
  quoted.map((text) => `!= ${text}`),
)
const mixed = one(
  '评估 + 78 < ?',
  '? * 2 - 1 >= 评估',
  'if 低保 then ? > 1 else ? > 70',
  '? / 3 > 20.5 or 低保 = false',
  '-? < -80',
  '? > 评估 and not(低保)',
)
const absence = one('null', '!= null', '? = null or ? != null', 'not(!= null)', 'not(null)')

/** Cells that feelin reads the same way: no yuan, no own functions. */
const PLAIN_CELLS = {
  年龄: fc.oneof(ordered(age), mixed),
  评估: ordered(level),
  低保: one('true', 'false', 'not(true)', '!= true'),
  类别: words,
  起日: ordered(day),
}

const CELLS: Record<keyof typeof INPUTS, fc.Arbitrary<string>> = {
  年龄: fc.oneof({ weight: 4, arbitrary: ordered(age) }, mixed, absence, one('>= 79.5', '= 80.5', '< 79.5', '!= 80, 85')),
  出生: fc.oneof(
    ordered(day),
    age.map((years) => `age(?) >= ${years}`),
    age.map((years) => `age(?) = ${years}`),
    one('? < today()', '? <= 起日'),
  ),
  评估: fc.oneof(
    ordered(level),
    ordered(level).map((text) => (text.startsWith('not') || text.includes('?') ? text : `null, ${text}`)),
    absence,
    one('? / 7 > 0.3', '? * ? = 2.25 or 年龄 >= 80'),
  ),
  收入: fc.oneof(ordered(yuan), one('? * 12 < 9600元', '? / 3 > 100元', '? + 200元 <= 1000元')),
  低保: one('true', 'false', 'not(true)', 'null', '!= true', '? or 评估 > 1', '年龄 > 80'),
  类别: fc.oneof(words, absence),
  起日: fc.oneof(ordered(day), one('<= today()', '? > 出生')),
}

const output = one(
  '100元',
  '200元',
  '100元 * 评估',
  '收入 / 3',
  'if 年龄 >= 80 then 50元 else 0.01元',
  '1000元 - 收入',
  '100元 * 评估 / 7',
)
const names = Object.keys(INPUTS) as (keyof typeof INPUTS)[]
const when = fc
  .uniqueArray(one(...names), { maxLength: 3 })
  .chain((chosen) => fc.record(Object.fromEntries(chosen.map((name) => [name, CELLS[name]]))))
const rowText = fc.record({ when, then: output, unsure: fc.integer({ min: 0, max: 7 }) })

const randomTable = fc
  .record({ hit: one('unique', 'first', 'collect-sum'), rows: fc.array(rowText, { minLength: 1, maxLength: 6 }) })
  .map(({ hit, rows }) => ({
    ...HEAD,
    hit,
    inputs: INPUTS,
    rows: rows.map(({ unsure, ...row }, i) => ({
      id: `行${i + 1}`,
      ...row,
      amount: unsure === 0 ? { status: 'unconfirmed' } : { status: 'example', decision: '示例决定-1' },
    })),
  }))

const maybe = <T extends FactValue>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 6, nil: null })
const randomPerson = fc.record({
  'person.birth': maybe(
    fc.oneof(
      one(...DAYS),
      fc.tuple(fc.integer({ min: 1924, max: 1968 }), one('02-28', '02-29', '03-01', '11-23', '11-24', '11-25')).map(leapSafe),
    ),
  ),
  'ability.level': maybe(one(0, 1, 2, 3, 0.5, 1.5, 2.5)),
  income: maybe(one(0, 1, 79_999, 80_000, 80_001, 120_050, 99_999)),
  'aid.minimum-allowance': maybe(fc.boolean()),
  'aid.destitute-care': maybe(one(...CARE, '')),
  since: maybe(one(...DAYS)),
})

function leapSafe([year, day]: [number, string]): string {
  return day === '02-29' && year % 4 !== 0 ? `${year}-03-01` : `${year}-${day}`
}

let world: TestWorld
beforeAll(async () => {
  world = await testDatabase([])
})
afterAll(() => world.close())

type Person = Record<string, FactValue>
const literal = (value: FactValue, type: string) =>
  value === null || value === undefined ? `null::${type}` : `'${String(value).replaceAll("'", "''")}'::${type}`

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

const SHAPES: Record<string, ColumnShape> = {
  'person.birth': { type: 'date' },
  'ability.level': { type: 'number', places: 1 },
  income: { type: 'money' },
  'aid.minimum-allowance': { type: 'boolean' },
  'aid.destitute-care': { type: 'text' },
  since: { type: 'date' },
}

function decideInColumns(table: Table, persons: Person[], on: string) {
  const columns = emptyColumns(persons.length, SHAPES)
  persons.forEach((person, i) => {
    for (const [fact, value] of Object.entries(person)) setValue(columns, fact, i, value)
  })
  const compiled = toColumns(table, columns)
  const into = compiled.decision()
  compiled.run(on, into)
  return persons.map((_, i) => [into.rowCase[i]!, into.rowCase[i]! > 0 ? into.outputs.月标准![i]! : null])
}

function asSql(decided: Outcome): [number, number | null] {
  if (decided.outcome === 'row') return [decided.index, decided.output.月标准 as number]
  return [ROW_CASE[decided.outcome], null]
}

test('explanation, SQL and columns decide the same for random tables and persons', async () => {
  const seen: Record<string, number> = {}
  let tables = 0
  await fc.assert(
    fc.asyncProperty(
      randomTable,
      fc.array(randomPerson, { minLength: 40, maxLength: 40 }),
      fc.constantFrom('2026-11-24', '2026-02-28', '2024-02-29', '2026-03-01'),
      async (written, persons, on) => {
        const { table, problems } = parseTable(written)
        expect(problems).toBeUndefined()
        const expected = persons.map((person) => asSql(judge(table!, person, { on })))
        expect(decideInColumns(table!, persons, on)).toEqual(expected)
        expect(await decideInSql(table!, persons, on, true)).toEqual(expected)
        expect(await decideInSql(table!, persons, on, false)).toEqual(expected)
        tables += 1
        for (const [answer] of expected) seen[answer > 0 ? 'row' : answer] = (seen[answer > 0 ? 'row' : answer] ?? 0) + 1
      },
    ),
    { numRuns: 120 * SCALE },
  )
  console.log(`${tables} tables x 40 persons x 3 ways:`, seen)
  for (const kind of ['row', '0', '-1', '-2', '-3']) expect([kind, (seen[kind] ?? 0) > 0]).toEqual([kind, true])
})

test('known values pass a cell exactly when feelin lets them pass', () => {
  const known = fc.record({
    年龄: fc.integer({ min: 57, max: 103 }),
    评估: fc.constantFrom(0, 1, 2, 3, 0.5, 2.5, -1),
    低保: fc.boolean(),
    类别: fc.constantFrom('全自理', '半护理', "o'k", ''),
  })
  const facts = { 年龄: 'person.age', 评估: 'ability.level', 低保: 'aid.minimum-allowance', 类别: 'aid.destitute-care' } as const
  const columns = Object.keys(facts) as (keyof typeof facts)[]
  const cell = fc.constantFrom(...columns).chain((column) => PLAIN_CELLS[column].map((text) => ({ column, text })))
  let passed = 0
  fc.assert(
    fc.property(cell, known, ({ column, text }, values) => {
      const table = tableOf([row('甲', { [column]: text })], { inputs: facts })
      const ours =
        judge(table, Object.fromEntries(columns.map((name) => [facts[name], values[name]])), { on: '2026-11-24' }).outcome ===
        'row'
      const theirs = unaryTest(text, { ...values, '?': values[column] })
      expect([column, text, values, ours]).toEqual([
        column,
        text,
        values,
        (typeof theirs === 'object' && theirs !== null && 'value' in theirs ? theirs.value : theirs) === true,
      ])
      passed += ours ? 1 : 0
    }),
    { numRuns: 1_000 * SCALE },
  )
  expect(passed).toBeGreaterThan(100)
})

test('ages on their edges compile to dated thresholds that count 29 February as day.ts does', async () => {
  const table = tableOf([row('甲', { 年龄: '[80..89]' }), row('乙', { 年龄: '>= 90' }, '200元')], {
    inputs: { 年龄: 'person.age' },
  })
  const births = [
    '1946-11-23',
    '1946-11-24',
    '1946-11-25',
    '1948-02-28',
    '1948-02-29',
    '1948-03-01',
    '1936-02-29',
    '1936-03-01',
    null,
  ]
  const persons = births.map((birth) => ({ 'person.birth': birth }))
  for (const on of [
    '2026-11-23',
    '2026-11-24',
    '2026-11-25',
    '2028-02-28',
    '2028-02-29',
    '2028-03-01',
    '2026-02-28',
    '2026-03-01',
  ]) {
    const expected = persons.map((person) => asSql(judge(table, person, { on })))
    expect([on, decideInColumns(table, persons, on)]).toEqual([on, expected])
    expect([on, await decideInSql(table, persons, on, true)]).toEqual([on, expected])
    expect([on, await decideInSql(table, persons, on, false)]).toEqual([on, expected])
  }
  expect(toSql(table, () => 'age', { on: '2026-11-24', birthColumn: 'birth' }).rowCase).toContain("birth <= date '1946-11-24'")
})

test('a text of the table cannot leave its quotes', async () => {
  const evil = `"x' or true) --"`
  const table = tableOf([row('甲', { 类别: evil })], { inputs: { 类别: 'aid.destitute-care' } })
  const persons = [{ 'aid.destitute-care': "x' or true) --" }, { 'aid.destitute-care': 'x' }]
  expect(await decideInSql(table, persons, '2026-11-24', true)).toEqual([
    [1, 10_000],
    [0, null],
  ])
})
