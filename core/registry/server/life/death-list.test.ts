// A death list of another office: every row the same act as by hand, the same list twice changes nothing, undo gives everything back.
import { checkCharacter } from '@songhe/basics/citizen-id'
import { newId } from '@songhe/basics/ids'
import type { Announcement, Capability } from '@songhe/kernel/capability'
import type { RowProblem, SheetRow } from '@songhe/kernel/sheets/sheet'
import { type TestWorld, testDatabase } from '@songhe/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { capability } from '../capability.ts'
import { registerPerson } from '../people/register-person.ts'
import { plantAreas } from '../testing/plant-areas.ts'
import { deathList } from './death-list.ts'

const heard: Announcement[] = []
const listener: Capability = {
  name: 'listener',
  title: '听',
  reactions: ['person-died', 'death-reversed'].map((on) => ({
    on,
    when: 'now',
    run: async (_ctx, announcement) => void heard.push(announcement),
  })),
}
let world: TestWorld
beforeAll(async () => {
  world = await testDatabase([capability, listener], new Date('2026-11-24T02:00:00Z'))
  await plantAreas(world)
})
afterAll(() => world.close())

const idOf = (serial: number) => {
  const first17 = `50019919400601${serial}`
  return first17 + checkCharacter(first17)
}
async function elder(serial: number, name: string) {
  const id = newId()
  await world.as({}, (ctx) =>
    registerPerson(ctx, {
      body: {
        id,
        name,
        citizenId: idOf(serial),
        area: 1011,
        address: '',
        phone: '',
        source: { kind: 'police', label: '公安人口库', reportedOn: '2026-11-03' },
        facts: [],
      },
    }),
  )
  return id
}
const row = (number: number, serial: number, name: string, day: string): SheetRow => ({
  row: number,
  cells: { citizenId: idOf(serial), name, day },
  faulty: false,
})
async function* batches(rows: SheetRow[]) {
  yield rows
}
async function check(rows: SheetRow[]): Promise<RowProblem[]> {
  const problems: RowProblem[] = []
  await world.as({}, (ctx) => deathList.check!(ctx, { rows: batches(rows), options: {}, report: (one) => problems.push(one) }))
  return problems
}
const commit = (id: string, rows: SheetRow[]) =>
  world.as({}, (ctx) =>
    deathList.commit(ctx, {
      id,
      file: newId(),
      fileName: '火化名单.xlsx',
      rows: batches(rows),
      accepted: rows.length,
      options: { label: '区殡仪馆10月火化名单', reportedOn: '2026-11-02' },
      progress: async () => {},
    }),
  )
const diedOn = async (person: string) =>
  (await world.owner('select died_on::text as day from registry.person where id = $1', [person]))[0].day

test('bad rows are named: unknown, another name, twice, in the future, before birth', async () => {
  await elder(200, '唐文秀')
  const found = await check([
    row(2, 900, '某某', '2026-10-01'),
    row(3, 200, '唐文香', '2026-10-01'),
    row(4, 200, '唐文秀', '2026-10-01'),
    row(5, 200, '唐文秀', '2026-10-01'),
  ])
  expect(found.map(({ row, column }) => [row, column])).toEqual([
    [2, 'citizenId'],
    [3, 'name'],
    [4, 'citizenId'],
    [5, 'citizenId'],
  ])
  expect(found[1]!.reason).toContain('唐*秀')
  expect((await check([row(2, 200, '唐文秀', '2027-01-01')]))[0]!.reason).toBe('去世日期晚于今天。')
  expect((await check([row(2, 200, '唐文秀', '1939-01-01')]))[0]!.reason).toContain('早于出生日期')
})

test('each row is announced as a death; the same list again changes nothing; undo restores what the list changed and no other death', async () => {
  const [one, two] = [await elder(210, '罗成英'), await elder(212, '罗成芳')]
  const rows = [row(2, 210, '罗成英', '2026-10-05'), row(3, 212, '罗成芳', '2026-10-09')]
  expect(await check(rows)).toEqual([])
  heard.length = 0
  const [first, second] = [newId(), newId()]
  expect(await commit(first, rows)).toEqual({ added: 0, changed: 2, unchanged: 0 })
  expect(heard.map(({ event, body }) => [event, body.person, body.day])).toEqual([
    ['person-died', one, '2026-10-05'],
    ['person-died', two, '2026-10-09'],
  ])
  expect(await commit(second, rows)).toEqual({ added: 0, changed: 0, unchanged: 2 })
  expect(await world.as({}, (ctx) => deathList.undo(ctx, second))).toEqual({ closed: 0, restored: 0 })
  expect(await diedOn(one)).toBe('2026-10-05')
  expect(await world.as({}, (ctx) => deathList.undo(ctx, first))).toEqual({ closed: 0, restored: 2 })
  expect([await diedOn(one), await diedOn(two)]).toEqual([null, null])
  expect(heard.filter(({ event }) => event === 'death-reversed')).toHaveLength(2)
})
