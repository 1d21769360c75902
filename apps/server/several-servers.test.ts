// Two web processes and one worker on one database: what they share, what they say of themselves, how they end.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { TEST_SECRETS } from '@songhe/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cookieOf, foundTestOffice, type Office, signIn, type Started } from './testing-servers.ts'

const TOKEN = 'monitor-token-of-tests'
let office: Office
let first: Started
let second: Started
let worker: Started
beforeAll(async () => {
  office = await foundTestOffice()
  first = await office.start(['--only', 'web'], { SONGHE_MONITOR_TOKEN: TOKEN })
  ;[second, worker] = await Promise.all([office.start(['--only', 'web']), office.start(['--only', 'worker'])])
}, 120_000)
afterAll(() => office?.close())

const health = async (url: string, headers: Record<string, string> = {}) => (await fetch(`${url}/healthz`, { headers })).json()

test('who signed in at one server is known at the other', async () => {
  const cookie = cookieOf(await signIn(first.url))
  const me = await fetch(`${second.url}/api/auth/me`, { headers: { cookie } })
  expect([me.status, (await me.json()).name]).toEqual([200, '试经办'])
})

test('health names database, worker, sealer and disk to the machine itself, and only whether it is well to others', async () => {
  await expect
    .poll(() => health(first.url), { timeout: 10_000 })
    .toMatchObject({ ok: true, worker: expect.any(Number), sealer: expect.any(Number) })
  expect(await health(first.url, { 'x-forwarded-for': '203.0.113.9' })).toEqual({ ok: true })
})

test('figures are for the machine itself or with the token', async () => {
  const from = { 'x-forwarded-for': '203.0.113.9' }
  const status = async (headers: Record<string, string>, url = first.url) => (await fetch(`${url}/metrics`, { headers })).status
  expect(await status({})).toBe(200)
  expect(await status(from)).toBe(404)
  expect(await status({ ...from, authorization: `Bearer ${TOKEN}` })).toBe(200)
  expect(await status({ ...from, authorization: 'Bearer wrong' })).toBe(404)
  expect(await status({ ...from, authorization: 'Bearer undefined' }, second.url)).toBe(404)
  const text = await (await fetch(`${first.url}/metrics`)).text()
  expect(text).toMatch(/^songhe_requests_total\{method="POST",route="\/api\/auth\/sign-in",status="200"\} 1$/m)
  for (const line of text.trim().split('\n')) expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{[^}]*\})? -?[\d.e+-]+)$/)
})

test('what a caller sends stands in no log line and no figure', async () => {
  const canaries = ['金丝雀', 'canary-13912345678', '50019919460228001X', '6222021116000000001']
  const cookie = cookieOf(await signIn(first.url))
  for (const canary of canaries) {
    await signIn(first.url, canary, canary)
    for (const place of ['/api/people?text=', '/api/people/', '/api/search?text=', '/nowhere/'])
      await fetch(first.url + place + encodeURIComponent(canary), {
        headers: { cookie, 'user-agent': canary.replace(/\W/g, '') },
      })
  }
  const lines = first
    .output()
    .trim()
    .split('\n')
    .filter((line) => line.startsWith('{'))
  expect(lines.filter((line) => JSON.parse(line).message === 'request').length).toBeGreaterThan(20)
  const all = first.output() + (await (await fetch(`${first.url}/metrics`)).text())
  expect(canaries.flatMap((canary) => [canary, encodeURIComponent(canary)]).filter((canary) => all.includes(canary))).toEqual([])
  expect(JSON.parse(lines.at(-1)!)).toEqual({
    at: expect.any(String),
    level: 'info',
    message: 'request',
    request: expect.stringMatching(/^[0-9a-f-]{36}$/),
    method: 'GET',
    route: expect.any(String),
    status: expect.any(Number),
    ms: expect.any(Number),
  })
})

test('a process with other keys, or one that does not see the files, does not start and changes nothing', async () => {
  const other = path.join(office.home, 'other-keys.json')
  writeFileSync(other, JSON.stringify({ ...TEST_SECRETS, superuser: '', fieldKey: '33'.repeat(32), owner: 'changed' }))
  await expect(office.start(['--only', 'web'], { SONGHE_KEY_FILE: other })).rejects.toThrow(/不是这个数据库的那一份/)
  await office.owner((client) =>
    client.query(
      `insert into kernel.file (district, id, name, media_type, bytes, digest) values (4, gen_random_uuid(), 'a', 'b', 1, '\\x00')`,
    ),
  )
  const environment = { SONGHE_HOME: `${office.home}/elsewhere`, SONGHE_KEY_FILE: `${office.home}/keys.json` }
  await expect(office.start(['--only', 'web'], environment)).rejects.toThrow(/不是这套系统的文件/)
  expect((await health(second.url)).ok).toBe(true)
})

test('a stop answers what was asked, takes nothing new and is over soon; the others go on', async () => {
  const asked = [signIn(first.url), signIn(first.url)]
  await new Promise((resolve) => setTimeout(resolve, 40))
  const started = performance.now()
  const ended = first.end()
  expect((await Promise.all(asked)).map((reply) => reply.status)).toEqual([200, 200])
  expect(await ended).toBe(0)
  expect(performance.now() - started).toBeLessThan(10_000)
  await expect(fetch(`${first.url}/healthz`)).rejects.toThrow()
  expect((await signIn(second.url)).status).toBe(200)
  expect(await worker.end()).toBe(0)
})

test('servers count a caller together', async () => {
  const third = await office.start(['--only', 'web'])
  /** @returns how often one caller is answered by the second server after so many calls at the third */
  const call = async (url: string, times: number) => {
    let refused = 0
    for (let lot = 0; lot < times; lot += 50)
      for (const reply of await Promise.all(Array.from({ length: 50 }, () => fetch(`${url}/assets/none.js`)))) {
        if (reply.status === 429) refused++
        await reply.arrayBuffer()
      }
    return refused
  }
  // The count begins anew with each minute: not across one.
  const left = 60_000 - (Date.now() % 60_000)
  if (left < 12_000) await new Promise((resolve) => setTimeout(resolve, left + 100))
  expect(await call(third.url, 800)).toBe(0)
  await new Promise((resolve) => setTimeout(resolve, 2_200))
  await call(second.url, 50)
  await new Promise((resolve) => setTimeout(resolve, 1_200))
  expect(await call(second.url, 600)).toBeGreaterThan(150)
}, 60_000)
