// The pg client under a Kysely transaction, for COPY, which no query builder speaks: found by its backend process id.
import { sql, type Transaction } from 'kysely'
import type pg from 'pg'

const clients = new Map<string, pg.PoolClient>()

/** Several servers may be in use in one process (tests), so the port is part of the key. */
export function rememberClients(pool: pg.Pool) {
  pool.on('connect', (client) => clients.set(keyOf(client), client))
  pool.on('remove', (client) => clients.delete(keyOf(client)))
}

// biome-ignore lint: tables of any room
export async function clientOf(trx: Transaction<any>): Promise<pg.PoolClient> {
  const found = await sql<{ pid: number; port: number }>`select pg_backend_pid() as pid, inet_server_port() as port`.execute(trx)
  const client = clients.get(`${found.rows[0]!.port}/${found.rows[0]!.pid}`)
  if (!client) throw new Error('no pooled client under this transaction')
  return client
}

const keyOf = (client: pg.PoolClient) => `${client.port}/${(client as unknown as { processID: number }).processID}`
