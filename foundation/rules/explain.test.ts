// One person at a time: ages on their edges, what is missing, sentences, the next change, golden cases.
import { ageOn, addDays, birthdayAt } from '@songhe/basics/day'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tableDigest } from './digest.ts'
import { explain } from './explain.ts'
import { judge } from './judge.ts'
import { parseCases, runCases } from './run-cases.ts'
import { latestBirth } from './sql-expression.ts'
import { row, tableOf } from './table-for-tests.ts'

const SCALE = Number(process.env.SONGHE_TEST_SCALE ?? 1)
const here = { 'person.registered-here': true }
const bands = tableOf([
  row('80-89', { 年龄: '[80..89]', 本区户籍: 'true' }),
  row('90-99', { 年龄: '[90..99]', 本区户籍: 'true' }, '200元'),
])
const rowOf = (birth: string, on: string) => {
  const decided = judge(bands, { 'person.birth': birth, ...here }, { on })
  return decided.outcome === 'row' ? decided.row : decided.outcome
}

test('a band begins on the birthday, not the day before, and ends the day before the next', () => {
  expect([rowOf('1946-11-25', '2026-11-24'), rowOf('1946-11-24', '2026-11-24'), rowOf('1946-11-23', '2026-11-24')]).toEqual([
    'none',
    '80-89',
    '80-89',
  ])
  expect([rowOf('1936-11-25', '2026-11-24'), rowOf('1936-11-24', '2026-11-24')]).toEqual(['80-89', '90-99'])
})

test('someone born on 29 February is 90 on 1 March of a common year and 80 on 29 February of a leap year', () => {
  expect([rowOf('1936-02-29', '2026-02-28'), rowOf('1936-02-29', '2026-03-01')]).toEqual(['80-89', '90-99'])
  expect([rowOf('1948-02-29', '2028-02-28'), rowOf('1948-02-29', '2028-02-29')]).toEqual(['none', '80-89'])
})

test('the dated threshold and the counted age agree for every birth, day and age', () => {
  const day = fc.integer({ min: 0, max: 60_000 }).map((n) => addDays('1900-01-01', n))
  fc.assert(
    fc.property(
      fc.oneof(day, fc.constantFrom('1936-02-29', '1948-02-29')),
      fc.oneof(day, fc.constantFrom('2024-02-29', '2026-02-28', '2026-03-01')),
      fc.integer({ min: 0, max: 120 }),
      (birth, on, age) => {
        expect(birth <= latestBirth(age, on)!).toBe(ageOn(birth, on) >= age)
        expect(birthdayAt(birth, age) <= on).toBe(ageOn(birth, on) >= age)
      },
    ),
    { numRuns: 2_000 * SCALE },
  )
})

test('missing only while some row could still match', () => {
  expect(judge(bands, { 'person.birth': '1946-11-24' }, { on: '2026-11-24' })).toEqual({
    outcome: 'missing',
    missing: ['person.registered-here'],
  })
  expect(judge(bands, { 'person.birth': '1976-11-24' }, { on: '2026-11-24' })).toEqual({ outcome: 'none' })
  expect(judge(bands, { 'person.registered-here': false }, { on: '2026-11-24' })).toEqual({ outcome: 'none' })
  expect(judge(bands, here, { on: '2026-11-24' })).toEqual({ outcome: 'missing', missing: ['person.birth'] })
  expect(judge(bands, { ...here, 'person.age': 95 }, { on: '2026-11-24' })).toMatchObject({
    row: '90-99',
    output: { 月标准: 20_000 },
  })
})

test('each cell is said in one plain sentence and the nearest row is named', () => {
  const table = tableOf([
    row('甲', { 年龄: '>= 80', 本区户籍: 'true', 评估: '[2..3]', 类别: '"全护理","半护理"' }),
    row('乙', { 年龄: '[60..80)', 本区户籍: 'true' }),
  ])
  const told = explain(
    table,
    { 'person.birth': '1945-11-24', 'person.registered-here': false, 'aid.destitute-care': '全自理' },
    { on: '2026-11-24' },
  )
  expect(told.outcome).toBe('none')
  expect(told.traces[0]!.inputs.map((cell) => [cell.verdict, cell.text])).toEqual([
    ['pass', '已满80周岁，今年81岁'],
    ['fail', '户籍不在本区'],
    ['missing', '没有能力评估结果'],
    ['fail', '特困照料护理档次为“全自理”，要求为“全护理”或“半护理”'],
  ])
  expect(told.traces[1]!.inputs[0]).toMatchObject({ verdict: 'fail', text: '已满80周岁，今年81岁，超过本档', value: 81 })
  expect(told.closest).toMatchObject({ row: '乙', failing: 2, missing: 0 })
})

test('the next birthday that changes the decision is named with row and amount', () => {
  const told = (birth: string, facts = {}) =>
    explain(bands, { 'person.birth': birth, ...here, ...facts }, { on: '2026-11-24' }).next
  expect(told('1945-03-12')).toEqual({
    day: '2035-03-12',
    age: 90,
    outcome: 'row',
    row: '90-99',
    output: { 月标准: 20_000 },
    text: '2035-03-12 满90周岁，改为每月200.00元',
  })
  expect(told('1950-02-28')).toMatchObject({ day: '2030-02-28', text: '2030-02-28 满80周岁，开始符合：每月100.00元' })
  expect(told('1948-02-29')).toMatchObject({ day: '2028-02-29', age: 80 })
  expect(told('1930-05-05')).toMatchObject({
    day: '2030-05-05',
    age: 100,
    outcome: 'none',
    text: '2030-05-05 满100周岁，不再符合本表',
  })
  expect(told('1945-03-12', { 'person.registered-here': false })).toBeNull()
})

test('the next change is the first birthday with another decision, for random bands', () => {
  const age = fc.integer({ min: 58, max: 103 })
  const cell = fc.oneof(
    fc.tuple(age, age).map(([a, b]) => `[${Math.min(a, b)}..${Math.max(a, b)}]`),
    fc.tuple(fc.constantFrom('<', '<=', '>', '>=', '!=', '='), age).map(([op, n]) => `${op} ${n}`),
    fc.tuple(age, age).map(([a, b]) => `not(${a}, > ${b})`),
    age.map((n) => `? * 2 > ${2 * n} or ? = 70.5`),
  )
  const cells = fc.array(cell, { minLength: 1, maxLength: 4 })
  let changes = 0
  fc.assert(
    fc.property(
      cells,
      fc.integer({ min: 1925, max: 1970 }),
      fc.constantFrom('02-28', '02-29', '11-24', '11-25'),
      (texts, year, day) => {
        const birth = day === '02-29' && year % 4 !== 0 ? `${year}-03-01` : `${year}-${day}`
        const table = tableOf(
          texts.map((年龄, i) => row(`行${i}`, { 年龄 }, i % 2 === 0 ? '100元' : '1元 * 年龄')),
          { hit: 'first' },
        )
        const facts = { 'person.birth': birth }
        const now = JSON.stringify(judge(table, facts, { on: '2026-11-24' }))
        const ages = Array.from({ length: 130 - ageOn(birth, '2026-11-24') }, (_, i) => ageOn(birth, '2026-11-24') + 1 + i)
        const turn = ages.find((n) => JSON.stringify(judge(table, facts, { on: birthdayAt(birth, n) })) !== now)
        expect(explain(table, facts, { on: '2026-11-24' }).next?.age).toBe(turn)
        changes += turn ? 1 : 0
      },
    ),
    { numRuns: 150 * SCALE },
  )
  expect(changes).toBeGreaterThan(50)
})

test('an unconfirmed row pays nobody and refuses nobody', () => {
  const table = tableOf([
    row('甲', { 年龄: '>= 80' }, undefined, { then: undefined, amount: { status: 'unconfirmed' } }),
    row('乙', { 年龄: '[60..80)' }),
  ])
  expect(judge(table, { 'person.age': 85 }, { on: '2026-11-24' })).toEqual({ outcome: 'unconfirmed', row: '甲', index: 1 })
  expect(explain(table, { 'person.birth': '1950-01-01' }, { on: '2026-11-24' }).next?.text).toBe(
    '2030-01-01 满80周岁，适用的一行数值尚未确认，暂不能判定',
  )
})

test('first takes the first row, collect-sum adds, two rows of a unique table are a conflict', () => {
  const rows = [row('甲', { 年龄: '>= 80' }, '33.33元'), row('乙', { 年龄: '>= 60' }, '100元 / 3')]
  const of = (hit: string, age: number) => judge(tableOf(rows, { hit }), { 'person.age': age }, { on: '2026-11-24' })
  expect(of('first', 85)).toMatchObject({ row: '甲', output: { 月标准: 3_333 } })
  expect(of('collect-sum', 85)).toMatchObject({ rows: ['甲', '乙'], output: { 月标准: 6_666 } })
  expect(of('unique', 85)).toEqual({ outcome: 'conflict', rows: ['甲', '乙'] })
})

test('money is computed in decimals: 0.1 + 0.2 is 0.3, half a fen rounds up', () => {
  const table = tableOf([row('甲', { 评估: '0.1 + 0.2' }, '100.10元 * 3'), row('乙', { 评估: '1' }, '0.01元 / 2')])
  expect(judge(table, { 'ability.level': 0.3 }, { on: '2026-11-24' })).toMatchObject({ row: '甲', output: { 月标准: 30_030 } })
  expect(judge(table, { 'ability.level': '1' }, { on: '2026-11-24' })).toMatchObject({ row: '乙', output: { 月标准: 1 } })
})

test('a fact of the wrong type is an error, never a guess', () => {
  expect(() => judge(bands, { 'person.age': 'abc', ...here }, { on: '2026-11-24' })).toThrow('person.age')
  expect(() => judge(bands, { 'person.birth': '1946-02-30' }, { on: '2026-11-24' })).toThrow('person.birth')
  expect(() => judge(bands, { 'person.age': 85, 'person.registered-here': 'true' }, { on: '2026-11-24' })).toThrow(
    'person.registered-here',
  )
})

test('golden cases are green and red as written', () => {
  const { cases } = parseCases(`
- { case: 满80周岁当天, on: 2026-11-24, facts: { person.birth: 1946-11-24, person.registered-here: true }, expect: { row: '80-89', 月标准: 100元 } }
- { case: 差一天, on: 2026-11-24, facts: { person.birth: 1946-11-25, person.registered-here: true }, expect: null }
- { case: 不知道户籍, on: 2026-11-24, facts: { person.birth: 1946-11-24 }, expect: { missing: [person.registered-here] } }
- { case: 不知道年龄, on: 2026-11-24, facts: { person.registered-here: true }, expect: { missing: [person.age] } }
- { case: 写错金额, on: 2026-11-24, facts: { person.birth: 1946-11-24, person.registered-here: true }, expect: { row: '80-89', 月标准: 101元 } }
- { case: 写错类型, on: 2026-11-24, facts: { person.birth: 1946-11-24, person.registered-here: 是 }, expect: null }
`)
  expect(runCases(bands, cases!).map((result) => result.passed)).toEqual([true, true, true, true, false, false])
  expect(runCases(bands, cases!.slice(4)).map(({ expected, got }) => [expected, got])).toEqual([
    ['“80-89”：月标准 101元', '“80-89”：每月100.00元'],
    ['不符合任何一行', '事项 person.registered-here 的值不是“是否”类，无法判定。'],
  ])
  expect(parseCases('- { case: x }').problems).toHaveLength(1)
})

test('the digest follows what is written and nothing else', async () => {
  const again = tableOf([
    row('80-89', { 本区户籍: 'true', 年龄: '[80..89]' }),
    row('90-99', { 年龄: '[90..99]', 本区户籍: 'true' }, '200元'),
  ])
  const other = tableOf([
    row('80-89', { 本区户籍: 'true', 年龄: '[80..89]' }),
    row('90-99', { 年龄: '[90..99]', 本区户籍: 'true' }, '201元'),
  ])
  expect(await tableDigest(again)).toBe(await tableDigest(bands))
  expect(await tableDigest(other)).not.toBe(await tableDigest(bands))
  expect(await tableDigest(bands)).toMatch(/^[0-9a-f]{64}$/)
})
