// The typed way from a page to a verb: path, query and body come from the contract line, replies keep its type.
import type { InputOf, Line, ReplyOf } from '@songhe/basics/contract'

export interface ProblemBody {
  kind: string
  message: string
  next?: string
  citation?: { rule: string; document?: string; clause?: string }
  facts?: Record<string, unknown>
  helpLine?: string
}

export class CallProblem extends Error {
  readonly problem: ProblemBody

  constructor(problem: ProblemBody) {
    super(problem.message)
    this.problem = problem
  }
}

/** On window, when a call was refused because nobody is signed in any more. */
export const SESSION_ENDED = 'songhe-session-ended'

const OFFLINE: ProblemBody = { kind: 'offline', message: '连不上服务器。', next: '请检查网络后再试；页面上填写的内容没有丢。' }

/** @throws CallProblem with what happened, why and what next. A reply of kind 'file' is saved by the browser. */
// biome-ignore lint: any contract line
export async function call<L extends Line<any, any, any, any>>(
  line: L,
  input: InputOf<L> & { file?: File },
): Promise<ReplyOf<L>> {
  const parts = input as { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown; file?: File }
  const response = await fetch(addressOf(line.path, parts.params, parts.query), requestOf(line.method, parts)).catch(() => {
    throw new CallProblem(OFFLINE)
  })
  if (!response.ok) {
    const problem: ProblemBody = await response.json().catch(() => ({ ...OFFLINE, message: '服务器没有正常回答。' }))
    if (problem.facts?.signIn) dispatchEvent(new Event(SESSION_ENDED))
    throw new CallProblem(problem)
  }
  if (line.reply !== 'file') return response.json()
  save(await response.blob(), nameOf(response))
  return undefined as ReplyOf<L>
}

export function addressOf(path: string, params: Record<string, unknown> = {}, query: Record<string, unknown> = {}): string {
  const place = path.replace(/:([A-Za-z]+)/g, (_whole, name: string) => encodeURIComponent(String(params[name])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  return `/api${place}${search.size > 0 ? `?${search}` : ''}`
}

function requestOf(method: string, { body, file }: { body?: unknown; file?: File }): RequestInit {
  if (method === 'GET') return { credentials: 'same-origin' }
  const headers: Record<string, string> = { 'x-songhe': '1' }
  if (file) {
    const form = new FormData()
    form.append('file', file)
    return { method, credentials: 'same-origin', headers, body: form }
  }
  if (body === undefined) return { method, credentials: 'same-origin', headers }
  return {
    method,
    credentials: 'same-origin',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }
}

function nameOf(response: Response): string {
  const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1]
  return name ? decodeURIComponent(name) : '下载'
}

function save(blob: Blob, name: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
