// The demo region: five districts, each planted by the rooms' own verbs, with a real progress line.
import { dayInChina } from '@songhe/basics/day'
import { hashPassword } from '@songhe/kernel/auth/password'
import type { DemoPlan, DemoStep, Progress, RoleKey } from '@songhe/kernel/capability'
import { actAs, makeContext } from '@songhe/kernel/db/database'
import type { Installation } from '../installation.ts'
import { principalOf } from '../operator.ts'
import { DEMO_DISTRICTS, DEMO_PASSWORD, DEMO_POSTS, type DemoDistrict, usernameOf } from './accounts.ts'
import { type DemoSize, plantAccounts } from './plant-accounts.ts'

export const DEMO_SEED = 2026

/** Districts planted side by side: while one waits for the database the other reckons. */
const LANES = 2

export async function plantDemo(
  installation: Installation,
  size: DemoSize & { districts?: readonly DemoDistrict[] },
  say: (text: string) => void,
  tell: (percent: number, text: string) => void = bar,
) {
  const started = performance.now()
  const districts = size.districts ?? DEMO_DISTRICTS
  say(
    `正在准备演示区（${districts.map((district) => district.name).join('、')}，人员全部虚构，约每 ${size.oneIn} 位老人取 1 位）…`,
  )
  const steps = stepsOf(installation)
  const own = steps.filter((step) => !step.everywhere)
  const hash = await hashPassword(DEMO_PASSWORD)
  let done = 0
  const run = async (district: DemoDistrict, step: DemoStep) => {
    const progress: Progress = async (part, total, phase = '') =>
      tell(
        Math.round(((done + (total ? part / total : 0)) / (steps.length * districts.length)) * 100),
        `${district.name} ${step.title} ${phase}`,
      )
    await progress(0, 1)
    await runStep(installation, district, step, size, progress)
    done++
    // The next step plans its queries over rows that the statistics do not know yet.
    await refreshStatistics(installation)
  }
  const waiting = [...districts]
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      await plantAccounts(installation, next, hash, size)
      for (const step of own) await run(next, step)
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  for (const step of steps.filter((one) => one.everywhere)) for (const district of districts) await run(district, step)
  await beginTomorrow(installation, districts)
  tell(100, '')
  say(`\n演示区已就绪，用时 ${Math.round((performance.now() - started) / 1000)} 秒。`)
}

/** One district anew, in an installation whose accounts and other districts stand. */
export async function replantDistrict(installation: Installation, district: DemoDistrict, size: DemoSize, progress: Progress) {
  const steps = stepsOf(installation)
  for (const [done, step] of steps.entries()) {
    await progress(done, steps.length, step.title)
    await runStep(installation, district, step, size, async () => {})
    await refreshStatistics(installation)
  }
  await progress(steps.length, steps.length, '')
}

const stepsOf = ({ around }: Installation) =>
  around.catalogue.capabilities.flatMap((room) => room.demo ?? []).sort((a, b) => a.order - b.order)

/** One step as the district's clerk, in a transaction of its own. */
async function runStep(installation: Installation, district: DemoDistrict, step: DemoStep, size: DemoSize, progress: Progress) {
  const clerk = await principalOf(installation, usernameOf(district, DEMO_POSTS[0]!))
  await actAs(installation.database, clerk, installation.around, async (ctx) => {
    const plan: DemoPlan = {
      oneIn: size.oneIn,
      seed: size.seed + district.key,
      folder: `${installation.config.home}/demo`,
      districtName: district.name,
      async asColleague<T>(role: RoleKey, act: (colleague: typeof ctx) => Promise<T>) {
        const post = DEMO_POSTS.find((candidate) => candidate.role === role)!
        const colleague = await principalOf(installation, usernameOf(district, post))
        return act({ ...makeContext(ctx.db, colleague, installation.around), now: ctx.now })
      },
    }
    await step.run(ctx, plan, progress)
  })
}

/** The demo has just been judged; the clock begins with tomorrow's work. */
async function beginTomorrow({ owner, around }: Installation, districts: readonly DemoDistrict[]) {
  for (const { key } of around.catalogue.capabilities.flatMap((room) => room.schedules ?? []))
    await owner((client) =>
      client.query(
        `insert into kernel.schedule_run (district, schedule, period) select d, $2, $3 from unnest($1::int[]) d on conflict do nothing`,
        [districts.map((district) => district.key), key, dayInChina(new Date())],
      ),
    )
}

async function refreshStatistics({ owner }: Installation) {
  await owner(async (client) => {
    const stale = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables where n_mod_since_analyze > 200`,
    )
    for (const { name } of stale.rows) await client.query(`analyze (skip_locked) ${name}`)
  })
}

function bar(percent: number, text: string) {
  if (!process.stdout.isTTY) return
  const filled = Math.round(percent / 4)
  process.stdout.write(`\r\x1b[2K[${'█'.repeat(filled)}${'·'.repeat(25 - filled)}] ${String(percent).padStart(3)}% ${text}`)
}

export function demoAccountsText(): string {
  const district = DEMO_DISTRICTS[0]!
  const lines = DEMO_POSTS.map((post) => `  ${usernameOf(district, post).padEnd(14)} ${post.title} ${post.name}`)
  const others = DEMO_DISTRICTS.slice(1)
    .map((other) => `${other.short}- ${other.name}`)
    .join('，')
  return `\n演示账号（密码都是 ${DEMO_PASSWORD}，仅演示区有效；人员全部虚构）：\n${lines.join('\n')}\n其他区县把 kz- 换成：${others}\n`
}
