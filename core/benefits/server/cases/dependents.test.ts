// What stands in the way of undoing an import: everything benefits did for these elders since, and nothing older.
import { newId } from '@songhe/basics/ids'
import { type TestWorld, testDatabase } from '@songhe/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dependents } from './dependents.ts'
import { casesRoom, DISTRICT, plantAreas, plantPerson, VILLAGE } from './testing-room.ts'

let world: TestWorld
beforeAll(async () => {
  world = await testDatabase(casesRoom)
  await plantAreas(world)
})
afterAll(() => world.close())

test('cases and granted benefits since the import are named; what was there before is not', async () => {
  const [person, other] = [await plantPerson(world), await plantPerson(world)]
  const at = async (day: string, number: string) =>
    world.owner(
      `insert into benefits.benefit_case (district, id, number, person, area, programme, state, origin, opened_at)
       values ($1, $2, $3, $4, $5, $3, 'town-check', 'application', $6)`,
      [DISTRICT, newId(), number, person, VILLAGE, day],
    )
  await at('2026-10-01', '旧案')
  await at('2026-11-20', '新案')
  await world.owner(
    `insert into benefits.entitlement (district, id, person, area, programme, start_month, created_at) values ($1, $2, $3, $4, 'x', '2026-12', '2026-11-21')`,
    [DISTRICT, newId(), other, VILLAGE],
  )
  const since = new Date('2026-11-01')
  const found = await world.as({ district: DISTRICT }, (ctx) => dependents.person(ctx, [person, other], since))
  expect(found).toEqual([
    { person, what: '待遇案件 新案' },
    { person: other, what: '待遇（2026-12 起）' },
  ])
})
