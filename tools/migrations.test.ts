// Every room's migrations run on an empty database, and every table explains itself.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestWorld, testDatabase } from '@songhe/kernel/testing'

const room = (name: string, folder: string) => ({
  name,
  title: name,
  migrations: new URL(`../${folder}/migrations/`, import.meta.url),
})
let world: TestWorld
beforeAll(async () => {
  world = await testDatabase([
    room('ledger', 'foundation/ledger'),
    room('registry', 'core/registry'),
    room('policy', 'core/policy'),
    room('facilities', 'core/facilities'),
    room('benefits', 'core/benefits'),
    room('access', 'oversight/access'),
    room('planning', 'oversight/planning'),
  ])
})
afterAll(() => world.close())

test('every table carries a comment', async () => {
  const bare =
    await world.owner(`select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'v') and n.nspname in ('kernel', 'ledger', 'registry', 'policy', 'facilities', 'benefits', 'access', 'planning')
      and obj_description(c.oid) is null and c.oid::regclass::text <> 'kernel.migration'`)
  expect(bare).toEqual([])
})

test('every table with a district has it first in its key and stands behind row level security', async () => {
  const open =
    await world.owner(`select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute d on d.attrelid = c.oid and d.attname = 'district'
    where c.relkind = 'r' and n.nspname in ('ledger', 'registry', 'policy', 'facilities', 'benefits', 'access', 'planning') and (not c.relrowsecurity
      or not exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary and i.indkey[0] = d.attnum))
      and c.oid::regclass::text not in ('registry.id_prefix')`)
  expect(open).toEqual([])
})
