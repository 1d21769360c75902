// 今后三十六个月: birthdays are certain, deaths, moves and lost ability are drawn again and again; the curve is the middle, the band what nine of ten draws stay within.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { type Day, monthOf } from '@songhe/basics/day'
import { invalid } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import type * as contract from '../../contract-lab.ts'
import { rollFor } from './kept-rolls.ts'
import { chances, drawLives, randomFrom, type Rates, type Worlds } from './lives.ts'
import { ableOf, LOST_LEVEL, ratesOf } from './rates.ts'
import { judgingDays, type Roll } from './roll.ts'
import { IN_FORCE, type ReadScheme, readSchemes, schemesFrom } from './schemes.ts'
import { stepsOf } from './steps.ts'
import { SURVIVAL_SOURCE } from './survival.ts'
import { factsAsked } from './timeline.ts'
import { BREAKDOWN_FACTS } from './trial.ts'

type Reply = ReplyOf<typeof contract.forecastScheme>

export async function forecastScheme(ctx: Context, { query }: InputOf<typeof contract.forecastScheme>): Promise<Reply> {
  const days = judgingDays(monthOf(today(ctx)), query.months)
  const asked = [IN_FORCE, ...schemesFrom(query.schemes)]
  const chosen = asked[query.scheme]
  if (!chosen) throw invalid('没有这个方案。', { next: '请刷新页面后再看。' })
  const [scheme] = (await readSchemes(ctx, [chosen], days)) as [ReadScheme]
  const { roll } = await rollFor(ctx, factsOf(scheme))
  const rates = await ratesOf(ctx, roll)
  const started = performance.now()
  const { still, draws } = await drawn(roll, scheme, days, rates, query)
  return {
    name: scheme.name,
    example: scheme.tables.some(({ example }) => example),
    seed: query.seed,
    draws: draws.length,
    persons: roll.length,
    milliseconds: Math.round(performance.now() - started),
    months: days.map((day, i) => ({ month: monthOf(day), still: still[i]!, ...band(draws.map((fen) => fen[i]!)) })),
    years: yearsOf(days, draws),
    assumptions: {
      survival: SURVIVAL_SOURCE,
      leavingPerYear: Math.round(rates.leaving * 12 * roll.length),
      comingPerYear: Math.round(rates.coming * 12),
      youngestPerYear: Math.round(rates.youngest * 12),
    },
  }
}

export const factsOf = ({ tables }: ReadScheme) => [
  ...new Set([...tables.flatMap(({ table }) => factsAsked(table)), ...BREAKDOWN_FACTS]),
]

/** @returns what stands if nobody dies, moves or loses ability, and what each drawn future pays, by month */
export async function drawn(
  roll: Roll,
  scheme: ReadScheme,
  days: readonly Day[],
  rates: Rates,
  { draws, seed }: { draws: number; seed: number },
): Promise<{ still: number[]; draws: Float64Array[] }> {
  const worlds: Worlds = {
    now: stepsOf(roll, scheme, days),
    worse: stepsOf(withLostAbility(roll), scheme, days),
    able: ableOf(roll),
  }
  const rows: number[] = []
  for (let row = 0; row < roll.length; row++) if (worlds.now.paid(row) || worlds.worse.paid(row)) rows.push(row)
  const chance = chances(roll, days.length, rates)
  const random = randomFrom(seed)
  const futures: Float64Array[] = []
  for (let draw = 0; draw < draws; draw++) {
    // Others are answered between two draws.
    await new Promise((resolve) => setImmediate(resolve))
    futures.push(drawLives(roll, worlds, Int32Array.from(rows), chance, rates, random))
  }
  return { still: worlds.now.totals, draws: futures }
}

/** The same roll, had everybody who is able lost their ability. */
function withLostAbility(roll: Roll): Roll {
  const fact = roll.facts.get('ability.level')!
  if (fact.column.type !== 'number') return roll
  const lost = LOST_LEVEL * 10 ** fact.column.places
  const values = fact.column.values.map((level) => (level >= lost ? level : lost))
  return {
    ...roll,
    facts: new Map(roll.facts).set('ability.level', { column: { ...fact.column, values }, turns: fact.turns.map(() => NOBODY) }),
  }
}

const NOBODY = { rows: new Int32Array(), values: new Float64Array() }

/** Five of a hundred draws lie below the band and five above. */
function band(fen: readonly number[]): { low: number; middle: number; high: number } {
  const sorted = [...fen].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!
  return { low: at(0.05), middle: at(0.5), high: at(0.95) }
}

function yearsOf(days: readonly Day[], draws: readonly Float64Array[]) {
  const years = Math.ceil(days.length / 12)
  return Array.from({ length: years }, (_, i) => {
    const [from, to] = [i * 12, Math.min(days.length, i * 12 + 12)]
    return {
      from: monthOf(days[from]!),
      to: monthOf(days[to - 1]!),
      ...band(draws.map((fen) => fen.subarray(from, to).reduce((sum, one) => sum + one, 0))),
    }
  })
}
