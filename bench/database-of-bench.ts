// A PostgreSQL of the bench's own with the settings that an installation runs with (durable, not the fast ones of the tests).
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { EMBEDDED_SETTINGS, startEmbeddedPostgres } from '@songhe/kernel/db/embedded-postgres'
import { prepareRoles } from '@songhe/kernel/db/roles'
import { TEST_SECRETS } from '@songhe/kernel/testing'
import pg from 'pg'

/** @returns how to stop it and throw its data away */
export async function databaseOfBench(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'songhe-bench-'))
  const server = await startEmbeddedPostgres(path.join(folder, 'data'), 'bench', EMBEDDED_SETTINGS)
  process.env.SONGHE_TEST_PG = `postgres://postgres:bench@127.0.0.1:${server.port}/postgres`
  const admin = new pg.Client({ connectionString: process.env.SONGHE_TEST_PG })
  await admin.connect()
  await prepareRoles(admin, TEST_SECRETS)
  await admin.end()
  return async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

export const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!
}

/** Milliseconds of `act`. */
export async function timed(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await act()
  return performance.now() - started
}
