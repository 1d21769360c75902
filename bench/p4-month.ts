// P4: one production month for 200,000 persons and five programmes, from start to committed run, as the application role.
import { newId } from '@songhe/basics/ids'
import { startRun } from '../core/benefits/server/month/start-run.ts'
import { getRun } from '../core/benefits/server/month/run-store.ts'
import { CLERK, monthWorld } from '../core/benefits/server/month/testing-month.ts'
import { plantPopulation } from '../core/benefits/server/month/testing-population.ts'
import type { Figure } from './figure.ts'
import { median, timed } from './database-of-bench.ts'

const ROUNDS = 3

export async function largestMonth(rows = 200_000): Promise<Figure[]> {
  const month = await monthWorld()
  try {
    await plantPopulation(month.world, rows)
    const runs: number[] = []
    const bare: number[] = []
    let id = ''
    for (let round = 0; round < ROUNDS; round++) {
      id = newId()
      runs.push(await timed(() => month.as(CLERK, (ctx) => startRun(ctx, { body: { id, month: '2026-11', kind: 'regular' } }))))
      bare.push(await timed(() => bareCopy(month.world.owner, id)))
      if (round < ROUNDS - 1) await month.world.owner(`update benefits.run set state = 'discarded' where id = '${id}'`)
    }
    const run = await month.as(CLERK, (ctx) => getRun(ctx, id))
    return [
      {
        goal: 'P4',
        what: `month of ${run.persons} persons, ${run.lines} payable lines, snapshot kept`,
        figure: `${Math.round(median(runs))} ms (${runs.map((one) => Math.round(one)).join(', ')})`,
        beside: `the same rows copied by insert-select with key, nothing computed: ${Math.round(median(bare))} ms; ratio ${(median(runs) / median(bare)).toFixed(1)}`,
        bar: '5000 ms at 200,000',
      },
    ]
  } finally {
    await month.world.close()
  }
}

/** What storing alone costs: the run's snapshot and lines once more into tables of the same shape. */
async function bareCopy(owner: (text: string) => Promise<unknown>, run: string) {
  await owner(`create table public.bare_snapshot (like benefits.snapshot including indexes); create table public.bare_line (like benefits.line including indexes);
    insert into public.bare_snapshot select * from benefits.snapshot where run = '${run}';
    insert into public.bare_line select * from benefits.line where run = '${run}'; drop table public.bare_snapshot, public.bare_line`)
}
