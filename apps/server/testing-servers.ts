// Real processes on the test server's PostgreSQL: a founded office without a demo, started the way `npm start -- --only …` does.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { newId } from '@songhe/basics/ids'
import { hashPassword } from '@songhe/kernel/auth/password'
import type { Secrets } from '@songhe/kernel/config'
import { freePort } from '@songhe/kernel/db/embedded-postgres'
import { ownerUrl } from '@songhe/kernel/db/roles'
import { serverOfTests, TEST_SECRETS } from '@songhe/kernel/testing'
import pg from 'pg'

export const USERNAME = 'shi-jingban'
export const PASSWORD = 'Shiyan-2026-Mima'

export interface Started {
  url: string
  process: ChildProcess
  /** Everything it wrote so far. */
  output(): string
  /** SIGTERM; resolves with its exit code. */
  end(): Promise<number | null>
}

export interface Office {
  home: string
  start(args: string[], environment?: Record<string, string>): Promise<Started>
  owner<T>(act: (client: pg.Client) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export async function foundTestOffice(): Promise<Office> {
  const home = mkdtempSync(path.join(tmpdir(), 'songhe-servers-'))
  const { host, port, adminUrl } = serverOfTests()
  const database = `s_${newId().replaceAll('-', '')}`
  const secrets: Secrets = { ...TEST_SECRETS, superuser: '' }
  writeFileSync(path.join(home, 'keys.json'), JSON.stringify(secrets))
  const url = Object.assign(new URL(adminUrl), { pathname: `/${database}` }).href
  await within(adminUrl, (admin) => admin.query(`create database ${database}`))
  const running = new Set<Started>()
  const owner: Office['owner'] = (act) => within(ownerUrl({ host, port, database }, secrets), act)
  const start: Office['start'] = async (args, environment = {}) => {
    const webPort = await freePort()
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'main.ts'), ...args], {
      env: { ...process.env, SONGHE_HOME: home, DATABASE_URL: url, PORT: String(webPort), ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
    const ready = new Promise<void>((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => {
          output += chunk.toString()
          if (/松鹤(后台)?已启动/.test(output)) resolve()
        })
      void ended.then((code) => (code === 0 ? resolve() : reject(new Error(`ended with ${code}: ${output}`))))
    })
    await ready
    const end = () => (child.kill('SIGTERM'), ended)
    const started = { url: `http://127.0.0.1:${webPort}`, process: child, output: () => output, end }
    running.add(started)
    return started
  }
  await start(['--only', 'migrate'])
  await owner(plantClerk)
  return {
    home,
    start,
    owner,
    async close() {
      await Promise.all([...running].filter((one) => one.process.exitCode === null).map((one) => one.end()))
      await within(adminUrl, (admin) => admin.query(`drop database ${database} with (force)`))
      rmSync(home, { recursive: true, force: true })
    },
  }
}

async function plantClerk(client: pg.Client) {
  const [staff, account] = [newId(), newId()]
  await client.query(`insert into kernel.staff (id, district, name) values ($1, 4, '试经办')`, [staff])
  await client.query(
    `insert into kernel.account (id, staff, district, username, password, must_change_password, second_factor_exempt)
     values ($1, $2, 4, $3, $4, false, true)`,
    [account, staff, USERNAME, await hashPassword(PASSWORD)],
  )
  await client.query(`insert into kernel.role_grant (id, account, role, district) values ($1, $2, 'clerk', 4)`, [
    newId(),
    account,
  ])
}

async function within<T>(url: string, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await act(client)
  } finally {
    await client.end()
  }
}

export const signIn = (url: string, username = USERNAME, password = PASSWORD) =>
  fetch(`${url}/api/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-songhe': '1' },
    body: JSON.stringify({ username, password }),
  })

export const cookieOf = (reply: Response) => reply.headers.get('set-cookie')!.split(';')[0]!
