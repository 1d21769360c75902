// M1: sixteen to sixty-four officials do the same thing in the same moment; it is done once, one of them is told so, the others are told in plain words.
import { MONTH_ROOMS, type MonthWorld, monthWorld } from '../../core/benefits/server/month/testing-month.ts'
import { brokenInvariants } from '../invariants.ts'
import { withProductDatabase } from '../product-database.ts'
import type { Arena, Finding, Trial } from '../trial.ts'
import { contest } from './contest.ts'
import { publishing } from './publishing.ts'
import { rounds } from './rounds.ts'

const CONNECTIONS = 64

async function contested(arena: Arena, times: number, breaks?: (month: MonthWorld) => Promise<unknown>): Promise<Finding> {
  const month = await monthWorld(undefined, CONNECTIONS)
  const faults: string[] = []
  const figures: Record<string, number> = { rounds: 0, attempts: 0 }
  try {
    await breaks?.(month)
    const tables = await publishing()
    try {
      const stages = rounds(month)
      for (let n = 0; n < times && faults.length < 20; n++) {
        const round = n % 8 === 7 ? await tables.next() : (await stages.next()).value
        const callers = 16 + Math.floor(arena.random() * 49)
        figures.rounds!++
        figures.attempts! += callers
        figures[round.what] = (figures[round.what] ?? 0) + 1
        faults.push(...(await contest(round, callers)))
      }
    } finally {
      await tables.close()
    }
    faults.push(...(await brokenInvariants((text) => month.world.owner(text), MONTH_ROOMS)))
  } finally {
    await month.world.close()
  }
  return { figures: { ...figures, doubles: faults.length }, faults }
}

export const m1: Trial = {
  id: 'M1',
  title: '16 to 64 callers compute, approve, send, pay, adjust, publish, register and merge the same thing in the same moment',
  target: '0 doubles in 10,000 contested rounds; exactly one caller is told that he did it',
  tier: 'a',
  run: (arena) => withProductDatabase(() => contested(arena, arena.count({ a: 160, b: 10_000, c: 10_000 }))),
  control: {
    breaks: 'the unique indexes on an open month, a regular month and a citizen number are dropped',
    run: (arena) =>
      withProductDatabase(() =>
        contested(arena, 8, ({ world }) =>
          world.owner('drop index benefits.run_open, benefits.run_regular, registry.person_citizen_id'),
        ),
      ),
  },
}
