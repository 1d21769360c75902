// Who is paid for a month at the edges of an age and of a life: the day before, the day, the day after; 29 February; the month of a death.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type MonthWorld, monthWorld } from './testing-month.ts'

const HERE = { 'person.registered-here': 'true' }
let month: MonthWorld
beforeAll(async () => {
  month = await monthWorld()
})
afterEach(() => month.holds())
afterAll(() => month.world.close())

/** Fen of the old-age allowance of one month by birthday, each asked for an elder of her own in a run of its own kind. */
async function paidFor(forMonth: string, births: string[]): Promise<Record<string, number>> {
  const people = new Map<string, string>()
  for (const birth of births) people.set(await month.elder({ birth, facts: HERE }), birth)
  const run = await month.compute(forMonth, 'shadow')
  const lines = await month.lines(run)
  return Object.fromEntries(births.map((birth) => [birth, lines.find((line) => people.get(line.person) === birth)?.fen ?? 0]))
}

test('a birthday counts from the month it falls in, whatever its day', async () => {
  expect(await paidFor('2026-11', ['1946-10-31', '1946-11-01', '1946-11-30', '1946-12-01'])).toEqual({
    '1946-10-31': 10_000,
    '1946-11-01': 10_000,
    '1946-11-30': 10_000,
    '1946-12-01': 0,
  })
  expect(await paidFor('2026-11', ['1936-11-30', '1936-12-01', '1926-11-30', '1926-12-01'])).toEqual({
    '1936-11-30': 20_000,
    '1936-12-01': 10_000,
    '1926-11-30': 50_000,
    '1926-12-01': 20_000,
  })
})

test('born on 29 February one completes a year on 1 March of a common year and on the day itself in a leap year', async () => {
  expect(await paidFor('2026-02', ['1944-02-29', '1946-02-28', '1936-02-29'])).toEqual({
    '1944-02-29': 10_000,
    '1946-02-28': 10_000,
    // 90 years only on 1 March 2026.
    '1936-02-29': 10_000,
  })
  expect((await paidFor('2026-03', ['1936-02-29']))['1936-02-29']).toBe(20_000)
})

test('the month of death is paid to whoever lived on its first day; the months after are not', async () => {
  const died = async (day: string) => {
    const id = await month.elder({ facts: HERE })
    await month.world.owner('update registry.person set died_on = $2 where id = $1', [id, day])
    // As a confirmed death leaves it: the stream ends with the month of the death.
    await month.world.owner(`update benefits.entitlement set state = 'stopped', end_month = $2 where person = $1`, [
      id,
      day.slice(0, 7),
    ])
    await month.world.owner(
      `insert into registry.life_event (district, id, person, area, kind, day, recorded_by) select district, gen_random_uuid(), id, area, 'death', died_on, '测试' from registry.person where id = $1`,
      [id],
    )
    return id
  }
  const [before, first, last] = [await died('2026-08-31'), await died('2026-09-01'), await died('2026-09-30')]
  const paid = new Set((await month.lines(await month.compute('2026-09', 'shadow'))).map((line) => line.person))
  expect([before, first, last].map((id) => paid.has(id))).toEqual([false, true, true])
  const next = new Set((await month.lines(await month.compute('2026-10', 'shadow'))).map((line) => line.person))
  expect([before, first, last].some((id) => next.has(id))).toBe(false)
})

test('a stream that begins later, is held, or has ended pays nothing; what is unknown pays nothing', async () => {
  const [later, held, ended, unknown] = [
    await month.elder({ facts: HERE, start: '2026-08' }),
    await month.elder({ facts: HERE }),
    await month.elder({ facts: HERE }),
    await month.elder({ birth: '1950-01-01', facts: HERE, streams: ['service-subsidy'] }),
  ]
  await month.world.owner(`update benefits.entitlement set state = 'held', hold_reason = '核查' where person = $1`, [held])
  await month.world.owner(`update benefits.entitlement set state = 'stopped', end_month = '2026-06' where person = $1`, [ended])
  const paid = new Set((await month.lines(await month.compute('2026-07', 'shadow'))).map((line) => line.person))
  expect([later, held, ended, unknown].some((id) => paid.has(id))).toBe(false)
  const earlier = new Set((await month.lines(await month.compute('2026-06', 'shadow'))).map((line) => line.person))
  expect(earlier.has(ended)).toBe(true)
})

test('of benefits that shut each other out one is paid, and each line names its row and clause', async () => {
  const person = await month.elder({
    birth: '1945-01-01',
    facts: {
      ...HERE,
      'aid.destitute': 'true',
      'aid.destitute-care': '半护理',
      'aid.minimum-allowance': 'true',
      'disability.grade': '1',
    },
    streams: ['old-age-allowance', 'destitute-care', 'disability-living', 'disability-nursing'],
  })
  const run = await month.compute('2026-05', 'shadow')
  const lines = (await month.lines(run)).filter((line) => line.person === person)
  expect(lines.map((line) => line.programme)).toEqual(['destitute-care', 'old-age-allowance'])
  const cited = await month.world.owner(`select document, clause, row_id from benefits.line where run = $1 and person = $2`, [
    run,
    person,
  ])
  // The care subsidy stands on a registered decision, which has no clauses.
  expect(cited.every((line) => line.row_id && line.document && (line.clause || line.document.startsWith('示例决定')))).toBe(true)
})
