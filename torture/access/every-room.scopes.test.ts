// Every room, at a quick scale: random accounts x places x targets never read or write across, and a new route without a sample fails here.
import { gather } from '@songhe/kernel/capability'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { capabilities } from '../../apps/server/capabilities.ts'
import { openArena } from '../arena.ts'
import { type AttackWorld, openAttackWorld } from './attack-world.ts'
import { layTripwire } from './probe.ts'
import { linesOf, tryScopes } from './scope-matrix.ts'
import { requestOf } from './requests.ts'

const seed = Number(process.env.SONGHE_SEED ?? Math.floor(Math.random() * 2 ** 31))
const arena = openArena('scopes', 'a', seed)
const times = Number(process.env.SONGHE_TEST_SCALE ?? 1)
let attack: AttackWorld

beforeAll(async () => {
  attack = await openAttackWorld({ oneIn: 12_000 })
  await layTripwire(attack)
})
afterAll(async () => {
  arena.close()
  await attack.close()
})

describe.each(capabilities.filter((room) => room.routes?.length).map((room) => [room.name, room] as const))(
  '%s',
  (_name, room) => {
    test(`nobody reads or writes across, and elsewhere looks like nowhere (seed ${seed})`, async () => {
      const lines = linesOf([room]).length
      const { faults, figures } = await tryScopes(attack, { probes: lines * 3 * times, rooms: [room], random: arena.random })
      expect(faults).toEqual([])
      expect(figures.probes).toBeGreaterThanOrEqual(lines * 3)
    })

    test('every line has a permission that somebody holds, and a sample that reaches it', () => {
      for (const line of linesOf([room])) {
        if (line.permission !== 'public' && line.permission !== 'signed-in')
          expect(
            gather(capabilities).permissions.get(line.permission)?.roles.length,
            `${line.method} ${line.path}`,
          ).toBeGreaterThan(0)
        for (const target of Object.values(attack.targets)) expect(() => requestOf(line, target)).not.toThrow()
      }
    })
  },
)

test('a broken wall is seen: one table without its scope turns the probe red', async () => {
  const room = capabilities.find(({ name }) => name === 'registry')!
  await attack.world.owner('alter table registry.person disable row level security')
  // Probes are drawn: some three hundred of them do not meet the broken table.
  let seen = false
  for (let turn = 0; turn < 8 && !seen; turn++) {
    const { faults } = await tryScopes(attack, { probes: 300, rooms: [room], random: arena.random })
    seen = faults.some((fault) => fault.includes('reads'))
  }
  await attack.world.owner('alter table registry.person enable row level security')
  expect(seen).toBe(true)
}, 120_000)
