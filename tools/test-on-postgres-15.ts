// `npm run test:15`: the database tests once more on Debian's PostgreSQL 15, the oldest server that DATABASE_URL may name.
import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from '@songhe/kernel/db/embedded-postgres'
import { prepareRoles } from '@songhe/kernel/db/roles'
import { TEST_SECRETS } from '@songhe/kernel/testing'
import pg from 'pg'
import { sourceFiles } from './house-rules/source-files.ts'

const root = path.resolve(import.meta.dirname, '..')
const binaries = process.env.SONGHE_PG15_BIN ?? '/usr/lib/postgresql/15/bin'
if (!existsSync(path.join(binaries, 'postgres'))) {
  console.error(`There is no PostgreSQL 15 in ${binaries}; on Debian 12: apt-get install postgresql-15`)
  process.exit(1)
}

const folder = mkdtempSync(path.join(tmpdir(), 'songhe-test-pg15-'))
const port = await freePort()
const asRoot = process.getuid?.() === 0
/** PostgreSQL refuses root; Debian's package brings a user for it. */
const server = (tool: string, ...args: string[]) => {
  const command = path.join(binaries, tool)
  const [first, rest] = asRoot
    ? ['setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups', command, ...args]]
    : [command, args]
  const done = spawnSync(first as string, rest as string[], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  if (done.status !== 0) throw new Error(`${tool} ${args.join(' ')}: ${done.stderr}`)
}

const password = 'postgres-of-tests'
const passwordFile = path.join(folder, 'password')
writeFileSync(passwordFile, password, { mode: 0o644 })
if (asRoot) {
  const [, , uid, gid] = readFileSync('/etc/passwd', 'utf8').match(/^postgres:(.*?):(\d+):(\d+):/m) ?? []
  chownSync(folder, Number(uid), Number(gid))
}
const data = path.join(folder, 'data')
const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c random_page_cost=1.1 -c shared_buffers=256MB -c max_connections=200`
let status = 1
server('initdb', '-D', data, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale=C')
server('pg_ctl', '-D', data, '-l', path.join(folder, 'log'), '-o', options, '-w', 'start')
try {
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  console.log((await admin.query('select version()')).rows[0].version)
  await prepareRoles(admin, TEST_SECRETS)
  await admin.end()
  const files = process.argv.length > 2 ? process.argv.slice(2) : sourceFiles(root).filter(standsOnDatabase)
  status =
    spawnSync('vitest', ['run', ...files], {
      stdio: 'inherit',
      env: { ...process.env, SONGHE_TEST_PG: url, SONGHE_TEST_MAJOR: '15' },
    }).status ?? 1
} finally {
  server('pg_ctl', '-D', data, '-m', 'immediate', '-w', 'stop')
  rmSync(folder, { recursive: true, force: true })
}
process.exit(status)

/** Itself or through the world it stands on. */
function standsOnDatabase(file: string): boolean {
  return (
    /\.test\.ts$/.test(file) &&
    /kernel\/testing|testing-|\/testing\/|\.\/testing\.ts/.test(readFileSync(path.join(root, file), 'utf8'))
  )
}
