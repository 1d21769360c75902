// A restore that is only tried: the newest state comes up in a folder of its own, every row is read once, and all of it goes away again.
import { mkdirSync, rmSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { startEmbeddedPostgres } from '../db/embedded-postgres.ts'
import { type BackupFolder, baseNames, readBase } from './backup-folder.ts'
import { restore } from './restore.ts'

export interface DrillReport {
  tables: number
  rows: number
  /** Last sign of life in the restored copy: what would be lost lies behind it. */
  newest: string | null
  seconds: number
}

/** Unpacked, a copy is about five times its archive. */
const UNPACKED = 6

/** @param beside the data folder: where the database's own user gets in */
export async function drill(folder: BackupFolder, beside: string, superuser: string): Promise<DrillReport> {
  const started = performance.now()
  const newest = baseNames(folder).at(-1)
  const needed = newest ? readBase(path.join(folder.base, newest)).archiveBytes * UNPACKED : 0
  const space = await statfs(beside)
  if (space.bavail * space.bsize < needed)
    throw new Error(`数据文件夹所在的磁盘只剩 ${Math.round((space.bavail * space.bsize) / 1e9)} GB，不够试恢复一次。请清理磁盘。`)
  const home = path.join(beside, `drill-${process.pid}`)
  rmSync(home, { recursive: true, force: true })
  mkdirSync(home, { recursive: true })
  try {
    await restore(folder, 'latest', home, superuser)
    const server = await startEmbeddedPostgres(path.join(home, 'pg'), superuser)
    try {
      const read = await readEverything(`postgres://postgres:${superuser}@127.0.0.1:${server.port}/songhe`)
      return { ...read, seconds: Math.round((performance.now() - started) / 100) / 10 }
    } finally {
      await server.stop()
    }
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

/** Page checksums are looked at on the way. */
async function readEverything(url: string) {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    const tables = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    )
    let rows = 0
    for (const { name } of tables.rows) rows += Number((await client.query(`select count(*) as n from ${name}`)).rows[0].n)
    const beat = await client.query<{ at: Date | null }>('select max(at) as at from kernel.beat')
    return { tables: tables.rows.length, rows, newest: beat.rows[0]!.at?.toISOString() ?? null }
  } finally {
    await client.end()
  }
}
