// Newcomers compared with everybody: by hand and by a roll, with the reason in words; the import never waits and nothing merges by itself.
import { newId } from '@songhe/basics/ids'
import { sheetsCapability } from '@songhe/kernel/sheets/capability'
import { type TestWorld, testDatabase } from '@songhe/kernel/testing'
import { startWorker } from '@songhe/kernel/worker'
import { gather } from '@songhe/kernel/capability'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bulkRegister } from '../bulk/bulk-register.ts'
import { capability } from '../capability.ts'
import { recordSource } from '../facts/source.ts'
import { setPayee } from '../family/payee.ts'
import { registerPerson } from '../people/register-person.ts'
import { inventedRow } from '../testing/invented-rows.ts'
import { plantAreas } from '../testing/plant-areas.ts'
import { numberOf, rollOffice } from '../testing/roll-world.ts'
import { compareJob } from './compare-roll.ts'
import { listDuplicates, mergePersons } from './duplicates.ts'

let world: TestWorld
beforeAll(async () => {
  world = await testDatabase([sheetsCapability, capability], new Date('2026-11-24T02:00:00Z'))
  await plantAreas(world)
})
afterAll(() => world.close())

async function elder(name: string, birth: string, more: object = {}) {
  const body = {
    id: newId(),
    name,
    birth,
    sex: 'female' as const,
    area: 1011,
    address: '',
    phone: '',
    source: { kind: 'town' as const, label: '镇街登记', reportedOn: '2026-11-20' },
    facts: [],
    ...more,
  }
  return world.as({}, (ctx) => registerPerson(ctx, { body }))
}
const account = (id: string, holder: string, number: string) =>
  world.as({}, (ctx) =>
    setPayee(ctx, {
      params: { id },
      body: {
        id: newId(),
        holder,
        relation: '女儿',
        ground: '委托书 2026-03-01',
        bank: '',
        account: number,
        verifiedOn: null,
        from: '2026-11-01',
      },
    }),
  )
const pairs = async (person: string) =>
  (await world.as({}, (ctx) => listDuplicates(ctx, { query: { page: 1, size: 20, person } }))).rows.map((row) => row.reason)

test('two of name, birthday, telephone and account must agree; a couple on one telephone is two people [SPB-072]', async () => {
  const first = await elder('向·春兰', '1940-03-03', { phone: '13900000001' })
  await account(first.id, '向小敏', '62280000000000011')
  const husband = await elder('冉启明', '1938-01-01', { phone: '13900000001' })
  expect(husband.duplicates).toBe(0)
  const again = await elder('向春兰', '1940-03-03', { area: 1012 })
  expect(await pairs(again.id)).toEqual(['姓名、出生日期相同，同一镇街，都没有身份证号'])
  expect((await elder('向春兰', '1940-03-03', { area: 1021 })).duplicates).toBe(0)
  const misspelt = await elder('向椿兰', '1940-03-03', { phone: '139-0000-0001', area: 1021 })
  expect(await pairs(misspelt.id)).toEqual(['出生日期、电话相同，不同镇街，都没有身份证号'])
  const other = await elder('向春兰', '1941-09-09', { area: 1022, citizenId: numberOf('1941-09-09') })
  expect(other.duplicates).toBe(0)
  await account(other.id, '向小敏', '62280000000000011')
  expect(await pairs(other.id)).toEqual(['姓名、收款账户相同，不同镇街，一份没有身份证号'])
})

test('a roll is taken without waiting, then its newcomers are compared with the district and with each other [SPB-072]', async () => {
  const known = await elder('牟德珍', '1945-05-05', { phone: '13900000009' })
  const office = rollOffice(world)
  const head = ['身份证号', '姓名', '镇街', '村社', '联系电话']
  const id = await office.upload([
    head,
    [numberOf('1945-05-05'), '牟德珍', '一镇', '二村', ''],
    [numberOf('1946-06-06'), '牟德珍', '二镇', '三村', '13900000009'],
    [numberOf('1947-07-07'), '任玉秀', '二镇', '三村', '13900000010'],
    [numberOf('1947-07-07', 4), '任玉秀', '二镇', '四社区', ''],
  ])
  await office.check(id.id)
  expect(await office.commit(id.id)).toMatchObject({ state: 'committed', added: 4 })
  expect(await pairs(known.id)).toEqual([])
  const worker = await startWorker(world.database, world.ownerUrl, surroundings(), true)
  await expect.poll(() => pairs(known.id), { timeout: 15_000 }).toHaveLength(2)
  await worker.stop()
  expect((await pairs(known.id)).sort()).toEqual([
    '姓名、出生日期相同，同一镇街，一份没有身份证号',
    '姓名、电话相同，不同镇街，一份没有身份证号',
  ])
  const twins = await world.owner(`select reason from registry.duplicate where reason like '%身份证号不同'`)
  expect(twins).toEqual([{ reason: '姓名、出生日期相同，同一镇街，身份证号不同' }])
  await office.undo(id.id)
  expect(await pairs(known.id)).toEqual([])
})

test('who looked like a merged record looks like the kept one afterwards', async () => {
  const [one, two, three] = [
    await elder('盛长秀', '1939-09-01'),
    await elder('盛长秀', '1939-09-01'),
    await elder('盛长秀', '1939-09-01'),
  ]
  expect([two.duplicates, three.duplicates]).toEqual([1, 2])
  await world.owner(
    'delete from registry.duplicate where one = least($1::uuid, $2::uuid) and other = greatest($1::uuid, $2::uuid)',
    [one.id, three.id],
  )
  await world.as({}, (ctx) =>
    mergePersons(ctx, { body: { id: newId(), one: one.id, other: two.id, keep: one.id, reason: '同一个人登记两次' } }),
  )
  expect(await pairs(one.id)).toHaveLength(1)
})

test('tens of thousands of newcomers are compared in seconds, whatever they share', async () => {
  const [rows, job] = [Number(process.env.SONGHE_BULK_ROWS ?? 20_000), newId()]
  await world.as({}, async (ctx) => {
    const source = await recordSource(ctx, { kind: 'import', label: '大名册', reportedOn: '2026-11-01', import: job })
    const list = function* () {
      // A village cadre's telephone and account for everybody: agreement with all, evidence of nothing.
      for (let i = 0; i < rows; i++) yield { ...inventedRow(i), phone: '13800000000', payee: { account: '62280000000000099' } }
    }
    await bulkRegister(ctx, { source, rows: list(), import: job })
    for (const table of ['registry.person', 'registry.payee'])
      await sql`select kernel.refresh_statistics(${table}::regclass)`.execute(ctx.db)
  })
  const started = performance.now()
  const { pairs: found } = (await world.as({}, (ctx) => compareJob.run(ctx, { import: job }, async () => {}))) as {
    pairs: number
  }
  const seconds = (performance.now() - started) / 1000
  console.log(`compare: ${rows} newcomers in ${seconds.toFixed(1)} s, ${found} pairs`)
  expect(found).toBeLessThan(rows / 100)
  expect(seconds).toBeLessThan(2 + (20 * rows) / 200_000)
}, 120_000)

const surroundings = () => ({ catalogue: gather([sheetsCapability, capability]), log: { info() {}, warn() {}, error() {} } })
