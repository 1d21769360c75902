// For tests: a real database of one's own per test file, cloned from a migrated template, used as the application role.
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { newId } from '@songhe/basics/ids'
import pg from 'pg'
import { type Capability, gather, permissionsOf, type RoleKey } from './capability.ts'
import type { Context, Log, Principal } from './context.ts'
import { actAs, connect, type Database } from './db/database.ts'
import { migrate, readMigrations, kernelMigrations } from './db/migrate.ts'
import { appUrl, ownerUrl } from './db/roles.ts'
import { useFileFolder } from './files.ts'
import { useKeys } from './secrets.ts'
import { prepareQueue, runJob } from './worker.ts'

export const TEST_SECRETS = { owner: 'owner-of-tests', app: 'app-of-tests', fieldKey: '11'.repeat(32), indexKey: '22'.repeat(32) }
const quiet: Log = { info() {}, warn() {}, error() {} }

export interface Somebody {
  permissions?: string[]
  roles?: RoleKey[]
  district?: number
  areas?: number[] | null
  /** Same name, same human: two-person rules compare this. */
  staff?: string
  now?: Date
  demo?: boolean
}

export interface TestWorld {
  /** One transaction as somebody; every permission unless roles or permissions are named. */
  as<T>(who: Somebody, act: (ctx: Context) => Promise<T>): Promise<T>
  principal(who: Somebody): Principal
  /** Statement as the migration role, for fixtures and for looking behind the walls. */
  // biome-ignore lint: rows of any shape
  owner<Row extends pg.QueryResultRow = any>(text: string, values?: unknown[]): Promise<Row[]>
  /** Runs every job that is waiting, as the worker would. */
  work(): Promise<void>
  database: Database
  ownerUrl: string
  close(): Promise<void>
}

export function serverOfTests(): { host: string; port: number; adminUrl: string } {
  const adminUrl = process.env.SONGHE_TEST_PG
  if (!adminUrl) throw new Error('SONGHE_TEST_PG is not set; run through vitest with tools/test-database.ts as global setup')
  const url = new URL(adminUrl)
  return { host: url.hostname, port: Number(url.port), adminUrl }
}

/** @param connections how many acts may be under way at once */
export async function testDatabase(capabilities: readonly Capability[], fixedNow?: Date, connections = 8): Promise<TestWorld> {
  useKeys(TEST_SECRETS)
  useFileFolder(`${tmpdir()}/songhe-test-files-${process.pid}`)
  const { host, port, adminUrl } = serverOfTests()
  const template = await ensureTemplate(adminUrl, host, port, capabilities)
  const database = `t_${newId().replaceAll('-', '')}`
  await inAdmin(adminUrl, (admin) => admin.query(`create database ${database} template ${template} owner songhe_owner`))
  const at = { host, port, database }
  const app = connect(appUrl(at, TEST_SECRETS), connections)
  const owner = new pg.Pool({ connectionString: ownerUrl(at, TEST_SECRETS), max: 2 })
  owner.on('error', () => {})
  const catalogue = gather(capabilities)
  const principal = (who: Somebody): Principal => ({
    account: staffId(`${who.staff ?? '测试员'}/account`),
    staff: staffId(who.staff ?? '测试员'),
    name: who.staff ?? '测试员',
    post: '',
    roles: who.roles ?? [],
    permissions: who.roles ? permissionsOf(catalogue, who.roles) : new Set(who.permissions ?? catalogue.permissions.keys()),
    district: who.district ?? 1,
    areas: who.areas ?? null,
    demo: who.demo ?? true,
    mustChangePassword: false,
    address: '127.0.0.1',
  })
  const around = (who: Somebody) => ({ catalogue, log: quiet, now: () => who.now ?? fixedNow ?? new Date() })
  return {
    database: app,
    ownerUrl: ownerUrl(at, TEST_SECRETS),
    principal,
    as: (who, act) => actAs(app, principal(who), around(who), act),
    owner: async (text, values) => (await owner.query(text, values)).rows,
    async work() {
      for (;;) {
        const waiting = await owner.query(`select district, id from kernel.job_run where state = 'waiting' order by created_at`)
        if (waiting.rowCount === 0) return
        for (const row of waiting.rows) await runJob(app, owner, around({}), row)
      }
    },
    async close() {
      await app.close()
      await owner.end()
      await inAdmin(adminUrl, (admin) => dropQuietly(admin, database))
    },
  }
}

function staffId(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** A connection that is just closing would hear of the drop as an error nobody waits for: it gets a moment to go. */
async function dropQuietly(admin: pg.Client, database: string) {
  for (let wait = 0; wait < 100; wait++) {
    const open = await admin.query('select from pg_stat_activity where datname = $1', [database])
    if (open.rowCount === 0) break
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  await admin.query(`drop database ${database} with (force)`)
}

async function inAdmin<T>(url: string, act: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  try {
    return await act(admin)
  } finally {
    await admin.end()
  }
}

async function ensureTemplate(
  adminUrl: string,
  host: string,
  port: number,
  capabilities: readonly Capability[],
): Promise<string> {
  const sources = capabilities.flatMap((room) => (room.migrations ? [{ name: room.name, folder: room.migrations }] : []))
  const files = readMigrations([kernelMigrations, ...sources])
  const digest = createHash('sha256')
    .update(files.map((file) => file.room + file.file + file.digest).join())
    .digest('hex')
  const template = `template_${digest.slice(0, 16)}`
  await inAdmin(adminUrl, async (admin) => {
    await admin.query('select pg_advisory_lock(716002)')
    const known = await admin.query('select from pg_database where datname = $1', [template])
    if (known.rowCount) return
    await admin.query(`create database ${template}_making owner songhe_owner`)
    const owner = new pg.Client({ connectionString: ownerUrl({ host, port, database: `${template}_making` }, TEST_SECRETS) })
    await owner.connect()
    try {
      await prepareQueue(ownerUrl({ host, port, database: `${template}_making` }, TEST_SECRETS))
      await migrate(owner, sources)
    } catch (error) {
      await owner.end()
      await admin.query(`drop database ${template}_making with (force)`)
      throw error
    }
    await owner.end()
    await admin.query(`alter database ${template}_making rename to ${template}`)
  })
  return template
}
