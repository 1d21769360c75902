// Standing in, over HTTP: the colleague's roles for the dates, both names on the act, and never a second person for the maker.
import { get, post } from '@songhe/basics/contract'
import { newId } from '@songhe/basics/ids'
import { audit } from '@songhe/kernel/audit'
import { hashPassword } from '@songhe/kernel/auth/password'
import { type Capability, gather, type MountedRoute } from '@songhe/kernel/capability'
import { type Context, sameHuman } from '@songhe/kernel/context'
import { buildHttp } from '@songhe/kernel/http/build-http'
import { type TestWorld, testDatabase } from '@songhe/kernel/testing'
import { capability as registry } from '@songhe/registry/capability'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { capability } from './capability.ts'

const decide = post('/trial/decide', {
  title: '试复核',
  permission: 'trial.decide',
  audit: 'trial.decided',
  body: z.object({ maker: z.uuid().nullable() }),
  reply: z.object({ who: z.string(), same: z.boolean(), areas: z.array(z.number()).nullable() }),
})
const look = get('/trial/look', { title: '试看', permission: 'trial.look', reply: z.object({ who: z.string() }) })
const trial: Capability = {
  name: 'trial',
  title: '试',
  permissions: {
    'trial.decide': { title: '复核', roles: ['reviewer'] },
    'trial.look': { title: '看', roles: ['clerk', 'reviewer'] },
  },
  routes: [
    [
      decide,
      async (ctx: Context, { body }: { body: { maker: string | null } }) => {
        await audit(ctx, { event: 'trial.decided' })
        return { who: ctx.principal.name, same: sameHuman(ctx.principal, body.maker), areas: ctx.principal.areas }
      },
    ],
    [look, async (ctx: Context) => ({ who: ctx.principal.name })],
  ] as unknown as MountedRoute[],
}

const PASSWORD = 'Songhe-2026'
const people = {
  wang: { id: newId(), name: '王芳', role: 'clerk', areas: null, district: 4 },
  zhang: { id: newId(), name: '张伟', role: 'reviewer', areas: [401, 4011], district: 4 },
  guard: { id: newId(), name: '安全员', role: 'security-admin', areas: null, district: 4 },
  system: { id: newId(), name: '系统员', role: 'system-admin', areas: null, district: 4 },
  far: { id: newId(), name: '外区安全员', role: 'security-admin', areas: null, district: 5 },
  stranger: { id: newId(), name: '外区人', role: 'clerk', areas: null, district: 5 },
} as const
type Who = keyof typeof people
let world: TestWorld
let app: FastifyInstance
const cookies = new Map<Who, string>()

beforeAll(async () => {
  const rooms = [registry, capability, trial]
  world = await testDatabase(rooms)
  app = await buildHttp({
    database: world.database,
    around: { catalogue: gather(rooms), log: { info() {}, warn() {}, error() {} } },
    helpLine: () => '023-0000',
  })
  const hash = await hashPassword(PASSWORD)
  for (const [key, one] of Object.entries(people)) {
    await world.owner(`insert into kernel.staff (id, district, name) values ($1, $2, $3)`, [one.id, one.district, one.name])
    await world.owner(
      `insert into kernel.account (id, staff, district, username, password, must_change_password, second_factor_exempt) values ($1, $1, $2, $3, $4, false, true)`,
      [one.id, one.district, key, hash],
    )
    await world.owner(`insert into kernel.role_grant (id, account, role, district, areas) values ($1, $1, $2, $3, $4)`, [
      one.id,
      one.role,
      one.district,
      one.areas,
    ])
    const reply = await app.inject({
      method: 'POST',
      url: '/api/auth/sign-in',
      payload: { username: key, password: PASSWORD },
      headers: { 'x-songhe': '1' },
    })
    cookies.set(key as Who, `songhe=${reply.cookies.find((cookie) => cookie.name === 'songhe')?.value}`)
  }
})
afterAll(async () => {
  await app.close()
  await world.close()
})

const send = (who: Who, url: string, payload: object = {}) =>
  app.inject({ method: 'POST', url: `/api${url}`, payload, headers: { 'x-songhe': '1', cookie: cookies.get(who)! } })
const read = (who: Who, url: string) => app.inject({ url: `/api${url}`, headers: { cookie: cookies.get(who)! } })
const day = (shift: number) => new Date(Date.now() + shift * 86_400_000).toISOString().slice(0, 10)
const deputy = (absent: Who, standsIn: Who, from = -1, to = 1) => ({
  id: newId(),
  absent: people[absent].id,
  standsIn: people[standsIn].id,
  from: day(from),
  to: day(to),
})
const trialBody = { maker: null }

test('a deputy holds the absent colleague’s role within his area, signs with both names, and loses it the moment it is ended', async () => {
  expect((await send('wang', '/trial/decide', trialBody)).statusCode).toBe(403)
  const row = deputy('zhang', 'wang')
  expect((await send('guard', '/access/deputies', row)).json()).toEqual({ id: row.id, outcome: 'created' })
  expect((await send('guard', '/access/deputies', row)).json().outcome).toBe('exists')
  expect((await send('wang', '/trial/decide', trialBody)).json()).toEqual({
    who: '王芳（代张伟）',
    same: false,
    areas: [401, 4011],
  })
  // What her own role allows everywhere needs no deputyship, and her own name stands.
  expect((await read('wang', '/trial/look')).json()).toEqual({ who: '王芳' })
  const kept = await world.owner(`select actor, staff from kernel.audit_entry where event = 'trial.decided'`)
  expect(kept).toEqual([{ actor: '王芳（代张伟）', staff: people.wang.id }])

  expect((await send('guard', `/access/deputies/${row.id}/end`)).statusCode).toBe(200)
  expect((await send('wang', '/trial/decide', trialBody)).statusCode).toBe(403)
})

test('acting for the maker is not a second person, nor is the maker; a third human is', async () => {
  const row = deputy('zhang', 'wang')
  await send('guard', '/access/deputies', row)
  const same = async (maker: Who) => (await send('wang', '/trial/decide', { maker: people[maker].id })).json().same
  expect([await same('zhang'), await same('wang'), await same('system')]).toEqual([true, true, false])
  await send('guard', `/access/deputies/${row.id}/end`)
})

test('a deputyship outside its dates, or for somebody whose account is disabled, gives nothing', async () => {
  const past = deputy('zhang', 'wang', -9, -2)
  const future = deputy('zhang', 'wang', 3, 9)
  for (const row of [past, future]) expect((await send('guard', '/access/deputies', row)).statusCode).toBe(200)
  expect((await send('wang', '/trial/decide', trialBody)).statusCode).toBe(403)
  const now = deputy('zhang', 'wang')
  await send('guard', '/access/deputies', now)
  expect((await send('wang', '/trial/decide', trialBody)).statusCode).toBe(200)
  await world.owner('update kernel.account set disabled_at = now() where id = $1', [people.zhang.id])
  expect((await send('wang', '/trial/decide', trialBody)).statusCode).toBe(403)
  await world.owner('update kernel.account set disabled_at = null where id = $1', [people.zhang.id])
  for (const row of [past, future, now]) await send('guard', `/access/deputies/${row.id}/end`)
})

test('nobody gathers two administrator roles by standing in, and a security administrator never appoints himself', async () => {
  expect((await send('guard', '/access/deputies', deputy('system', 'wang'))).json().message).toContain('三员分立')
  expect((await send('guard', '/access/deputies', deputy('zhang', 'guard'))).statusCode).toBe(400)
})

test('a security administrator of one district reads and writes no account, grant or deputy of another', async () => {
  const row = deputy('zhang', 'wang')
  await send('guard', '/access/deputies', row)
  const foreign = people.wang.id
  const refused = [
    await send('far', `/access/accounts/${foreign}/grants`, { id: newId(), role: 'reviewer' }),
    await send('far', `/access/grants/${foreign}/revoke`),
    await send('far', `/access/deputies/${row.id}/end`),
    await send('far', '/access/deputies', deputy('zhang', 'wang', 10, 11)),
    await send('far', '/access/deputies', deputy('zhang', 'stranger', 10, 11)),
    await send('far', `/access/accounts/${foreign}/reset-password`),
  ]
  expect(refused.map((reply) => reply.statusCode)).toEqual([404, 404, 404, 404, 404, 403])
  const seen = (await read('far', '/access/accounts?page=1&size=50')).json().rows.map((one: { username: string }) => one.username)
  expect(seen).toEqual(['far', 'stranger'])
  expect((await read('far', '/access/deputies')).json()).toEqual([])
  expect((await send('wang', '/trial/decide', trialBody)).statusCode).toBe(200)
  await send('guard', `/access/deputies/${row.id}/end`)
})

test('a granted role counts with the next request, and a revoked one is gone with the next', async () => {
  const id = newId()
  expect((await send('guard', `/access/accounts/${people.wang.id}/grants`, { id, role: 'reviewer' })).statusCode).toBe(200)
  expect((await send('wang', '/trial/decide', trialBody)).json().who).toBe('王芳')
  expect((await send('guard', `/access/grants/${id}/revoke`)).statusCode).toBe(200)
  expect((await send('wang', '/trial/decide', trialBody)).statusCode).toBe(403)
})
