// P5: one elder over twelve months with the whole explanation, facts in memory: the two rules of the recorded comparison, and the five tables of a district.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { explain, type Facts, parseTable, type Table, valueAt } from '@songhe/rules'
import type { Figure } from './figure.ts'
import { percentile } from './database-of-bench.ts'
import { ALLOWANCE, CARE, inventedColumns, MONTHS } from './elders-in-columns.ts'

const PACKS = path.resolve(import.meta.dirname, '../packs')
const DISTRICT = [
  'kaizhou/old-age-allowance',
  'kaizhou/service-subsidy',
  'chongqing/destitute-care',
  'chongqing/disability-living',
  'chongqing/disability-nursing',
]

export async function explainedPersons(): Promise<Figure[]> {
  const tables = DISTRICT.map((pack) => parseTable(readFileSync(path.join(PACKS, pack, 'table.yaml'), 'utf8')).table!)
  return [
    figureOf('the two rules of the recorded comparison', [ALLOWANCE, CARE], '2,900 persons per second, p99 5 ms'),
    figureOf('the five tables of a district', tables, 'none of its own'),
  ]
}

function figureOf(what: string, tables: readonly Table[], bar: string): Figure {
  const people = inventedPeople(2_000)
  const each = (facts: Facts) => {
    for (const on of MONTHS) for (const table of tables) explain(table, facts, { on })
  }
  people.slice(0, 200).forEach(each)
  const times = people.map((facts) => {
    const started = performance.now()
    each(facts)
    return performance.now() - started
  })
  const rate = people.length / (times.reduce((a, b) => a + b, 0) / 1000)
  return {
    goal: 'P5',
    what: `one elder x 12 months with explanation: ${what}`,
    figure: `${Math.round(rate).toLocaleString('en')} persons per second, p99 ${percentile(times, 0.99).toFixed(2)} ms`,
    beside: 'OpenFisca, one person at a time, as recorded: 143 persons per second',
    bar,
  }
}

function inventedPeople(count: number): Facts[] {
  const columns = inventedColumns(count)
  return Array.from({ length: count }, (_, i) => ({
    'person.birth': valueAt(columns, 'person.birth', i),
    'person.alive': true,
    'person.registered-here': true,
    'person.resides-here': true,
    'ability.level': valueAt(columns, 'ability.level', i),
    'other.subsidy': valueAt(columns, 'other.subsidy', i),
    'aid.destitute': i % 29 === 0,
    'aid.minimum-allowance': i % 7 === 0,
    'aid.low-income': i % 11 === 0,
    'disability.grade': i % 9 === 0 ? 1 + (i % 4) : 0,
  }))
}
