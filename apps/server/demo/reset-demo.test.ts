// The practice region: the same seed gives the same region, what the guide lists is in it, and setting it back touches nothing real.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { newId } from '@songhe/basics/ids'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestInstallation, testInstallation } from '../testing-installation.ts'
import { DEMO_DISTRICTS } from './accounts.ts'
import { resetDistrict, resetRegion } from './reset-demo.ts'

const [KAIZHOU, WUXI] = [4, 5]
const size = { oneIn: 1_000, seed: 7, districts: DEMO_DISTRICTS.filter(({ key }) => [KAIZHOU, WUXI].includes(key)) }
const quietly = () => {}
let whole: TestInstallation
let { world, installation, home } = {} as TestInstallation
beforeAll(async () => {
  whole = await testInstallation()
  ;({ world, installation, home } = whole)
  await resetRegion(installation, size, quietly)
}, 120_000)
afterAll(() => whole.close())

/** Everything the product computed from the seed, by what people are and not by ids, which no planting shares with another. */
async function digest(district: number): Promise<string> {
  const who = `p.name || ' ' || p.birth || ' ' || coalesce(encode(p.citizen_id_index, 'hex'), '')`
  const rows = await world.owner(
    `select to_jsonb(told)::text as row from (select 'person', ${who}, p.sex, p.area::text, p.died_on::text, p.state, '' from registry.person p where p.district = $1
     union all select 'fact', ${who}, f.kind, f.value, f.valid_from::text, f.valid_to::text, f.wins::text
       from registry.fact f join registry.person p on p.district = f.district and p.id = f.person where f.district = $1
     union all select 'stream', ${who}, e.programme, e.state, e.start_month, e.end_month, e.takeover_fen::text
       from benefits.entitlement e join registry.person p on p.district = e.district and p.id = e.person where e.district = $1
     union all select r.kind, ${who}, l.programme, l.for_month, l.fen::text, l.state, l.row_id
       from benefits.line l join benefits.run r on r.district = l.district and r.id = l.run join registry.person p on p.district = l.district and p.id = l.person
       where l.district = $1
     union all select 'anomaly', ${who}, a.kind, a.programme, a.fen::text, a.detail->>'months', '' from benefits.anomaly a
       join registry.person p on p.district = a.district and p.id = a.person where a.district = $1
     union all select 'finding', ${who}, j.programme, j.outcome, j.fen::text, j.since_month, j.arrears_fen::text from benefits.judgement j
       join registry.person p on p.district = j.district and p.id = j.person where j.district = $1
     order by 1, 2, 3, 4, 5, 6, 7) as told (what, who, a, b, c, d, e)`,
    [district],
  )
  expect(rows.length).toBeGreaterThan(500)
  return createHash('sha256')
    .update(rows.map(({ row }) => row).join('\n'))
    .digest('hex')
}
const ids = (district: number) =>
  world.owner('select id from registry.person where district = $1 order by id', [district]).then((rows) => JSON.stringify(rows))

test('what the guide lists is planted: six months, duplicates, a list of deaths, elders paid in two districts whom the comparison found', async () => {
  const of = (text: string) => world.owner(text)
  expect(
    await of(
      `select district, count(*)::int as months from benefits.run where kind = 'regular' and state = 'settled' group by 1 order by 1`,
    ),
  ).toEqual([
    { district: KAIZHOU, months: 6 },
    { district: WUXI, months: 6 },
  ])
  expect(await of(`select district, count(*)::int as n from registry.duplicate group by 1 order by 1`)).toEqual([
    { district: KAIZHOU, n: 4 },
    { district: WUXI, n: 4 },
  ])
  const found = await of(
    `select a.district, jsonb_array_length(a.detail->'months') as months, a.detail->'elsewhere'->0->>'district' as other, p.name
     from benefits.anomaly a join registry.person p on p.district = a.district and p.id = a.person where a.kind = 'paid-elsewhere' order by 1`,
  )
  expect(found).toMatchObject([
    { district: KAIZHOU, other: String(WUXI) },
    { district: WUXI, other: String(KAIZHOU) },
  ])
  expect(found[0].name).toBe(found[1].name)
  expect(found[0].months).toBeGreaterThanOrEqual(4)
  const [file] = readdirSync(path.join(home, 'demo')).filter((name) => name.startsWith('开州区'))
  expect(
    readFileSync(path.join(home, 'demo', file!), 'utf8')
      .trim()
      .split('\r\n'),
  ).toHaveLength(9)
})

test('the same seed gives the same region; one district set back is as on its first day, the other untouched, accounts and log kept', async () => {
  const [here, there] = [await digest(KAIZHOU), await digest(WUXI)]
  const [kept, accounts] = [await ids(WUXI), await world.owner('select id from kernel.account order by id')]
  const [log] = await world.owner('select count(*)::int as n from kernel.audit_entry')
  await world.owner(`update registry.person set name = '练习改过' where district = $1`, [KAIZHOU])
  await world.owner(`delete from benefits.line where district = $1`, [KAIZHOU])
  expect(await digest(KAIZHOU).catch(() => '')).not.toBe(here)
  const told: [number, number | null][] = []
  await resetDistrict(installation, KAIZHOU, async (done, total) => void told.push([done, total]))
  expect(told.at(-1)).toEqual([told.at(-1)![1], told.at(-1)![1]])
  expect([await digest(KAIZHOU), await digest(WUXI)]).toEqual([here, there])
  expect(await ids(WUXI)).toBe(kept)
  expect(await world.owner('select id from kernel.account order by id')).toEqual(accounts)
  expect((await world.owner('select count(*)::int as n from kernel.audit_entry'))[0].n).toBeGreaterThan(log.n)
}, 120_000)

test('where one account is real nothing is set back, neither the region nor a district', async () => {
  const before = await ids(KAIZHOU)
  const staff = newId()
  await world.owner(`insert into kernel.staff (id, district, name) values ($1, 6, '真人')`, [staff])
  await world.owner(`insert into kernel.account (id, staff, district, username, password) values ($1, $1, 6, 'zhenren', '')`, [
    staff,
  ])
  await expect(resetRegion(installation, size, quietly)).rejects.toThrow('有正式账号')
  await expect(resetDistrict(installation, KAIZHOU, async () => {})).rejects.toThrow('有正式账号')
  expect(await ids(KAIZHOU)).toBe(before)
  expect(existsSync(path.join(tmpdir(), `songhe-test-files-${process.pid}`))).toBe(true)
})
