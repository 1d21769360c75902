// November 2025 over the whole product: every town of the table goes to its new district with its people, what is paid to them and what is being worked on.
import { readFileSync } from 'node:fs'
import { checkCharacter } from '@songhe/basics/citizen-id'
import { newId } from '@songhe/basics/ids'
import { projectRoot } from '@songhe/kernel/config'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { loadAreas, readTable } from '../../core/registry/server/areas/load-areas.ts'
import { previewTransfer, transferAreas } from '../../core/registry/server/areas/transfer-areas.ts'
import { registerPerson } from '../../core/registry/server/people/register-person.ts'
import { type TestInstallation, testInstallation } from './testing-installation.ts'

const DAY = '2025-11-06'
const BEFORE = new Date('2025-11-05T02:00:00Z')
const TABLE = readTable(readFileSync(`${projectRoot}/packs/areas/transfer-2025-liangjiang.csv`, 'utf8')).map((row) => ({
  town: Number(row.town),
  from: Number(row.from_key),
  to: Number(row.to_key),
}))
/** One transfer is one pair of districts: 江北 and 北碚 to 两江新区, 渝北 to both 北碚 and 两江新区. */
const PAIRS = [...Map.groupBy(TABLE, ({ from, to }) => `${from} ${to}`).values()].map((rows) => ({
  from: rows[0]!.from,
  to: rows[0]!.to,
  towns: rows.map((row) => row.town),
}))

let whole: TestInstallation
let { world } = {} as TestInstallation
beforeAll(async () => {
  whole = await testInstallation()
  ;({ world } = whole)
  await whole.installation.owner((client) => loadAreas(client))
  for (const [i, { town, from }] of TABLE.entries()) await plant(i, town, from)
}, 60_000)
afterAll(() => whole.close())
afterEach(async () => {
  for (const invariant of whole.installation.around.catalogue.invariants)
    expect(await world.owner(invariant.sql), invariant.title).toEqual([])
})

const nameOf = (town: number) => `老人${town}`

/** One elder per town with a running allowance, and in every third town an open case beside it. */
async function plant(i: number, town: number, district: number) {
  const first17 = `50019919400601${String(101 + i * 2)}`
  const id = newId()
  await world.as({ district, now: BEFORE }, (ctx) =>
    registerPerson(ctx, {
      body: {
        id,
        name: nameOf(town),
        citizenId: first17 + checkCharacter(first17),
        area: town,
        address: '',
        phone: '',
        facts: [],
        source: { kind: 'police', label: '公安人口库', reportedOn: '2025-10-01' },
      },
    }),
  )
  await world.owner(
    `insert into benefits.entitlement (district, id, person, area, programme, start_month, takeover_fen, last_paid_month, decision_number)
     values ($1, $2, $3, $4, 'old-age-allowance', '2024-01', 10000, '2025-10', '原决定')`,
    [district, newId(), id, town],
  )
  if (i % 3 === 0)
    await world.owner(
      `insert into benefits.benefit_case (district, id, number, person, area, programme, state, origin)
       values ($1, $2, $3, $4, $5, 'service-subsidy', 'district-decision', 'application')`,
      [district, newId(), `案${i}`, id, town],
    )
}

const transfer = async ({ from, to, towns }: (typeof PAIRS)[number]) => {
  const job = newId()
  await world.as({ district: from }, (ctx) =>
    transferAreas(ctx, { body: { id: job, towns, to, day: DAY, ground: '行政区划调整通知' } }),
  )
  await world.work()
  const [run] = await world.owner('select state, error, result, done, total from kernel.job_run where id = $1', [job])
  return run
}
const everything = async () =>
  JSON.stringify([
    await world.owner('select district, id, area, state, left_to, continues from registry.person order by id'),
    await world.owner('select district, id, person, state, start_month, end_month from benefits.entitlement order by id'),
    await world.owner('select district, id, person, state from benefits.benefit_case order by id'),
    await world.owner('select area, valid_from, valid_to, parent from registry.area_period order by area, valid_from'),
  ])

test('the preview names every town with its people, running benefits and open cases, and changes nothing', async () => {
  const before = await everything()
  for (const { from, to, towns } of PAIRS) {
    const shown = await world.as({ district: from, now: BEFORE }, (ctx) =>
      previewTransfer(ctx, { body: { towns, to, day: DAY } }),
    )
    expect(shown.towns.map((town) => town.key)).toEqual(towns)
    for (const town of shown.towns) {
      expect(town).toMatchObject({ people: 1, done: false })
      expect(town.name).not.toBe('')
    }
    const open = towns.filter((town) => TABLE.findIndex((row) => row.town === town) % 3 === 0).length
    expect(shown.rooms.filter((line) => line.goes)).toEqual(
      [
        { title: '在发和暂停的待遇', count: towns.length, fen: null, goes: true },
        { title: '正在办的办件', count: open, fen: null, goes: true },
      ].filter((line) => line.count > 0),
    )
  }
  expect(await everything()).toBe(before)
})

test('the job moves all of them: one open record each, paid on without a gap, cases go on; both logs say so', async () => {
  for (const pair of PAIRS) {
    const run = await transfer(pair)
    expect(run, JSON.stringify(run)).toMatchObject({
      state: 'done',
      result: { areas: pair.towns.length, people: pair.towns.length },
      done: pair.towns.length,
      total: pair.towns.length,
    })
  }
  const open = await world.owner(
    `select p.name, p.district, p.area, e.state, e.start_month, e.last_paid_month, e.takeover_fen::int as fen, e.decision_number,
       (select count(*)::int from benefits.benefit_case c where c.district = p.district and c.person = p.id and c.state = 'town-check') as cases
     from registry.person p join benefits.entitlement e on e.district = p.district and e.person = p.id where p.state = 'active'`,
  )
  expect(new Map(open.map((row) => [row.name, row]))).toEqual(
    new Map(
      TABLE.map(({ town, to }, i) => [
        nameOf(town),
        {
          name: nameOf(town),
          district: to,
          area: town,
          state: 'running',
          start_month: '2025-11',
          last_paid_month: '2025-10',
          fen: 10_000,
          decision_number: '原决定',
          cases: i % 3 === 0 ? 1 : 0,
        },
      ]),
    ),
  )
  expect(
    await world.owner(`select distinct p.state, e.state as stream, e.end_month from registry.person p
      join benefits.entitlement e on e.district = p.district and e.person = p.id where p.state <> 'active'`),
  ).toEqual([{ state: 'closed', stream: 'stopped', end_month: '2025-10' }])
  expect(await world.owner(`select count(*)::int as n from benefits.benefit_case where state = 'district-decision'`)).toEqual([
    { n: 0 },
  ])
  for (const { from, to } of PAIRS) {
    const events = await world.owner('select distinct event from kernel.audit_entry where district = any($1)', [[from, to]])
    expect(events.map((row) => row.event)).toEqual(expect.arrayContaining(['areas.transferred', 'areas.received']))
  }
})

test('the same job again, with a new id, changes nothing', async () => {
  const before = await everything()
  for (const pair of PAIRS) expect(await transfer(pair)).toMatchObject({ state: 'done', result: { areas: 0, people: 0 } })
  expect(await everything()).toBe(before)
})
