// A merge of schemes is weighed before it is decided: all drafts at once, exclusions included, without paying anybody.
import { newId } from '@songhe/basics/ids'
import { capability as policy } from '@songhe/policy/capability'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CLERK, type MonthWorld, monthWorld } from '../month/testing-month.ts'
import { compareSchemes } from './compare-schemes.ts'

let month: MonthWorld
beforeAll(async () => {
  month = await monthWorld()
  await month.elder({ birth: '1940-03-12', facts: { 'person.registered-here': 'true' } })
  await month.elder({ birth: '1930-03-12', facts: { 'person.registered-here': 'true' } })
  await month.elder({
    birth: '1941-03-12',
    facts: {
      'person.registered-here': 'true',
      'aid.minimum-allowance': 'true',
      'aid.low-income': 'false',
      'aid.destitute': 'false',
      'ability.level': '3',
    },
  })
})
afterAll(() => month.world.close())

const compare = () => month.as(CLERK, compareSchemes)
const edit = (pack: string, body: object) => {
  const [, verb] = policy.routes!.find(([line]) => line.path === '/policy/packs/:pack/draft')!
  return month.as(CLERK, (ctx) =>
    verb(ctx, {
      params: { pack },
      body: { id: newId(), cells: [], addRows: [], removeRows: [], addCases: [], removeCases: [], ...body },
    }),
  )
}

test('without a draft both sides are the same money for the same people', async () => {
  const { drafts, before, after, gain, lose, programmes } = await compare()
  expect(drafts).toEqual([])
  expect(before.persons).toBe(3)
  expect(after).toEqual(before)
  expect([gain.persons, lose.persons]).toEqual([0, 0])
  expect(programmes.reduce((sum, one) => sum + one.before.fen, 0)).toBe(before.fen)
})

test('two drafts count together: one scheme is raised, the other pays nobody any more [YB-068]', async () => {
  const { before, programmes } = await compare()
  const subsidy = programmes.find((one) => one.programme === 'service-subsidy')!.before
  expect(subsidy.persons).toBe(1)
  await edit('old-age-allowance', { cells: [{ row: '80-89', column: '月标准', value: '150元' }] })
  await edit('service-subsidy', { validTo: '2026-11-01' })
  const told = await compare()
  expect(told.drafts.map(({ pack }) => pack).sort()).toEqual(['old-age-allowance', 'service-subsidy'])
  expect(told.before).toEqual(before)
  expect(told.after.fen - told.before.fen).toBe(2 * 5_000 - subsidy.fen)
  expect(told.gain).toEqual({ persons: 1, fen: 5_000 })
  expect(told.lose).toEqual({ persons: 1, fen: 5_000 - subsidy.fen })
  expect(await month.world.owner('select from benefits.line')).toEqual([])
})
