// Signing in over HTTP: lock-out, forced change, second factor, and a role that ends with the next request.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { get } from '@songhe/basics/contract'
import * as session from '@songhe/basics/session'
import type { FastifyInstance } from 'fastify'
import { TOTP, Secret } from 'otpauth'
import { z } from 'zod'
import { type Capability, gather, type MountedRoute } from '../capability.ts'
import { buildHttp } from '../http/build-http.ts'
import { type TestWorld, testDatabase } from '../testing.ts'
import { hashPassword } from './password.ts'
import type { Context } from '../context.ts'
import { changePassword, enrolSecondFactor, signIn, signOut } from './sign-in.ts'

const secretThing = get('/trial/secret', { title: '看秘密', permission: 'trial.read', reply: z.object({ who: z.string() }) })
const trial: Capability = {
  name: 'trial',
  title: '试',
  permissions: { 'trial.read': { title: '看', roles: ['clerk'] } },
  routes: [
    [session.signIn, signIn],
    [session.signOut, signOut],
    [session.changePassword, changePassword],
    [session.enrolSecondFactor, enrolSecondFactor],
    [secretThing, async (ctx: Context) => ({ who: ctx.principal.name })],
  ] as unknown as MountedRoute[],
}
const ACCOUNT = '01990000-0000-7000-8000-000000000001'
let world: TestWorld
let app: FastifyInstance

beforeAll(async () => {
  world = await testDatabase([trial])
  app = await buildHttp({
    database: world.database,
    around: { catalogue: gather([trial]), log: { info() {}, warn() {}, error() {} } },
    helpLine: () => '023-0000',
  })
  await world.owner(`insert into kernel.staff (id, district, name) values ($1, 4, '陈雨桐')`, [ACCOUNT])
  await world.owner(
    `insert into kernel.account (id, staff, district, username, password, must_change_password, second_factor_exempt) values ($1, $1, 4, 'chen', $2, true, true)`,
    [ACCOUNT, await hashPassword('First-12345')],
  )
  await world.owner(`insert into kernel.role_grant (id, account, role, district) values ($1, $1, 'clerk', 4)`, [ACCOUNT])
})
afterAll(async () => {
  await app.close()
  await world.close()
})

const send = (url: string, body: object, cookie = '') =>
  app.inject({ method: 'POST', url: `/api${url}`, payload: body, headers: { 'x-songhe': '1', cookie } })
const cookieOf = (reply: { cookies: { name: string; value: string }[] }) =>
  `songhe=${reply.cookies.find((c) => c.name === 'songhe')?.value}`
const look = (cookie: string) => app.inject({ url: '/api/trial/secret', headers: { cookie } })

test('nobody gets in without signing in, and the reply says what to do', async () => {
  const reply = await look('')
  expect(reply.statusCode).toBe(403)
  expect(reply.json()).toMatchObject({ kind: 'forbidden', next: expect.stringContaining('登录'), helpLine: '023-0000' })
})

test('a wrong name and a wrong password get the same words', async () => {
  const wrongName = await send('/auth/sign-in', { username: 'nobody', password: 'x' })
  const wrongPassword = await send('/auth/sign-in', { username: 'chen', password: 'x' })
  expect(wrongName.json()).toEqual(wrongPassword.json())
})

let cookie = ''
test('the first password opens nothing until it is changed', async () => {
  const reply = await send('/auth/sign-in', { username: 'chen', password: 'First-12345' })
  expect(reply.json()).toEqual({ next: 'change-password' })
  cookie = cookieOf(reply)
  expect((await look(cookie)).json().facts).toEqual({ changePassword: true })
  expect((await send('/auth/change-password', { current: 'First-12345', next: 'short' }, cookie)).statusCode).toBe(400)
  expect((await send('/auth/change-password', { current: 'First-12345', next: 'Better-67890' }, cookie)).json()).toEqual({
    next: 'ready',
  })
  expect((await look(cookie)).json()).toEqual({ who: '陈雨桐' })
})

test('a post without the page header is refused', async () => {
  const reply = await app.inject({ method: 'POST', url: '/api/auth/sign-out', headers: { cookie } })
  expect(reply.statusCode).toBe(403)
})

test('a revoked role is gone with the next request', async () => {
  await world.owner('update kernel.role_grant set revoked_at = now() where account = $1', [ACCOUNT])
  expect((await look(cookie)).statusCode).toBe(403)
  await world.owner('update kernel.role_grant set revoked_at = null where account = $1', [ACCOUNT])
  expect((await look(cookie)).statusCode).toBe(200)
})

test('a second factor, once enrolled, is asked for and checked', async () => {
  const { secret } = (await send('/auth/enrol', {}, cookie)).json()
  const code = () => new TOTP({ secret: Secret.fromBase32(secret) }).generate()
  expect((await send('/auth/enrol', { secret, code: code() }, cookie)).json().kept).toBe(true)
  expect((await send('/auth/sign-in', { username: 'chen', password: 'Better-67890' })).json()).toEqual({ next: 'second-factor' })
  expect((await send('/auth/sign-in', { username: 'chen', password: 'Better-67890', code: '000000' })).statusCode).toBe(403)
  const used = code()
  const signIn = () => send('/auth/sign-in', { username: 'chen', password: 'Better-67890', code: used })
  expect((await signIn()).json()).toEqual({ next: 'ready' })
  // The same code a second time, by whoever saw it.
  expect((await signIn()).statusCode).toBe(403)
  const another = new Secret({ size: 20 }).base32
  const swapped = { secret: another, code: new TOTP({ secret: Secret.fromBase32(another) }).generate() }
  expect((await send('/auth/enrol', swapped, cookie)).statusCode).toBe(409)
  await world.owner('update kernel.account set failures = 0')
})

test('five failures lock the account, and the log keeps each', async () => {
  for (let i = 0; i < 5; i++) await send('/auth/sign-in', { username: 'chen', password: `wrong-${i}` })
  const locked = await send('/auth/sign-in', { username: 'chen', password: 'Better-67890' })
  expect(locked.json().message).toContain('锁定')
  const [kept] = await world.owner(
    `select count(*)::int as n from kernel.audit_entry where event in ('auth.failed', 'auth.locked')`,
  )
  expect(kept.n).toBeGreaterThanOrEqual(6)
})

test('a hundred guesses at once are a hundred: five are compared, and an address has ten wrong ones an hour', async () => {
  await world.owner('update kernel.account set failures = 0, locked_until = null')
  await world.owner('delete from kernel.guess')
  const guess = (username: string, remoteAddress: string) => (i: number) =>
    app
      .inject({
        method: 'POST',
        url: '/api/auth/sign-in',
        payload: { username, password: `guess-${i}` },
        headers: { 'x-songhe': '1' },
        remoteAddress,
      })
      .then((reply) => reply.json().message as string)
  const numbers = Array.from({ length: 30 }, (_, i) => i)
  const atOnce = await Promise.all(numbers.map((i) => guess('chen', `10.0.0.${i}`)(i)))
  expect(atOnce.filter((said) => said.startsWith('用户名或密码不对'))).toHaveLength(5)
  const sprayed = await Promise.all(numbers.map((i) => guess(`somebody-${i}`, '10.9.9.9')(i)))
  expect(sprayed.filter((said) => said.startsWith('用户名或密码不对'))).toHaveLength(10)
  // Where somebody signs in every day, colleagues may mistype too.
  await world.owner(
    `insert into kernel.session (token, account, address) select sha256('office'), account, '10.8.8.8' from kernel.session limit 1`,
  )
  const office = await Promise.all(numbers.map((i) => guess(`colleague-${i}`, '10.8.8.8')(i)))
  expect(office.filter((said) => said.startsWith('用户名或密码不对'))).toHaveLength(30)
  // A name that nobody has is locked like one that somebody has.
  for (const i of numbers.slice(0, 5)) await guess('nobody-at-all', `10.1.0.${i}`)(i)
  expect(await guess('nobody-at-all', '10.1.0.9')(9)).toContain('锁定')
})

test('signing out ends the session for good', async () => {
  await send('/auth/sign-out', {}, cookie)
  expect((await look(cookie)).statusCode).toBe(403)
})
