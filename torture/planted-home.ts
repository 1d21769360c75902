// A data folder with a small demo region, planted once per run of the torture; each trial gets a copy of its own.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Arena } from './trial.ts'
import { type SongheProcess, type StartOptions, startSongheProcess } from './songhe-process.ts'

/** 1 of 1,000 elders: about 1,500 people in five districts, a minute of every month's work. */
const SCALE = 1_000
let planted: Promise<string> | undefined

export function plantedHome(): Promise<string> {
  planted ??= plant()
  return planted
}

async function plant(): Promise<string> {
  const home = mkdtempSync(path.join(tmpdir(), 'songhe-torture-planted-'))
  process.once('exit', () => rmSync(home, { recursive: true, force: true }))
  const songhe = await startSongheProcess({ home, scale: SCALE })
  await songhe.stop()
  return home
}

/** A started server on a fresh copy; `close` of the arena does not stop it, the trial does. */
export async function plantedSonghe(arena: Arena, options: Omit<StartOptions, 'home'> = {}): Promise<SongheProcess> {
  return startSongheProcess({ ...options, home: await copiedHome(arena) })
}

let copies = 0
export async function copiedHome(arena: Arena): Promise<string> {
  const home = path.join(arena.folder, `home-${copies++}`)
  // `cp -a`: the database refuses a folder whose mode or owner changed.
  const copied = spawnSync('cp', ['-a', await plantedHome(), home], { encoding: 'utf8' })
  if (copied.status !== 0) throw new Error(copied.stderr)
  return home
}
