// P14: the leader's page of a district with all its tables imported, from the cells: milliseconds on the server, and how many of them are the database's.
import { capability as benefits } from '@songhe/benefits/capability'
import { capability as facilities } from '@songhe/facilities/capability'
import { sheetsCapability as sheets } from '@songhe/kernel/sheets/capability'
import { testDatabase } from '@songhe/kernel/testing'
import { capability as ledger } from '@songhe/ledger/capability'
import { capability as planning } from '@songhe/planning/capability'
import { capability as policy } from '@songhe/policy/capability'
import { capability as registry } from '@songhe/registry/capability'
import { sql } from 'kysely'
import { importTables } from '../oversight/planning/server/demo/plant-numbers.ts'
import { showCoverage } from '../oversight/planning/server/coverage/show-coverage.ts'
import { showLeader } from '../oversight/planning/server/leader/show-leader.ts'
import { rollUpMonths, usualMonths } from '../oversight/planning/server/measures/roll-up.ts'
import { percentile, timed } from './database-of-bench.ts'
import type { Figure } from './figure.ts'

const ROUNDS = 100
const PAGES = [
  { district: 2, region: 'dianjiang', name: '垫江（全覆盖计划）' },
  { district: 3, region: 'yubei', name: '渝北（36 项指标）' },
]

export async function leaderFromCells(): Promise<Figure[]> {
  const world = await testDatabase([sheets, ledger, registry, policy, facilities, benefits, planning])
  try {
    const owner = { query: (text: string, values?: unknown[]) => world.owner(text, values) } as never
    for (const room of [registry, policy, facilities]) await room.references!(owner)
    const figures: Figure[] = []
    for (const { district, region, name } of PAGES) {
      const who = { district }
      await world.as(who, (ctx) => importTables(ctx, region))
      await world.as(who, async (ctx) => rollUpMonths(ctx, await usualMonths(ctx)))
      // As many cells as a full district has: every measure, split and town of thirteen months.
      await world.as(who, (ctx) =>
        sql`insert into planning.cell (district, measure, split, area, month, value, records)
          select ${district}, 'bench.' || m, 's' || s, t.area, c.month, 1, 1 from generate_series(1, 25) m, generate_series(1, 6) s,
            (select area from registry.area_period where parent = ${district}) t, (select distinct month from planning.roll_up where district = ${district}) c
          on conflict do nothing`.execute(ctx.db),
      )
      for (const table of ['cell', 'indicator', 'printed_value', 'flag', 'coverage_line'])
        await world.owner(`vacuum analyze planning.${table}`)
      const page = async () => world.as(who, (ctx) => showLeader(ctx))
      for (let i = 0; i < 10; i++) await page()
      const times: number[] = []
      for (let i = 0; i < ROUNDS; i++) times.push(await timed(page))
      const empty: number[] = []
      for (let i = 0; i < ROUNDS; i++) empty.push(await timed(() => world.as(who, (ctx) => sql`select 1`.execute(ctx.db))))
      const coverage = region === 'dianjiang' ? await timed(() => world.as(who, (ctx) => showCoverage(ctx))) : 0
      figures.push({
        goal: 'P14',
        what: `leader's page of ${name}`,
        figure: `p50 ${percentile(times, 0.5).toFixed(1)} ms, p95 ${percentile(times, 0.95).toFixed(1)} ms`,
        beside: `an act with an empty question: ${percentile(empty, 0.5).toFixed(1)} ms${coverage ? `; the coverage page ${coverage.toFixed(1)} ms` : ''}`,
        bar: '10 ms',
      })
    }
    return figures
  } finally {
    await world.close()
  }
}
