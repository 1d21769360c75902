// What runs for an elder follows: to the record that stays after a merge, to the new town, to the district a town now belongs to.
import { newId } from '@songhe/basics/ids'
import { announce } from '@songhe/kernel/announce'
import type { Context } from '@songhe/kernel/context'
import { type TestWorld, testDatabase } from '@songhe/kernel/testing'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { runCheck } from './check-entitlements.ts'
import { closeAnomaly } from './close-anomaly.ts'
import { useJudge } from './judge-port.ts'
import { listQueue } from './list-queue.ts'
import { explainPerson } from './explain-person.ts'
import { onTransfer } from './on-transfer.ts'
import { onMerged } from './merged.ts'
import { onRelocated } from './relocated.ts'
import { casesInvariants } from './routes.ts'
import { startCases } from './start-cases.ts'
import { eightyJudge } from './testing-judge.ts'
import { casesRoom, DISTRICT, OTHER_TOWN, plantAreas, plantPerson, VILLAGE } from './testing-room.ts'

const NEIGHBOUR = 5
let world: TestWorld
beforeAll(async () => {
  useJudge(eightyJudge)
  world = await testDatabase(casesRoom, new Date('2026-11-24T02:00:00Z'))
  await plantAreas(world)
})
afterAll(() => world.close())
afterEach(async () => {
  for (const invariant of casesInvariants) expect(await world.owner(invariant.sql), invariant.title).toEqual([])
})

const as = <T>(staff: string, act: (ctx: Context) => Promise<T>, district = DISTRICT) => world.as({ district, staff }, act)
const stream = (person: string, programme: string, more: Record<string, unknown> = {}) => {
  const row = { id: newId(), state: 'running', last_paid_month: '2026-10', takeover_fen: null, decision_number: '决1', ...more }
  return world.owner(
    `insert into benefits.entitlement (district, id, person, area, programme, start_month, state, last_paid_month, takeover_fen, decision_number)
     values (${DISTRICT}, $1, $2, ${VILLAGE}, $3, '2026-01', $4, $5, $6, $7)`,
    [row.id, person, programme, row.state, row.last_paid_month, row.takeover_fen, row.decision_number],
  )
}
async function paid(person: string, programme: string, months: string[], state = 'paid') {
  for (const month of months) {
    const run = newId()
    await world.owner(
      `insert into benefits.run (district, id, month, number, kind, state, made_by_name) values (${DISTRICT}, $1, $2, 1, 'supplement', 'settled', '测')`,
      [run, month],
    )
    await world.owner(
      `insert into benefits.line (district, run, person, programme, for_month, area, fen, pack, version, row_id, state)
       values (${DISTRICT}, $1, $2, $3, $4, ${VILLAGE}, 10000, $3, 1, 'a', $5)`,
      [run, person, programme, month, state],
    )
  }
}
const arrear = (person: string, month: string, origin: string) =>
  world.owner(
    `insert into benefits.adjustment (district, id, person, area, programme, kind, for_month, fen, reason, origin)
     values (${DISTRICT}, $1, $2, ${VILLAGE}, 'service-subsidy', 'arrear', $3, 5000, '漏发', $4)`,
    [newId(), person, month, origin],
  )
const streamsOf = (person: string, district = DISTRICT) =>
  world.owner(
    `select programme, state, hold_reason, start_month, end_month, last_paid_month, takeover_fen::int as fen, decision_number, area
     from benefits.entitlement where district = $2 and person = $1 order by programme`,
    [person, district],
  )

test('after a merge the stream, the open case and the money beside the month stand under the record that stays, once however often it is told', async () => {
  const keep = await plantPerson(world, { area: OTHER_TOWN })
  const merged = await plantPerson(world)
  await stream(merged, 'service-subsidy')
  for (const person of [keep, merged]) await arrear(person, '2026-05', 'import')
  await as('系统', (ctx) => runCheck(ctx, async () => {}))
  await as('陈雨桐', (ctx) =>
    startCases(ctx, {
      body: { id: newId(), items: [{ person: merged, programme: 'old-age-allowance' }], way: 'town-check', note: '' },
    }),
  )
  await world.owner(`update registry.person set state = 'merged', merged_into = $2 where id = $1`, [merged, keep])
  const tell = () => as('系统', (ctx) => onMerged(ctx, { event: 'person-merged', body: { keep, merged } }))
  await tell()
  await tell()
  expect(await streamsOf(merged)).toEqual([])
  expect(await streamsOf(keep)).toMatchObject([{ programme: 'service-subsidy', state: 'running', area: OTHER_TOWN }])
  expect(await world.owner('select state, area from benefits.benefit_case where person = $1', [keep])).toEqual([
    { state: 'town-check', area: OTHER_TOWN },
  ])
  const money = await world.owner('select fen::int, state, origin from benefits.adjustment where person = $1 order by origin', [
    keep,
  ])
  expect(money).toEqual([
    { fen: 5_000, state: 'proposed', origin: 'import' },
    { fen: 5_000, state: 'proposed', origin: `import:merged:${merged}` },
  ])
  const seen = (area: number) =>
    world.as({ district: DISTRICT, areas: [area], staff: '镇' }, (ctx) =>
      listQueue(ctx, { params: { queue: 'town-check' }, query: { page: 1, size: 200 } }),
    )
  expect((await seen(OTHER_TOWN)).rows.map((row) => row.person)).toContain(keep)
  expect((await seen(VILLAGE)).rows.map((row) => row.person)).not.toContain(keep)
})

test('paid twice under two records: one stream is held, 疑似重复享受 is opened with the months and the sum; a second person confirms, the money is asked back', async () => {
  const keep = await plantPerson(world)
  const merged = await plantPerson(world)
  for (const person of [keep, merged]) await stream(person, 'service-subsidy')
  await paid(keep, 'service-subsidy', ['2026-08', '2026-09'])
  await paid(merged, 'service-subsidy', ['2026-09', '2026-10'])
  const tell = () => as('系统', (ctx) => onMerged(ctx, { event: 'person-merged', body: { keep, merged } }))
  await tell()
  await tell()
  expect(await streamsOf(keep)).toMatchObject([{ state: 'running' }])
  expect(await streamsOf(merged)).toMatchObject([{ state: 'held', hold_reason: '疑似重复享受' }])
  const queue = await as('何志远', (ctx) => listQueue(ctx, { params: { queue: 'anomalies' }, query: { page: 1, size: 200 } }))
  const mine = queue.rows.filter((row) => row.person === keep)
  expect(mine).toMatchObject([{ state: 'double-benefit', arrearsFen: 10_000, next: '核对重复享受' }])
  const [open] = await world.owner(`select detail from benefits.anomaly where person = $1`, [keep])
  expect(open!.detail).toMatchObject({ merged, months: ['2026-09'] })
  await as('何志远', (ctx) =>
    closeAnomaly(ctx, { params: { id: mine[0]!.key }, body: { id: newId(), verdict: 'confirmed', note: '两份台账' } }),
  )
  expect(await streamsOf(merged)).toMatchObject([{ state: 'stopped' }])
  expect(await world.owner('select kind, for_month, fen::int, state from benefits.adjustment where person = $1', [keep])).toEqual(
    [{ kind: 'recovery', for_month: '2026-09', fen: -10_000, state: 'proposed' }],
  )
})

test('a case of the merged record ends where the record that stays is paid already', async () => {
  const keep = await plantPerson(world)
  const merged = await plantPerson(world)
  await stream(keep, 'old-age-allowance')
  await as('系统', (ctx) => runCheck(ctx, async () => {}))
  await as('陈雨桐', (ctx) =>
    startCases(ctx, {
      body: { id: newId(), items: [{ person: merged, programme: 'old-age-allowance' }], way: 'town-check', note: '' },
    }),
  )
  await as('系统', (ctx) => onMerged(ctx, { event: 'person-merged', body: { keep, merged } }))
  const [one] = await world.owner(
    `select c.state, (select step from benefits.case_step s where s.benefit_case = c.id order by at desc limit 1) as step from benefits.benefit_case c where person = $1`,
    [keep],
  )
  expect(one).toEqual({ state: 'withdrawn', step: 'person-merged' })
})

test('after a move inside the district unsettled money and unpaid lines belong to the new town as well', async () => {
  const person = await plantPerson(world)
  await stream(person, 'service-subsidy')
  await arrear(person, '2026-05', 'import')
  await paid(person, 'service-subsidy', ['2026-09'])
  await paid(person, 'service-subsidy', ['2026-11'], 'due')
  await as('系统', (ctx) =>
    onRelocated(ctx, { event: 'person-relocated', body: { person, area: OTHER_TOWN, day: '2026-11-20' } }),
  )
  const areas = await world.owner(
    `select 'line ' || for_month as what, area from benefits.line where person = $1 union all select 'money', area from benefits.adjustment where person = $1
     union all select 'stream', area from benefits.entitlement where person = $1 order by 1`,
    [person],
  )
  expect(areas).toEqual([
    { what: 'line 2026-09', area: VILLAGE },
    { what: 'line 2026-11', area: OTHER_TOWN },
    { what: 'money', area: OTHER_TOWN },
    { what: 'stream', area: OTHER_TOWN },
  ])
})

test('a town that goes to another district is paid on there: no month lost or paid twice, cases go on, nobody is asked for money back', async () => {
  const person = await plantPerson(world)
  const continuedBy = await plantPerson(world, { district: NEIGHBOUR })
  await stream(person, 'service-subsidy', { takeover_fen: 20_000, decision_number: '开民发1号' })
  await stream(person, 'destitute-care', { state: 'held', last_paid_month: null })
  await as('系统', (ctx) => runCheck(ctx, async () => {}))
  await as('陈雨桐', (ctx) =>
    startCases(ctx, {
      body: { id: newId(), items: [{ person, programme: 'old-age-allowance' }], way: 'town-check', note: '' },
    }),
  )
  const now = newId()
  await world.owner(
    `insert into benefits.run (district, id, month, number, kind, state, made_by_name) values (${DISTRICT}, $1, '2026-11', 1, 'regular', 'approved', '测')`,
    [now],
  )
  await world.owner(
    `insert into benefits.line (district, run, person, programme, for_month, area, fen, pack, version, row_id) values (${DISTRICT}, $1, $2, 'service-subsidy', '2026-11', ${VILLAGE}, 25000, 'service-subsidy', 1, 'a')`,
    [now, person],
  )
  await world.owner(`update registry.person set state = 'closed', left_on = '2026-11-06' where id = $1`, [person])
  await as('系统', async (ctx) => {
    await announce(ctx, 'person-moved', { person, day: '2026-11-06', event: newId(), to: NEIGHBOUR, continuedBy })
    // Afterwards the act goes on in its own district.
    expect(
      (await listQueue(ctx, { params: { queue: 'town-check' }, query: { page: 1, size: 200 } })).rows.every(
        (row) => row.person !== person,
      ),
    ).toBe(true)
  })
  expect(await streamsOf(person)).toMatchObject([
    { programme: 'destitute-care', state: 'stopped', end_month: '2026-10' },
    { programme: 'service-subsidy', state: 'stopped', end_month: '2026-11' },
  ])
  expect(await streamsOf(continuedBy, NEIGHBOUR)).toMatchObject([
    { programme: 'destitute-care', state: 'held', start_month: '2026-11', last_paid_month: null },
    {
      programme: 'service-subsidy',
      state: 'running',
      start_month: '2026-12',
      last_paid_month: '2026-11',
      fen: 25_000,
      decision_number: '开民发1号',
    },
  ])
  const [old] = await world.owner('select state from benefits.benefit_case where person = $1', [person])
  const [fresh] = await world.owner('select state, origin, number, district from benefits.benefit_case where person = $1', [
    continuedBy,
  ])
  expect(old).toEqual({ state: 'withdrawn' })
  expect(fresh).toEqual({ state: 'town-check', origin: 'takeover', number: expect.stringContaining('巫溪'), district: NEIGHBOUR })
  expect(await world.owner('select from benefits.adjustment where person = $1', [person])).toEqual([])
  expect(
    await world.owner('select kind from benefits.anomaly where person = any($1) and closed_at is null', [[person, continuedBy]]),
  ).toEqual([])
  expect(await world.owner(`select state from benefits.line where person = $1`, [person])).toEqual([{ state: 'due' }])
})

test('what was paid under a merged record is counted and named on the page of the record that stays', async () => {
  const keep = await plantPerson(world)
  const merged = await plantPerson(world)
  await stream(merged, 'service-subsidy')
  await paid(keep, 'service-subsidy', ['2026-08'])
  await paid(merged, 'service-subsidy', ['2026-09', '2026-10'])
  await world.owner(`update registry.person set state = 'merged', merged_into = $1 where id = $2`, [keep, merged])
  await as('系统', (ctx) => onMerged(ctx, { event: 'person-merged', body: { keep, merged } }))
  const told = await as('陈雨桐', (ctx) => explainPerson(ctx, { params: { person: keep }, query: {} }))
  const money = told.months.filter((one) => one.paidFen > 0).map((one) => one.month)
  expect(money).toEqual(['2026-08', '2026-09', '2026-10'])
  expect(told.merged).toMatchObject({ records: 1, lines: 2, fen: expect.any(Number) })
  expect(told.merged!.fen).toBeGreaterThan(0)
  const alone = await as('陈雨桐', (ctx) => explainPerson(ctx, { params: { person: merged }, query: {} }))
  expect(alone.merged).toBeNull()
})

test('before a town changes district the office is told what goes along and what stays to be settled here', async () => {
  const person = await plantPerson(world, { area: OTHER_TOWN })
  await stream(person, 'service-subsidy')
  await world.owner('update benefits.entitlement set area = $2 where person = $1', [person, OTHER_TOWN])
  await arrear(person, '2026-05', 'import')
  await world.owner(`update benefits.adjustment set area = $2, state = 'approved' where person = $1`, [person, OTHER_TOWN])
  const told = await as('系统', (ctx) => onTransfer(ctx, [OTHER_TOWN]))
  expect(told).toContainEqual(expect.objectContaining({ title: '在发和暂停的待遇', goes: true }))
  const stays = told.find((line) => line.title === '还没有付清的补发')!
  expect(stays).toMatchObject({ goes: false, count: expect.any(Number) })
  expect(stays.fen).toBeGreaterThan(0)
})
