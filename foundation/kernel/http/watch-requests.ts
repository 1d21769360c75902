// One line in the log and one count per request: its id, its route (the pattern, never the address asked for), status and time. Nothing of what was asked or answered.
import type { FastifyInstance } from 'fastify'
import type { Log } from '../context.ts'
import type { Metrics } from '../metrics/metrics.ts'

const UNKNOWN = '(none)'

export function watchRequests(app: FastifyInstance, metrics: Metrics, log: Log) {
  const count = metrics.counter('songhe_requests_total', 'Requests by method, route and status.')
  const measure = metrics.durations('songhe_request_seconds', 'Time to answer by route.')
  let open = 0
  metrics.gauge('songhe_requests_open', 'Requests being answered now.', () => open)
  app.addHook('onRequest', async (request, reply) => {
    open++
    reply.header('x-request-id', request.id)
  })
  app.addHook('onResponse', async (request, reply) => {
    open--
    const route = request.routeOptions.url ?? UNKNOWN
    const { method } = request
    count({ method, route, status: String(reply.statusCode) })
    measure({ route }, reply.elapsedTime / 1_000)
    log.info({ request: request.id, method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'request')
  })
}
