// Money that was paid too much comes back: by the plan, slower where the elder asks, or by hand with a receipt that a second person has seen.
import { newId } from '@songhe/basics/ids'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { approveAdjustment, proposeAdjustment } from '../month/streams.ts'
import { CLERK, FINANCE, type MonthWorld, REVIEWER } from '../month/testing-month.ts'
import { decideRepayments } from './decide-repayments.ts'
import { listRecoveries } from './list-recoveries.ts'
import { recordRepayment } from './record-repayment.ts'
import { showRecoveries } from './show-recoveries.ts'
import { slowRecovery } from './slow-recovery.ts'
import { payRun, settleWorld } from './testing-settle.ts'

let months: MonthWorld
let person: string
beforeEach(async () => {
  months = await settleWorld()
  person = await months.elder()
  await payRun(months, await months.approve('2026-09'))
})
afterEach(() => months.world.close())

async function recovery(fen = 10_000): Promise<string> {
  const id = newId()
  const body = { id, person, programme: 'old-age-allowance', kind: 'recovery' as const, forMonth: '2026-09', fen, reason: '多发' }
  await months.as(CLERK, (ctx) => proposeAdjustment(ctx, { body }))
  return id
}
const approve = (id: string) => months.as(REVIEWER, (ctx) => approveAdjustment(ctx, { params: { id } }))
const hand = (id: string, fen: number, receipt: string, claim = newId()) =>
  months.as(FINANCE, (ctx) =>
    recordRepayment(ctx, { params: { id }, body: { id: claim, fen, receivedOn: '2026-11-20', receipt } }),
  )
const decide = (who: typeof REVIEWER | typeof FINANCE, ids: string[], verdict: 'confirm' | 'reject' = 'confirm') =>
  months.as(who, (ctx) => decideRepayments(ctx, { body: { verdict, ids, note: '票据已核对' } }))
const list = (show: 'open' | 'claims' | 'family' | 'settled' = 'open', who: typeof REVIEWER | typeof FINANCE = REVIEWER) =>
  months.as(who, (ctx) => listRecoveries(ctx, { query: { page: 1, size: 20, show } }))

test('money handed in counts when another person has seen the receipt, once, and the ledger moves with it', async () => {
  const id = await recovery()
  await approve(id)
  const claim = newId()
  expect(await hand(id, 4_000, '票-1', claim)).toMatchObject({ outcome: 'created', leftFen: 6_000 })
  expect(await hand(id, 4_000, '票-1', claim)).toMatchObject({ outcome: 'exists' })
  await expect(hand(id, 1_000, '票-1')).rejects.toThrow('已经登记过')
  await expect(hand(id, 7_000, '票-2')).rejects.toThrow('收款不能更多')
  expect((await list('claims', FINANCE)).rows[0]!.claims[0]!.bar).toContain('复核')
  await expect(decide(FINANCE, [claim])).rejects.toThrow('两个人')
  expect((await list()).rows[0]).toMatchObject({ settledFen: 0, leftFen: 10_000, claims: [{ fen: 4_000, bar: null }] })

  expect(await decide(REVIEWER, [claim])).toEqual({ decided: 1, fen: 4_000 })
  expect(await decide(REVIEWER, [claim])).toEqual({ decided: 0, fen: 0 })
  const { rows, sums } = await list()
  expect(rows).toMatchObject([{ settledFen: 4_000, leftFen: 6_000, state: 'planned', claims: [] }])
  expect(sums).toEqual({ fen: 10_000, settledFen: 4_000, leftFen: 6_000 })
  const shown = await months.as(CLERK, (ctx) => showRecoveries(ctx, { params: { person } }))
  expect(shown.recoveries[0]!.repayments).toMatchObject([
    { fen: 4_000, receipt: '票-1', recordedBy: FINANCE, confirmedBy: REVIEWER },
  ])
  expect(await months.world.owner(`select fen::int from ledger.transfer where cause = 'repaid'`)).toEqual([{ fen: 4_000 }])
  await months.holds()
})

test('a receipt that was sent back may be recorded anew; what waits for confirmation is not kept back from a month as well', async () => {
  const id = await recovery()
  await approve(id)
  const [wrong, right] = [newId(), newId()]
  await hand(id, 10_000, '票-3', wrong)
  await decide(REVIEWER, [wrong], 'reject')
  await hand(id, 10_000, '票-3', right)
  const run = await months.approve('2026-10')
  expect((await months.lines(run)).filter((line) => line.kind === 'recovery')).toEqual([])
  await decide(REVIEWER, [right])
  expect((await list('settled')).rows).toMatchObject([{ leftFen: 0, stateTitle: '已收回', planText: '' }])
  await months.holds()
})

test('a month keeps back less where the elder asks for it before approval, with the reason in the log; afterwards nobody changes it alone', async () => {
  const id = await recovery()
  const slow = (monthlyFen: number) =>
    months.as(CLERK, (ctx) => slowRecovery(ctx, { params: { id }, body: { id: newId(), monthlyFen, reason: '看病支出大' } }))
  await slow(2_000)
  expect((await list()).rows[0]).toMatchObject({
    way: 'instalments',
    planText: '每月抵扣 20.00 元，2026-10至2027-02',
    nextFen: 2_000,
  })
  await approve(id)
  await expect(slow(1_000)).rejects.toThrow('已经批准')
  const run = await months.approve('2026-10')
  expect((await months.lines(run)).filter((line) => line.kind === 'recovery').map((line) => line.fen)).toEqual([-2_000])
  const [logged] = await months.world.owner(`select reason from kernel.audit_entry where event = 'recovery.plan-changed'`)
  expect(logged.reason).toBe('看病支出大')
  await months.holds()
})

test('what a dead elder was paid too much is asked of the family, and another district sees none of it', async () => {
  const id = await recovery()
  await approve(id)
  await months.world.owner(`update registry.person set died_on = '2026-10-02' where id = $1`, [person])
  expect((await list('family')).rows).toMatchObject([{ died: true, planText: '老人已去世，由家属交回' }])
  const other = await months.world.as({ district: 5, staff: '别区' }, (ctx) =>
    listRecoveries(ctx, { query: { page: 1, size: 20, show: 'open' } }),
  )
  expect(other).toMatchObject({ total: 0, rows: [] })
})
