// Z6: who looked at whom. Each act that its contract calls an act is in the log once, with the elder and the reason; nobody's file is read without it.
import type { Arena, Finding, Trial } from '../trial.ts'
import { withTestServer } from '../test-server.ts'
import { type AttackWorld, openAttackWorld } from './attack-world.ts'
import { layTripwire, openProber } from './probe.ts'
import { keyOf } from './requests.ts'
import { sweep } from './sweep.ts'

async function looks(_arena: Arena, breaks?: (attack: AttackWorld) => Promise<unknown>): Promise<Finding> {
  return withTestServer(async () => {
    const attack = await openAttackWorld()
    await layTripwire(attack)
    await breaks?.(attack)
    const { person, mark, twin, dead, gone } = attack.targets.village
    const elders = new Set([person, twin, dead, gone])
    const faults = new Set<string>()
    const prober = await openProber(attack)
    let [acts, looked] = [0, 0]
    try {
      for await (const { line, input, answer } of sweep(attack, prober)) {
        if (answer.status >= 300) continue
        const key = `${keyOf(line)}${line.path.endsWith('/sheet') ? ' (table)' : ''}`
        const named = Object.values({ ...input.params, ...input.query }).find((value) => elders.has(String(value)))
        const ofOne = named !== undefined && !/^\/(duplicates|cases|people|access\/audit)(\/sheet)?$/.test(line.path)
        const entries = answer.logged.filter(({ event }) => event === line.audit)
        if (line.audit && !started(answer.text)) {
          acts++
          // An act over several elders has a line for each of them.
          const elder = new Set(entries.map((entry) => entry.person))
          if (entries.length === 0 || entries.length > elder.size)
            faults.add(`${key}: ${entries.length} entries of ${line.audit}`)
        }
        if (!ofOne || (!answer.text.includes(mark) && line.method === 'GET')) continue
        looked++
        if (!answer.logged.some((entry) => entry.person !== null))
          faults.add(`${key}: an elder's file, and no line that names the elder`)
        const reason = input.body?.reason
        if (typeof reason === 'string' && !answer.logged.some((entry) => entry.reason.includes(reason)))
          faults.add(`${key}: the reason given is not in the log`)
      }
      return { figures: { acts, 'looks at one elder': looked }, faults: [...faults] }
    } finally {
      await prober.close()
      await attack.close()
    }
  })
}

/** A job does the act, and logs it when it does. */
const started = (text: string) => /^\{"job":/.test(text)

export const z6: Trial = {
  id: 'Z6',
  title: 'Every line of every contract called by every role that may: what it says it logs is compared with what the log holds',
  target:
    'one entry for each act, with the elder where one is concerned and the reason where one was given; 0 files read without',
  tier: 'a',
  run: (arena) => looks(arena),
  control: {
    breaks: 'the log swallows every look at a file',
    run: (arena) =>
      looks(arena, ({ world }) =>
        world.owner(`create view tripwire.kept as select seq, event, person, reason from kernel.audit_entry where event not like 'person.%';
          create or replace view tripwire.log as select * from tripwire.kept; grant select on tripwire.kept to songhe_app`),
      ),
  },
}
