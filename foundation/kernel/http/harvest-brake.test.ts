// File after file: counted once each, slowed above the limit, told once, never refused; an act over many elders is no harvest.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '@songhe/basics/ids'
import { audit } from '../audit.ts'
import { type TestWorld, testDatabase } from '../testing.ts'
import { harvestBrake } from './harvest-brake.ts'

let world: TestWorld
const people = Array.from({ length: 12 }, () => newId())

beforeAll(async () => {
  world = await testDatabase([])
  await world.owner(`insert into kernel.setting values (4, 'harvest.files-in-ten-minutes', '5')`)
})
afterAll(() => world.close())

test('the sixth file of ten minutes is slowed, a file seen before is not counted again, and the log says it once', async () => {
  const brake = harvestBrake()
  const look = (seen: string[], minute: number) =>
    world.as({ district: 4, staff: '王', now: new Date(Date.UTC(2026, 10, 25, 8, minute)) }, async (ctx) => {
      for (const person of seen) await audit(ctx, { event: 'person.viewed', person })
      return brake.note(ctx)
    })
  for (const person of [...people.slice(0, 5), ...people.slice(0, 5)]) expect(await look([person], 0)).toBe(0)
  expect(await look([people[5]!], 1)).toBeGreaterThan(0)
  expect(await look([people[6]!], 2)).toBeGreaterThan(0)
  expect(await look(people, 3), 'a step of work over twelve').toBe(0)
  expect(await look([people[7]!], 30), 'half an hour later').toBe(0)
  const told = await world.owner(`select count(*)::int as n from kernel.audit_entry where event = 'harvest.slowed'`)
  expect(told[0].n).toBe(1)
})
