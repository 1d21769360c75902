// The keeper: the log as it is written, a base copy each night, verified at once, tried out once a week, old ones removed. One process keeps; others wait.
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { newId } from '@songhe/basics/ids'
import type pg from 'pg'
import { lastingPool } from '../db/lasting-pool.ts'
import { beat } from '../beat.ts'
import type { Log } from '../context.ts'
import { type BackupFolder, backupFolder, baseNames, bytesUnder, prune, readBase, walFiles } from './backup-folder.ts'
import { copyFiles } from './copy-files.ts'
import { drill } from './drill.ts'
import { Gap, type Receiver, receiveWal } from './receive-wal.ts'
import { takeBase } from './take-base.ts'
import { verifyBackup } from './verify-backup.ts'
import { type Lsn, parseLsn } from './wal-names.ts'

export interface KeeperOptions {
  /** As a role that may replicate. */
  adminUrl: string
  ownerUrl: string
  root: string
  home: string
  days: number
  superuser: string
  log: Log
  /** Milliseconds before the first base copy, so that whoever waits for the start comes first. */
  patience?: number
  /** Milliseconds between two looks at what is to be done. */
  every?: number
}

export interface Keeper {
  /** Resolves when everything committed before the call is on the backup's disk; false when that does not come true in time. */
  caughtUp(within?: number): Promise<boolean>
  stop(): Promise<void>
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const HOUR = 3_600_000
/** The night in China; a machine that slept then copies when it wakes. */
const NIGHT = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' })
/** Nobody works on one base copy for so long. */
const LONG_AGO = 6 * HOUR
const SLOT_IN_USE = '55006'
const DRILL_EVERY = 7 * 24 * HOUR
type Kind = 'base' | 'verify' | 'drill'

/** The night's copy is missing: none at all, or none since 01:00 of the day that has begun. */
export function baseDue(newest: Date | undefined, now: Date): boolean {
  if (!newest) return true
  const nightOf = (at: Date) => NIGHT.format(new Date(at.getTime() - HOUR)).slice(0, 10)
  return nightOf(newest) < nightOf(now)
}

export function keepBackup(options: KeeperOptions): Keeper {
  const folder = backupFolder(options.root)
  const every = options.every ?? 10_000
  const owner = lastingPool(options.ownerUrl, 2)
  let receiver: Receiver | undefined
  /** After a hole in the log: begin where the server can, and take a base there. */
  let anew = false
  let baseWanted = false
  let stopped = false
  let trouble = ''
  let covered = new Date()
  let nextTry = 0
  let [bytes, day] = [0, 0]
  let wake = () => {}
  const begin = Date.now() + (options.patience ?? 60_000)

  const say = (error: unknown) => {
    trouble = explained(error)
    options.log.warn({ error: String(error) }, 'backup')
  }
  async function receive() {
    if (receiver || Date.now() < nextTry) return
    nextTry = Date.now() + 2 * every
    try {
      const stream = await receiveWal(options.adminUrl, folder, anew)
      receiver = stream
      sweep(folder, options.home)
      baseWanted ||= anew
      anew = false
      trouble = ''
      stream.ended.catch(say).finally(() => {
        receiver = undefined
        stream.stop().catch(say)
      })
    } catch (error) {
      anew ||= error instanceof Gap
      if (anew) nextTry = 0
      // Another process keeps the backup and reports on it; this one waits for its turn in silence.
      if ((error as { code?: string }).code === SLOT_IN_USE) trouble = ''
      else say(error)
    }
  }
  async function work(kind: Kind, id = newId(), by = '') {
    await owner.query(
      `insert into kernel.backup_run (id, kind, state, asked_by) values ($1, $2, 'running', $3)
       on conflict (id) do update set state = 'running', started_at = clock_timestamp()`,
      [id, kind, by],
    )
    const finish = (state: 'done' | 'failed', size: number | null, facts: object, why = '') =>
      owner.query(
        `update kernel.backup_run set state = $2, finished_at = clock_timestamp(), bytes = $3, facts = $4, trouble = $5 where id = $1`,
        [id, state, size, JSON.stringify(facts), why],
      )
    try {
      if (kind === 'base') {
        const base = await takeBase(options.adminUrl, folder)
        await finish('done', base.archiveBytes, { name: base.name })
      } else if (kind === 'verify') {
        const report = await verifyBackup(folder, { newestBase: true })
        await finish(
          report.whole ? 'done' : 'failed',
          null,
          { ...report, faults: report.faults.length },
          report.faults.slice(0, 5).join('；'),
        )
      } else {
        const report = await drill(folder, options.home, options.superuser)
        await finish('done', null, report)
      }
    } catch (error) {
      options.log.error({ kind, error: String(error) }, 'backup work failed')
      await finish('failed', null, {}, explained(error))
    }
  }
  async function duties() {
    const asked = await owner.query<{ id: string; kind: Kind; asked_by: string }>(
      `select id, kind, asked_by from kernel.backup_run where state = 'asked' order by started_at`,
    )
    for (const { id, kind, asked_by } of asked.rows) await work(kind, id, asked_by)
    if (Date.now() < begin) return
    const newest = baseNames(folder).at(-1)
    const last = newest ? new Date(readBase(path.join(folder.base, newest)).startedAt) : undefined
    if ((baseWanted || baseDue(last, new Date())) && !(await failedLately(owner, 'base'))) {
      await work('base')
      baseWanted = false
      await work('verify')
      prune(folder, options.days, new Date())
    }
    if (baseNames(folder).length > 0 && (await drillDue(owner)) && !(await failedLately(owner, 'drill'))) await work('drill')
  }
  async function caughtUp(within = 10_000): Promise<boolean> {
    const asked = new Date()
    const at = await owner.query<{ lsn: string }>('select pg_current_wal_flush_lsn()::text as lsn')
    const position: Lsn = parseLsn(at.rows[0]!.lsn)
    for (const deadline = Date.now() + within; Date.now() < deadline; await pause(100)) {
      if (!receiver || receiver.flushedTo() < position) continue
      covered = asked
      return true
    }
    return false
  }
  async function report(turn: number) {
    await caughtUp(2_000)
    if (turn % 6 === 0) {
      await copyFiles(options.home, folder)
      bytes = bytesUnder(folder.root)
      day = dayBytes(folder)
    }
    const newest = baseNames(folder).at(-1)
    const baseAt = newest ? Math.round(new Date(readBase(path.join(folder.base, newest)).startedAt).getTime() / 1_000) : null
    await beat(owner, 'backup', {
      baseAt,
      bytes,
      dayBytes: day,
      behind: Math.round((Date.now() - covered.getTime()) / 1_000),
      trouble,
    })
  }

  const keeping = (async () => {
    for (let turn = 0; !stopped; turn++) {
      await receive()
      // Who does not receive does not keep: another process has the slot, or nobody may.
      if (receiver) await duties().catch(say)
      if (receiver || trouble) await report(turn).catch(say)
      await new Promise<void>((resolve) => {
        wake = resolve
        setTimeout(resolve, stopped ? 0 : every).unref()
      })
    }
  })()
  return {
    caughtUp,
    async stop() {
      if (stopped) return
      stopped = true
      wake()
      await Promise.race([keeping, new Promise((resolve) => setTimeout(resolve, 3_000).unref())])
      await receiver?.stop()
      await Promise.race([owner.end(), new Promise((resolve) => setTimeout(resolve, 1_000).unref())])
    },
  }
}

/** What a stop in the middle left: half copies, and drills of processes that are gone. */
function sweep(folder: BackupFolder, home: string) {
  const half = readdirSync(folder.base)
    .filter((name) => name.endsWith('.half'))
    .map((name) => path.join(folder.base, name))
    .filter((place) => Date.now() - statSync(place).mtimeMs > LONG_AGO)
  const drills = readdirSync(home)
    .filter((name) => /^drill-\d+$/.test(name) && !existsSync(`/proc/${name.slice(6)}`))
    .map((name) => path.join(home, name))
  for (const place of [...half, ...drills]) rmSync(place, { recursive: true, force: true })
}

const dayBytes = (folder: BackupFolder) =>
  walFiles(folder)
    .map(({ file }) => statSync(path.join(folder.wal, file)))
    .filter((found) => found.mtimeMs > Date.now() - 24 * HOUR)
    .reduce((sum, found) => sum + found.size, 0)

/** One that fails is tried again after ten minutes, not at once. */
async function failedLately(owner: pg.Pool, kind: Kind): Promise<boolean> {
  const found = await owner.query(
    `select from kernel.backup_run where kind = $1 and state = 'failed' and finished_at > clock_timestamp() - interval '10 minutes'`,
    [kind],
  )
  return (found.rowCount ?? 0) > 0
}

async function drillDue(owner: pg.Pool): Promise<boolean> {
  const found = await owner.query<{ at: Date | null }>(
    `select max(started_at) as at from kernel.backup_run where kind = 'drill' and state = 'done'`,
  )
  const at = found.rows[0]!.at
  return !at || Date.now() - at.getTime() > DRILL_EVERY
}

const PLAIN: Record<string, string> = {
  '28000': '数据库不让复制：请在 pg_hba.conf 里给这个账号加一行 replication',
  '42501': '数据库账号没有复制权限：请管理员执行 alter role … replication',
  ENOSPC: '备份所在的磁盘满了',
}

function explained(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string }
  return (code && PLAIN[code]) || message || String(error)
}
