// D3: the flush that a commit waits for fails with EIO; the database falls rather than lie, comes back, and holds what was acknowledged.
import { spawn, spawnSync } from 'node:child_process'
import * as session from '@songhe/basics/session'
import { brokenInvariants } from '../invariants.ts'
import { backendsOf } from '../kill.ts'
import { plantedSonghe } from '../planted-home.ts'
import { type SongheProcess, startSongheProcess } from '../songhe-process.ts'
import type { Arena, Finding, Trial } from '../trial.ts'
import { compareKept } from './kept.ts'
import { mixedLoad } from './mixed-load.ts'

/** A database that falls makes its neighbours say this; anything else in the log is a fault. */
const EXPECTED = /"message":"(database|outbox|sealing|schedule|beat|rate|backup.*|jobs left behind|queue: .*)"/
const TOLD_WITHIN = 10_000

async function failingFlushes(
  arena: Arena,
  times: number,
  soften?: (songhe: SongheProcess) => Promise<unknown>,
): Promise<Finding> {
  const faults: string[] = []
  let songhe = await plantedSonghe(arena)
  if (soften) {
    await soften(songhe)
    await songhe.stop()
    songhe = await startSongheProcess({ home: songhe.home, port: songhe.port })
  }
  const figures = { 'flushes that failed': 0, 'slowest return ms': 0, acknowledged: 0, lost: 0 }
  try {
    const load = await mixedLoad(arena, songhe)
    const desks = await songhe.desks('kz-jingban', 4)
    for (let n = 1; n <= times && faults.length === 0; n++) {
      let stopped = false
      const running = load.run(desks, () => stopped)
      await new Promise((resolve) => setTimeout(resolve, 200 + arena.random() * 300))
      const before = panicsOf(songhe)
      await failNth(songhe.home, 1 + Math.floor(arena.random() * 3))
      const failed = performance.now()
      while (panicsOf(songhe) === before && performance.now() - failed < TOLD_WITHIN) await pause(20)
      if (panicsOf(songhe) === before) faults.push(`flush ${n} failed and nobody was told within ${TOLD_WITHIN / 1_000} s`)
      else figures['flushes that failed']++
      await untilAnswered(desks[0]!.cookie, songhe, faults)
      figures['slowest return ms'] = Math.max(figures['slowest return ms'], Math.round(performance.now() - failed))
      stopped = true
      await running
      if (faults.length > 0) break
      await load.resolve()
      const kept = await compareKept(songhe.query, load.writes)
      Object.assign(figures, { acknowledged: kept.acknowledged, lost: kept.lost })
      faults.push(...kept.faults)
    }
    if (faults.length === 0) faults.push(...(await brokenInvariants(songhe.query)))
    faults.push(...load.faults, ...songhe.complaints(EXPECTED))
  } finally {
    await songhe.kill('all')
  }
  return { figures, faults }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const panicsOf = (songhe: SongheProcess) => songhe.output().split('PANIC').length

async function untilAnswered(cookie: string, songhe: SongheProcess, faults: string[]) {
  const caller = Object.assign(songhe.stranger(), { cookie })
  const deadline = performance.now() + 60_000
  while (performance.now() < deadline) {
    const answer = await caller.call(session.me).catch(() => undefined)
    if (answer?.status === 200) return
    if (answer?.status === 403) return void faults.push('acknowledged and lost: a sign-in')
    await pause(60)
  }
  faults.push('no good answer within a minute')
}

/** Every process of the database that flushes meets EIO at its n-th call. Resolves when the first has met it, or after a while. */
async function failNth(home: string, nth: number): Promise<void> {
  const processes = backendsOf(home).flatMap((pid) => ['-p', String(pid)])
  const tracer = spawn('strace', ['-qq', '-e', 'trace=fdatasync', '-e', `inject=fdatasync:error=EIO:when=${nth}`, ...processes], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  await new Promise<void>((resolve) => {
    const late = setTimeout(resolve, 8_000)
    let text = ''
    tracer.stderr.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      if (text.includes('INJECTED')) resolve()
    })
    tracer.once('exit', () => resolve())
    tracer.once('exit', () => clearTimeout(late))
  })
  tracer.kill('SIGTERM')
}

function lacksTracer(): string | undefined {
  if (spawnSync('strace', ['-V']).status !== 0) return 'strace is not installed (Debian: apt-get install strace)'
  const tried = spawnSync('strace', ['-qq', '-o', '/dev/null', 'true'])
  return tried.status === 0 ? undefined : 'this machine does not let processes be traced'
}

export const d3: Trial = {
  id: 'D3',
  title: 'The disk answers EIO to the flush that a commit waits for, again and again, under a clerk’s day',
  target: `0 acknowledged writes lost, the operator’s log names it within ${TOLD_WITHIN / 1_000} s, the database comes back by itself`,
  tier: 'a',
  lacks: lacksTracer,
  run: (arena) => failingFlushes(arena, arena.count({ a: 4, b: 40, c: 200 })),
  control: {
    breaks: 'the database answers before its log is flushed (synchronous_commit off, a slow log writer)',
    run: (arena) =>
      failingFlushes(arena, 4, (songhe) =>
        songhe
          .query('alter system set synchronous_commit = off', [], 'superuser')
          .then(() => songhe.query(`alter system set wal_writer_delay = '3s'`, [], 'superuser')),
      ),
  },
}
