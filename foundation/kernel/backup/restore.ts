// Puts a base copy and the log after it into a new folder and lets PostgreSQL repeat what happened, up to the moment asked for.
import { spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { handOver, inSingleUser, startEmbeddedPostgres } from '../db/embedded-postgres.ts'
import {
  type BackupFolder,
  type BaseCopy,
  baseNames,
  digestOfFile,
  firstSegmentOf,
  partialOf,
  partialSegments,
  readBase,
  walDigest,
  walFiles,
  wholeBytes,
} from './backup-folder.ts'
import { bringFilesBack } from './copy-files.ts'
import { parseLsn, positionOf, segmentStart } from './wal-names.ts'

export interface Restored {
  base: string
  /** As asked, or `latest`. */
  to: string
  segments: number
  files: number
  seconds: number
}

/**
 * @param to an instant with its zone (`2026-11-25 10:00:00+08`), exclusive; or `latest`
 * @param home a new folder; the database comes to `pg` below it
 * @param superuser password that `postgres` gets there, from the key file
 */
export async function restore(folder: BackupFolder, to: Date | 'latest', home: string, superuser: string): Promise<Restored> {
  const started = performance.now()
  const data = path.join(home, 'pg')
  if (existsSync(data)) throw new Error(`${data} 已经有东西了。请给一个新的文件夹，原来的不会被覆盖。`)
  const base = baseBefore(folder, to)
  const place = path.join(folder.base, base.name, 'base.tar.gz')
  if ((await digestOfFile(place)) !== base.archiveDigest)
    throw new Error(
      `底版 ${base.name} 已损坏，没有恢复。请用 songhe backup verify 看哪些还完好，换一个更早的时间，或换一份备份。`,
    )
  mkdirSync(data, { recursive: true, mode: 0o700 })
  try {
    const unpacked = spawnSync('tar', ['-xzf', place, '--no-same-owner', '-C', data], { encoding: 'utf8' })
    if (unpacked.status !== 0) throw new Error(`底版解不开：${unpacked.stderr}`)
    const segments = layOutLog(folder, base, path.join(data, 'pg_wal'))
    await repeat(data, to, superuser, base)
    return {
      base: base.name,
      to: to === 'latest' ? to : to.toISOString(),
      segments,
      files: await bringFilesBack(folder, home),
      seconds: Math.round((performance.now() - started) / 100) / 10,
    }
  } catch (error) {
    rmSync(data, { recursive: true, force: true })
    throw error
  }
}

function baseBefore(folder: BackupFolder, to: Date | 'latest'): BaseCopy {
  const bases = baseNames(folder).map((name) => readBase(path.join(folder.base, name)))
  const fitting = bases.filter((base) => to === 'latest' || new Date(base.finishedAt) <= to).at(-1)
  if (fitting) return fitting
  const first = bases[0]
  throw new Error(first ? `最早只能恢复到 ${inChina(first.finishedAt)}（第一份底版做完的时候）。` : `${folder.base} 里没有底版。`)
}

const inChina = (instant: string) => new Date(instant).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' })

/** Joined without a hole to what the base brings along itself (from its first segment to its last); what lies behind a hole would not fit. */
function layOutLog(folder: BackupFolder, base: BaseCopy, into: string): number {
  const size = base.segmentSize
  const first = positionOf(firstSegmentOf(base), size).start
  const brought = segmentStart(parseLsn(base.endLsn), size)
  let next: bigint | undefined
  let count = 0
  const onLine = (segment: string) => {
    const { timeline, start } = positionOf(segment, size)
    return timeline === base.timeline && (next === undefined ? start >= first && start <= brought : start === next)
  }
  for (const { file, segment, digest } of walFiles(folder)) {
    if (!onLine(segment)) continue
    const packed = readFileSync(path.join(folder.wal, file))
    if (walDigest(packed) !== digest) throw new Error(`日志 ${file} 已损坏，只能恢复到它之前。请给一个更早的时间，或换一份备份。`)
    writeFileSync(path.join(into, segment), gunzipSync(packed), { mode: 0o600 })
    next = positionOf(segment, size).start + BigInt(size)
    count++
  }
  for (const segment of partialSegments(folder)) {
    if (!onLine(segment)) continue
    const whole = Buffer.alloc(size)
    readFileSync(partialOf(folder, segment).bytes).copy(whole, 0, 0, wholeBytes(folder, segment))
    writeFileSync(path.join(into, segment), whole, { mode: 0o600 })
    count++
  }
  return count
}

/** Settings for the repeat only; a server of yours keeps its configuration elsewhere, and what it wanted there is not wanted here. */
const OURS = ['# written by songhe restore', "listen_addresses = '127.0.0.1'", 'jit = off']
const LOCAL_ONLY = 'host all all 127.0.0.1/32 scram-sha-256\nhost replication all 127.0.0.1/32 scram-sha-256\n'

async function repeat(data: string, to: Date | 'latest', superuser: string, base: BaseCopy) {
  for (const name of ['postgresql.conf', 'postgresql.auto.conf']) {
    const place = path.join(data, name)
    if (existsSync(place)) renameSync(place, `${place}.original`)
    writeFileSync(place, name === 'postgresql.conf' ? `${OURS.join('\n')}\n` : '', { mode: 0o600 })
  }
  writeFileSync(path.join(data, 'pg_hba.conf'), LOCAL_ONLY, { mode: 0o600 })
  writeFileSync(path.join(data, 'pg_ident.conf'), '', { mode: 0o600 })
  writeFileSync(path.join(data, 'recovery.signal'), '', { mode: 0o600 })
  for (const name of ['postmaster.pid', 'postmaster.opts']) rmSync(path.join(data, name), { force: true })
  rmSync(path.join(data, 'pg_replslot'), { recursive: true, force: true })
  mkdirSync(path.join(data, 'pg_replslot'), { mode: 0o700 })
  handOver(data)
  const settings: Record<string, string> = {
    // Everything lies in pg_wal already.
    restore_command: 'false',
    hot_standby: 'off',
    // One call instead of one per file.
    ...(process.platform === 'linux' && { recovery_init_sync_method: 'syncfs' }),
    recovery_target_timeline: 'current',
    recovery_target_action: 'promote',
    ...(to !== 'latest' && {
      recovery_target_time: to.toISOString().replace('T', ' ').replace('Z', '+00'),
      recovery_target_inclusive: 'off',
    }),
  }
  try {
    const server = await startEmbeddedPostgres(data, superuser, settings)
    await server.stop()
  } catch (error) {
    throw explained(error as Error)
  }
  inSingleUser(data, [
    `do $$ begin if exists (select from pg_roles where rolname = 'postgres') then alter role postgres superuser login; else create role postgres superuser login; end if; end $$;`,
    `alter role postgres password '${superuser.replaceAll("'", "''")}';`,
    ...(base.database && !['postgres', 'songhe'].includes(base.database)
      ? [`alter database "${base.database.replaceAll('"', '""')}" rename to songhe;`]
      : []),
  ])
  appendFileSync(path.join(data, 'postgresql.conf'), `# restored from ${base.name}\n`)
}

/** PostgreSQL does not stop at a moment that lies behind all it was given; it is told which is the last. */
function explained(error: Error): Error {
  if (!/recovery ended before configured recovery target was reached/.test(error.message)) return error
  const [, last] = /last completed transaction was at log time ([^\n]+)/.exec(error.message) ?? []
  const newest = last
    ? new Date(
        last
          .replace(' ', 'T')
          .replace(/ ?UTC$/, 'Z')
          .replace(/([+-]\d\d)$/, '$1:00'),
      )
    : undefined
  return new Error(
    newest && !Number.isNaN(newest.getTime())
      ? `备份里最新的一笔到 ${inChina(newest.toISOString())}，没有更晚的。要恢复到那里，请用 --to latest。`
      : '备份里没有那么晚的记录。要恢复到最新，请用 --to latest。',
  )
}
