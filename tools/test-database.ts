// Vitest global setup: one PostgreSQL for all test files, without fsync because tests do not survive a power cut either.
import { chmodSync, cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startEmbeddedPostgres } from '@songhe/kernel/db/embedded-postgres'
import { prepareRoles } from '@songhe/kernel/db/roles'
import { TEST_SECRETS } from '@songhe/kernel/testing'
import pg from 'pg'

const PASSWORD = 'postgres-of-tests'
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '256MB', max_connections: '200' }

export async function setup() {
  if (process.env.SONGHE_TEST_PG) return
  const folder = mkdtempSync(path.join(tmpdir(), 'songhe-test-pg-'))
  const data = path.join(folder, 'data')
  const cached = path.join(tmpdir(), `songhe-test-pg-seed-${process.getuid?.() ?? 0}`)
  if (existsSync(cached)) {
    cpSync(cached, data, { recursive: true })
    chmodSync(data, 0o700)
  }
  const server = await startEmbeddedPostgres(data, PASSWORD, FAST)
  const adminUrl = `postgres://postgres:${PASSWORD}@127.0.0.1:${server.port}/postgres`
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  await prepareRoles(admin, TEST_SECRETS)
  await admin.end()
  process.env.SONGHE_TEST_PG = adminUrl
  process.env.SONGHE_TEST_DEMO = mkdtempSync(path.join(tmpdir(), 'songhe-test-demo-'))
  return async () => {
    await server.stop()
    rmSync(process.env.SONGHE_TEST_DEMO!, { recursive: true, force: true })
    if (!existsSync(cached)) keepForNextTime(data, cached)
    rmSync(folder, { recursive: true, force: true })
  }
}

/** initdb takes three seconds; a stopped cluster is a perfect copy source (it holds nothing but roles and throw-away databases). */
function keepForNextTime(data: string, cached: string) {
  const half = `${cached}.${process.pid}`
  cpSync(data, half, { recursive: true })
  try {
    renameSync(half, cached)
  } catch {
    rmSync(half, { recursive: true, force: true })
  }
}
