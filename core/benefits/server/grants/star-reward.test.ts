// Kaizhou's star reward through the product: once for an address, whoever registers there; an officer says which addresses are one; two persons, bank, recovery.
import { newId } from '@songhe/basics/ids'
import { withdrawRating } from '@songhe/facilities/door'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Place, placeIn } from '../../../facilities/server/testing-facilities.ts'
import { submitGrantRound, approveGrantRound } from './approve-round.ts'
import { decideGrantHit, listGrantHits } from './hits.ts'
import { listGrantOverpaid } from './overpaid.ts'
import { showGrantRound } from './queries.ts'
import { type GrantsWorld, grantsWorld, home, KAIZHOU } from './testing-grants.ts'

let at: GrantsWorld
let place: Place
const hits = async () => (await at.as('clerk', (ctx) => listGrantHits(ctx, { query: { page: 1, size: 50, show: 'open' } }))).rows
const decide = (one: string, other: string, verdict: 'same' | 'different') =>
  at.as('reviewer', (ctx) =>
    decideGrantHit(ctx, { body: { id: newId(), one, other, verdict, reason: '现场看过，门牌一致与否' } }),
  )
const fenOf = async (round: string) => Object.fromEntries((await at.lines(round)).map(({ name, fen }) => [name, fen]))
const paidOut = async (period: string) => {
  const round = await at.compute('star-reward', period)
  await at.approve(round)
  return round
}

beforeAll(async () => {
  at = await grantsWorld(KAIZHOU, ['facility-reward'])
  place = await placeIn(at.world, KAIZHOU, 'residents')
})
afterAll(() => at.world.close())

test('from two stars once; a new name and operator at the address wait for an officer and then get only the difference [KZ-018] [KZ-019]', async () => {
  const first = await at.site(home(place.key, '夕阳红', '滨湖路12号'))
  await at.rate(first, 'star', '三星', '2025-01-01', '2028-01-01')
  const low = await at.site(home(place.key, '一星院', '人民街8号'))
  await at.rate(low, 'star', '一星', '2025-01-01', '2028-01-01')
  const january = await paidOut('2026-01')
  expect(await fenOf(january)).toEqual({ 夕阳红: 8_000_000, 一星院: 0 })
  expect((await at.lines(january)).find(({ name }) => name === '一星院')).toMatchObject({ outcome: 'none', clause: '三（一）3' })

  const second = await at.site(home(place.key, '康乐', '滨湖路十二号附3号'))
  await at.rate(second, 'star', '四星', '2026-01-10', '2029-01-01')
  const february = await paidOut('2026-02')
  expect(await fenOf(february)).toEqual({ 夕阳红: 0, 康乐: 0, 一星院: 0 })
  const [hit] = await hits()
  expect(hit).toMatchObject({
    likeness: 'near',
    first: { name: '夕阳红', paidFen: 8_000_000 },
    second: { name: '康乐', paidFen: 0 },
  })
  await decide(hit!.one, hit!.other, 'same')
  const march = await paidOut('2026-03')
  expect((await at.lines(march)).find(({ name }) => name === '康乐')).toMatchObject({
    fen: 4_000_000,
    beforeFen: 8_000_000,
    reason: expect.stringContaining('升级补差'),
  })
  // The third registration at the very same address earns nothing more.
  const third = await at.site(home(place.key, '福寿', '滨湖路12号'))
  await at.rate(third, 'star', '四星', '2026-03-10', '2029-01-01')
  await paidOut('2026-04')
  for (const pair of await hits()) await decide(pair.one, pair.other, 'same')
  expect((await fenOf(await paidOut('2026-05'))).福寿).toBe(0)
  await at.holds()
})

test('a wrong verdict changed later is seen as overpaid, every verdict is kept, and a round computed before it is not approved', async () => {
  const [a, b] = [
    await at.site(home(place.key, '甲院', '开州大道88号')),
    await at.site(home(place.key, '乙院', '开州大道88号附1号')),
  ]
  for (const site of [a, b]) await at.rate(site!, 'star', '二星', '2026-01-01', '2029-01-01')
  const before = await paidOut('2026-06')
  expect((await fenOf(before)).甲院).toBe(0)
  const [hit] = await hits()
  await decide(hit!.one, hit!.other, 'different')
  const round = await at.compute('star-reward', '2026-07')
  expect(await fenOf(round)).toMatchObject({ 甲院: 5_000_000, 乙院: 5_000_000 })
  await at.as('clerk', (ctx) => submitGrantRound(ctx, { params: { id: round }, body: { note: '' } }))
  await decide(hit!.one, hit!.other, 'different')
  await at.as('reviewer', async (ctx) => {
    const { digest, mayApprove } = await showGrantRound(ctx, { params: { id: round } })
    expect(mayApprove).toMatch(/又核定过/)
    await expect(approveGrantRound(ctx, { params: { id: round }, body: { digest } })).rejects.toThrow(/又核定过/)
  })
  await at.world.owner(`update benefits.grant_round set state = 'discarded' where id = $1`, [round])
  await paidOut('2026-07')
  await decide(hit!.one, hit!.other, 'same')
  expect(await at.as('clerk', (ctx) => listGrantOverpaid(ctx))).toMatchObject([{ overFen: 5_000_000 }])
  expect(
    await at.world.owner(`select verdict from benefits.grant_verdict where one = $1 and other = $2 order by at`, [
      hit!.one,
      hit!.other,
    ]),
  ).toHaveLength(3)
})

test('a star taken back between approval and the bank stops its row until it is taken off', async () => {
  const site = await at.site(home(place.key, '丙院', '三峡路5号'))
  const rating = await at.rate(site, 'star', '五星', '2026-01-01', '2029-01-01')
  const round = await paidOut('2026-08')
  await at.account(site, '6217001234599999')
  await at.as('clerk', (ctx) => withdrawRating(ctx, { id: rating, reason: '弄虚作假' }))
  await expect(at.pay(round)).rejects.toThrow(/先冲销/)
})

test('without an address nothing is paid, and why; the invariant sees a line above its claim', async () => {
  const site = await at.site(home(place.key, '无址院', ''))
  await at.rate(site, 'star', '五星', '2026-01-01', '2029-01-01')
  const round = await at.compute('star-reward', '2026-09')
  expect((await at.lines(round)).find(({ name }) => name === '无址院')).toMatchObject({ outcome: 'no-address', fen: 0 })
  await at.world.owner(`alter table benefits.grant_line disable trigger grant_line_keep`)
  await at.world.owner(
    `insert into benefits.grant_line (district, round, facility, area, scheme, period, claim, outcome, fen, entitled_fen, pack, version, reason, state)
     select district, $1, gen_random_uuid(), area, scheme, period, claim, 'due', 1, 1, pack, version, '多付', 'due' from benefits.grant_line where scheme = 'star-reward' and fen > 0 and outcome = 'due' order by fen limit 1`,
    [round],
  )
  await expect(at.holds()).rejects.toThrow(/grant-total|grant-never-above/)
})
