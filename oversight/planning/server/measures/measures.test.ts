import { newId } from '@songhe/basics/ids'
import type { Measure, MeasureQuestion } from '@songhe/kernel/measure'
import type { TestWorld } from '@songhe/kernel/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeFacility } from '../../../../core/facilities/server/register/close-facility.ts'
import { placeIn, type Place } from '../../../../core/facilities/server/testing-facilities.ts'
import { clerkOf, DIANJIANG, openSites, planningWorld } from '../testing-planning.ts'
import { rollUpMonths } from './roll-up.ts'

let world: TestWorld
let [street, town, village]: Place[] = []
beforeAll(async () => {
  world = await planningWorld()
  street = await placeIn(world, DIANJIANG, 'street')
  town = await placeIn(world, DIANJIANG, 'town')
  village = await placeIn(world, DIANJIANG, 'villagers')
})
afterAll(() => world.close())

const CLERK = clerkOf(DIANJIANG)
const NOW = { from: '2026-01-01', to: '2026-11-25', knownAt: null }

interface Counted {
  area: number
  split: string
  object: string
  day: string
  value: string
}

async function count(key: string, question: Partial<MeasureQuestion> = {}, who = CLERK): Promise<Counted[]> {
  return world.as(who, async (ctx) => {
    const records = ctx.catalogue.measures.get(key)!.records({ district: DIANJIANG, ...NOW, ...question })
    return (await sql<Counted>`select * from (${records}) r order by object, split`.execute(ctx.db)).rows
  })
}

test('every measure of every room can be asked now, and at an earlier state of knowledge where it remembers', async () => {
  const measures = await world.as(CLERK, async (ctx) => [...ctx.catalogue.measures.values()])
  expect(measures.length).toBeGreaterThan(15)
  const wrong: string[] = []
  for (const measure of measures) {
    for (const knownAt of measure.remembers ? [null, new Date('2026-06-30T00:00:00Z')] : [null])
      await world.as(CLERK, async (ctx) => {
        const records = measure.records({ district: DIANJIANG, ...NOW, knownAt })
        await sql`select area + 0, split || '', object || '', day - 0, value * 1 from (${records}) r`.execute(ctx.db)
      })
    if (!titled(measure)) wrong.push(measure.key)
  }
  expect(wrong).toEqual([])
})

const titled = ({ key, title, note, opens, unit }: Measure) =>
  key.includes('.') && title && note.endsWith('。') && opens.startsWith('/') && unit

test('sites, beds, towns with a centre and villages served are counted on the day, and closing takes them out', async () => {
  const [centre, station] = await openSites(world, DIANJIANG, [
    { name: '甲中心', area: town!.key, kind: 'town-centre', from: '2024-03-01' },
    { name: '乙点', area: village!.key, kind: 'village-point', from: '2025-01-01' },
    {
      name: '丙院',
      area: town!.key,
      kind: 'village-home',
      from: '2023-01-01',
      facts: [
        { kind: 'facility.beds.nursing', value: '30' },
        { kind: 'facility.beds.ordinary', value: '70' },
        { kind: 'facility.beds.day', value: '5' },
        { kind: 'facility.operation-mode', value: 'public' },
      ],
    },
  ])
  expect((await count('facilities.sites')).map(({ split }) => split).sort()).toEqual([
    'town-centre',
    'village-home',
    'village-point',
  ])
  expect((await count('facilities.sites', { to: '2024-06-30' })).map(({ split }) => split).sort()).toEqual([
    'town-centre',
    'village-home',
  ])
  const beds = await count('facilities.beds')
  expect(beds.map(({ split, value }) => [split, Number(value)]).sort()).toEqual([
    ['nursing', 30],
    ['ordinary', 70],
  ])
  expect((await count('facilities.public-beds')).reduce((sum, { value }) => sum + Number(value), 0)).toBe(100)
  expect((await count('facilities.towns-with-centre')).map(({ object }) => Number(object))).toEqual([town!.key])
  expect((await count('facilities.towns')).length).toBe(26)
  expect((await count('facilities.villages')).length).toBe(301)
  expect((await count('facilities.villages-served')).map(({ object, split }) => [Number(object), split])).toEqual([
    [village!.key, 'villagers'],
  ])

  const before = new Date()
  await world.as(CLERK, (ctx) =>
    closeFacility(ctx, { params: { id: centre!.id }, body: { id: newId(), day: '2026-11-01', reason: '停止运营' } as never }),
  )
  expect(await count('facilities.towns-with-centre')).toEqual([])
  expect((await count('facilities.towns-with-centre', { to: '2026-10-31' })).length).toBe(1)
  expect((await count('facilities.towns-with-centre', { knownAt: before })).length).toBe(1)
  expect((await count('facilities.sites', { knownAt: before })).some(({ object }) => object === station!.id)).toBe(true)
})

test('a town officer counts the own town only', async () => {
  const officer = { ...CLERK, roles: ['town-officer' as const], staff: '镇街', areas: [street!.key] }
  expect((await count('facilities.towns', {}, officer)).map(({ object }) => Number(object))).toEqual([street!.key])
  expect(await count('facilities.sites', {}, officer)).toEqual([])
})

test('elders are counted by age on the day, by base, and as it was known then', async () => {
  const person = async (birth: string, facts: string[], more: Record<string, unknown> = {}) => {
    const id = newId()
    const row = {
      district: DIANJIANG,
      id,
      area: village!.key,
      name: '测某',
      name_masked: '测*',
      sex: 'female',
      birth,
      created_at: '2026-01-01T00:00:00Z',
      ...more,
    }
    await world.owner(
      `insert into registry.person (${Object.keys(row).join(', ')}) values (${Object.keys(row)
        .map((_, i) => `$${i + 1}`)
        .join(', ')})`,
      Object.values(row),
    )
    for (const kind of facts)
      await world.owner(
        `insert into registry.fact (district, id, person, area, kind, value, valid_from, source, recorded_at) values ($1, $2, $3, $4, $5, 'true', '2020-01-01', $6, '2026-01-01T00:00:00Z')`,
        [DIANJIANG, newId(), id, village!.key, kind, newId()],
      )
    return id
  }
  const [registered, resident] = [['person.registered-here'], ['person.resides-here']]
  await person('1966-11-25', registered)
  await person('1966-11-26', registered)
  await person('1936-05-01', [...registered, ...resident, 'living.alone'])
  await person('1950-01-01', resident)
  const dead = await person('1940-01-01', registered, { died_on: '2026-10-01' })
  await world.owner(
    `insert into registry.life_event (district, id, person, area, kind, day, recorded_by, recorded_at) values ($1, $2, $3, $4, 'death', '2026-10-01', '试', '2026-11-10T00:00:00Z')`,
    [DIANJIANG, newId(), dead, village!.key],
  )
  expect((await count('registry.elders-registered')).map(({ split }) => split).sort()).toEqual(['60-64', '90-99'])
  expect((await count('registry.elders-registered', { to: '2026-09-30' })).map(({ split }) => split).sort()).toEqual([
    '80-89',
    '90-99',
  ])
  expect((await count('registry.elders-resident')).map(({ split }) => split).sort()).toEqual(['70-79', '90-99'])
  expect((await count('registry.elders-with-trait')).map(({ split }) => split)).toEqual(['living.alone'])
  // The death of October was told in November: in October she was counted.
  expect(
    (await count('registry.elders-registered', { to: '2026-10-31', knownAt: new Date('2026-11-01T00:00:00Z') })).length,
  ).toBe(2)
  expect((await count('registry.elders-registered', { to: '2026-10-31' })).length).toBe(1)
})

test('cells add up by month and town to what the records say, twice the same, and one month leaves the others', async () => {
  const cells = () =>
    world.owner(
      'select measure, split, area, month, value::float8 as value, records from planning.cell where district = $1 order by 1, 2, 3, 4',
      [DIANJIANG],
    )
  await world.as(CLERK, (ctx) => rollUpMonths(ctx, ['2026-10', '2026-11']))
  const first = await cells()
  expect(first.filter(({ measure, month }) => measure === 'facilities.towns' && month === '2026-11').length).toBe(26)
  const sum = (key: string, month: string) =>
    first.filter((cell) => cell.measure === key && cell.month === month).reduce((total, { value }) => total + value, 0)
  expect([sum('facilities.towns-with-centre', '2026-10'), sum('facilities.towns-with-centre', '2026-11')]).toEqual([1, 0])
  expect(sum('registry.elders-registered', '2026-11')).toBe((await count('registry.elders-registered')).length)
  await world.as(CLERK, (ctx) => rollUpMonths(ctx, ['2026-11']))
  expect(await cells()).toEqual(first)
})
