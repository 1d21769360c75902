// A PostgreSQL with the product's own settings for trials that drive the product inside this process; started once, gone with the torture.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { EMBEDDED_SETTINGS, startEmbeddedPostgres } from '@songhe/kernel/db/embedded-postgres'
import { prepareRoles } from '@songhe/kernel/db/roles'
import { TEST_SECRETS } from '@songhe/kernel/testing'
import pg from 'pg'
import { killPostgres } from './kill.ts'

const PASSWORD = 'postgres-of-torture'
let started: Promise<string> | undefined

/** `testDatabase` within `act` makes its databases there: fsync, synchronous commit and checksums as an office has them. */
export async function withProductDatabase<T>(act: () => Promise<T>): Promise<T> {
  started ??= start()
  const before = process.env.SONGHE_TEST_PG
  process.env.SONGHE_TEST_PG = await started
  try {
    return await act()
  } finally {
    if (before === undefined) delete process.env.SONGHE_TEST_PG
    else process.env.SONGHE_TEST_PG = before
  }
}

async function start(): Promise<string> {
  const home = mkdtempSync(path.join(tmpdir(), 'songhe-torture-pg-'))
  const folder = path.join(home, 'pg')
  const server = await startEmbeddedPostgres(folder, PASSWORD, { ...EMBEDDED_SETTINGS, max_connections: '300' })
  process.once('exit', () => {
    killPostgres(folder)
    rmSync(home, { recursive: true, force: true })
  })
  const adminUrl = `postgres://postgres:${PASSWORD}@127.0.0.1:${server.port}/postgres`
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  await prepareRoles(admin, TEST_SECRETS)
  await admin.end()
  return adminUrl
}
