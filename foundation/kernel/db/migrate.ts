// Runs the numbered .sql files of every room once, in order, as the owner. A file that was released never changes.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'

export interface MigrationSource {
  /** Room and schema name. */
  name: string
  /** Folder URL with 0001_....sql files. */
  folder: URL
}

interface MigrationFile {
  room: string
  file: string
  text: string
  digest: string
}

export const kernelMigrations: MigrationSource = { name: 'kernel', folder: new URL('../migrations/', import.meta.url) }

export function readMigrations(sources: MigrationSource[]): MigrationFile[] {
  return sources.flatMap(({ name, folder }) =>
    readdirSync(folder)
      .filter((file) => /^\d{4}_.+\.sql$/.test(file))
      .sort()
      .map((file) => {
        const text = readFileSync(new URL(file, folder), 'utf8')
        return { room: name, file, text, digest: createHash('sha256').update(text).digest('hex') }
      }),
  )
}

/** @returns how many files ran. A changed file that already ran stops the start. */
export async function migrate(owner: pg.Client, sources: MigrationSource[]): Promise<number> {
  await owner.query('create schema if not exists kernel')
  await owner.query(
    'create table if not exists kernel.migration (room text, file text, digest text not null, ran_at timestamptz default now(), primary key (room, file))',
  )
  await owner.query('select pg_advisory_lock(716001)')
  try {
    const done = new Map<string, string>()
    for (const row of (await owner.query('select room, file, digest from kernel.migration')).rows)
      done.set(`${row.room}/${row.file}`, row.digest)
    let count = 0
    // All or none: an update that fails in its third file leaves the structure that the old code knows.
    await owner.query('begin')
    for (const migration of readMigrations([kernelMigrations, ...sources])) {
      const known = done.get(`${migration.room}/${migration.file}`)
      if (known && known !== migration.digest)
        throw new Error(`迁移文件 ${migration.room}/${migration.file} 执行后又被改过。请恢复原文件，另加一个新编号的文件。`)
      if (known) continue
      await runFile(owner, migration)
      count++
    }
    await owner.query('commit')
    return count
  } catch (error) {
    await owner.query('rollback')
    throw error
  } finally {
    await owner.query('select pg_advisory_unlock(716001)')
  }
}

async function runFile(owner: pg.Client, { room, file, text, digest }: MigrationFile) {
  try {
    await owner.query(`create schema if not exists ${pg.escapeIdentifier(room)}`)
    await owner.query(`grant usage on schema ${pg.escapeIdentifier(room)} to songhe_app`)
    await owner.query(text)
    await owner.query('insert into kernel.migration (room, file, digest) values ($1, $2, $3)', [room, file, digest])
  } catch (error) {
    throw new Error(`迁移 ${room}/${file} 失败：${(error as Error).message}`, { cause: error })
  }
}
