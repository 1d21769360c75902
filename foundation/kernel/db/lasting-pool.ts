// A pool that outlives its server: a client that loses its connection says so by the error of its statement; without listeners Node would end the process instead.
import pg from 'pg'

export function lastingPool(url: string, size: number, more: pg.PoolConfig = {}): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: size, ...more })
  pool.on('error', () => {}) // an idle client: the next acquire reconnects
  pool.on('connect', (client) => client.on('error', () => {})) // one in use
  return pool
}
