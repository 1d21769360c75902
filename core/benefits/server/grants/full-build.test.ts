// Every required site of Dianjiang open and rated: a whole round reproduces the documents' sums.
import { newId } from '@songhe/basics/ids'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertSites, type NewSite } from '../../../facilities/server/bulk/insert-sites.ts'
import { requiredSites } from '../../../facilities/server/chain/gaps.ts'
import { DIANJIANG } from '../../../facilities/server/testing-facilities.ts'
import { type GrantsWorld, grantsWorld } from './testing-grants.ts'

let at: GrantsWorld
beforeAll(async () => {
  at = await grantsWorld(DIANJIANG, ['facility-rate', 'facility-share'])
})
afterAll(() => at.world.close())

test('N-54, N-55, R-06: a round at full build over the area list pays 2,700,000 yuan to centres and 5,736,000 in all', async () => {
  const required = await at.as('clerk', (ctx) => requiredSites(ctx, '2026-11-25'))
  const sites = required.map(
    ({ kind, area }): NewSite => ({
      id: newId(),
      name: `${kind}${area}`,
      kind,
      area,
      state: 'open',
      from: '2020-01-01',
      facts: [],
    }),
  )
  await at.as('clerk', (ctx) => insertSites(ctx, sites, { source: '全建成' }))
  await at.world.owner(
    `insert into facilities.rating (district, id, facility, area, scheme, grade, valid_from, valid_to, decision, source, recorded_by)
     select district, gen_random_uuid(), id, area, 'evaluation', '优秀', '2025-01-01', '2026-01-01', '决', '试', '试' from facilities.facility`,
  )
  const round = await at.compute('operation', '2025')
  const sums = await at.world.owner<{ row: string; sites: number; fen: number }>(
    `select row_id as row, count(*)::int as sites, sum(fen)::int as fen from benefits.grant_line where round = $1 group by 1`,
    [round],
  )
  const of = (row: string) => sums.find((one) => one.row === row)!
  expect(of('街道养老服务中心').fen + of('乡镇养老服务中心').fen).toBe(2_700_000_00)
  expect([of('社区养老服务站').sites, of('村级互助养老点').sites]).toEqual([79, 222])
  expect(of('社区养老服务站').fen + of('村级互助养老点').fen).toBe(3_036_000_00)
  expect((of('社区养老服务站').fen / 79) * 301).toBe(9_030_000_00)
  expect((of('村级互助养老点').fen / 222) * 301).toBe(903_000_00)
  expect(await at.totalFen(round)).toBe(5_736_000_00)
  await at.holds()
})
