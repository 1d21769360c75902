// The laboratory: a slider moved over a whole roll and twelve months, from the question to the figures and groups, as the application role; memory beside it.
import { planForMany } from '@songhe/kernel/db/plan-for-many'
import { Scheme } from '../core/benefits/contract-lab.ts'
import { forgetRoll } from '../core/benefits/server/lab/kept-rolls.ts'
import { simulate } from '../core/benefits/server/lab/simulate.ts'
import { judgedInSql } from '../core/benefits/server/lab/testing-lab.ts'
import { tryOut } from '../core/benefits/server/lab/trial.ts'
import { CLERK, monthWorld } from '../core/benefits/server/month/testing-month.ts'
import { plantPopulation } from '../core/benefits/server/month/testing-population.ts'
import { median, timed } from './database-of-bench.ts'
import type { Figure } from './figure.ts'

const ROUNDS = 9
const raised = (yuan: number): Scheme =>
  Scheme.parse({ name: `${yuan}元`, base: 'published', cells: [['old-age-allowance', '80-89', '月标准', `${yuan}元`]] })

export async function sliderOfALaboratory(rows = 360_000): Promise<Figure[]> {
  const month = await monthWorld()
  try {
    await plantPopulation(month.world, rows)
    const ask = (schemes: Scheme[]) =>
      month.as(CLERK, (ctx) => simulate(ctx, { query: { schemes: JSON.stringify(schemes), months: 12 } }))
    const memory = process.memoryUsage.rss()
    const first = await timed(() => ask([]))
    // Each move is another amount, so nothing of the moved table is known from before.
    const one: number[] = []
    const four: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      one.push(await timed(() => ask([raised(101 + round)])))
      four.push(await timed(() => ask([1, 2, 3, 4].map((i) => raised(200 + 10 * round + i)))))
    }
    const grown = Math.round((process.memoryUsage.rss() - memory) / 1e6)
    const inSql = await month.as(CLERK, async (ctx) => {
      const trial = await tryOut(ctx, { schemes: JSON.stringify([raised(101)]), months: 12 })
      const [on, ours] = [trial.days[0]!, trial.schemes[0]!]
      const started = performance.now()
      const told = await planForMany(ctx, () => judgedInSql(ctx, ours.read, on))
      const took = performance.now() - started
      if (told.fen !== ours.weighed.months[0]!.fen)
        throw new Error(`SQL says ${told.fen}, the columns ${ours.weighed.months[0]!.fen}`)
      return took
    })
    await month.as(CLERK, async (ctx) => forgetRoll(ctx))
    return [
      {
        goal: 'lab',
        what: `one amount moved: ${rows} elders x 12 months x five tables, figures and groups`,
        figure: `${Math.round(median(one))} ms (${one.map((ms) => Math.round(ms)).join(', ')}); four schemes side by side ${Math.round(median(four))} ms`,
        beside: `one month of it judged in SQL, same fen: ${Math.round(inSql)} ms; loading the roll and the first answer ${Math.round(first)} ms`,
        bar: '200 ms at 360,000',
      },
      {
        goal: 'lab',
        what: `memory of the roll in columns and what was worked out over it`,
        figure: `process grew by ${grown} MB, at most ${Math.round(process.resourceUsage().maxRSS / 1e3)} MB in all`,
        beside: `${rows} elders`,
        bar: '350 MB at 360,000',
      },
    ]
  } finally {
    await month.world.close()
  }
}
