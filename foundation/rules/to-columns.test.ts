// The columns reading beyond what random tables try: numbers that leave the exact range, values too fine for a column, and no garbage per row.
import { expect, test } from 'vitest'
import { emptyColumns, setValue, valueAt } from './columns.ts'
import { judge } from './judge.ts'
import { row, tableOf } from './table-for-tests.ts'
import { toColumns } from './to-columns.ts'

const MONEY = { 收入: 'income' }

test('a row whose numbers leave the exact range is decided with decimals, the others are not held up', () => {
  const table = tableOf(
    [row('甲', { 收入: '? * 99999999 > 1元' }, '收入 / 7'), row('乙', { 收入: '? * 99999999 <= 1元' }, '收入 / 9')],
    { inputs: MONEY },
  )
  const incomes = [0, 1, 800_000_000, 8_000_000_000_001, 90_071_992_547_409, 123]
  const columns = emptyColumns(incomes.length, { income: { type: 'money' } })
  incomes.forEach((income, i) => setValue(columns, 'income', i, income))
  const compiled = toColumns(table, columns)
  const into = compiled.decision()
  compiled.run('2026-11-24', into)
  incomes.forEach((income, i) => {
    const decided = judge(table, { income }, { on: '2026-11-24' })
    if (decided.outcome !== 'row') throw new Error(decided.outcome)
    expect([income, into.rowCase[i], into.outputs.月标准![i]]).toEqual([income, decided.index, decided.output.月标准])
  })
})

test('a value finer than its column, or of another kind, is refused and never cut off', () => {
  const columns = emptyColumns(1, { 'ability.level': { type: 'number', places: 1 }, since: { type: 'date' } })
  expect(() => setValue(columns, 'ability.level', 0, 0.25)).toThrow('ability.level')
  expect(() => setValue(columns, 'since', 0, '2026-02-30')).toThrow('since')
  setValue(columns, 'ability.level', 0, '2.5')
  setValue(columns, 'since', 0, '0987-01-02')
  expect([valueAt(columns, 'ability.level', 0), valueAt(columns, 'since', 0)]).toEqual(['2.5', '0987-01-02'])
})

test('a table that asks for a fact without a column is not compiled', () => {
  expect(() => toColumns(tableOf([row('甲', { 收入: '> 1元' })], { inputs: MONEY }), emptyColumns(1, {}))).toThrow('income')
})

test('deciding a hundred thousand rows again and again allocates next to nothing', () => {
  const rows = 100_000
  const table = tableOf([row('甲', { 年龄: '[80..89]', 评估: '>= 1' }), row('乙', { 年龄: '>= 90' }, '200元 * 评估 / 3')], {
    inputs: { 年龄: 'person.age', 评估: 'ability.level' },
  })
  const columns = emptyColumns(rows, { 'person.birth': { type: 'date' }, 'ability.level': { type: 'number' } })
  for (let i = 0; i < rows; i++) {
    setValue(columns, 'person.birth', i, `${1926 + (i % 60)}-05-06`)
    setValue(columns, 'ability.level', i, i % 5)
  }
  const compiled = toColumns(table, columns)
  const into = compiled.decision()
  for (let month = 0; month < 5; month++) compiled.run('2026-11-24', into)
  const before = process.memoryUsage().heapUsed
  for (let month = 0; month < 50; month++) compiled.run('2026-11-24', into)
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(5_000_000)
})
