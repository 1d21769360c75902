// N5: the machine's clock jumps days back and weeks ahead under the running server; the order of the log stays, sessions do not live longer, each day's work is started once.
import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import * as session from '@songhe/basics/session'
import { verifyChain } from '@songhe/kernel/audit/verify'
import { connect } from '@songhe/kernel/db/database'
import { brokenInvariants } from '../invariants.ts'
import { compareKept } from '../durability/kept.ts'
import { mixedLoad } from '../durability/mixed-load.ts'
import { copiedHome } from '../planted-home.ts'
import { type SongheProcess, startSongheProcess } from '../songhe-process.ts'
import type { Arena, Finding, Trial } from '../trial.ts'

const LIBRARY = [
  '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1',
  '/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1',
].find((file) => existsSync(file))
const DAY = 24 * 3_600
const JUMPS = [-3 * DAY, 0, 30 * DAY, 29 * DAY, -10 * 365 * DAY, 0]

async function jumps(arena: Arena, breaks?: (songhe: SongheProcess) => Promise<unknown>): Promise<Finding> {
  const clock = path.join(arena.folder, 'clock')
  const set = (seconds: number) => writeFileSync(clock, `${seconds < 0 ? '-' : '+'}${Math.abs(seconds)}`)
  set(0)
  const songhe = await startSongheProcess({
    home: await copiedHome(arena),
    env: {
      LD_PRELOAD: LIBRARY,
      FAKETIME_TIMESTAMP_FILE: clock,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      FAKETIME_DONT_RESET: '1',
    },
  })
  const faults: string[] = []
  let lived = 0
  try {
    // The posts of the demo begin today; a clock in the past would find nobody in office.
    await songhe.query(`update kernel.role_grant set valid_from = '2000-01-01'`)
    await breaks?.(songhe)
    const load = await mixedLoad(arena, songhe)
    for (const jump of JUMPS) {
      const desk = await songhe.signIn('kz-jingban')
      await load.run([desk], turns(6))
      set(jump)
      const answer = await desk.call(session.me)
      if (answer.status === 200) {
        lived++
        faults.push(`a session opened before the clock jumped to ${jump / DAY} days was still good`)
      }
      const fresh = await songhe.signIn('kz-jingban')
      await load.run([fresh], turns(6))
    }
    set(0)
    await sealed(songhe)
    const kept = await compareKept(songhe.query, load.writes)
    // Under a clock of years ago a death of last month lies in the future, and is rightly refused.
    const unexpected = load.faults.filter((fault) => !fault.includes('晚于今天'))
    faults.push(
      ...kept.faults,
      ...unexpected,
      ...(await chain(songhe)),
      ...(await brokenInvariants(songhe.query)),
      ...songhe.complaints(),
    )
    const twice = await songhe.query(
      'select schedule, period, count(*)::int as n from kernel.schedule_run group by district, schedule, period having count(*) > 1',
    )
    faults.push(...twice.map((row) => `${row.schedule} was started ${row.n} times for ${row.period}`))
    return {
      figures: { jumps: JUMPS.length, writes: kept.acknowledged, lost: kept.lost, 'sessions that outlived a jump': lived },
      faults,
    }
  } finally {
    await songhe.kill('all')
  }
}

const turns = (times: number) => {
  let left = times
  return () => left-- <= 0
}

async function sealed(songhe: SongheProcess) {
  const deadline = performance.now() + 20_000
  for (;;) {
    const [{ n }] = await songhe.query(
      'select count(*)::int as n from kernel.audit_entry e where not exists (select from kernel.audit_sealed s where s.district = e.district and s.seq = e.seq)',
    )
    if (n === 0 || performance.now() > deadline) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

async function chain(songhe: SongheProcess): Promise<string[]> {
  const database = connect(songhe.databaseUrl('owner'), 1)
  try {
    const report = await verifyChain(database.kysely, 4)
    return [
      ...report.faults.map(({ what }) => `the log: ${what}`),
      ...(report.unsealed > 0 ? [`${report.unsealed} lines were never sealed`] : []),
    ]
  } finally {
    await database.close()
  }
}

export const n5: Trial = {
  id: 'N5',
  title: 'The clock jumps three days back, thirty days ahead, ten years back and home again under the running server',
  target:
    'the chain of the log stays whole, no session outlives a jump, nothing is lost or doubled, each day’s work is started once',
  tier: 'a',
  lacks: () => (LIBRARY ? undefined : 'libfaketime is not installed (Debian: apt-get install libfaketime)'),
  run: (arena) => jumps(arena),
  control: {
    breaks: 'the rule that a session last seen in the future has ended is taken out',
    run: (arena) =>
      jumps(arena, (songhe) =>
        songhe.query(`do $do$ declare made text := pg_get_functiondef('kernel.principal(bytea, interval)'::regprocedure); begin
          execute replace(made, $rule$and s.seen_at <= now() + interval '5 minutes'$rule$, ''); end $do$`),
      ),
  },
}
