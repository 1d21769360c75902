// Z1: who may, may; who may not, learns nothing. At full scale here, at a quick one beside every change (every-room.scopes.test.ts).
import type { Arena, Finding, Trial } from '../trial.ts'
import { type AttackWorld, openAttackWorld } from './attack-world.ts'
import { withTestServer } from '../test-server.ts'
import { layTripwire } from './probe.ts'
import { tryScopes } from './scope-matrix.ts'

async function scopes(arena: Arena, probes: number, breaks?: (attack: AttackWorld) => Promise<unknown>): Promise<Finding> {
  return withTestServer(async () => {
    const attack = await openAttackWorld()
    try {
      await layTripwire(attack)
      await breaks?.(attack)
      return await tryScopes(attack, { probes, random: arena.random })
    } finally {
      await attack.close()
    }
  })
}

export const z1: Trial = {
  id: 'Z1',
  title:
    'Every route, by every role, from every place, towards what is its own, its neighbour’s, another district’s and what does not exist',
  target:
    '0 reads and 0 writes outside the place of the account, 0 answers that tell existence apart; 36,000 probes at full scale',
  tier: 'a',
  run: (arena) => scopes(arena, arena.count({ a: 5_000, b: 36_000, c: 36_000 })),
  control: {
    breaks: 'row level security is switched off on one table, registry.person',
    run: (arena) => scopes(arena, 1_500, ({ world }) => world.owner('alter table registry.person disable row level security')),
  },
}
