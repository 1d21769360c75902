// Stands between desk and server; when told so it lets the request through, waits for the whole answer, keeps it, and hangs up on the desk.
import { createServer, request } from 'node:http'

export interface SwallowingProxy {
  url: string
  /** The next answer to a write is swallowed where this says so. */
  swallow: (path: string) => boolean
  /** What the server said and the desk never heard, by the client's id. */
  unheard: Map<string, { status: number; text: string }>
  close(): Promise<void>
}

export async function swallowingProxy(target: string): Promise<SwallowingProxy> {
  const { hostname, port } = new URL(target)
  const proxy: SwallowingProxy = { url: '', swallow: () => false, unheard: new Map(), close: async () => {} }
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const body = Buffer.concat(chunks)
      const forward = request(
        {
          hostname,
          port,
          method: incoming.method,
          path: incoming.url,
          headers: incoming.headers,
          localAddress: incoming.socket.remoteAddress,
        },
        (answer) => {
          const parts: Buffer[] = []
          answer.on('data', (chunk: Buffer) => parts.push(chunk))
          answer.on('end', () => {
            const text = Buffer.concat(parts)
            if (incoming.method === 'POST' && proxy.swallow(incoming.url ?? '')) {
              const id = /"id":"([0-9a-f-]{36})"/.exec(body.toString())?.[1]
              if (id && !proxy.unheard.has(id)) proxy.unheard.set(id, { status: answer.statusCode!, text: text.toString() })
              return incoming.socket.destroy()
            }
            outgoing.writeHead(answer.statusCode!, answer.headers)
            outgoing.end(text)
          })
        },
      )
      forward.on('error', () => incoming.socket.destroy())
      forward.end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  proxy.url = `http://127.0.0.1:${(server.address() as { port: number }).port}`
  proxy.close = () =>
    new Promise((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  return proxy
}
