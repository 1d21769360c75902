// Brings an installation up: database, roles, migrations, keys, reference data. Server, command line and bench all begin here.
import { gather } from '@songhe/kernel/capability'
import { type Config, readConfig } from '@songhe/kernel/config'
import type { Log } from '@songhe/kernel/context'
import { connect, type Database, type Surroundings } from '@songhe/kernel/db/database'
import { EMBEDDED_SETTINGS, runningPort, startEmbeddedPostgres } from '@songhe/kernel/db/embedded-postgres'
import { migrate } from '@songhe/kernel/db/migrate'
import { appUrl, type DatabaseAddress, ensureDatabase, ownerUrl, prepareRoles } from '@songhe/kernel/db/roles'
import { checkFileFolder, checkKeys } from '@songhe/kernel/db/same-installation'
import { useFileFolder } from '@songhe/kernel/files'
import { useKeys } from '@songhe/kernel/secrets'
import { prepareQueue } from '@songhe/kernel/worker'
import pg from 'pg'
import { capabilities } from './capabilities.ts'

export interface Installation {
  config: Config
  database: Database
  around: Surroundings
  /** As the preparing role; the backup needs its right to replicate. */
  adminUrl: string
  ownerUrl: string
  /** No account yet: a demo region or a first administrator must come. */
  empty: boolean
  owner<T>(act: (client: pg.Client) => Promise<T>): Promise<T>
  stop(): Promise<void>
}

export async function bringUp(log: Log, say: (text: string) => void, config = readConfig(), join = false): Promise<Installation> {
  useKeys(config.secrets)
  useFileFolder(config.home)
  const { admin, stop } = await findServer(config, log, say, join)
  const at = addressOf(config, admin)
  const owner = <T>(act: (client: pg.Client) => Promise<T>) => withClient(ownerUrl(at, config.secrets), act)
  try {
    await inTurn(admin, async (client) => prepare(client, config, admin, at, owner, say))
  } catch (error) {
    await stop()
    throw error
  }
  const empty = await owner(async (client) => (await client.query('select from kernel.account limit 1')).rowCount === 0)
  const database = connect(appUrl(at, config.secrets))
  return {
    config,
    database,
    owner,
    empty,
    around: { catalogue: gather(capabilities), log },
    adminUrl: admin,
    ownerUrl: ownerUrl(at, config.secrets),
    async stop() {
      await database.close()
      await stop()
    },
  }
}

interface Server {
  /** Address as the preparing role: it may create roles and databases. */
  admin: string
  stop(): Promise<void>
}

async function findServer(config: Config, log: Log, say: (text: string) => void, join: boolean): Promise<Server> {
  if (config.databaseUrl) return { admin: config.databaseUrl, stop: async () => {} }
  const addressAt = (port: number) => `postgres://postgres:${config.secrets.superuser}@127.0.0.1:${port}/postgres`
  const port = join ? runningPort(`${config.home}/pg`) : undefined
  if (port) return { admin: addressAt(port), stop: async () => {} }
  say('正在启动数据库…')
  const server = await startEmbeddedPostgres(`${config.home}/pg`, config.secrets.superuser, EMBEDDED_SETTINGS, (trouble) =>
    log.error({ trouble }, 'database'),
  )
  return { admin: addressAt(server.port), stop: server.stop }
}

function addressOf(config: Config, admin: string): DatabaseAddress {
  const url = new URL(admin)
  const database = config.databaseUrl ? decodeURIComponent(url.pathname.slice(1)) : 'songhe'
  return { host: url.hostname, port: Number(url.port || 5432), database }
}

/** Processes that start at once prepare one after the other: two cannot change the same role. */
function inTurn(admin: string, act: (client: pg.Client) => Promise<void>): Promise<void> {
  return withClient(admin, async (client) => {
    await client.query('select pg_advisory_lock(716004)')
    await act(client)
  })
}

async function prepare(
  admin: pg.Client,
  { secrets, keyFile, home }: Config,
  adminUrl: string,
  at: DatabaseAddress,
  owner: Installation['owner'],
  say: (text: string) => void,
) {
  const there = await admin.query('select from pg_database where datname = $1', [at.database])
  const here = Object.assign(new URL(adminUrl), { pathname: `/${encodeURIComponent(at.database)}` }).href
  if (there.rowCount) await withClient(here, (client) => checkKeys(client, secrets, keyFile))
  await prepareRoles(admin, secrets)
  await ensureDatabase(admin, at.database)
  await admin.query(`grant create, connect on database ${pg.escapeIdentifier(at.database)} to songhe_owner`)
  await prepareQueue(ownerUrl(at, secrets))
  const sources = capabilities.flatMap((room) => (room.migrations ? [{ name: room.name, folder: room.migrations }] : []))
  const ran = await owner((client) => migrate(client, sources))
  if (ran > 0) say(`数据库结构已更新（${ran} 个迁移）`)
  for (const room of capabilities) if (room.references) await owner((client) => room.references!(client))
  await owner((client) => checkFileFolder(client, secrets, home))
}

const STARTING = '57P03'

/** A server that another process has just started is waited for. */
async function withClient<T>(url: string, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const deadline = performance.now() + 15_000
  for (;;) {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => {}) // the statement says so
    try {
      await client.connect()
    } catch (error) {
      const { code } = error as { code?: string }
      if ((code !== STARTING && code !== 'ECONNREFUSED') || performance.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, 200))
      continue
    }
    try {
      return await act(client)
    } finally {
      await client.end()
    }
  }
}
