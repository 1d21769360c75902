// F2: sqlmap over every text, number and choice that a reading line takes, as somebody who may call it; a hole planted on purpose must be found first.
import { execFile, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, readdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { promisify } from 'node:util'
import { get } from '@songhe/basics/contract'
import { gather, route, type Capability } from '@songhe/kernel/capability'
import { buildHttp } from '@songhe/kernel/http/build-http'
import { sql } from 'kysely'
import { z } from 'zod'
import { capabilities } from '../../apps/server/capabilities.ts'
import { type AttackWorld, openAttackWorld, quiet } from '../access/attack-world.ts'
import { type AnyLine, keyOf, requestOf, schemaOf } from '../access/requests.ts'
import { linesOf, mayCall } from '../access/scope-matrix.ts'
import type { Arena, Finding, Trial } from '../trial.ts'
import { withTestServer } from '../test-server.ts'

const holeLine = get('/hole', {
  title: '试验用的漏洞',
  permission: 'signed-in',
  query: z.object({ q: z.string() }),
  reply: z.array(z.object({ name: z.string() })),
})
/** What must never be written: the text of a caller inside the statement. */
const hole: Capability = {
  name: 'hole',
  title: '漏洞',
  routes: [
    route(holeLine, async (ctx, { query }) => {
      const found = await sql
        .raw<{ name: string }>(`select name from registry.area_period where name = '${query.q}' limit 3`)
        .execute(ctx.db)
      return found.rows
    }),
  ],
}

async function injection(arena: Arena, most: number, rooms: readonly Capability[], only?: string): Promise<Finding> {
  return withTestServer(async () => {
    const attack = await openAttackWorld({ oneIn: 12_000 })
    const app = await buildHttp({
      database: attack.world.database,
      around: { catalogue: gather(rooms), log: quiet },
      helpLine: () => '',
    })
    await app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = app.server.address() as AddressInfo
    const faults: string[] = []
    const figures = { lines: 0, parameters: 0 }
    try {
      const lines = linesOf(rooms)
        .filter((line) => line.method === 'GET' && (only === undefined || keyOf(line) === only))
        .map((line) => ({ line, turn: arena.random() }))
        .sort((a, b) => a.turn - b.turn)
        .map(({ line }) => line)
      for (const line of lines) {
        if (figures.lines >= most) break
        const asked = questionOf(attack, line, `http://127.0.0.1:${port}`)
        if (!asked) continue
        figures.lines++
        figures.parameters += asked.parameters
        const found = await sqlmap(path.join(arena.folder, String(figures.lines)), asked)
        if (found) faults.push(`${keyOf(line)}: ${found}`)
      }
      return { figures, faults }
    } finally {
      await app.close()
      await attack.close()
    }
  })
}

interface Question {
  url: string
  cookie: string
  parameters: number
}

/** The line with every field it knows filled in; undefined when it takes none. */
function questionOf(attack: AttackWorld, line: AnyLine, server: string): Question | undefined {
  const fields = line.query ? Object.entries(schemaOf(line.query).properties ?? {}) : []
  if (fields.length === 0) return undefined
  const nothing = { params: {} as Record<string, unknown>, query: {} as Record<string, unknown> }
  const { params, query } = line === holeLine ? nothing : requestOf(line, attack.targets.village)
  const filled = new URLSearchParams()
  for (const [name, field] of fields) {
    const value = query[name] ?? field.enum?.[0] ?? (/integer|number/.test(field.type ?? '') ? 1 : '渝北区')
    filled.set(name, String(value))
  }
  const place = line.path.replace(/:([a-z]+)/gi, (_whole, name: string) => encodeURIComponent(String(params[name])))
  const attacker = attack.attackers.find((one) => one.post === 'district' && (line === holeLine || mayCall(attack, line, one)))
  return attacker && { url: `${server}/api${place}?${filled}`, cookie: attacker.cookie, parameters: fields.length }
}

/** What sqlmap says is injectable, or undefined. Its level and risk are those that the target names. */
async function sqlmap(folder: string, { url, cookie }: Question): Promise<string | undefined> {
  mkdirSync(folder, { recursive: true })
  // Not waited for in this process: the server that it asks lives here too.
  const done = await promisify(execFile)(
    'sqlmap',
    [
      ...['-u', url, '--cookie', cookie, '-H', 'x-songhe: 1', '--batch', '--level', '3', '--risk', '2', '--dbms', 'PostgreSQL'],
      ...[
        '--technique',
        'BEUS',
        '--threads',
        '4',
        '--timeout',
        '10',
        '--retries',
        '0',
        '--output-dir',
        folder,
        '--flush-session',
      ],
      ...['--skip', 'cookie,user-agent,referer,host', '--disable-coloring', '-v', '1'],
    ],
    { encoding: 'utf8', timeout: 600_000, maxBuffer: 64 * 1024 * 1024 },
  )
  const said = `${done.stdout}${logsIn(folder)}`
  const found = /Parameter: (\S+) \(GET\)[\s\S]{0,200}?Type: ([^\n]+)/.exec(said)
  if (found) return `${found[1]} is injectable (${found[2]})`
  // An answer it could not read is no proof.
  if (!/does not seem to be injectable|all tested parameters/.test(said))
    throw new Error(`sqlmap tried nothing at ${url}: ${said.slice(-600)}`)
  return undefined
}

const logsIn = (folder: string): string =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => path.basename(name) === 'log')
    .map((name) => readFileSync(path.join(folder, name), 'utf8'))
    .join('')

export const f2: Trial = {
  id: 'F2',
  title:
    'sqlmap (level 3, risk 2) over the parameters of reading lines (20 of them by the seed, all in tier c), signed in as somebody who may call it',
  target: '0 parameters that can be injected',
  tier: 'b',
  lacks: () =>
    spawnSync('sqlmap', ['--version']).status === 0 ? undefined : 'sqlmap is not installed (Debian: apt-get install sqlmap)',
  run: (arena) => injection(arena, arena.count({ a: 0, b: 20, c: 10_000 }), capabilities),
  control: {
    breaks: 'a line that puts the caller’s text into its statement',
    run: (arena) => injection(arena, 1, [...capabilities, hole], 'GET /hole'),
  },
}
