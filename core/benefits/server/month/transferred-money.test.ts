// Money of past months stays with the district that owed it when a town goes to another: still paid there, and asked back there by hand.
import { newId } from '@songhe/basics/ids'
import { announce } from '@songhe/kernel/announce'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listRecoveries } from '../settle/list-recoveries.ts'
import { approveAdjustment, proposeAdjustment } from './streams.ts'
import { CLERK, type MonthWorld, monthWorld, REVIEWER } from './testing-month.ts'

let month: MonthWorld
beforeAll(async () => {
  month = await monthWorld()
})
afterAll(() => month.world.close())

test('after the transfer of a town an approved arrear is paid by the old district, and the rest of a recovery there is asked for in cash', async () => {
  const person = await month.elder()
  await month.approve('2026-09')
  for (const [kind, forMonth] of [
    ['arrear', '2026-07'],
    ['recovery', '2026-08'],
  ] as const) {
    const body = { id: newId(), person, programme: 'old-age-allowance', kind, forMonth, fen: 8_000, reason: '复核' }
    await month.as(CLERK, (ctx) => proposeAdjustment(ctx, { body }))
    await month.as(REVIEWER, (ctx) => approveAdjustment(ctx, { params: { id: body.id } }))
  }
  const list = (show: 'open' | 'family') =>
    month.as(REVIEWER, (ctx) => listRecoveries(ctx, { query: { page: 1, size: 20, show } }))
  expect((await list('open')).rows[0]).toMatchObject({ way: 'instalments' })
  await month.world.owner(`update registry.person set state = 'closed', left_on = '2026-10-06', left_to = 5 where id = $1`, [
    person,
  ])
  const continuedBy = newId()
  await month.world.owner(
    `insert into registry.person (district, id, area, name, name_masked, sex, birth) values (5, $1, 5, '测某', '测*', 'female', '1940-03-12')`,
    [continuedBy],
  )
  await month.as(CLERK, (ctx) => announce(ctx, 'person-moved', { person, day: '2026-10-06', event: newId(), to: 5, continuedBy }))
  const run = await month.approve('2026-10')
  // Half of what is still paid here goes towards what is owed back here.
  expect(await month.lines(run)).toMatchObject([
    { person, kind: 'arrear', forMonth: '2026-07', fen: 8_000, state: 'due' },
    { person, kind: 'recovery', forMonth: '2026-08', fen: -4_000 },
  ])
  expect((await list('family')).rows).toMatchObject([{ person, planText: '没有可以抵扣的待遇，要收现款', leftFen: 4_000 }])
  const { id } = await month.bankFile(run)
  expect(id).toBeTruthy()
  await month.holds()
})
