// F9: search boxes and filters with strings made to be slow. A statement has a limit; nothing comes near it.
import { type AttackWorld, openAttackWorld } from '../access/attack-world.ts'
import { layTripwire, openProber } from '../access/probe.ts'
import { keyOf, requestOf, schemaOf } from '../access/requests.ts'
import { linesOf, mayCall } from '../access/scope-matrix.ts'
import { withTestServer } from '../test-server.ts'
import type { Arena, Finding, Trial } from '../trial.ts'

const MOST_MS = 2_000
const EVIL = [
  '%'.repeat(60),
  '_'.repeat(60),
  '某',
  '张',
  'a',
  'zz',
  `${'(a+'.repeat(15)}`,
  '(.*)*'.repeat(10),
  '\\'.repeat(60),
  '阿'.repeat(60),
  'a'.repeat(60),
  '０'.repeat(18),
  '1'.repeat(18),
  '0000',
  '１３９',
  "' or '1'='1",
  '*?[]{}|^$',
  ' '.repeat(59) + 'x',
  'é'.repeat(60),
  '𠮷'.repeat(30),
]
/** `reason` beside a table taken away is what it is wanted for, not a search. */
const FREE = [
  'q',
  'text',
  'actor',
  'event',
  'number',
  'document',
  'clause',
  'missing',
  'state',
  'programme',
  'trait',
  'reason',
  'sheet',
]

async function searches(arena: Arena, breaks?: (attack: AttackWorld) => Promise<unknown>): Promise<Finding> {
  return withTestServer(async () => {
    const attack = await openAttackWorld({ oneIn: breaks ? 12_000 : arena.count({ a: 400, b: 40, c: 10 }) })
    await layTripwire(attack)
    await breaks?.(attack)
    const prober = await openProber(attack)
    const faults = new Set<string>()
    let [sent, slowest] = [0, 0]
    try {
      for (const line of linesOf(attack.catalogue.capabilities)) {
        if (line.method !== 'GET' || !line.query) continue
        const boxes = Object.entries(schemaOf(line.query).properties ?? {}).filter(
          ([name, schema]) =>
            FREE.includes(name) && schema.type === 'string' && !(name === 'reason' && line.path.endsWith('/sheet')),
        )
        const caller = attack.attackers.find((one) => one.post === 'district' && mayCall(attack, line, one))!
        for (const [box] of boxes)
          for (const evil of breaks ? ['某'] : EVIL) {
            const input = requestOf(line, attack.targets.village)
            const started = performance.now()
            const answer = await prober.send(line, caller, { ...input, query: { ...input.query, [box]: evil } })
            const ms = Math.round(performance.now() - started)
            sent++
            slowest = Math.max(slowest, ms)
            if (ms > MOST_MS) faults.add(`${keyOf(line)} ${box}=${evil.slice(0, 20)}: ${ms} ms`)
            if (answer.status >= 500) faults.add(`${keyOf(line)} ${box}=${evil.slice(0, 20)}: ${answer.status}`)
          }
      }
      const [people] = await attack.world.owner<{ n: number }>('select count(*)::int as n from registry.person')
      return { figures: { searches: sent, elders: people!.n, 'slowest ms': slowest }, faults: [...faults] }
    } finally {
      await prober.close()
      await attack.close()
    }
  })
}

export const f9: Trial = {
  id: 'F9',
  title: 'Every search box and filter with strings that are made to be slow',
  target: 'no answer over 2 s, none of the 500 kind',
  tier: 'a',
  run: (arena) => searches(arena),
  control: {
    breaks: 'each row of the register takes a hundredth of a second to look at',
    run: (arena) =>
      searches(arena, ({ world }) =>
        world.owner(
          `create policy slow on registry.person as restrictive to songhe_app using ((select pg_sleep(0.01)) is not null and pg_sleep(0.01) is not null)`,
        ),
      ),
  },
}
