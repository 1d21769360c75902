// The whole product inside this process, with accounts that know their passwords: for trials that sign in as people do.
import { randomUUID } from 'node:crypto'
import { hashPassword } from '@songhe/kernel/auth/password'
import { gather, type RoleKey } from '@songhe/kernel/capability'
import { buildHttp, COOKIE } from '@songhe/kernel/http/build-http'
import { type TestWorld, testDatabase } from '@songhe/kernel/testing'
import type { FastifyInstance } from 'fastify'
import { capabilities } from '../../apps/server/capabilities.ts'
import { quiet } from './attack-world.ts'
import { addressOf } from './probe.ts'

export const PASSWORD = 'Right-Horse-77'

export interface Call {
  cookie?: string
  address?: string
  body?: object
}

export interface Office {
  world: TestWorld
  app: FastifyInstance
  now: { at: Date }
  hire(
    username: string,
    role: RoleKey | null,
    more?: { staff?: string; district?: number; secret?: Buffer },
  ): Promise<{ account: string; staff: string }>
  post(path: string, call?: Call): Promise<{ status: number; json: Record<string, unknown>; cookie: string; text: string }>
  get(path: string, call?: Call): Promise<{ status: number; json: Record<string, unknown>; text: string }>
  signIn(
    username: string,
    more?: { password?: string; code?: string; address?: string },
  ): Promise<{ status: number; cookie: string; message: string; next: string }>
  close(): Promise<void>
}

export async function openOffice(): Promise<Office> {
  const world = await testDatabase(capabilities)
  const now = { at: new Date() }
  const app = await buildHttp({
    database: world.database,
    around: { catalogue: gather(capabilities), log: quiet, now: () => now.at },
    helpLine: () => '',
  })
  const hash = await hashPassword(PASSWORD)
  let asked = 0
  const cookieOf = (reply: { cookies: { name: string; value: string }[] }) => {
    const found = reply.cookies.find(({ name }) => name === COOKIE)
    return found ? `${COOKIE}=${found.value}` : ''
  }
  const send = async (method: 'GET' | 'POST', path: string, { cookie = '', address, body }: Call) => {
    const reply = await app.inject({
      method,
      url: `/api${path}`,
      headers: { 'x-songhe': '1', cookie },
      remoteAddress: address ?? addressOf(1_000_000 + asked++),
      ...(body && { payload: body }),
    })
    const json = String(reply.headers['content-type']).includes('json') ? reply.json() : {}
    return { status: reply.statusCode, json, cookie: cookieOf(reply), text: reply.payload }
  }
  return {
    world,
    app,
    now,
    async hire(username, role, { staff, district = 4, secret } = {}) {
      const [account, human] = [randomUUID(), staff ?? randomUUID()]
      if (!staff)
        await world.owner(`insert into kernel.staff (id, district, name) values ($1, $2, $3)`, [human, district, username])
      await world.owner(
        `insert into kernel.account (id, staff, district, username, password, must_change_password, second_factor_exempt, second_factor) values ($1, $2, $3, $4, $5, false, $6, $7)`,
        [account, human, district, username, hash, !secret, secret ?? null],
      )
      if (role)
        await world.owner(`insert into kernel.role_grant (id, account, role, district) values ($1, $2, $3, $4)`, [
          randomUUID(),
          account,
          role,
          district,
        ])
      return { account, staff: human }
    },
    post: (path, call = {}) => send('POST', path, call),
    get: (path, call = {}) => send('GET', path, call),
    async signIn(username, { password = PASSWORD, code, address } = {}) {
      const reply = await send('POST', '/auth/sign-in', { body: { username, password, code }, ...(address && { address }) })
      return {
        status: reply.status,
        cookie: reply.cookie,
        message: String(reply.json.message ?? ''),
        next: String(reply.json.next ?? ''),
      }
    },
    async close() {
      await app.close()
      await world.close()
    },
  }
}
