// Serves the built console: hashed assets for ever, the one page for every path that is not the API.
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { consoleFolder } from './web-build.ts'

export async function serveConsole(app: FastifyInstance) {
  const page = readFileSync(path.join(consoleFolder, 'index.html'))
  const zipped = new Map<string, Buffer>()
  app.get('/assets/*', async (request, reply) => {
    const name = path.basename((request.params as { '*': string })['*'])
    const place = path.join(consoleFolder, 'assets', name)
    if (!existsSync(place)) return reply.status(404).send('')
    reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .type(MEDIA[path.extname(name)] ?? 'application/octet-stream')
    if (!/\.(js|css|svg)$/.test(name)) return reply.send(createReadStream(place))
    const body = zipped.get(name) ?? gzipSync(readFileSync(place), { level: 9 })
    zipped.set(name, body)
    return reply.header('content-encoding', 'gzip').header('vary', 'accept-encoding').send(body)
  })
  app.setNotFoundHandler((request, reply) => {
    if (request.url.startsWith('/api'))
      return reply.status(404).send({ kind: 'not-found', message: '没有这个接口。', next: '请刷新页面；仍不行请联系管理员。' })
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page)
  })
}

const MEDIA: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
}
