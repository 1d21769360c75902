// Which process serves a home, so that an update can stop it, and start the next one the same way.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from '@songhe/kernel/config'

export interface Running {
  pid: number
  root: string
  args: string[]
  port: number
  /** Set by the unit file; stopping and starting is then systemd's. */
  unit: string | undefined
  environment: Record<string, string>
}

const placeOf = (home: string) => path.join(home, 'running.json')
const OURS = /^(SONGHE_|PORT$|HOST$|DATABASE_URL$)/

/** The whole server only; parts that stand apart are stopped and started by whoever started them. */
export function noteRunning(home: string, port: number) {
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => OURS.test(name))) as Record<
    string,
    string
  >
  const note: Running = {
    pid: process.pid,
    root: projectRoot,
    args: process.argv.slice(2),
    port,
    unit: process.env.SONGHE_UNIT,
    environment,
  }
  // The environment may hold the database's password.
  writeFileSync(placeOf(home), JSON.stringify(note, null, 2), { mode: 0o600 })
}

export function readRunning(home: string): Running | undefined {
  if (!existsSync(placeOf(home))) return undefined
  const note = JSON.parse(readFileSync(placeOf(home), 'utf8')) as Running
  return isAlive(note.pid) ? note : undefined
}

function isAlive(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('apps/server/main.ts')
  } catch {
    return false
  }
}

export async function stopRunning({ pid, unit }: Running) {
  if (unit) systemd('stop', unit)
  else process.kill(pid, 'SIGTERM')
  for (const deadline = Date.now() + 20_000; isAlive(pid); await pause(100))
    if (Date.now() > deadline)
      throw new Error(`松鹤（进程 ${pid}）没有在 20 秒内停下，没有升级。请查看它在做什么，停下后再升级。`)
}

/** @param root which code; under systemd the unit runs `current`, which must point there already */
export function startFrom(root: string, home: string, like: Running): number | undefined {
  if (like.unit) {
    systemd('start', like.unit)
    return undefined
  }
  mkdirSync(path.join(home, 'log'), { recursive: true })
  const log = openSync(path.join(home, 'log/server.log'), 'a')
  const child = spawn(nodeOf(root), ['apps/server/main.ts', ...like.args], {
    cwd: root,
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...process.env, ...like.environment, SONGHE_HOME: home, PORT: String(like.port) },
  })
  child.unref()
  return child.pid
}

/** The release's own, else the one that runs this. */
export function nodeOf(root: string): string {
  const own = path.join(root, `node_modules/node-${process.platform}-${process.arch}/bin/node`)
  return existsSync(own) ? own : process.execPath
}

/** Serves, has its database and a worker that lives. A process that is gone is not waited for. */
export async function becomesHealthy(port: number, within: number, pid: number | undefined): Promise<boolean> {
  for (const deadline = Date.now() + within; Date.now() < deadline; await pause(500)) {
    if (pid !== undefined && !isAlive(pid)) return false
    const health = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      (reply) => reply.json() as Promise<{ ok: boolean; worker?: number | null }>,
      () => undefined,
    )
    if (health?.ok && typeof health.worker === 'number' && health.worker < 15) return true
  }
  return false
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Root, or the service's own user with these two lines in sudoers (deploy/README.md). */
function systemd(act: 'stop' | 'start', unit: string) {
  const words = [...(process.getuid?.() === 0 ? [] : ['sudo', '-n']), 'systemctl', act, unit]
  const done = spawnSync(words[0]!, words.slice(1), { encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`${words.join(' ')}：${done.stderr}`)
}
