// The product's own server over its own contract lines, with verbs that only count how often they ran and answer differently each time.
import { placeOfClientId } from '@songhe/basics/contract'
import { newId } from '@songhe/basics/ids'
import { hashToken } from '@songhe/kernel/auth/principal'
import { type Capability, gather, type MountedRoute, ROLE_LABELS } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { connect } from '@songhe/kernel/db/database'
import { appUrl } from '@songhe/kernel/db/roles'
import { buildHttp, COOKIE } from '@songhe/kernel/http/build-http'
import { TEST_SECRETS, type TestWorld } from '@songhe/kernel/testing'
import { sql } from 'kysely'
import { capabilities } from '../../apps/server/capabilities.ts'
import { type AnyLine, type Caller, callerOf } from '../caller.ts'
import { replyOf } from '../sample.ts'

export const writeLines = (): AnyLine[] =>
  capabilities.flatMap((room) => (room.routes ?? []).map(([line]) => line)).filter((line) => line.method === 'POST')

const counting = (line: AnyLine): MountedRoute => [
  line,
  async (ctx: Context) => {
    await sql`insert into kernel.did (district, line) values (${ctx.principal.district}, ${line.path})`.execute(ctx.db)
    return replyOf(line)
  },
]

const rooms: readonly Capability[] = capabilities.map((room) => ({
  ...room,
  routes:
    room.routes
      ?.map(([line]) => line)
      .filter((line) => placeOfClientId(line))
      .map(counting) ?? [],
}))

export async function prepareCounting({ owner }: TestWorld) {
  await owner('create table kernel.did (district int, line text); grant select, insert on kernel.did to songhe_app')
}

export async function countOf({ owner }: TestWorld, line: AnyLine): Promise<number> {
  return (await owner<{ n: number }>('select count(*)::int as n from kernel.did where line = $1', [line.path]))[0]!.n
}

/** An account with every role, signed in. @returns its cookie */
export async function signedInAccount({ owner }: TestWorld): Promise<string> {
  const [id, token] = [newId(), newId()]
  await owner('insert into kernel.staff (id, district, name) values ($1, 1, $2)', [id, `测试员${id}`])
  await owner(
    `insert into kernel.account (id, staff, district, username, password, must_change_password, second_factor_exempt) values ($1, $1, 1, $2, 'none', false, true)`,
    [id, id],
  )
  for (const role of Object.keys(ROLE_LABELS))
    await owner('insert into kernel.role_grant (id, account, role, district) values ($1, $2, $3, 1)', [newId(), id, role])
  await owner('insert into kernel.session (token, account) values ($1, $2)', [hashToken(token), id])
  return `${COOKIE}=${token}`
}

export interface CountingServer {
  caller(cookie: string): Caller
  close(): Promise<void>
}

/** @param now the server's clock */
export async function startCounting(world: TestWorld, now: () => Date = () => new Date()): Promise<CountingServer> {
  const { hostname, port, pathname } = new URL(world.ownerUrl)
  const database = connect(appUrl({ host: hostname, port: Number(port), database: pathname.slice(1) }, TEST_SECRETS), 16)
  const app = await buildHttp({
    database,
    around: { catalogue: gather(rooms), log: { info() {}, warn() {}, error() {} }, now },
    helpLine: () => '',
  })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  return {
    caller: (cookie) => Object.assign(callerOf(url), { cookie }),
    async close() {
      await app.close()
      await database.close()
    },
  }
}
