// P4 as the application role: freeze, judge and write the payable lines of one month for everybody, all programmes.
import { newId } from '@songhe/basics/ids'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DISTRICT, VILLAGE } from '../cases/testing-room.ts'
import { CLERK, type MonthWorld, monthWorld } from './testing-month.ts'
import { getRun } from './run-store.ts'
import { startRun } from './start-run.ts'

/** The bar is 5 s for 200,000 persons; the usual test takes a tenth and a tenth of the time, with room for a busy machine. */
const COUNT = Number(process.env.SONGHE_MONTH_PERSONS ?? 20_000)
const LIMIT_MS = COUNT >= 200_000 ? 5_000 : Math.max(2_500, COUNT / 20)
let month: MonthWorld

beforeAll(async () => {
  month = await monthWorld()
  const { owner } = month.world
  await owner(`insert into registry.person (district, id, area, name, name_masked, sex, birth)
    select ${DISTRICT}, gen_random_uuid(), ${VILLAGE}, '测某' || n, '测*', 'female', date '1966-01-01' - (n % 14600) from generate_series(1, ${COUNT}) n`)
  const source = newId()
  await owner(
    `insert into registry.source (district, id, kind, label, reported_on) values (${DISTRICT}, '${source}', 'aid', '名册', '2026-01-01')`,
  )
  await owner(`insert into registry.fact (district, id, person, area, kind, value, valid_from, source)
    select p.district, gen_random_uuid(), p.id, p.area, f.kind, f.value, '2025-01-01', '${source}'
    from (select *, row_number() over () as n from registry.person where district = ${DISTRICT}) p
    cross join lateral (values ('person.registered-here', 'true'), ('aid.minimum-allowance', (n % 7 = 0)::text), ('aid.low-income', (n % 7 = 1)::text),
      ('aid.destitute', (n % 29 = 0)::text), ('aid.destitute-care', case when n % 29 = 0 then '半护理' end),
      ('disability.grade', case when n % 9 = 0 then (1 + n % 4)::text end), ('ability.level', case when n % 5 = 0 then (n % 5)::text end)) f (kind, value)
    where f.value is not null`)
  await owner(`insert into benefits.entitlement (district, id, person, area, programme, start_month)
    select p.district, gen_random_uuid(), p.id, p.area, s.programme, '2026-01'
    from (select *, row_number() over (order by id) as n from registry.person where district = ${DISTRICT}) p
    cross join lateral (values ('old-age-allowance', true), ('disability-nursing', n % 9 = 0), ('disability-living', n % 9 = 0), ('service-subsidy', n % 7 < 2),
      ('destitute-care', n % 29 = 0)) s (programme, has) where s.has`)
  await owner('analyze registry.person; analyze registry.fact; analyze benefits.entitlement')
}, 300_000)
afterAll(() => month.world.close())

test(`a month of ${COUNT} persons and five programmes is computed within ${LIMIT_MS} ms [YB-068]`, async () => {
  const id = newId()
  const started = performance.now()
  await month.as(CLERK, (ctx) => startRun(ctx, { body: { id, month: '2026-11', kind: 'regular' } }))
  const took = performance.now() - started
  const run = await month.as(CLERK, (ctx) => getRun(ctx, id))
  console.log(`month: ${run.persons} persons, ${run.lines} lines, committed after ${Math.round(took)} ms`)
  expect(run.persons).toBe(COUNT)
  expect(run.lines).toBeGreaterThan(COUNT / 4)
  expect(took).toBeLessThan(LIMIT_MS)
}, 120_000)
