// For tests: the planning room over real areas and documents, with one countable thing of a trial room, so that the mechanism is tried and not the rooms.
import { fileURLToPath } from 'node:url'
import { capability as ledger } from '@songhe/ledger/capability'
import type { Capability } from '@songhe/kernel/capability'
import type { Somebody, TestWorld } from '@songhe/kernel/testing'
import { sql } from 'kysely'
import { facilitiesWorld, office } from '../../../core/facilities/server/testing-facilities.ts'
import { capability } from './capability.ts'
import { listTasks } from './tasks/list-tasks.ts'

export const [SHAPINGBA, DIANJIANG, YUBEI, KAIZHOU, WUXI] = [1, 2, 3, 4, 5]
export const printed = (name: string) => fileURLToPath(new URL(`../../../packs/printed/${name}`, import.meta.url))
export const clerk = (district: number): Somebody => ({ roles: ['clerk'], staff: '经办员', district })
export const reviewer = (district: number): Somebody => ({ roles: ['reviewer'], staff: '复核员', district })
export const townOfficer = (district: number, areas: number[]): Somebody => ({
  roles: ['town-officer'],
  staff: '镇街员',
  district,
  areas,
})
export const deskOf = (world: TestWorld, district: number) => office(world, clerk(district))

/** What the trial room holds: tests put marks into policy.clause_text, a table of the district that nothing else here fills. */
const trial: Capability = {
  name: 'trial',
  title: '试验',
  measures: [
    {
      key: 'trial.marks',
      title: '试验记号',
      unit: '处',
      timing: 'stock',
      note: '试验用的记号，一行一处。',
      splits: { station: '站', centre: '中心' },
      opens: '/trial/:id',
      remembers: false,
      records: ({ district, to }) =>
        sql`select imported_by::int as area, text as split, locator as object, ${to}::date as day, 1::numeric as value
          from policy.clause_text where district = ${district} and document = 'trial' and imported_at::date <= ${to}::date`,
    },
  ],
}

export const workWorld = (more: readonly Capability[] = [trial]): Promise<TestWorld> =>
  facilitiesWorld([ledger, capability, ...more])

let marks = 0
export async function mark(
  world: TestWorld,
  district: number,
  plan: { area: number; split?: string; since?: string; count?: number },
) {
  for (let i = 0; i < (plan.count ?? 1); i++)
    await world.owner(
      `insert into policy.clause_text (district, document, locator, text, imported_by, imported_at) values ($1, 'trial', $2, $3, $4, $5)`,
      [district, `mark-${++marks}`, plan.split ?? 'station', String(plan.area), plan.since ?? '2026-01-01'],
    )
}

export const allTasks = (world: TestWorld, who: Somebody, state: Parameters<typeof listTasks>[1]['query']['state'] = 'all') =>
  world.as(who, (ctx) => listTasks(ctx, { query: { page: 1, size: 200, state } })).then(({ rows }) => rows)
