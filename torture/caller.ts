// Calls contract lines over HTTP as a desk does: a cookie, an address, and the plain answer whatever its status.
import { Agent, request } from 'node:http'
import type { Line } from '@songhe/basics/contract'
import * as session from '@songhe/basics/session'

// biome-ignore lint: any contract line
export type AnyLine = Line<any, any, any, any>

export interface Answer {
  status: number
  // biome-ignore lint: the body of any line, or a problem
  body: any
  text: string
  bytes: Buffer
  headers: Record<string, string | string[] | undefined>
}

export interface Input {
  params?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
  /** For an upload line. */
  file?: { name: string; bytes: Buffer; mediaType?: string }
}

export interface Raw {
  method: string
  path: string
  headers?: Record<string, string>
  body?: string | Buffer
}

export interface Caller {
  cookie: string
  address: string
  /** Rejects only when no answer came (connection refused, reset, over the limit of time). */
  call(line: AnyLine, input?: Input): Promise<Answer>
  /** The same, and throws when the answer is not 200: for preparing a trial. */
  must(line: AnyLine, input?: Input): Promise<Answer['body']>
  send(raw: Raw): Promise<Answer>
  signIn(username: string, password: string): Promise<void>
}

const LIMIT = 60_000
let desks = 0

export function callerOf(url: string): Caller {
  const { hostname, port } = new URL(url)
  // The limit of requests counts by address; 127.0.0.0/8 is all ours.
  const desk = desks++
  const address = `127.${1 + (Math.floor(desk / 62_500) % 250)}.${Math.floor(desk / 250) % 250}.${2 + (desk % 250)}`
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const caller: Caller = {
    cookie: '',
    address,
    send: ({ method, path, headers = {}, body }) =>
      new Promise((resolve, reject) => {
        const sent = request(
          {
            hostname,
            port,
            method,
            path,
            agent,
            localAddress: address,
            headers: {
              'x-songhe': '1',
              ...(caller.cookie && { cookie: caller.cookie }),
              ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
              ...headers,
            },
          },
          (response) => {
            const chunks: Buffer[] = []
            response.on('data', (chunk: Buffer) => chunks.push(chunk))
            response.on('error', reject)
            response.on('end', () => {
              const bytes = Buffer.concat(chunks)
              const text = bytes.toString('utf8')
              const json = String(response.headers['content-type']).includes('application/json')
              resolve({
                status: response.statusCode!,
                headers: response.headers,
                bytes,
                text,
                body: json ? JSON.parse(text) : text,
              })
            })
          },
        )
        sent.setTimeout(LIMIT, () => sent.destroy(new Error(`no answer within ${LIMIT} ms: ${method} ${path}`)))
        sent.on('error', reject)
        sent.end(body)
      }),
    call: (line, input = {}) => caller.send(requestOf(line, input)),
    async must(line, input) {
      const answer = await caller.call(line, input)
      if (answer.status !== 200)
        throw new Error(`${line.title} (${line.path}) answered ${answer.status}: ${answer.text.slice(0, 500)}`)
      return answer.body
    },
    async signIn(username, password) {
      const answer = await caller.call(session.signIn, { body: { username, password } })
      const cookie = [answer.headers['set-cookie'] ?? []].flat()[0]?.split(';')[0]
      if (answer.status !== 200 || !cookie) throw new Error(`${username} could not sign in: ${answer.text}`)
      caller.cookie = cookie
    },
  }
  return caller
}

export function requestOf(line: AnyLine, { params = {}, query = {}, body, file }: Input): Raw {
  const place = line.path.replace(/:([A-Za-z]+)/g, (_whole, name: string) => encodeURIComponent(String(params[name])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== null) search.set(name, String(value))
  const path = `/api${place}${search.size > 0 ? `?${search}` : ''}`
  if (file) return { method: line.method, path, ...multipart(file) }
  if (body === undefined) return { method: line.method, path }
  return { method: line.method, path, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

function multipart({ name, bytes, mediaType = 'application/octet-stream' }: NonNullable<Input['file']>) {
  const edge = 'songhe-torture-edge'
  const head = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${mediaType}\r\n\r\n`
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${edge}` },
    body: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${edge}--\r\n`)]),
  }
}
