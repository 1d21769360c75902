// The web half of a process: routes of all rooms, health and figures, the console. Any number of them may stand behind one address.
import { watchDiskRoom } from '@songhe/kernel/disk-room'
import { buildHttp } from '@songhe/kernel/http/build-http'
import { helpLineOf } from '@songhe/kernel/http/help-line'
import { sharedRate } from '@songhe/kernel/http/shared-rate'
import { watchRequests } from '@songhe/kernel/http/watch-requests'
import { Metrics } from '@songhe/kernel/metrics/metrics'
import { watchHealth } from './health.ts'
import type { Installation } from './installation.ts'
import { buildConsole } from './web-build.ts'
import { serveConsole } from './web-files.ts'

export interface Part {
  /** Finishes what is being done and takes nothing new. */
  stop(): Promise<void>
}

export async function startServing(installation: Installation, say: (text: string) => void): Promise<Part> {
  const { config, database, around } = installation
  buildConsole(say)
  // Another machine's database minds its own disk.
  const room = config.databaseUrl ? undefined : await watchDiskRoom(config.home, around.log)
  const rate = sharedRate(database, config.secrets.indexKey, around.log)
  const app = await buildHttp({
    database,
    around,
    helpLine: helpLineOf(database),
    ...(config.proxies.length > 0 && { trustProxy: config.proxies }),
    rateStore: rate.Store,
    ...(room && { full: room.short }),
  })
  let stopping = false
  const metrics = new Metrics()
  watchRequests(app, metrics, around.log)
  watchHealth(app, { database, home: config.home, monitorToken: config.monitorToken, stopping: () => stopping }, metrics)
  app.get('/api/openapi.json', async () => app.swagger())
  await serveConsole(app)
  await app.listen({ port: config.port, host: process.env.HOST ?? '127.0.0.1' })
  return {
    async stop() {
      stopping = true
      // A connection that was answering when the stop came is idle later: it is closed then, not after its keep-alive.
      const hangUp = setInterval(() => app.server.closeIdleConnections(), 50)
      await app.close().finally(() => clearInterval(hangUp))
      await rate.stop()
      room?.stop()
    },
  }
}
