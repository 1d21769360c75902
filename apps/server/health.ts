// /healthz for whoever spreads the load, /metrics for whoever watches: figures of the machine and the work, nothing about anybody.
import { createHash, timingSafeEqual } from 'node:crypto'
import { statfs } from 'node:fs/promises'
import { type Beat, type BeatKey, readBeats } from '@songhe/kernel/beat'
import type { Database } from '@songhe/kernel/db/database'
import type { Metrics } from '@songhe/kernel/metrics/metrics'
import type { FastifyInstance, FastifyRequest } from 'fastify'

export interface Health {
  /** This process can answer: it has its database and is not on its way out. */
  ok: boolean
  /** What needs somebody, in the words of the runbook: `worker`, `sealer`, `backup`, `disk`. */
  troubles: string[]
  database: { ok: boolean; ms: number }
  /** Seconds since the last sign of life; null = never. */
  worker: number | null
  /** Seconds the oldest unsealed line of the log has waited. */
  sealer: number | null
  backup: number | null
  disk: { free: number; share: number }
}

const LIMITS: Record<BeatKey, number> = { worker: 30, sealer: 30, backup: 90 }
const LITTLE_DISK = { bytes: 1024 ** 3, share: 0.05 }

export function watchHealth(
  app: FastifyInstance,
  {
    database,
    home,
    monitorToken,
    stopping,
  }: { database: Database; home: string; monitorToken: string | undefined; stopping: () => boolean },
  metrics: Metrics,
) {
  let beats = new Map<BeatKey, Beat>()
  const fact = (key: BeatKey, name: string) => {
    const value = beats.get(key)?.facts[name]
    return typeof value === 'number' ? value : null
  }
  gauges(metrics, (key) => beats.get(key)?.age ?? null, fact, database)

  async function look(): Promise<Health> {
    const started = performance.now()
    let ok = true
    try {
      beats = await readBeats(database.kysely)
    } catch {
      ok = false
    }
    const space = await statfs(home)
    const disk = { free: space.bavail * space.bsize, share: space.bavail / space.blocks }
    const age = (key: BeatKey) => beats.get(key)?.age ?? null
    const sealer = age('sealer') === null ? null : age('sealer')! + (fact('sealer', 'lag') ?? 0)
    const troubles = [
      ...(ok ? [] : ['database']),
      ...(['worker', 'backup'] as const).filter((key) => beats.has(key) && age(key)! > LIMITS[key]),
      ...(sealer !== null && sealer > LIMITS.sealer ? ['sealer'] : []),
      ...(disk.free < LITTLE_DISK.bytes || disk.share < LITTLE_DISK.share ? ['disk'] : []),
    ]
    const database_ = { ok, ms: Math.round(performance.now() - started) }
    return { ok: ok && !stopping(), troubles, database: database_, worker: age('worker'), sealer, backup: age('backup'), disk }
  }

  app.get('/healthz', async (request, reply) => {
    const health = await look()
    reply.status(health.ok ? 200 : 503).header('cache-control', 'no-store')
    return isKnown(request, monitorToken) ? health : { ok: health.ok }
  })
  app.get('/metrics', async (request, reply) => {
    if (!isKnown(request, monitorToken)) return reply.status(404).send('')
    await look()
    return reply.type('text/plain; version=0.0.4; charset=utf-8').header('cache-control', 'no-store').send(metrics.text())
  })
}

function gauges(
  metrics: Metrics,
  age: (key: BeatKey) => number | null,
  fact: (key: BeatKey, name: string) => number | null,
  database: Database,
) {
  metrics.gauge('songhe_worker_beat_age_seconds', 'Since a worker last said it lives.', () => age('worker'))
  metrics.gauge('songhe_jobs_queued', 'Jobs waiting or running.', () => fact('worker', 'jobs'))
  metrics.gauge('songhe_outbox_open', 'Announcements not yet delivered.', () => fact('worker', 'outbox'))
  metrics.gauge('songhe_outbox_lag_seconds', 'Age of the oldest of them.', () => fact('worker', 'outboxAge'))
  metrics.gauge('songhe_sealer_beat_age_seconds', 'Since the sealer last ran.', () => age('sealer'))
  metrics.gauge('songhe_sealer_lag_seconds', 'Age of the oldest unsealed line of the log.', () => fact('sealer', 'lag'))
  metrics.gauge('songhe_backup_beat_age_seconds', 'Since the continuous backup last wrote.', () => age('backup'))
  metrics.gauge('songhe_backup_base_age_seconds', 'Age of the newest base copy.', () => {
    const at = fact('backup', 'baseAt')
    return at === null ? null : Math.round(Date.now() / 1_000 - at)
  })
  metrics.gauge('songhe_backup_bytes', 'Size of the backup folder.', () => fact('backup', 'bytes'))
  const pool = database.pool
  metrics.gauge('songhe_pool_connections', 'Database connections of this process.', () => pool.totalCount)
  metrics.gauge('songhe_pool_idle', 'Of them idle.', () => pool.idleCount)
  metrics.gauge('songhe_pool_waiting', 'Acts waiting for one.', () => pool.waitingCount)
  metrics.gauge('process_resident_memory_bytes', 'Memory of this process.', () => process.memoryUsage.rss())
  metrics.gauge('process_uptime_seconds', 'Since this process started.', () => Math.round(process.uptime()))
}

/** The machine itself, or a monitor with the token. What came through a proxy we do not know is from anywhere. */
export function isKnown(request: FastifyRequest, token: string | undefined): boolean {
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  if (token && given) return timingSafeEqual(digest(token), digest(given))
  const passedOn = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'].some((name) => request.headers[name] !== undefined)
  return !passedOn && /^(127\.|::1$|::ffff:127\.)/.test(request.socket.remoteAddress ?? '')
}

const digest = (text: string) => createHash('sha256').update(text).digest()
