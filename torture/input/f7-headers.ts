// F7: what every answer carries besides its text, whoever asks and however it ends; and that no other page can act in somebody's name.
import { buildHttp } from '@songhe/kernel/http/build-http'
import type { FastifyInstance } from 'fastify'
import { type AttackWorld, openAttackWorld, quiet } from '../access/attack-world.ts'
import { layTripwire, openProber, addressOf } from '../access/probe.ts'
import { type AnyLine, keyOf, requestOf } from '../access/requests.ts'
import { linesOf, mayCall } from '../access/scope-matrix.ts'
import { openOffice, PASSWORD } from '../access/office.ts'
import { withTestServer } from '../test-server.ts'
import type { Arena, Finding, Trial } from '../trial.ts'

const REQUIRED: [string, RegExp][] = [
  ['content-security-policy', /default-src 'self'/],
  ['content-security-policy', /object-src 'none'/],
  ['content-security-policy', /script-src 'self'(;|$)/],
  ['content-security-policy', /frame-ancestors 'none'/],
  ['x-content-type-options', /^nosniff$/],
  ['referrer-policy', /^no-referrer$/],
  ['cross-origin-opener-policy', /^same-origin$/],
  ['cross-origin-resource-policy', /^same-origin$/],
  ['cache-control', /no-store/],
]
const FORBIDDEN = ['x-powered-by', 'server', 'access-control-allow-origin']

async function headers(_arena: Arena, breaks?: (app: FastifyInstance) => unknown): Promise<Finding> {
  return withTestServer(async () => {
    const attack = await openAttackWorld({ oneIn: 12_000 })
    await layTripwire(attack)
    const prober = await openProber(attack)
    breaks?.(prober.app)
    const faults: string[] = []
    let answers = 0
    try {
      for (const line of linesOf(attack.catalogue.capabilities))
        for (const cookie of ['', cookieFor(attack, line)]) {
          answers += 2
          for (const [how, reply] of [
            ['', await ask(prober.app, line, attack, cookie, answers)],
            [
              ' with a broken address',
              await prober.app.inject({
                url: `/api${line.path.replace(/:\w+/g, '%00')}`,
                headers: { cookie },
                remoteAddress: addressOf(500_000 + answers),
              }),
            ],
          ] as const)
            for (const fault of faultsIn(reply.headers)) faults.push(`${keyOf(line)}${how} (${reply.statusCode}): ${fault}`)
          if (line.method === 'POST' && cookie && (await forged(prober.app, line, attack, cookie, answers)).statusCode < 300)
            faults.push(`${keyOf(line)}: done for a form of another page`)
        }
      faults.push(...(await cookies()))
      return { figures: { answers }, faults }
    } finally {
      await prober.close()
      await attack.close()
    }
  })
}

const cookieFor = (attack: AttackWorld, line: AnyLine) =>
  attack.attackers.find((one) => one.post === 'district' && mayCall(attack, line, one))?.cookie ?? ''

function addressFor(line: AnyLine, attack: AttackWorld) {
  const { params, query, body } = requestOf(line, attack.targets.village)
  const path = line.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  return { url: `/api${path}`, query: query as Record<string, string>, body }
}

function ask(app: FastifyInstance, line: AnyLine, attack: AttackWorld, cookie: string, n: number) {
  const { url, query, body } = addressFor(line, attack)
  return app.inject({
    method: line.method,
    url,
    query,
    headers: { cookie, 'x-songhe': '1' },
    remoteAddress: addressOf(400_000 + n),
    ...(body && { payload: body }),
  })
}

/** What a form on another page can send: the cookie, but no header of ours. */
function forged(app: FastifyInstance, line: AnyLine, attack: AttackWorld, cookie: string, n: number) {
  const { url, body } = addressFor(line, attack)
  return app.inject({
    method: 'POST',
    url,
    headers: { cookie, origin: 'https://evil.example', 'content-type': 'application/json' },
    payload: body ?? {},
    remoteAddress: addressOf(600_000 + n),
  })
}

function* faultsIn(headers: Record<string, unknown>): Generator<string> {
  for (const [name, wanted] of REQUIRED)
    if (!wanted.test(String(headers[name] ?? '').replaceAll(/\s+/g, ' '))) yield `${name} is ${headers[name] ?? 'missing'}`
  for (const name of FORBIDDEN) if (headers[name] !== undefined) yield `${name} is told: ${headers[name]}`
}

async function cookies(): Promise<string[]> {
  const office = await openOffice()
  try {
    await office.hire('cookie', 'clerk')
    const app = await buildHttp({
      database: office.world.database,
      around: { catalogue: (await openCatalogue()).catalogue, log: quiet },
      helpLine: () => '',
      trustProxy: ['10.9.9.9'] as never,
    })
    const reply = await app.inject({
      method: 'POST',
      url: '/api/auth/sign-in',
      headers: { 'x-songhe': '1', 'x-forwarded-proto': 'https' },
      remoteAddress: '10.9.9.9',
      payload: { username: 'cookie', password: PASSWORD },
    })
    await app.close()
    const set = String(reply.headers['set-cookie'])
    return ['HttpOnly', 'SameSite=Strict', 'Secure', 'Path=/']
      .filter((part) => !set.includes(part))
      .map((part) => `the cookie is not ${part}: ${set.replace(/=[^;]+/, '=…')}`)
  } finally {
    await office.close()
  }
}

async function openCatalogue() {
  const { gather } = await import('@songhe/kernel/capability')
  const { capabilities } = await import('../../apps/server/capabilities.ts')
  return { catalogue: gather(capabilities) }
}

export const f7: Trial = {
  id: 'F7',
  title: 'Headers, cookies and caching of every route, signed in and not, answered and refused; forms of another page',
  target: '0 missing, 0 told too much, 0 acts for another page',
  tier: 'a',
  run: (arena) => headers(arena),
  control: {
    breaks: 'answers of one room may be kept by a cache',
    run: (arena) =>
      headers(arena, (app) =>
        app.addHook('onSend', async (request, reply) => {
          if (request.url.startsWith('/api/people')) reply.header('cache-control', 'public')
        }),
      ),
  },
}
