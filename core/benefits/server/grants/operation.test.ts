// Dianjiang's yearly operation subsidy by evaluation result, from the published tables to the bank's answer.
import { newId } from '@songhe/basics/ids'
import { withdrawRating } from '@songhe/facilities/door'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { storeFact } from '../../../facilities/server/facts/store-facts.ts'
import { DIANJIANG, type Place, placeIn } from '../../../facilities/server/testing-facilities.ts'
import { approveGrantRound, submitGrantRound } from './approve-round.ts'
import { decideGrantCorrection, proposeGrantCorrection } from './corrections.ts'
import { diffGrantRound } from './difference.ts'
import { listGrantExceptions } from './exceptions.ts'
import { explainGrantLine } from './explain-grant-line.ts'
import { listGrantOverpaid } from './overpaid.ts'
import { decideGrantReceipt, recordGrantReceipt } from './receipts.ts'
import { type GrantsWorld, grantsWorld } from './testing-grants.ts'

let at: GrantsWorld
let [street, town, community, village] = [] as unknown as Place[]

beforeAll(async () => {
  at = await grantsWorld(DIANJIANG, ['facility-rate', 'facility-share'])
  street = await placeIn(at.world, DIANJIANG, 'street')
  town = await placeIn(at.world, DIANJIANG, 'town')
  community = await placeIn(at.world, DIANJIANG, 'residents')
  village = await placeIn(at.world, DIANJIANG, 'villagers')
})
afterAll(() => at.world.close())

const YEAR = ['2024-01-01', '2025-01-01'] as const

describe('a year', () => {
  const sites: Record<string, string> = {}
  let round = ''

  beforeAll(async () => {
    const plan: [string, string, Place, string | null][] = [
      ['street', 'street-centre', street!, '优秀'],
      ['town', 'town-centre', town!, '优秀'],
      ['station', 'station', community!, '良好'],
      ['point', 'village-point', village!, '优秀'],
      ['failed', 'village-point', village!, '不合格'],
      ['unrated', 'station', community!, null],
    ]
    for (const [name, kind, place, grade] of plan) {
      sites[name] = await at.site({ kind, area: place.key, name })
      if (grade) await at.rate(sites[name]!, 'evaluation', grade, ...YEAR)
    }
    sites.canteen = await at.site({ kind: 'canteen', area: community!.key })
    // A station that became a point in June; and a point in a community, which nobody explained.
    sites.turned = await at.site({ kind: 'station', area: village!.key, name: 'turned', kindReason: '按批复设站' })
    await at.as('clerk', (ctx) =>
      storeFact(ctx, {
        facility: sites.turned!,
        area: village!.key,
        kind: 'facility.kind',
        value: 'village-point',
        from: '2024-06-01',
        source: '核定',
        reason: '改为互助点',
      }),
    )
    await at.rate(sites.turned!, 'evaluation', '优秀', ...YEAR)
    sites.doubtful = await at.site({ kind: 'village-point', area: community!.key, name: 'doubtful' })
    await at.rate(sites.doubtful!, 'evaluation', '优秀', ...YEAR)
    round = await at.compute('operation', '2024')
  })

  test('pays each kind its printed rate by the result; without one, or failed, nothing, with clause and reason [DJ-058] [DJ-067]', async () => {
    const lines = Object.fromEntries((await at.lines(round)).map((line) => [line.name, line]))
    const fen = Object.fromEntries(Object.entries(lines).map(([name, line]) => [name, line.fen]))
    expect(fen).toEqual({
      street: 15_000_000,
      town: 10_000_000,
      station: 2_400_000,
      point: 300_000,
      failed: 0,
      unrated: 0,
      turned: 300_000,
      doubtful: 0,
    })
    expect(lines.unrated).toMatchObject({ outcome: 'missing', document: '垫江府办〔2020〕8号', clause: '三(三)' })
    expect(lines.unrated!.reason).toMatch(/年度绩效评价/)
    expect(lines.failed).toMatchObject({ outcome: 'none', clause: '三(三)' })
    expect(lines.failed!.reason).toMatch(/不合格/)
    await at.holds()
  })

  test('which day decides the kind is printed nowhere: the office says, and both amounts are shown', async () => {
    const { lines, exceptions } = await at.as('clerk', async (ctx) => ({
      lines: await at.lines(round),
      exceptions: await listGrantExceptions(ctx, { params: { id: round } }),
    }))
    expect(lines.find(({ name }) => name === 'turned')).toMatchObject({
      fen: 300_000,
      otherDayFen: 3_000_000,
      row: '村级互助养老点',
    })
    expect(exceptions.find(({ key }) => key === 'kind-day')).toMatchObject({ sites: 1, note: expect.stringContaining('没有写') })
    expect(lines.find(({ name }) => name === 'doubtful')).toMatchObject({ outcome: 'kind-doubt', fen: 0 })
  })

  test('the maker never approves, nor anybody over another digest or unseen exceptions', async () => {
    const params = { id: round }
    await at.as('clerk', (ctx) => submitGrantRound(ctx, { params, body: { note: '' } }))
    const approve = (who: 'clerk' | 'reviewer', digest: string) =>
      at.as(who, (ctx) => approveGrantRound(ctx, { params, body: { digest } }))
    await expect(approve('clerk', 'x')).rejects.toThrow(/不能批准|两个人/)
    await expect(approve('reviewer', 'x')).rejects.toThrow(/例外没有看过/)
    await at.world.owner(`update benefits.grant_round set state = 'computed', submitted_by = null where id = $1`, [round])
    await at.approve(round)
    await expect(at.world.owner(`update benefits.grant_round set total_fen = 1 where id = $1`, [round])).rejects.toThrow(
      /never changes/,
    )
    await expect(
      at.world.owner(`update benefits.grant_line set fen = 1, entitled_fen = 1 where round = $1 and fen > 0`, [round]),
    ).rejects.toThrow(/never changes/)
  })

  test('an account of one hand receives nothing; a confirmed one is paid, booked, and a returned row is sent again', async () => {
    await expect(at.pay(round)).rejects.toThrow(/没有可以送银行/)
    for (const [i, name] of ['street', 'town', 'station'].entries()) await at.account(sites[name]!, `62170012345${i}0001`)
    await at.pay(round, 3)
    const states = Object.fromEntries((await at.lines(round)).map(({ name, state }) => [name, state]))
    expect(Object.values(states).filter((state) => state === 'returned')).toHaveLength(1)
    expect(states.point).toBe('held')
    await at.holds()
  })

  test('never twice for one site and year; the next year says why it differs [DJ-058]', async () => {
    const again = await at.compute('operation', '2024')
    expect(await at.totalFen(again)).toBe(0)
    await at.world.owner(`update benefits.grant_round set state = 'discarded' where id = $1`, [again])
    for (const name of ['street', 'point'])
      await at.rate(sites[name]!, 'evaluation', name === 'street' ? '合格' : '优秀', '2025-01-01', '2026-01-01')
    await expect(at.compute('operation', '2026')).rejects.toThrow(/没有结束/)
    const next = await at.compute('operation', '2025')
    const difference = await at.as('clerk', (ctx) => diffGrantRound(ctx, { params: { id: next } }))
    expect(difference.reasons.reduce((sum, { fen }) => sum + fen, 0)).toBe(difference.currentFen - difference.previousFen)
    expect(difference.reasons.map(({ reason }) => reason)).toContain('等级或评价变了')
    await at.world.owner(`update benefits.grant_round set state = 'discarded' where id = $1`, [next])
  })

  test('a result taken back is asked back by two persons; the receipt counts when a second person has seen it', async () => {
    const [paid] = (await at.lines(round)).filter(({ state, name }) => state === 'paid' && name === 'street')
    const { ratings } = await at.as('clerk', (ctx) => explainGrantLine(ctx, { params: { id: round, facility: paid!.facility } }))
    expect(ratings).toMatchObject([{ grade: '优秀', decision: '评定决定 1 号', withdrawn: false }])
    const correct = () => {
      const id = newId()
      return at
        .as('clerk', (ctx) =>
          proposeGrantCorrection(ctx, { params: { id: round }, body: { id, facility: paid!.facility, reason: '申诉改判' } }),
        )
        .then(() => id)
    }
    await expect(correct()).rejects.toThrow(/没有多付/)
    await at.as('clerk', (ctx) => withdrawRating(ctx, { id: ratings[0]!.id, reason: '申诉' }))
    await at.rate(paid!.facility, 'evaluation', '合格', ...YEAR)
    expect(await at.as('clerk', (ctx) => listGrantOverpaid(ctx))).toMatchObject([{ name: 'street', overFen: 15_000_000 }])
    const again = await at.compute('operation', '2024')
    await at.approve(again)
    expect(await at.as('clerk', (ctx) => listGrantOverpaid(ctx))).toMatchObject([
      { name: 'street', overFen: 6_000_000, dueFen: 9_000_000 },
    ])
    const id = await correct()
    const body = { verdict: 'approve' as const, note: '' }
    await expect(at.as('clerk', (ctx) => decideGrantCorrection(ctx, { params: { id }, body }))).rejects.toThrow(/两个人/)
    await at.as('reviewer', (ctx) => decideGrantCorrection(ctx, { params: { id }, body }))
    const receipt = newId()
    await at.as('finance', (ctx) =>
      recordGrantReceipt(ctx, {
        params: { id },
        body: { id: receipt, fen: 6_000_000, receivedOn: '2026-11-20', receipt: '票据001' },
      }),
    )
    await expect(
      at.as('finance', (ctx) => decideGrantReceipt(ctx, { params: { id: receipt }, body: { verdict: 'confirm', note: '' } })),
    ).rejects.toThrow(/两个人/)
    await at.as('reviewer', (ctx) => decideGrantReceipt(ctx, { params: { id: receipt }, body: { verdict: 'confirm', note: '' } }))
    expect(await at.as('clerk', (ctx) => listGrantOverpaid(ctx))).toEqual([])
    await at.holds()
  })
})
