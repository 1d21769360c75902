// Brings an installation up: database, roles, migrations, keys, reference data. Server, command line and bench all begin here.
import { gather } from '@songhe/kernel/capability'
import { type Config, readConfig } from '@songhe/kernel/config'
import type { Log } from '@songhe/kernel/context'
import { connect, type Database, type Surroundings } from '@songhe/kernel/db/database'
import { EMBEDDED_SETTINGS, runningPort, startEmbeddedPostgres } from '@songhe/kernel/db/embedded-postgres'
import { migrate } from '@songhe/kernel/db/migrate'
import { appUrl, type DatabaseAddress, ensureDatabase, ownerUrl, prepareRoles } from '@songhe/kernel/db/roles'
import { useFileFolder } from '@songhe/kernel/files'
import { useKeys } from '@songhe/kernel/secrets'
import { prepareQueue } from '@songhe/kernel/worker'
import pg from 'pg'
import { capabilities } from './capabilities.ts'

export interface Installation {
  config: Config
  database: Database
  around: Surroundings
  ownerUrl: string
  /** No account yet: a demo region or a first administrator must come. */
  empty: boolean
  owner<T>(act: (client: pg.Client) => Promise<T>): Promise<T>
  stop(): Promise<void>
}

export async function bringUp(log: Log, say: (text: string) => void, config = readConfig(), join = false): Promise<Installation> {
  useKeys(config.secrets)
  useFileFolder(config.home)
  const { admin, stop } = await findServer(config, say, join)
  const at = await prepare(config, admin)
  const owner = <T>(act: (client: pg.Client) => Promise<T>) => withClient(ownerUrl(at, config.secrets), act)
  await prepareQueue(ownerUrl(at, config.secrets))
  const sources = capabilities.flatMap((room) => (room.migrations ? [{ name: room.name, folder: room.migrations }] : []))
  const ran = await owner((client) => migrate(client, sources))
  if (ran > 0) say(`数据库结构已更新（${ran} 个迁移）`)
  for (const room of capabilities) if (room.references) await owner((client) => room.references!(client))
  const empty = await owner(async (client) => (await client.query('select from kernel.account limit 1')).rowCount === 0)
  const database = connect(appUrl(at, config.secrets))
  return {
    config,
    database,
    owner,
    empty,
    around: { catalogue: gather(capabilities), log },
    ownerUrl: ownerUrl(at, config.secrets),
    async stop() {
      await database.close()
      await stop()
    },
  }
}

async function findServer(
  config: Config,
  say: (text: string) => void,
  join: boolean,
): Promise<{ admin: string; stop(): Promise<void> }> {
  if (config.databaseUrl) return { admin: config.databaseUrl, stop: async () => {} }
  const port = join ? runningPort(`${config.home}/pg`) : undefined
  if (port) return { admin: `postgres://postgres:${config.secrets.superuser}@127.0.0.1:${port}/postgres`, stop: async () => {} }
  say('正在启动数据库…')
  const server = await startEmbeddedPostgres(`${config.home}/pg`, config.secrets.superuser, EMBEDDED_SETTINGS)
  return { admin: `postgres://postgres:${config.secrets.superuser}@127.0.0.1:${server.port}/postgres`, stop: server.stop }
}

async function prepare(config: Config, admin: string): Promise<DatabaseAddress> {
  const url = new URL(admin)
  const database = config.databaseUrl ? decodeURIComponent(url.pathname.slice(1)) : 'songhe'
  await withClient(admin, async (client) => {
    await prepareRoles(client, config.secrets)
    await ensureDatabase(client, database)
    await client.query(`grant create, connect on database ${pg.escapeIdentifier(database)} to songhe_owner`)
  })
  return { host: url.hostname, port: Number(url.port || 5432), database }
}

async function withClient<T>(url: string, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await act(client)
  } finally {
    await client.end()
  }
}
