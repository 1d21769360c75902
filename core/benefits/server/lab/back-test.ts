// 回测: stand some months back, forecast with what the district is now known to have had then, and state how far the middle was from what those months really owed.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { addMonths, monthOf } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import type * as contract from '../../contract-lab.ts'
import { drawn, factsOf } from './forecast.ts'
import { loadRoll } from './load-roll.ts'
import { ratesOf } from './rates.ts'
import { type DatedColumn, judgingDays, type Roll } from './roll.ts'
import { IN_FORCE, type ReadScheme, readSchemes } from './schemes.ts'
import { weigh } from './weigh.ts'

type Reply = ReplyOf<typeof contract.backTest>

export async function backTest(ctx: Context, { query }: InputOf<typeof contract.backTest>): Promise<Reply> {
  const from = addMonths(monthOf(today(ctx)), -query.months)
  const days = judgingDays(from, query.months)
  const [scheme] = (await readSchemes(ctx, [IN_FORCE], days)) as [ReadScheme]
  const roll = await loadRoll(ctx, from, factsOf(scheme))
  const real = weigh(roll, scheme, days).months
  const { draws } = await drawn(asItStood(roll), scheme, days, await ratesOf(ctx, roll, false), query)
  const paid = await paidBy(ctx, from)
  const months = days.map((day, i) => {
    const told = draws.map((fen) => fen[i]!).sort((a, b) => a - b)[Math.floor(draws.length / 2)]!
    const owed = real[i]!.fen
    return {
      month: monthOf(day),
      forecast: told,
      owed,
      paid: paid.get(monthOf(day)) ?? null,
      errorPerMille: owed === 0 ? null : Math.round(((told - owed) / owed) * 1_000),
    }
  })
  const errors = months.flatMap(({ errorPerMille }) => (errorPerMille === null ? [] : [Math.abs(errorPerMille)]))
  return {
    from,
    persons: roll.length,
    months,
    meanPerMille: errors.length === 0 ? null : Math.round(errors.reduce((sum, one) => sum + one, 0) / errors.length),
    worstPerMille: errors.length === 0 ? null : Math.max(...errors),
  }
}

/** Nothing of what came later is known: only birthdays are. */
function asItStood(roll: Roll): Roll {
  const still = ({ column, turns }: DatedColumn): DatedColumn => ({
    column,
    turns: turns.map(() => ({ rows: new Int32Array(), values: new Float64Array() })),
  })
  return { ...roll, present: still(roll.present), facts: new Map([...roll.facts].map(([fact, dated]) => [fact, still(dated)])) }
}

async function paidBy(ctx: Context, from: string): Promise<Map<string, number>> {
  const found = await sql<{ month: string; fen: number }>`
    select l.for_month as month, sum(l.fen)::float8 as fen from benefits.line l
      join benefits.run r on r.district = l.district and r.id = l.run and r.kind = 'regular' and r.state in ('approved', 'sent', 'settled')
    where l.district = ${ctx.principal.district} and l.for_month >= ${from} and l.kind = 'month' and l.state <> 'cancelled' group by l.for_month`.execute(
    ctx.db,
  )
  return new Map(found.rows.map(({ month, fen }) => [month, fen]))
}
