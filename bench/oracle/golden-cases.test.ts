// The golden cases of all five districts and of the city against the oracle: two hands wrote the amounts, they must agree.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { amountsOn, type Facts } from './amounts-of.ts'
import { type District, PRINTED, type Programme } from './printed-amounts.ts'

interface GoldenCase {
  case: string
  on: string
  facts: Record<string, string | number | boolean | undefined>
  expect: { 月标准?: string; missing?: string[] } | null
}

const DISTRICTS = Object.keys(PRINTED.oldAge) as District[]
const SETS: [region: string, programme: Programme, districts: District[], count: number][] = [
  ...DISTRICTS.flatMap((district): typeof SETS => [
    [district, 'old-age-allowance', [district], 10],
    [district, 'service-subsidy', [district], 8],
  ]),
  ['chongqing', 'destitute-care', DISTRICTS, 6],
  ['chongqing', 'disability-living', DISTRICTS, 6],
  ['chongqing', 'disability-nursing', DISTRICTS, 6],
]

test.each(SETS)('%s, %s: the oracle gives what every golden case expects', (region, programme, districts, count) => {
  const file = path.join(import.meta.dirname, '../../packs', region, programme, 'cases.yaml')
  const cases = parse(readFileSync(file, 'utf8')) as GoldenCase[]
  expect(cases.length).toBeGreaterThanOrEqual(count)
  for (const one of cases)
    for (const district of districts) {
      const facts = plain(one.facts)
      // A case of a table without an age names no birthday; sixty years are old enough for every elder and reach no band.
      const birth = String(one.facts['person.birth'] ?? '1966-01-01')
      const due = amountsOn(birth, facts, one.facts['person.alive'] === true, one.on, district)
      expect([one.case, district, due[programme] ?? null]).toEqual([one.case, district, fenOf(one.expect?.月标准)])
    }
})

const fenOf = (text?: string) => (text === undefined ? null : Number(/^(\d+)元$/.exec(text)![1]) * 100)

function plain(facts: GoldenCase['facts']): Facts {
  const get = <T>(key: string) => (facts[key] ?? null) as T | null
  return {
    registeredHere: get('person.registered-here'),
    destitute: get('aid.destitute'),
    care: get('aid.destitute-care'),
    minimumAllowance: get('aid.minimum-allowance'),
    lowIncome: get('aid.low-income'),
    disabilityGrade: get('disability.grade'),
    abilityLevel: get('ability.level'),
    injuryNursing: get('insurance.injury-nursing'),
  }
}
