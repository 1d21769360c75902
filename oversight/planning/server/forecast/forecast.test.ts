// Forecasts of a district end to end: frozen, counted again to the same, two bases apart, needs only where a document gives the rate.
import { newId } from '@songhe/basics/ids'
import { sheetsCapability as sheets } from '@songhe/kernel/sheets/capability'
import { type Somebody, type TestWorld, testDatabase } from '@songhe/kernel/testing'
import { capability as benefits } from '@songhe/benefits/capability'
import { capability as facilities } from '@songhe/facilities/capability'
import { capability as policy } from '@songhe/policy/capability'
import { capability as registry } from '@songhe/registry/capability'
import { bulkRegister, recordSource } from '@songhe/registry/door'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { capability } from '../capability.ts'
import { compareForecasts } from './compare-forecasts.ts'
import { listForecasts } from './list-forecasts.ts'
import { makeForecast } from './make-forecast.ts'
import { showForecast } from './show-forecast.ts'
import { shipped } from './tables.ts'

const NOW = new Date('2026-11-25T01:00:00Z')
const clerkOf = (district: number): Somebody => ({ roles: ['clerk'], staff: '经办员', district })
let world: TestWorld

beforeAll(async () => {
  world = await testDatabase([sheets, registry, policy, facilities, benefits, capability], NOW)
  const owner = { query: (text: string, values?: unknown[]) => world.owner(text, values) } as never
  for (const room of [registry, policy, facilities]) await room.references!(owner)
})
afterAll(() => world.close())

async function make(district: number, base: 'resident' | 'registered', more: object = {}) {
  const id = newId()
  await world.as(clerkOf(district), (ctx) =>
    makeForecast(ctx, { body: { id, base, lastYear: 2035, seed: 1, note: '', ...more } }),
  )
  return id
}
const show = (district: number, id: string) => world.as(clerkOf(district), (ctx) => showForecast(ctx, { params: { id } }))
const need = (shown: Awaited<ReturnType<typeof show>>, key: string) => shown.needs.find((one) => one.key === key)

test('a run keeps its inputs and recounts to the same; nothing of it can change [YB-184]', async () => {
  const id = await make(3, 'resident')
  const shown = await show(3, id)
  expect(shown.holds).toBe(true)
  expect(shown.years.map(({ year }) => year)).toEqual(Array.from({ length: 16 }, (_, step) => 2020 + step))
  const base = shown.years[0]!.ranges['60+']!
  expect(base).toEqual({ value: 359_381, low: 359_381, high: 359_381 })
  const later = shown.years[5]!.ranges['60+']!
  expect(later.low!).toBeLessThan(later.value!)
  expect(later.high!).toBeGreaterThan(later.value!)
  await expect(
    world.as(clerkOf(3), (ctx) =>
      ctx.db
        .updateTable('planning.forecast_run' as never)
        .set({ note: 'x' } as never)
        .execute(),
    ),
  ).rejects.toThrow(/permission denied/)
  await world.owner(`update planning.forecast_run set outcome = jsonb_set(outcome, '{middle,1,0}', '1') where id = $1`, [id])
  expect((await show(3, id)).holds).toBe(false)
})

test('the method tried on 2010 says how far it was off in 2020', async () => {
  const tried = (await show(3, await make(3, 'resident'))).backTest
  expect(tried.map(({ range }) => range)).toEqual(['60+', '65+', '80+'])
  expect(tried[0]).toMatchObject({ projected: 273_926, counted: 359_381, percent: -23.8 })
})

test('the printed forecast of Yubei works out again as printed, with what the other base explains [YB-026] [YB-027]', async () => {
  const shown = await show(3, await make(3, 'resident'))
  const [dependent, selfReliant, over80, , , growth] = shown.printed
  expect(dependent).toMatchObject({ no: 'N-01', computed: '4.14万', printed: '4.14万人', status: 'ok' })
  expect(selfReliant).toMatchObject({ no: 'N-02', computed: '20.23万', status: 'ok' })
  expect(over80).toMatchObject({ no: 'N-03', computed: '3.66万', printed: '3.65万人', status: 'truncated' })
  const { from60to69, from70to79, from80 } = shipped().printed
  expect([from60to69, from70to79, from80].reduce((sum, { rate }) => sum + rate[0], 0)).toBe(100)
  expect(growth!.computed).toBe('+3.55万，+17.05%，每年 3.20%')
  expect(shown.printed[4]!.computed).toBe('108.6万；110.5万')
  expect(shown.printedNote).toContain('两群人')
  expect((await show(2, await make(2, 'resident'))).printed).toEqual([])
})

test('17 % of elders until 2030 and not a year longer, with the footnote as source [YB-028]', async () => {
  const shown = await show(3, await make(3, 'resident'))
  expect(shown.needYears).toEqual([2020, 2025, 2030, 2035])
  const dependent = need(shown, 'ability.dependent-share')!
  const elders = shown.years[10]!.ranges['60+']!.value!
  expect(dependent.clause).toBe('脚注（文末）')
  expect(Math.abs(dependent.values[2]! - elders * 0.17)).toBeLessThan(1)
  expect(dependent.values[3]).toBeNull()
  const source = shown.sources.find(({ clause }) => clause === '脚注（文末）')
  expect(source).toMatchObject({ rate: '17%', validFrom: 2020, validTo: 2030, mark: 'printed', used: true })
})

test("beds: Wuxi's 40 for each thousand of two ages, none before its year; a rate of the other base or of nobody gives a gap", async () => {
  const wuxi = await show(5, await make(5, 'resident'))
  const elders = (range: string) => wuxi.years[5]!.ranges[range]!.value!
  expect(need(wuxi, 'beds.rate')!.values[0]).toBeNull()
  expect(Math.abs(need(wuxi, 'beds.rate')!.values[1]! - elders('60+') * 0.04)).toBeLessThan(1)
  expect(Math.abs(need(wuxi, 'beds.rate-65')!.values[1]! - elders('65+') * 0.04)).toBeLessThan(1)
  expect(need(wuxi, 'beds.nursing-share')!.values[1]).toBe(Math.ceil(need(wuxi, 'beds.rate')!.values[1]! * 0.6 - 1e-6))
  const yubei = await show(3, await make(3, 'resident'))
  expect(need(yubei, 'beds.rate')).toBeUndefined()
  expect(yubei.gaps.find(({ title }) => title === '养老床位')!.why).toContain('户籍')
  expect((await show(4, await make(4, 'resident'))).gaps.find(({ title }) => title === '养老床位')!.why).toContain('没有来源')
  expect(yubei.gaps.some(({ title }) => title.includes('重度失能'))).toBe(true)
  const land = need(await show(2, await make(2, 'resident')), 'land.per-person')!
  expect(land.values).toEqual([Math.round(650_694 * 0.2), null, null, null])
})

test('the register carries on only those whom it knows; money by age, towns add up; two bases never compare', async () => {
  const district = 4
  const villages = await world.owner<{ key: number; town: number }>(
    `select v.area as key, v.parent as town from registry.area_period v join registry.area_period t on t.area = v.parent where t.parent = $1 order by v.area limit 200`,
    [district],
  )
  const towns = [...new Map(villages.map((village) => [village.town, village.key])).values()].slice(0, 2)
  await world.as(clerkOf(district), async (ctx) => {
    const people = ['1940-05-01', '1946-11-25', '1946-11-26', '1966-01-01', '1970-01-01'].map((birth, at) => ({
      birth,
      sex: at % 2 ? ('male' as const) : ('female' as const),
      name: `试验${'甲乙丙丁戊'[at]}`,
      citizenId: null,
      area: towns[at % 2]!,
      facts: [{ kind: 'person.registered-here', value: 'true', from: '2020-01-01' }],
    }))
    const source = await recordSource(ctx, { kind: 'town', label: '试验', reportedOn: '2026-11-01' })
    await bulkRegister(ctx, { rows: people, source })
  })
  const registered = await make(district, 'registered')
  const shown = await show(district, registered)
  expect(shown.baseDay).toBe('2026-11-25')
  expect(shown.years[0]!.ranges).toMatchObject({ '60+': { value: 4 }, '80+': { value: 2 } })
  expect(shown.years[1]!.ranges['60+']!.value).toBeNull()
  expect(shown.years[5]!.ranges['80+']!.value).not.toBeNull()
  expect(shown.towns.reduce((sum, { elders }) => sum + elders, 0)).toBe(4)
  expect(shown.towns.reduce((sum, { values }) => sum + values[0]!, 0)).toBe(4)
  const resident = await make(district, 'resident')
  await expect(
    world.as(clerkOf(district), (ctx) => compareForecasts(ctx, { params: { id: registered }, query: { with: resident } })),
  ).rejects.toThrow('口径不同')
  const again = await make(district, 'resident', { lastYear: 2030, seed: 2 })
  const compared = await world.as(clerkOf(district), (ctx) =>
    compareForecasts(ctx, { params: { id: again }, query: { with: resident } }),
  )
  expect(compared.changes.map(({ title }) => title)).toEqual(['推算到', '抽样种子'])
  expect(compared.years.every(({ difference }) => difference === 0)).toBe(true)
  expect(compared.years.at(-1)!.year).toBe(2030)
})

test('another district sees none of it; who has no census table or no register is told what to do', async () => {
  const id = await make(2, 'resident')
  await expect(show(5, id)).rejects.toMatchObject({ kind: 'not-found' })
  const list = await world.as(clerkOf(5), (ctx) => listForecasts(ctx, { query: { page: 1, size: 200, base: 'all' } }))
  expect(list.rows.map((row) => row.id)).not.toContain(id)
  await expect(make(1, 'registered')).rejects.toThrow('登记册里没有')
  await expect(make(99, 'resident')).rejects.toThrow('没有本区的人口普查分年龄表')
  await expect(make(4, 'registered', { lastYear: 2026 })).rejects.toThrow('没有可推的年份')
})
