// The machine's clock is set back by days: whoever is signed in signs in again; a correction of minutes disturbs nobody.
import { newId } from '@songhe/basics/ids'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { gather } from '../capability.ts'
import { type TestWorld, testDatabase } from '../testing.ts'
import { findPrincipal, hashToken } from './principal.ts'

let world: TestWorld
const [account, token] = [newId(), newId()]
beforeAll(async () => {
  world = await testDatabase([])
  await world.owner(`insert into kernel.staff (id, district, name) values ($1, 1, '陈雨桐')`, [account])
  await world.owner(`insert into kernel.account (id, staff, district, username, password) values ($1, $1, 1, 'chen', 'none')`, [
    account,
  ])
  await world.owner('insert into kernel.session (token, account) values ($1, $2)', [hashToken(token), account])
})
afterAll(() => world.close())

const seen = async (after: string) => {
  await world.owner(`update kernel.session set seen_at = now() + $1::interval`, [after])
  return (await findPrincipal(world.database.kysely, token, '127.0.0.1', gather([]))) !== null
}

test('a session last seen in the future has ended', async () => {
  expect(await seen('3 days')).toBe(false)
  expect(await seen('6 minutes')).toBe(false)
})

test('a clock put right by minutes signs nobody out', async () => {
  expect(await seen('4 minutes')).toBe(true)
  expect(await seen('-29 minutes')).toBe(true)
})
