// Rolls in columns stay in the process for a while: the second slider needs no database. Whoever may see other places has another roll.
import { type Month, monthOf } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { lacking, loadRoll } from './load-roll.ts'
import type { Roll } from './roll.ts'
import type { Timeline } from './timeline.ts'
import type { Weighed } from './weigh.ts'

export interface KeptRoll {
  roll: Roll
  /** What was already worked out over this roll, newest last. */
  timelines: Map<string, Timeline>
  weighed: Map<string, Weighed>
}

const MINUTES = 30
/** Elders of all kept rolls together. */
const MOST_ROWS = 1_200_000
const kept = new Map<string, KeptRoll>()
const loading = new Map<string, Promise<Roll>>()

export async function rollFor(ctx: Context, facts: readonly string[]): Promise<KeptRoll> {
  const from = monthOf(today(ctx))
  const key = keyOf(ctx, from)
  const found = kept.get(key)
  const fresh = found && ctx.now.getTime() - found.roll.loadedAt < MINUTES * 60_000
  if (fresh && lacking(found.roll, facts).length === 0) {
    kept.delete(key)
    kept.set(key, found)
    return found
  }
  const roll = await onlyOnce(key, () => loadRoll(ctx, from, [...new Set([...(found?.roll.facts.keys() ?? []), ...facts])]))
  // Whoever waited for another's load may need a fact that the other did not ask for.
  if (lacking(roll, facts).length > 0) return rollFor(ctx, facts)
  const made = kept.get(key)?.roll === roll ? kept.get(key)! : { roll, timelines: new Map(), weighed: new Map() }
  kept.delete(key)
  kept.set(key, made)
  letGo()
  return made
}

/** 重新载入: what is asked next reads the register anew. */
export const forgetRoll = (ctx: Context) => void kept.delete(keyOf(ctx, monthOf(today(ctx))))

/** Of many results the ones asked for last stay. */
export function keep<Value>(among: Map<string, Value>, most: number, key: string, make: () => Value): Value {
  const value = among.get(key) ?? make()
  among.delete(key)
  among.set(key, value)
  for (const oldest of among.keys()) {
    if (among.size <= most) break
    among.delete(oldest)
  }
  return value
}

const keyOf = ({ principal: { district, areas } }: Context, from: Month) =>
  `${district}/${from}/${areas === null ? 'all' : [...areas].sort((a, b) => a - b).join()}`

async function onlyOnce(key: string, load: () => Promise<Roll>): Promise<Roll> {
  const running = loading.get(key)
  if (running) return running
  const started = load()
  loading.set(key, started)
  try {
    return await started
  } finally {
    loading.delete(key)
  }
}

function letGo() {
  let rows = [...kept.values()].reduce((sum, { roll }) => sum + roll.length, 0)
  for (const [key, { roll }] of kept) {
    if (rows <= MOST_ROWS || kept.size === 1) break
    kept.delete(key)
    rows -= roll.length
  }
}
