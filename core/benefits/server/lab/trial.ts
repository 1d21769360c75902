// What both the figures and the names of a trial stand on: the schemes read, the roll at hand, everything weighed or found among what was weighed before.
import type { Day } from '@songhe/basics/day'
import { createHash } from 'node:crypto'
import type { Context } from '@songhe/kernel/context'
import { monthOf } from '@songhe/basics/day'
import { today } from '@songhe/kernel/today'
import { keep, type KeptRoll, rollFor } from './kept-rolls.ts'
import { judgingDays, type Roll } from './roll.ts'
import { IN_FORCE, type ReadScheme, readSchemes, schemesFrom } from './schemes.ts'
import { factsAsked, timelineOf } from './timeline.ts'
import { weigh, type Weighed } from './weigh.ts'

export interface Trial {
  roll: Roll
  days: Day[]
  before: Weighed
  schemes: { read: ReadScheme; weighed: Weighed }[]
  /** Counting alone, without loading the roll. */
  milliseconds: number
}

/** Facts that the breakdown needs beside what the tables ask for. */
export const BREAKDOWN_FACTS = ['ability.level']
const KEPT = { timelines: 24, weighed: 8 }

export async function tryOut(ctx: Context, asked: { schemes: string; months: number }): Promise<Trial> {
  const days = judgingDays(monthOf(today(ctx)), asked.months)
  const [inForce, ...schemes] = await readSchemes(ctx, [IN_FORCE, ...schemesFrom(asked.schemes)], days)
  const tables = [inForce!, ...schemes].flatMap((scheme) => scheme.tables)
  const own = await rollFor(ctx, [...new Set([...tables.flatMap(({ table }) => factsAsked(table)), ...BREAKDOWN_FACTS])])
  const started = performance.now()
  const before = weighed(own, inForce!, days)
  const each = []
  for (const read of schemes) {
    // Others are answered between two schemes.
    await new Promise((resolve) => setImmediate(resolve))
    each.push({ read, weighed: weighed(own, read, days) })
  }
  return { roll: own.roll, days, before, schemes: each, milliseconds: performance.now() - started }
}

/** The same tables over the same months say the same: only what a slider moved is decided anew. */
function weighed(own: KeptRoll, scheme: ReadScheme, days: readonly Day[]): Weighed {
  const told = scheme.tables.map(({ pack, state, digest, validFrom, validTo }) => [pack, state, digest, validFrom, validTo])
  const key = digestOf([told, days.map((day) => scheme.on(day).rules), days.length])
  return keep(own.weighed, KEPT.weighed, key, () =>
    weigh(own.roll, scheme, days, {
      timeline: (roll, { state, digest, table }, over, start) =>
        keep(own.timelines, KEPT.timelines, `${state}/${digest}/${start}/${over.length}`, () =>
          timelineOf(roll, table, over, start),
        ),
    }),
  )
}

const digestOf = (told: unknown) => createHash('sha256').update(JSON.stringify(told)).digest('base64')
