// The sealer's clock: at least once a second, as the owner, apart from every request.
import type { Log } from '@songhe/kernel/context'
import { sealOnce } from '@songhe/kernel/audit/seal'
import pg from 'pg'

export function startSealing(ownerUrl: string, log: Log): { stop(): Promise<void> } {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 1 })
  pool.on('error', () => {})
  let stopped = false
  const beat = (async () => {
    while (!stopped) {
      try {
        const client = await pool.connect()
        try {
          await sealOnce(client)
        } finally {
          client.release()
        }
      } catch (error) {
        log.error({ error: String(error) }, 'sealing')
      }
      await new Promise((resolve) => setTimeout(resolve, 900))
    }
  })()
  return {
    async stop() {
      stopped = true
      await beat
      await pool.end()
    },
  }
}
