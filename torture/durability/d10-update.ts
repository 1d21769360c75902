// D10: a county without a network takes three bundles: a good one, one whose migration fails, one that migrates and then does not run.
import { spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { cpSync, mkdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { makeBundle } from '../../apps/server/release/make-bundle.ts'
import { copiedHome } from '../planted-home.ts'
import { ROOT, type SongheProcess, startSongheProcess } from '../songhe-process.ts'
import type { Arena, Finding, Trial } from '../trial.ts'
import { command } from './command.ts'
import { fingerprint } from './fingerprint.ts'

const MIGRATIONS = 'foundation/kernel/migrations'

interface Change {
  /** Files of the release that are other than in the tree. */
  files: Record<string, string>
  /** What is put before the first line of a file. */
  before?: Record<string, string>
}

const GOOD: Change = { files: { [`${MIGRATIONS}/9001_good.sql`]: 'create table kernel.good (id int primary key);' } }
const FAILING: Change = {
  files: {
    ...GOOD.files,
    [`${MIGRATIONS}/9002_before.sql`]: 'create table kernel.half (id int primary key);',
    [`${MIGRATIONS}/9003_failing.sql`]: 'insert into kernel.half select 1 / 0;',
  },
}
const BROKEN: Change = {
  files: { ...GOOD.files, [`${MIGRATIONS}/9002_drop.sql`]: 'drop table kernel.setting cascade;' },
  before: { 'apps/server/serving.ts': `throw new Error('this release does not run')\n` },
}

interface County {
  songhe: SongheProcess
  bundle(name: string, change: Change): Promise<string>
  unpacked: string
}

async function county(arena: Arena): Promise<County> {
  const home = await copiedHome(arena)
  const songhe = await startSongheProcess({ home })
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const [key, trusted] = [path.join(arena.folder, 'private.pem'), path.join(arena.folder, 'public.pem')]
  writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }))
  writeFileSync(trusted, publicKey.export({ type: 'spki', format: 'pem' }))
  command(home, {}, 'update', 'trust', trusted)
  const plain = path.join(arena.folder, 'plain.bundle')
  await makeBundle(ROOT, key, plain, '1.0.0', arena.say)
  const unpacked = path.join(arena.folder, 'plain')
  mkdirSync(unpacked)
  spawnSync('bash', ['-c', `tar -xOf ${plain} release.tar.gz | tar -xz -C ${unpacked}`])
  return {
    songhe,
    unpacked,
    async bundle(name, change) {
      const root = path.join(arena.folder, name)
      cpSync(unpacked, root, { recursive: true, verbatimSymlinks: true })
      apply(root, change)
      const file = path.join(arena.folder, `${name}.bundle`)
      await makeBundle(root, key, file, name, arena.say)
      return file
    },
  }
}

function apply(root: string, { files, before = {} }: Change) {
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(root, file), text)
  for (const [file, text] of Object.entries(before))
    writeFileSync(path.join(root, file), text + readFileSync(path.join(root, file), 'utf8'))
}

const pidOf = (home: string): number => JSON.parse(readFileSync(path.join(home, 'running.json'), 'utf8')).pid
const codeOf = (home: string): string => path.basename(readlinkSync(`/proc/${pidOf(home)}/cwd`))

/** Twice: the first may still go to the connection of the process before, whose end nobody here has seen yet. */
async function isWell(url: string): Promise<boolean> {
  for (let turn = 0; turn < 2; turn++) {
    const health = await fetch(`${url}/healthz`).then(
      (reply) => reply.json() as Promise<{ ok: boolean }>,
      () => undefined,
    )
    if (health?.ok) return true
  }
  return false
}

async function updates(arena: Arena): Promise<Finding> {
  const { songhe, bundle } = await county(arena)
  const faults: string[] = []
  const { home } = songhe
  const look = () => fingerprint((text) => songhe.query(text, [], 'superuser'))
  try {
    const before = await look()
    const same = async (when: string, but: readonly string[] = []) => {
      const after = await look()
      for (const [table, sum] of before)
        if (after.get(table) !== sum) faults.push(`${when}: ${table} had ${sum}, has ${after.get(table)}`)
      for (const table of after.keys()) if (!before.has(table) && !but.includes(table)) faults.push(`${when}: ${table} is left`)
    }
    const good = command(home, {}, 'update', await bundle('2.0.0', GOOD))
    if (!good.ok) faults.push(`the good bundle: ${good.text}`)
    if (!(await isWell(songhe.url)) || codeOf(home) !== '2.0.0') faults.push('the good bundle does not run')
    await same('after the good bundle', ['kernel.good'])
    const seconds: Record<string, string> = { 'good update s': good.seconds.toFixed(0) }
    for (const [version, change] of [
      ['3.0.0', FAILING],
      ['4.0.0', BROKEN],
    ] as const) {
      const done = command(home, {}, 'update', await bundle(version, change))
      seconds[`back from ${version} s`] = done.seconds.toFixed(0)
      if (done.ok) faults.push(`${version} was taken: ${done.text}`)
      if (!(await isWell(songhe.url)) || codeOf(home) !== '2.0.0')
        faults.push(`after ${version} the old release does not run: ${done.text}`)
      await same(`after ${version}`, ['kernel.good'])
    }
    return { faults, figures: { tables: before.size, ...seconds } }
  } finally {
    await end(songhe)
  }
}

/** The broken bundle put in place by hand: stop, new code, start. */
async function byHand(arena: Arena): Promise<Finding> {
  const { songhe, unpacked } = await county(arena)
  apply(unpacked, BROKEN)
  await songhe.stop()
  const started = await startSongheProcess({ home: songhe.home, port: songhe.port, root: unpacked }).catch(
    (error: Error) => error,
  )
  if (!(started instanceof Error)) await started.stop()
  return {
    faults: started instanceof Error ? ['the broken release does not run, and nothing brings the old one back'] : [],
    figures: {},
  }
}

/** What the update started is not a child of ours. */
async function end(songhe: SongheProcess) {
  await songhe.stop()
  try {
    const pid = pidOf(songhe.home)
    process.kill(pid, 'SIGTERM')
    for (const deadline = Date.now() + 12_000; Date.now() < deadline; await new Promise((resolve) => setTimeout(resolve, 100)))
      process.kill(pid, 0)
  } catch {
    // Gone.
  }
}

export const d10: Trial = {
  id: 'D10',
  title: 'Updates without a network: a good bundle, one whose migration fails, one that migrates and does not run.',
  target:
    'The good one runs with every row; after each bad one the old code serves the old data again, with no table and no row of the new.',
  tier: 'b',
  run: updates,
  control: { breaks: 'the bad bundle is put in place by hand', run: byHand },
}
