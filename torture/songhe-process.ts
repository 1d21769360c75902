// A real server of the product as a direct child of the trial: on its own folder and port, started, stopped or killed, with every line it wrote.
import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { freePort, runningPort } from '@songhe/kernel/db/embedded-postgres'
import pg from 'pg'
import { type Caller, callerOf } from './caller.ts'
import { killAll, killDatabase } from './kill.ts'

export const ROOT = path.resolve(import.meta.dirname, '..')
export const DEMO_PASSWORD = 'Songhe-2026'

export interface SongheProcess {
  home: string
  port: number
  url: string
  child: ChildProcess
  /** A demo account, signed in. Each caller has a loopback address of its own, as each desk has. */
  signIn(username: string): Promise<Caller>
  /** Several desks of one account, one after another: at once they would be guesses. */
  desks(username: string, count: number): Promise<Caller[]>
  /** Somebody who has not signed in, straight or through a proxy. */
  stranger(through?: string): Caller
  /** As the owner of the tables, behind every wall; as `app` through the product's own role, without a scope. */
  // biome-ignore lint: rows of any shape
  query<Row extends pg.QueryResultRow = any>(text: string, values?: unknown[], role?: DatabaseRole): Promise<Row[]>
  databaseUrl(role?: DatabaseRole): string
  stop(): Promise<void>
  /** kill -9, and gone when this returns. */
  kill(what: 'server' | 'database' | 'all'): Promise<void>
  output(): string
  /** Answers of the 5xx kind, rejections nobody handled, PANIC: none of them may be in the log of a trial. */
  complaints(expected?: RegExp): string[]
}

export type DatabaseRole = 'owner' | 'app' | 'superuser'

export interface StartOptions {
  home: string
  port?: number
  /** One of how many elders, where the folder is still empty. */
  scale?: number
  /** The checkout to run, another release for example. */
  root?: string
  env?: NodeJS.ProcessEnv
  /** One part of it beside a running one on the same folder. */
  only?: 'web' | 'worker'
  /** Put before node: `['faketime', …]`. */
  command?: string[]
}

/** Resolves when the product says that it has started. */
export async function startSongheProcess(options: StartOptions): Promise<SongheProcess> {
  const { home, root = ROOT, scale = 1_000 } = options
  const port = options.port ?? (await freePort())
  const url = `http://127.0.0.1:${port}`
  const [command, ...args] = [
    ...(options.command ?? []),
    process.execPath,
    'apps/server/main.ts',
    '--scale',
    String(scale),
    ...(options.only ? ['--only', options.only] : []),
  ]
  const child = spawn(command!, args, {
    cwd: root,
    env: { ...process.env, ...options.env, PORT: String(port), SONGHE_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  await ready(child, () => output)
  let killed = false
  const died = () => child.exitCode !== null || child.signalCode !== null
  const databaseUrl = (role: DatabaseRole = 'owner') => {
    const secrets = JSON.parse(readFileSync(path.join(home, 'keys.json'), 'utf8'))
    const user = { owner: 'songhe_owner', app: 'songhe_app', superuser: 'postgres' }[role]
    return `postgres://${user}:${secrets[role]}@127.0.0.1:${runningPort(path.join(home, 'pg'))}/songhe`
  }
  const signIn = async (username: string) => {
    const caller = callerOf(url)
    await caller.signIn(username, DEMO_PASSWORD)
    return caller
  }
  return {
    home,
    port,
    url,
    child,
    stranger: (through = url) => callerOf(through),
    signIn,
    async desks(username, count) {
      const callers: Caller[] = []
      while (callers.length < count) callers.push(await signIn(username))
      return callers
    },
    async query(text, values, role) {
      const client = new pg.Client({ connectionString: databaseUrl(role) })
      client.on('error', () => {})
      await client.connect()
      try {
        return (await client.query(text, values)).rows
      } finally {
        await client.end()
      }
    },
    databaseUrl,
    async stop() {
      if (died()) return
      killed = true
      child.kill('SIGTERM')
      await gone(child)
    },
    async kill(what) {
      if (what === 'database') return killDatabase(home)
      killed = killed || !died()
      if (what === 'all') killAll(home, child)
      else child.kill('SIGKILL')
      await gone(child)
    },
    output: () => output,
    complaints: (expected) => [
      ...(died() && !killed ? [`the server fell (${child.exitCode ?? child.signalCode}): ${output.slice(-1_500)}`] : []),
      ...output
        .split('\n')
        .filter((line) => COMPLAINT.test(line) && !expected?.test(line))
        .map((line) => `in the log: ${line.slice(0, 400)}`),
    ],
  }
}

const COMPLAINT = /"level":"error"|PANIC|UnhandledPromiseRejection|Uncaught|triggerUncaughtException/

function ready(child: ChildProcess, output: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', () => /松鹤(后台)?已启动/.test(output()) && resolve())
    child.once('exit', (code, signal) =>
      reject(new Error(`the server did not start (${code ?? signal}): ${output().slice(-3_000)}`)),
    )
    child.once('error', reject)
  })
}

function gone(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => child.once('exit', () => resolve()))
}
