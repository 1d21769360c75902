// Random tables and persons for the property tests: written as a clerk would write them, so that the whole way from text is tried.
import fc from 'fast-check'
import type { FactValue } from './tree.ts'
import { HEAD } from './table-for-tests.ts'

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
export const COLUMNS: Record<string, { name: string; type: string }> = {
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
  const single = fc.oneof(literal, fc.tuple(one('<', '<=', '>', '>=', '!=', '='), literal).map((parts) => parts.join(' ')), band)
  const asked = fc.tuple(one('<', '<=', '>', '>=', '!='), literal).map(([op, value]) => `? ${op} ${value}`)
  const listed = fc.array(single, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(', '))
  const joined = fc.tuple(asked, one('and', 'or'), asked).map((parts) => parts.join(' '))
  return fc.oneof(listed, listed.map((text) => `not(${text})`), joined, band.map((text) => `(? in ${text}) or ? = ${/^.(.*)\.\./.exec(text)![1]}`))
}

const rank = (literal: string) => (literal.startsWith('date') ? Date.parse(literal.slice(6, 16)) : Number(literal.replace('元', '')))

const words = fc.oneof(
  fc.uniqueArray(quoted, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(',')),
  quoted.map((text) => `not(${text})`),
  quoted.map((text) => `!= ${text}`),
)
const mixed = one('评估 + 78 < ?', '? * 2 - 1 >= 评估', 'if 低保 then ? > 1 else ? > 70', '? / 3 > 20.5 or 低保 = false', '-? < -80', '? > 评估 and not(低保)')
const absence = one('null', '!= null', '? = null or ? != null')

/** Cells that feelin reads the same way: no yuan, no own functions. */
export const PLAIN_CELLS = { 年龄: fc.oneof(ordered(age), mixed), 评估: ordered(level), 低保: one('true', 'false', 'not(true)', '!= true'), 类别: words, 起日: ordered(day) }

const CELLS: Record<keyof typeof INPUTS, fc.Arbitrary<string>> = {
  年龄: fc.oneof({ weight: 4, arbitrary: ordered(age) }, mixed, absence, one('>= 79.5', '= 80.5', '< 79.5', '!= 80, 85')),
  出生: fc.oneof(ordered(day), age.map((years) => `age(?) >= ${years}`), age.map((years) => `age(?) = ${years}`), one('? < today()', '? <= 起日')),
  评估: fc.oneof(ordered(level), absence, one('? / 7 > 0.3', '? * ? = 2.25 or 年龄 >= 80')),
  收入: fc.oneof(ordered(yuan), one('? * 12 < 9600元', '? / 3 > 100元', '? + 200元 <= 1000元')),
  低保: one('true', 'false', 'not(true)', 'null', '!= true', '? or 评估 > 1', '年龄 > 80'),
  类别: fc.oneof(words, absence),
  起日: fc.oneof(ordered(day), one('<= today()', '? > 出生')),
}

const output = one('100元', '200元', '100元 * 评估', '收入 / 3', 'if 年龄 >= 80 then 50元 else 0.01元', '1000元 - 收入', '100元 * 评估 / 7')
const names = Object.keys(INPUTS) as (keyof typeof INPUTS)[]
const when = fc.uniqueArray(one(...names), { maxLength: 3 }).chain((chosen) => fc.record(Object.fromEntries(chosen.map((name) => [name, CELLS[name]]))))
const rowText = fc.record({ when, then: output, unsure: fc.integer({ min: 0, max: 7 }) })

export const randomTable = fc.record({ hit: one('unique', 'first', 'collect-sum'), rows: fc.array(rowText, { minLength: 1, maxLength: 6 }) }).map(({ hit, rows }) => ({
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
export const randomPerson = fc.record({
  'person.birth': maybe(fc.oneof(one(...DAYS), fc.tuple(fc.integer({ min: 1924, max: 1968 }), one('02-28', '02-29', '03-01', '11-23', '11-24', '11-25')).map(leapSafe))),
  'ability.level': maybe(one(0, 1, 2, 3, 0.5, 1.5, 2.5)),
  income: maybe(one(0, 1, 79_999, 80_000, 80_001, 120_050, 99_999)),
  'aid.minimum-allowance': maybe(fc.boolean()),
  'aid.destitute-care': maybe(one(...CARE, '')),
  since: maybe(one(...DAYS)),
})

function leapSafe([year, day]: [number, string]): string {
  return day === '02-29' && year % 4 !== 0 ? `${year}-03-01` : `${year}-${day}`
}
