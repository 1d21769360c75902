// One human paid by two districts: both offices see it, neither sees whom the other pays.
import { newId } from '@songhe/basics/ids'
import type { Context } from '@songhe/kernel/context'
import { type TestWorld, testDatabase } from '@songhe/kernel/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { approveAdjustment } from '../month/streams.ts'
import { closeAnomaly } from './close-anomaly.ts'
import { listQueue } from './list-queue.ts'
import { findPaidElsewhere } from './paid-elsewhere.ts'
import { casesRoom, DISTRICT, OTHER_TOWN, plantAreas, plantPerson, VILLAGE } from './testing-room.ts'

const NEIGHBOUR = 5
const PROGRAMME = 'old-age-allowance'
let world: TestWorld
beforeAll(async () => {
  world = await testDatabase(casesRoom, new Date('2026-11-24T02:00:00Z'))
  await plantAreas(world)
})
afterAll(() => world.close())

const as = <T>(district: number, staff: string, act: (ctx: Context) => Promise<T>) => world.as({ district, staff }, act)
const night = async () => ({
  here: await as(DISTRICT, '系统', findPaidElsewhere),
  there: await as(NEIGHBOUR, '系统', findPaidElsewhere),
})
const open = async (district: number, person: string) =>
  (
    await as(district, '何志远', (ctx) => listQueue(ctx, { params: { queue: 'anomalies' }, query: { page: 1, size: 200 } }))
  ).rows.filter((row) => row.person === person)
const close = (district: number, key: string, verdict: 'confirmed' | 'not-so') =>
  as(district, '何志远', (ctx) => closeAnomaly(ctx, { params: { id: key }, body: { id: newId(), verdict, note: '已电话核对' } }))

async function paid(district: number, person: string, months: string[], programme = PROGRAMME) {
  for (const month of months) {
    const run = newId()
    await world.owner(
      `insert into benefits.run (district, id, month, number, kind, state, made_by_name) values ($1, $2, $3, 1, 'supplement', 'settled', '测')`,
      [district, run, month],
    )
    await world.owner(
      `insert into benefits.line (district, run, person, programme, for_month, area, fen, pack, version, row_id, state)
       values ($1, $2, $3, $4, $5, ${VILLAGE}, 10000, $4, 1, 'a', 'paid')`,
      [district, run, person, programme, month],
    )
  }
}
const stream = (district: number, person: string) =>
  world.owner(
    `insert into benefits.entitlement (district, id, person, area, programme, start_month) values ($1, $2, $3, ${VILLAGE}, $4, '2026-01')`,
    [district, newId(), person, PROGRAMME],
  )

/** The same number in both districts, under another name each, paid into different accounts. */
async function twins(number: string, { account = '' } = {}) {
  const here = await plantPerson(world, { name: `甲${number}` })
  const there = await plantPerson(world, { name: `乙${number}`, district: NEIGHBOUR, area: OTHER_TOWN })
  for (const [i, person] of [here, there].entries()) {
    await world.owner('update registry.person set citizen_id_index = $2 where id = $1', [
      person,
      account ? null : Buffer.from(number),
    ])
    await world.owner('update registry.payee set account_index = $2 where person = $1', [
      person,
      Buffer.from(account || `${number}/${i}`),
    ])
  }
  return { here, there }
}

test('the same benefit in the same months opens 疑似重复领取 in both districts, once however often it is asked, and grows with a new month', async () => {
  const { here, there } = await twins('一')
  for (const [district, person] of [
    [DISTRICT, here],
    [NEIGHBOUR, there],
  ] as const) {
    await stream(district, person)
    await paid(district, person, ['2026-08', '2026-09'])
  }
  await paid(DISTRICT, here, ['2026-06'])
  expect(await night()).toEqual({ here: { opened: 1, renewed: 0 }, there: { opened: 1, renewed: 0 } })
  expect(await night()).toEqual({ here: { opened: 0, renewed: 0 }, there: { opened: 0, renewed: 0 } })
  expect(await open(DISTRICT, here)).toMatchObject([
    {
      state: 'paid-elsewhere',
      arrearsFen: 20_000,
      next: '核对重复领取',
      note: '巫溪县也发高龄津贴：2026-08 至 2026-09（身份证号相同）。',
    },
  ])
  expect(await open(NEIGHBOUR, there)).toMatchObject([{ note: '开州区也发高龄津贴：2026-08 至 2026-09（身份证号相同）。' }])
  await paid(DISTRICT, here, ['2026-10'])
  await paid(NEIGHBOUR, there, ['2026-10'])
  expect(await night()).toEqual({ here: { opened: 0, renewed: 1 }, there: { opened: 0, renewed: 1 } })
  expect(await open(DISTRICT, here)).toMatchObject([{ arrearsFen: 30_000 }])
})

test('another benefit, another month, money that never went out and a merged record are no double payment', async () => {
  const before = await world.owner('select count(*)::int as n from benefits.anomaly')
  const other = await twins('二')
  await paid(DISTRICT, other.here, ['2026-08'])
  await paid(NEIGHBOUR, other.there, ['2026-08'], 'service-subsidy')
  await paid(NEIGHBOUR, other.there, ['2026-09'])
  await world.owner(`update benefits.line set state = 'returned' where person = $1 and for_month = '2026-09'`, [other.there])
  const merged = await twins('三')
  for (const [district, person] of Object.entries({ [DISTRICT]: merged.here, [NEIGHBOUR]: merged.there }))
    await paid(Number(district), person, ['2026-08'])
  await world.owner(`update registry.person set state = 'merged' where id = $1`, [merged.there])
  await night()
  expect(await world.owner('select count(*)::int as n from benefits.anomaly')).toEqual(before)
})

test('two streams that have both only begun are found before the first double month', async () => {
  const { here, there } = await twins('四')
  await stream(DISTRICT, here)
  await stream(NEIGHBOUR, there)
  await night()
  expect(await open(DISTRICT, here)).toMatchObject([
    { arrearsFen: 0, note: '巫溪县也发高龄津贴：还没有同月发放，两边都在发放中（身份证号相同）。' },
  ])
})

test('confirmed: the stream ends, the double months are put up for recovery and wait for another person; the finding does not come back', async () => {
  const { here, there } = await twins('五')
  for (const [district, person] of [
    [DISTRICT, here],
    [NEIGHBOUR, there],
  ] as const) {
    await stream(district, person)
    await paid(district, person, ['2026-09', '2026-10'])
  }
  await night()
  const [mine] = await open(DISTRICT, here)
  await close(DISTRICT, mine!.key, 'confirmed')
  expect(await world.owner('select state, end_month from benefits.entitlement where person = $1', [here])).toEqual([
    { state: 'stopped', end_month: '2026-10' },
  ])
  expect(
    await world.owner('select for_month, fen::int, kind, state from benefits.adjustment where person = $1 order by 1', [here]),
  ).toEqual([
    { for_month: '2026-09', fen: -10_000, kind: 'recovery', state: 'proposed' },
    { for_month: '2026-10', fen: -10_000, kind: 'recovery', state: 'proposed' },
  ])
  const [proposed] = await world.owner('select id from benefits.adjustment where person = $1', [here])
  await expect(as(DISTRICT, '何志远', (ctx) => approveAdjustment(ctx, { params: { id: proposed!.id } }))).rejects.toThrow(
    '必须是两个人',
  )
  await night()
  expect(await open(DISTRICT, here)).toEqual([])
  // The other side still pays rightly and says so; nothing of its own is stopped.
  await close(NEIGHBOUR, (await open(NEIGHBOUR, there))[0]!.key, 'not-so')
  expect(await world.owner('select state from benefits.entitlement where person = $1', [there])).toEqual([{ state: 'running' }])
  await night()
  expect(await open(NEIGHBOUR, there)).toEqual([])
})

test('both say it is theirs and both go on paying: the next month opens it again; a shared account once explained stays explained', async () => {
  const same = await twins('六')
  const shared = await twins('七', { account: '儿子的卡' })
  const pay = async (month: string) => {
    for (const { here, there } of [same, shared]) {
      await paid(DISTRICT, here, [month])
      await paid(NEIGHBOUR, there, [month])
    }
  }
  await pay('2026-09')
  await night()
  expect(await open(DISTRICT, shared.here)).toMatchObject([{ note: expect.stringContaining('收款账号相同') }])
  for (const { here } of [same, shared]) await close(DISTRICT, (await open(DISTRICT, here))[0]!.key, 'not-so')
  await pay('2026-10')
  await night()
  expect(await open(DISTRICT, same.here)).toMatchObject([{ arrearsFen: 10_000, note: expect.stringContaining('2026-10') }])
  expect(await open(DISTRICT, shared.here)).toEqual([])
})

test('nothing of the other side leaks: no name, no record, no number; a town learns nothing; the register of matches is closed to the application', async () => {
  const foreign = await world.owner(`select id::text, name from registry.person where district = ${NEIGHBOUR}`)
  const visible = await as(DISTRICT, '何志远', async (ctx) => {
    const tables = await Promise.all(
      ['benefits.anomaly', 'kernel.audit_entry', 'kernel.audit_detail'].map((name) =>
        sql<{ row: string }>`select to_json(t)::text as row from ${sql.raw(name)} t`.execute(ctx.db),
      ),
    )
    const told = await sql<{ row: string }>`select to_json(t)::text as row from benefits.paid_elsewhere('2000-01') t`.execute(
      ctx.db,
    )
    expect(told.rows.length).toBeGreaterThan(3)
    return [...tables.flatMap((table) => table.rows), ...told.rows].map(({ row }) => row).join('\n')
  })
  expect(foreign.length).toBeGreaterThan(5)
  for (const { id, name } of foreign) {
    expect(visible).not.toContain(id)
    expect(visible).not.toContain(name)
  }
  const town = await world.as({ district: DISTRICT, areas: [VILLAGE] }, (ctx) =>
    sql`select * from benefits.paid_elsewhere('2000-01')`.execute(ctx.db),
  )
  expect(town.rows).toEqual([])
  await expect(as(DISTRICT, '何志远', (ctx) => sql`select * from registry.same_elsewhere`.execute(ctx.db))).rejects.toThrow(
    /permission denied/,
  )
})
