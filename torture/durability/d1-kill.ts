// D1: server, worker and database are killed with -9 at random while clerks write; what was acknowledged is there afterwards, once.
import * as session from '@songhe/basics/session'
import { brokenInvariants } from '../invariants.ts'
import { plantedSonghe } from '../planted-home.ts'
import { type SongheProcess, startSongheProcess } from '../songhe-process.ts'
import type { Arena, Finding, Trial } from '../trial.ts'
import { compareKept } from './kept.ts'
import { mixedLoad } from './mixed-load.ts'

const CALLERS = 5
const FIRST_ANSWER = 3_000
/** What a killed database makes its neighbours say; anything else in the log is a fault. */
const EXPECTED = /"message":"(database|outbox|sealing|schedule|beat|rate|jobs left behind|queue: .*)"/

const VICTIMS = ['server', 'worker', 'database', 'all'] as const

async function kills(
  arena: Arena,
  times: number,
  victims: readonly (typeof VICTIMS)[number][] = VICTIMS,
  soften?: (songhe: SongheProcess) => Promise<unknown>,
): Promise<Finding> {
  const faults: string[] = []
  let songhe = await plantedSonghe(arena)
  await soften?.(songhe)
  const calmStart = async () => {
    await songhe.stop()
    const before = performance.now()
    songhe = await startSongheProcess({ home: songhe.home, port: songhe.port })
    return performance.now() - before
  }
  let undisturbed = await calmStart()
  const worker = () => startSongheProcess({ home: songhe.home, only: 'worker' })
  let beside = await worker()
  const load = await mixedLoad(arena, songhe)
  const callers = await songhe.desks('kz-jingban', CALLERS)
  const answers: number[] = []
  const killed = { server: 0, worker: 0, database: 0, all: 0 }
  try {
    for (let cycle = 0; cycle < times; cycle++) {
      let stopped = false
      const running = load.run(callers, () => stopped)
      await new Promise((resolve) => setTimeout(resolve, 150 + arena.random() * 600))
      const what = victims[Math.floor(arena.random() * victims.length)]!
      killed[what]++
      const before = performance.now()
      if (what === 'worker') {
        await beside.kill('server')
        stopped = true
        await running
      } else if (what === 'database') await songhe.kill('database')
      else {
        await Promise.all([songhe.kill(what), beside.kill('server')])
        stopped = true
        faults.push(...songhe.complaints(EXPECTED))
        songhe = await startSongheProcess({ home: songhe.home, port: songhe.port })
      }
      if ((await untilAnswered(songhe, callers[0]!.cookie)) === 'signed out') faults.push('acknowledged and lost: a sign-in')
      if (what !== 'worker') answers.push(performance.now() - before)
      stopped = true
      await running
      if (what !== 'database') beside = await worker()
      await load.resolve()
      const kept = await compareKept(songhe.query, load.writes)
      faults.push(...kept.faults)
      if (faults.length > 0) break
    }
    if (faults.length === 0) faults.push(...(await jobsEnd(songhe)), ...(await brokenInvariants(songhe.query)))
    faults.push(...load.faults, ...songhe.complaints(EXPECTED), ...beside.complaints(EXPECTED))
    // The machine may have become busier meanwhile: the slower of two calm starts is what a killed one is compared with.
    undisturbed = Math.max(undisturbed, await calmStart())
  } finally {
    await beside.kill('server')
    await songhe.kill('all')
  }
  const slowest = Math.max(0, ...answers)
  const bar = Math.max(FIRST_ANSWER, 2 * undisturbed)
  if (slowest > bar) faults.push(`the first good answer came after ${Math.round(slowest)} ms; the bar is ${Math.round(bar)}`)
  const kept = { acknowledged: load.writes.filter((write) => write.state === 'acknowledged').length }
  return {
    figures: {
      kills: `${times} (server ${killed.server}, worker ${killed.worker}, database ${killed.database}, all ${killed.all})`,
      'writes acknowledged': kept.acknowledged,
      lost: faults.filter((fault) => fault.includes('lost')).length,
      doubled: faults.filter((fault) => /times/.test(fault)).length,
      'first good answer, median ms': Math.round(answers.sort((a, b) => a - b)[Math.floor(answers.length / 2)] ?? 0),
      'slowest ms': Math.round(slowest),
      'undisturbed start ms': Math.round(undisturbed),
    },
    faults,
  }
}

async function untilAnswered(songhe: SongheProcess, cookie: string): Promise<'answered' | 'signed out'> {
  const caller = Object.assign(songhe.stranger(), { cookie })
  const deadline = performance.now() + 60_000
  for (;;) {
    const answer = await caller.call(session.me).catch(() => undefined)
    if (answer?.status === 200) return 'answered'
    // The session that was opened is not there any more: an answer, and a loss.
    if (answer?.status === 403) return 'signed out'
    if (performance.now() > deadline) throw new Error(`no good answer within a minute (${answer?.status})`)
    await new Promise((resolve) => setTimeout(resolve, 60))
  }
}

/** What ran when the worker died is done by another, or failed for everyone to see; nothing says "running" for ever. */
async function jobsEnd(songhe: SongheProcess): Promise<string[]> {
  const deadline = performance.now() + 90_000
  for (;;) {
    const open = await songhe.query(`select id, kind, state, attempts from kernel.job_run where state in ('waiting', 'running')`)
    if (open.length === 0) return []
    if (performance.now() > deadline)
      return open.map((job) => `a job hangs: ${job.kind} ${job.state} after ${job.attempts} attempts`)
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

export const d1: Trial = {
  id: 'D1',
  title: 'kill -9 of server, worker and database at random while clerks register, correct, propose and compute',
  target: `0 acknowledged writes lost, 0 doubled, no job left hanging, first good answer within ${FIRST_ANSWER / 1_000} s (or twice an undisturbed start on a busy machine)`,
  tier: 'a',
  run: (arena) => kills(arena, arena.count({ a: 25, b: 200, c: 1_000 })),
  control: {
    breaks: 'the database answers before its log is written (synchronous_commit off, a slow log writer)',
    run: (arena) =>
      kills(arena, 6, ['database'], (songhe) =>
        songhe
          .query(`alter system set synchronous_commit = off`, [], 'superuser')
          .then(() => songhe.query(`alter system set wal_writer_delay = '10s'`, [], 'superuser')),
      ),
  },
}
