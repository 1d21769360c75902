// 试算: what schemes would pay in the coming months over the real roll, and who gains and loses. Pays nobody, keeps nothing.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import type { Context } from '@songhe/kernel/context'
import type * as contract from '../../contract-lab.ts'
import { programmeTitle } from '../cases/queue-rows.ts'
import { breakdowns, compared } from './breakdown.ts'
import { ABILITY_WORDS, placesOf, scopeName } from './places-of-lab.ts'
import { tryOut } from './trial.ts'
import type { Weighed } from './weigh.ts'

type Reply = ReplyOf<typeof contract.simulate>

export async function simulate(ctx: Context, { query }: InputOf<typeof contract.simulate>): Promise<Reply> {
  const trial = await tryOut(ctx, query)
  const { roll, before, days } = trial
  const places = await placesOf(ctx, days[0]!)
  const place = await scopeName(ctx, days[0]!)
  const started = performance.now()
  const parts = breakdowns(roll, days[0]!, places, ABILITY_WORDS)
  const schemes = trial.schemes.map(({ read, weighed }) => {
    const { gain, lose, groups } = compared(before, weighed, parts)
    return {
      ...shownOf(weighed),
      name: read.name,
      gain,
      lose,
      groups,
      missing: weighed.missing,
      unconfirmed: weighed.unconfirmed,
      example: read.tables.some(({ example }) => example),
    }
  })
  return {
    roll: { loadedAt: new Date(roll.loadedAt).toISOString(), persons: roll.length, place },
    milliseconds: Math.round(trial.milliseconds + performance.now() - started),
    before: shownOf(before),
    schemes,
  }
}

const shownOf = ({ months, programmes, persons }: Weighed) => ({
  persons,
  fen: months.reduce((sum, { fen }) => sum + fen, 0),
  months: months,
  programmes: [...programmes]
    .map(([programme, share]) => ({ programme, title: programmeTitle(programme), ...share }))
    .sort((a, b) => b.fen - a.fen),
})
