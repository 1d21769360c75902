// What is accepted, what is refused, and that the refusal points at the place.
import { expect, test } from 'vitest'
import { checkTable } from './check-table.ts'
import { parseTable } from './parse-table.ts'
import { HEAD, row, tableOf } from './table-for-tests.ts'

const refusal = (when: Record<string, unknown>, then: unknown = '100元') => {
  const { problems } = parseTable({ ...HEAD, rows: [row('甲', when, then)] })
  return problems?.map(({ row: at, column, position }) => [at, column, position && [position.from, position.to]])
}

test('a pack file becomes a table with money in whole fen', () => {
  const { table } = parseTable(`
table: 高龄津贴月标准
key: old-age-allowance
kind: allowance
region: kaizhou
ground: { document: 开州府办发〔2024〕35号, clause: 三（一）2 }
valid: { from: 2024-05-30 }
hit: unique
inputs: { 年龄: person.age, 在世: person.alive }
output: { 月标准: money }
rows:
  - { id: '80-89', when: { 年龄: '[80..89]', 在世: true }, then: { 月标准: 100.50元 }, amount: { decision: 示例决定-开州-1, status: example } }
`)
  expect(table?.rows[0]?.outputs[0]?.value).toMatchObject({ kind: 'money', value: '10050' })
  expect(table?.inputs).toEqual([
    { name: '年龄', fact: 'person.age', type: 'number' },
    { name: '在世', fact: 'person.alive', type: 'boolean' },
  ])
})

test('every written form of the subset is understood', () => {
  const cells = [
    '-',
    '80',
    '>= 80',
    '[80..89]',
    '(80..89)',
    ']80..89[',
    '[80..90)',
    '80, 85, [90..99]',
    'not(80)',
    'not([80..89], > 95)',
    '? >= 80 and ? < 90',
    '(? in [80..89]) and 本区户籍 = true',
    '? between 80 and 89',
    '评估 + 78 < ?',
    'if 本区户籍 then ? > 3 else ? > 5',
    'null',
    '!= null',
    '? != null',
    '(>= 80)',
    '? in (80, 81)',
    '- 5',
    '>= 0.5',
  ]
  for (const 年龄 of cells) expect([年龄, refusal({ 年龄 })]).toEqual([年龄, undefined])
  for (const 类别 of ['"全护理"', '"全护理","半护理"', 'not("全护理")', '!= "全护理"', '"它\'s"'])
    expect([类别, refusal({ 类别 })]).toEqual([类别, undefined])
  for (const then of [
    '100元',
    '100 元',
    '0.01元',
    '100元 * 评估',
    '100元 + 50元 / 3',
    'if 评估 >= 3 then 200元 else 100元',
    '-1元',
  ])
    expect([then, refusal({}, then)]).toEqual([then, undefined])
})

test('what is not understood is refused with row, column and place', () => {
  const cells: [string, number, number][] = [
    ['年龄 in [80..89] and 本区户籍', 0, 23],
    ['[80..89] and true', 0, 8],
    ['>= 80 and < 90', 0, 14],
    ['> 80 <', 6, 6],
    ['[89..80]', 0, 8],
    ['abs(?) > 3', 0, 6],
    ['? ** 2 > 3', 2, 4],
    ['80 / 评估 > 3', 5, 7],
    ['80 / 0 > 3', 5, 6],
    ['身高 > 3', 0, 2],
    ['080', 0, 3],
    ['> 1,000', 4, 7],
    ['≥ 80', 0, 1],
    ['80 // 注', 3, 7],
    ['评估', 0, 2],
    ['? < null', 0, 8],
    ['for x in [1] return x', 0, 21],
    ['{a: 1}', 0, 6],
    ['? > date("2023-02-29")', 4, 22],
    ['duration("P1Y")', 0, 15],
    ['> "a"', 0, 5],
    ['not(', 4, 4],
    ['80 and', 6, 6],
  ]
  for (const [年龄, from, to] of cells) expect([年龄, refusal({ 年龄 })?.[0]]).toEqual([年龄, ['甲', '年龄', [from, to]]])
})

test('types must agree: yuan with yuan, texts have no order, an amount needs its unit', () => {
  expect(refusal({}, '100')).toEqual([['甲', '月标准', [0, 3]]])
  expect(refusal({}, '100元 * 2元')).toEqual([['甲', '月标准', [0, 8]]])
  expect(refusal({}, '0.001元')).toEqual([['甲', '月标准', [0, 5]]])
  expect(refusal({ 类别: '> "半护理"' })).toEqual([['甲', '类别', [0, 7]]])
  expect(refusal({ 类别: '"全护理", 3' })).toEqual([['甲', '类别', [7, 8]]])
  expect(refusal({ 年龄: '> 3', 评估: '? = 年龄 and ? = "a"' })).toHaveLength(1)
})

test('head, rows and amounts are refused where they are incomplete or unknown', () => {
  const messages = (source: string | object) => parseTable(source).problems?.map((problem) => problem.message) ?? []
  expect(messages('a: [')[0]).toContain('第 1 行')
  expect(messages('just text')).toEqual(['文件里没有一张表。'])
  expect(messages({ ...HEAD, valid: { from: '2024-02-30' }, rows: [row('甲', {})] })[0]).toContain('有效期')
  expect(messages({ ...HEAD, hit: 'any', rows: [row('甲', {})] })[0]).toContain('hit')
  expect(messages({ ...HEAD, colour: 1, rows: [row('甲', {})] })[0]).toContain('colour')
  expect(messages({ ...HEAD, rows: [row('甲', { 身高: '1' })] })[0]).toContain('身高')
  expect(messages({ ...HEAD, rows: [row('甲', { 年龄: [80] })] })[0]).toContain('不是一段文字')
  expect(messages({ ...HEAD, rows: [row('甲', {}, '100元', { amount: undefined })] })[0]).toContain('出处')
  expect(messages({ ...HEAD, rows: [row('甲', {}, '100元', { amount: { status: 'printed' } })] })[0]).toContain('文号')
  expect(messages({ ...HEAD, inputs: { '年 龄': 'person.age' }, rows: [row('甲', {})] })[0]).toContain('年 龄')
  expect(messages({ ...HEAD, rows: [row('甲', { 年龄: `> ${'1'.repeat(2_000)}` })] })[0]).toContain('2000')
  const bare = { ...HEAD, ground: { document: '示例决定-1', clause: '' } }
  expect(messages({ ...bare, rows: [row('甲', {})] })).toEqual([])
  expect(messages({ ...bare, ground: { document: '示例〔2024〕1号' }, rows: [row('甲', {})] })[0]).toContain('clause')
  expect(messages(JSON.parse('{"table":"x","inputs":{"__proto__":"person.age"}}'))).toContain('输入列名“__proto__”不能用。')
})

test('the check finds overlaps, gaps, unknown facts, wrong types and double ids', () => {
  const dictionary = {
    'person.age': { type: 'number' },
    'person.registered-here': { type: 'boolean' },
    'ability.level': { type: 'text' },
  } as const
  const problems = checkTable(
    tableOf([
      row('a', { 年龄: '[60..80]', 评估: '> 1' }),
      row('b', { 年龄: '[80..89]' }),
      row('b', { 年龄: '[95..99]', 评估: '-' }),
    ]),
    dictionary,
  )
  expect(problems.map(({ level, row: at, column, message }) => [level, at, column, message])).toEqual([
    ['error', null, '评估', '“ability.level”是文字，本表按数字写。'],
    ['error', null, '类别', '没有“aid.destitute-care”这个事项。'],
    ['error', 'b', null, '编号“b”用了不止一次（第 3 行）。'],
    ['error', 'b', null, '与“a”重叠：同一个人可能同时符合两行，而本表最多一行（hit: unique）。'],
    ['warning', null, '年龄', '89 与 95 之间没有对应的行（b、b）。'],
  ])
})

test('neighbouring bands neither overlap nor leave a gap', () => {
  const dictionary = {
    'person.age': { type: 'number' },
    'person.registered-here': { type: 'boolean' },
    'ability.level': { type: 'number' },
    'aid.destitute-care': { type: 'text' },
  } as const
  const check = (rows: object[]) => checkTable(tableOf(rows), dictionary)
  expect(check([row('a', { 年龄: '[80..89]' }), row('b', { 年龄: '[90..99]' }), row('c', { 年龄: '>= 100' })])).toEqual([])
  expect(check([row('a', { 年龄: '[80..90)' }), row('b', { 年龄: '>= 90' })])).toEqual([])
  expect(check([row('a', { 年龄: '> 79' }), row('b', { 年龄: '< 80' })])).toEqual([])
  expect(check([row('a', { 评估: '> 79' }), row('b', { 评估: '< 80' })])[0]?.level).toBe('error')
  expect(check([row('a', { 评估: '[1..2)' }), row('b', { 评估: '>= 2' })])).toEqual([])
  expect(check([row('a', { 评估: '[1..2]' }), row('b', { 评估: '>= 2' })])[0]?.level).toBe('error')
  expect(check([row('a', { 评估: '[1..2)' }), row('b', { 评估: '> 2' })])[0]?.message).toBe('2 与 2 之间没有对应的行（a、b）。')
  expect(check([row('a', { 类别: '"全护理"' }), row('b', { 类别: 'not("全护理")' })])).toEqual([])
  expect(check([row('a', { 评估: 'null' }), row('b', { 评估: '> 1' })])).toEqual([])
  expect(check([row('a', { 评估: 'null, < 2' }), row('b', { 评估: '>= 2' })])).toEqual([])
  expect(check([row('a', { 评估: 'null, < 2' }), row('b', { 评估: 'null, >= 2' })])[0]?.level).toBe('error')
  expect(check([row('a', { 类别: 'null' }), row('b', { 类别: '!= null' })])).toEqual([])
  expect(check([row('a', { 评估: 'not(!= null)' }), row('b', { 评估: 'null' })])[0]?.message).toContain('a')
  expect(check([row('a', { 评估: '? > 年龄' }), row('b', { 评估: '> 1' })])[0]?.level).toBe('warning')
})
