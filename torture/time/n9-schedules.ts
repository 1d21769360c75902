// N9: two workers look at the clock at the same moment, through month ends, missed days and restarts at the minute; each day's work is started once.
import { type Capability, gather } from '@songhe/kernel/capability'
import { connect } from '@songhe/kernel/db/database'
import { appUrl } from '@songhe/kernel/db/roles'
import { startDue } from '@songhe/kernel/schedule'
import { TEST_SECRETS, type TestWorld, testDatabase } from '@songhe/kernel/testing'
import pg from 'pg'
import { withProductDatabase } from '../product-database.ts'
import type { Arena, Finding, Trial } from '../trial.ts'
import { signedInAccount } from '../money/counting-rooms.ts'

const DUE = '02:30'
const room: Capability = {
  name: 'trial',
  title: '试',
  jobs: { 'trial.daily': { title: '每日', run: async () => null } },
  schedules: [{ key: 'trial-daily', from: DUE, job: 'trial.daily' }],
}
const catalogue = gather([room])
const WORKERS = 2

async function schedules(arena: Arena, days: number, breaks?: (world: TestWorld) => Promise<unknown>): Promise<Finding> {
  const world = await testDatabase([room])
  const { hostname: host, port, pathname } = new URL(world.ownerUrl)
  const open = () => ({
    database: connect(appUrl({ host, port: Number(port), database: pathname.slice(1) }, TEST_SECRETS), 2),
    owner: new pg.Pool({ connectionString: world.ownerUrl, max: 2 }),
  })
  let workers = Array.from({ length: WORKERS }, open)
  const shut = () => Promise.all(workers.flatMap(({ database, owner }) => [database.close(), owner.end()]))
  const lookAt = (now: Date) => {
    const around = { catalogue, log: { info() {}, warn() {}, error() {} }, now: () => now }
    return Promise.all(workers.map(({ database, owner }) => startDue(database, owner, around, true)))
  }
  const awake: string[] = []
  let looks = 0
  try {
    await signedInAccount(world)
    await breaks?.(world)
    // The last days of February of a leap year, a year's end, then day by day; China has no summer time, so the hour never comes twice.
    for (let n = 0; n < days; n++) {
      const day = new Date(Date.UTC(2027, 11, 28 + n))
      if (arena.random() < 0.15) continue
      const name = day.toISOString().slice(0, 10)
      // Midnight in China is 16:00 UTC of the day before.
      const at = (hour: number, minute: number) => new Date(day.getTime() + ((hour - 8) * 60 + minute) * 60_000)
      awake.push(name)
      const early = await lookAt(at(2, 29))
      if (early.some((count) => count > 0)) awake.push(`${name} before its hour`)
      const late = arena.random() < 0.2
      for (const minute of late ? [] : [30, 30, 31]) {
        await lookAt(at(2, minute))
        looks++
        if (arena.random() < 0.1) {
          await shut()
          workers = Array.from({ length: WORKERS }, open)
        }
      }
      await lookAt(at(late ? 23 : 4, 59))
      looks++
    }
    const started = await world.owner<{ period: string; jobs: number }>(
      `select period, count(*)::int as jobs from kernel.schedule_run where schedule = 'trial-daily' group by period order by period`,
    )
    const [queued] = await world.owner<{ n: number }>(`select count(*)::int as n from kernel.job_run where kind = 'trial.daily'`)
    const faults = [
      ...started.filter(({ jobs }) => jobs > 1).map(({ period, jobs }) => `${period} was started ${jobs} times`),
      ...awake.filter((name) => !started.some(({ period }) => period === name)).map((name) => `${name} was never started`),
      ...(queued!.n === awake.length ? [] : [`${queued!.n} jobs for ${awake.length} days`]),
    ]
    return {
      figures: { days: awake.length, 'days the machine slept': days - awake.length, looks: looks * WORKERS, jobs: queued!.n },
      faults,
    }
  } finally {
    await shut()
    await world.close()
  }
}

export const n9: Trial = {
  id: 'N9',
  title: 'Two workers and a clock through month ends, a leap day, missed days and restarts at the minute',
  target: 'each day is started exactly once, never before its hour; a day the machine slept through is not made up for twice',
  tier: 'a',
  run: (arena) => withProductDatabase(() => schedules(arena, arena.count({ a: 90, b: 400, c: 2_000 }))),
  control: {
    breaks: 'the key of the started periods is dropped',
    run: (arena) =>
      withProductDatabase(() =>
        schedules(arena, 10, ({ owner }) => owner('alter table kernel.schedule_run drop constraint schedule_run_pkey')),
      ),
  },
}
