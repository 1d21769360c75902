// F1: requests made from the published description itself: valid, nearly valid, of wrong type, huge, deep, with text that is not what it looks like.
import type { z } from 'zod'
import { type AttackWorld, openAttackWorld, ROLES } from '../access/attack-world.ts'
import { layTripwire, openProber, type Prober } from '../access/probe.ts'
import { type AnyLine, type Input, keyOf, requestOf } from '../access/requests.ts'
import { linesOf, mayCall } from '../access/scope-matrix.ts'
import { withTestServer } from '../test-server.ts'
import type { Arena, Finding, Trial } from '../trial.ts'
import { nastyText, nastyValue, pick, RAW_BODIES } from './nasty.ts'

async function requests(arena: Arena, breaks?: (attack: AttackWorld) => Promise<unknown>): Promise<Finding> {
  return withTestServer(async () => {
    const attack = await openAttackWorld({ oneIn: 12_000 })
    await layTripwire(attack)
    await breaks?.(attack)
    const prober = await openProber(attack)
    const faults = new Map<string, string>()
    const statuses = new Map<string, number>()
    try {
      const wanted = breaks ? 1_500 : arena.count({ a: 10_000, b: 200_000, c: 400_000 })
      const lines = linesOf(attack.catalogue.capabilities).filter((line) => !SLOW.has(keyOf(line)))
      for (let sent = 0; sent < wanted; sent++) {
        const line = pick(lines, arena.random)
        const reply = await one(prober, attack, line, arena.random)
        const kind = `${Math.floor(reply.status / 100)}xx`
        statuses.set(kind, (statuses.get(kind) ?? 0) + 1)
        for (const wrong of faultsOf(line, reply))
          if (!faults.has(`${keyOf(line)} ${wrong.what}`)) faults.set(`${keyOf(line)} ${wrong.what}`, wrong.how)
      }
      return {
        figures: { requests: wanted, routes: lines.length, ...Object.fromEntries(statuses) },
        faults: [...faults].map(([what, how]) => `${what}: ${how}`),
      }
    } finally {
      await prober.close()
      await attack.close()
    }
  })
}

/** Passwords are hashed on purpose slowly; Z7 tries these. */
const SLOW = new Set([
  'POST /auth/sign-in',
  'POST /auth/change-password',
  'POST /access/accounts',
  'POST /access/accounts/import',
  'POST /access/accounts/:id/reset-password',
])

interface Sent {
  status: number
  text: string
  json: boolean
  sent: string
}

async function one(prober: Prober, attack: AttackWorld, line: AnyLine, random: Arena['random']): Promise<Sent> {
  const allowed = attack.attackers.filter((one) => one.post === 'district' && mayCall(attack, line, one))
  const { cookie } = allowed.length > 0 ? pick(allowed, random) : attack.attackers[ROLES.length]!
  const target = attack.targets[pick(['village', 'village', 'nowhere', 'other-district'] as const, random)]
  const input = spoiled(requestOf(line, target), random)
  if (line.method === 'POST' && random() < 0.06) return raw(prober, line, cookie, input, random)
  const answer = await prober.send(line, { cookie }, input)
  return { status: answer.status, text: answer.text, json: true, sent: JSON.stringify(input).slice(0, 300) }
}

async function raw({ app }: Prober, line: AnyLine, cookie: string, { params }: Input, random: Arena['random']): Promise<Sent> {
  const payload = pick(RAW_BODIES, random)
  const type = pick(
    [
      'application/json',
      'application/json; charset=gbk',
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'multipart/form-data; boundary=x',
      'nonsense',
    ],
    random,
  )
  const path = line.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const reply = await app.inject({
    method: 'POST',
    url: `/api${path}`,
    headers: { 'x-songhe': '1', cookie, 'content-type': type },
    payload,
    remoteAddress: `10.200.${Math.floor(random() * 250)}.${Math.floor(random() * 250)}`,
  })
  return { status: reply.statusCode, text: reply.payload, json: true, sent: `${type} ${String(payload).slice(0, 60)}` }
}

/** Zero to three places of a valid request get something else. */
function spoiled(input: Input, random: Arena['random']): Input {
  const copy = structuredClone(input)
  const times = Math.floor(random() * 4)
  for (let i = 0; i < times; i++) {
    const part = pick(['params', 'query', 'body', 'body', 'body'] as const, random)
    const at = copy[part]
    if (!at) continue
    if (part === 'body') spoilIn(at, random, 0)
    else if (Object.keys(at).length > 0) at[pick(Object.keys(at), random)] = nastyText(random).replace(/[\ud800-\udfff]/g, '?')
    else if (part === 'query')
      at[pick(['page', 'size', 'q', 'town', 'from', 'state'], random)] = nastyText(random).replace(/[\ud800-\udfff]/g, '?')
  }
  return copy
}

function spoilIn(at: Record<string, unknown>, random: Arena['random'], level: number) {
  const keys = Object.keys(at)
  const key =
    keys.length > 0 && random() < 0.9 ? pick(keys, random) : pick(['note', 'extra', '__proto__', 'constructor', 'facts'], random)
  const inner = Object.hasOwn(at, key) ? at[key] : undefined
  if (inner && typeof inner === 'object' && level < 4 && random() < 0.6) {
    const into = Array.isArray(inner) ? inner[0] : inner
    if (into && typeof into === 'object') return spoilIn(into as Record<string, unknown>, random, level + 1)
  }
  if (random() < 0.1) delete at[key]
  else Object.defineProperty(at, key, { value: nastyValue(random), enumerable: true, configurable: true, writable: true })
}

function* faultsOf(line: AnyLine, { status, text, sent }: Sent): Generator<{ what: string; how: string }> {
  if (status >= 500) yield { what: `answers ${status}`, how: `${text.slice(0, 160)} to ${sent.slice(0, 200)}` }
  else if (status >= 400) {
    const problem = parsed(text)
    if (typeof problem?.kind !== 'string' || typeof problem.message !== 'string' || !problem.next)
      yield { what: `refuses without saying what to do (${status})`, how: `${text.slice(0, 160)} to ${sent.slice(0, 200)}` }
    if (/select |insert |kernel\.|registry\.|benefits\.|node_modules|at .*\.ts/.test(text))
      yield { what: 'tells of its inside', how: text.slice(0, 160) }
  } else if (line.reply !== 'file') {
    const wrong = (line.reply as z.ZodType).safeParse(parsed(text))
    if (!wrong.success)
      yield { what: 'answers outside its own description', how: `${wrong.error.message.slice(0, 200)} to ${sent}` }
  }
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const f1: Trial = {
  id: 'F1',
  title:
    'Requests made from the product’s own description: valid, nearly valid, of wrong type, huge, deep, with NUL, lone surrogates, right-to-left and four-byte names, duplicate keys and __proto__',
  target:
    '0 answers of the 500 kind, 0 outside their declared shape, every refusal says what to do next; 10,000 requests (200,000 at night)',
  tier: 'a',
  run: (arena) => requests(arena),
  control: {
    breaks: 'one column is too narrow for what its contract allows',
    run: (arena) => requests(arena, ({ world }) => world.owner(`alter table benefits.case_step add check (length(note) < 3)`)),
  },
}
