// D6: a wrong delete, and then the machine is gone. Back to just before it with every row; how long that takes, and what the last moments lose.
import path from 'node:path'
import { startEmbeddedPostgres } from '@songhe/kernel/db/embedded-postgres'
import { readFileSync } from 'node:fs'
import pg from 'pg'
import { command } from './command.ts'
import { fingerprint, type Query } from './fingerprint.ts'
import { plantedSonghe } from '../planted-home.ts'
import type { SongheProcess } from '../songhe-process.ts'
import type { Arena, Finding, Trial } from '../trial.ts'

const LONGEST_RESTORE = 120
const LARGEST_LOSS = 60_000
const WRITING = 5_000

async function restoreTrial(arena: Arena, serverEnv: NodeJS.ProcessEnv = {}): Promise<Finding> {
  const songhe = await plantedSonghe(arena, { env: serverEnv })
  const faults: string[] = []
  const backup = { SONGHE_BACKUP: path.join(songhe.home, 'backup') }
  const base = command(songhe.home, backup, 'backup', 'now')
  if (!base.ok) throw new Error(base.text)
  // What a day's work leaves behind the base copy.
  await songhe.query(
    `insert into kernel.setting (district, key, value) select 4, 'work-' || n, to_jsonb(n) from generate_series(1, 20000) n`,
  )
  const query: Query = (text) => songhe.query(text, [], 'superuser')
  const before = await fingerprint(query)
  const moment = new Date()
  await new Promise((resolve) => setTimeout(resolve, 50))
  await songhe.query(
    `set session_replication_role = replica; delete from registry.person where district = 4; delete from kernel.setting where key like 'work-%'`,
    undefined,
    'superuser',
  )
  const lastWritten = await writeUntilKilled(songhe)
  const china = new Date(moment.getTime() + 8 * 3_600_000).toISOString().replace('T', ' ').replace('Z', '')
  const homeBefore = path.join(arena.folder, 'before')
  const restored = command(songhe.home, backup, 'restore', '--to', china, homeBefore)
  if (!restored.ok) faults.push(`not restored to before the delete: ${restored.text}`)
  else {
    const after = await inside(songhe.home, homeBefore, fingerprint)
    for (const [table, sum] of before)
      if (after.get(table) !== sum) faults.push(`${table} had ${sum}, restored ${after.get(table)}`)
    if (restored.seconds > LONGEST_RESTORE) faults.push(`restored in ${restored.seconds} s`)
  }
  const homeLatest = path.join(arena.folder, 'latest')
  const newest = command(songhe.home, backup, 'restore', '--to', 'latest', homeLatest)
  if (!newest.ok) throw new Error(newest.text)
  const kept = await inside(songhe.home, homeLatest, async (ask) =>
    Number((await ask(`select max((value #>> '{}')::bigint) as at from kernel.setting where key like 'beat-%'`))[0]!.at ?? 0),
  )
  const lost = lastWritten - kept
  if (lost > LARGEST_LOSS) faults.push(`the last ${lost} ms of acknowledged writes are lost`)
  return {
    faults,
    figures: {
      tables: before.size,
      'base copy s': base.seconds.toFixed(1),
      'restore s': restored.seconds.toFixed(1),
      'newest lost write ms': lost,
    },
  }
}

/** Small acts one after the other, each with its time; then everything dies at once. @returns when the last one was acknowledged */
async function writeUntilKilled(songhe: SongheProcess): Promise<number> {
  const client = new pg.Client({ connectionString: songhe.databaseUrl() })
  client.on('error', () => {})
  await client.connect()
  let last = 0
  for (const until = Date.now() + WRITING; Date.now() < until; ) {
    const now = Date.now()
    await client.query(
      `insert into kernel.setting (district, key, value) values (4, $1, to_jsonb($2::bigint)) on conflict do nothing`,
      [`beat-${now}`, now],
    )
    last = now
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  await songhe.kill('all')
  return last
}

async function inside<T>(keys: string, home: string, look: (query: Query) => Promise<T>): Promise<T> {
  const { superuser } = JSON.parse(readFileSync(path.join(keys, 'keys.json'), 'utf8'))
  const server = await startEmbeddedPostgres(path.join(home, 'pg'), superuser)
  const client = new pg.Client({ connectionString: `postgres://postgres:${superuser}@127.0.0.1:${server.port}/songhe` })
  await client.connect()
  try {
    return await look(async (text) => (await client.query(text)).rows)
  } finally {
    await client.end()
    await server.stop()
  }
}

export const d6: Trial = {
  id: 'D6',
  title: 'A wrong delete, then everything is killed; the demo region comes back to just before the delete in a new folder.',
  target: `Every row of every table is back within ${LONGEST_RESTORE} s; of acknowledged writes at most the last ${LARGEST_LOSS / 1_000} s are lost.`,
  tier: 'a',
  run: (arena) => restoreTrial(arena),
  control: {
    breaks: 'the log is not received: only the base copy exists',
    run: (arena) => restoreTrial(arena, { SONGHE_BACKUP: 'off' }),
  },
}
