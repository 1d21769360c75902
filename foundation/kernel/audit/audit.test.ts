// Tampering as the database owner: each kind is found, and where.
import { afterAll, beforeAll, expect, test } from 'vitest'
import pg from 'pg'
import { audit } from '../audit.ts'
import { type TestWorld, testDatabase } from '../testing.ts'
import { newestEntry, sealOnce } from './seal.ts'
import { verifyChain } from './verify.ts'

let world: TestWorld
let pool: pg.Pool
const DISTRICT = 4
const verify = (root?: string) => world.as({ district: DISTRICT }, (ctx) => verifyChain(ctx.db, DISTRICT, root))

beforeAll(async () => {
  world = await testDatabase([])
  pool = new pg.Pool({ connectionString: world.ownerUrl, max: 1 })
  for (let block = 0; block < 3; block++) {
    for (let i = 0; i < 4; i++)
      await world.as({ district: DISTRICT }, (ctx) =>
        audit(ctx, { event: 'person.viewed', object: `person:${block}-${i}`, details: { i } }),
      )
    const client = await pool.connect()
    await sealOnce(client)
    client.release()
  }
})
afterAll(async () => {
  await pool.end()
  await world.close()
})

test('an untouched chain is whole and names its root', async () => {
  const report = await verify()
  expect(report).toMatchObject({ whole: true, blocks: 3, entries: 12, unsealed: 0 })
  expect(report.root).toMatch(/^[0-9a-f]{64}$/)
})

test('every character digests alike in the sealer and in the check', async () => {
  const odd = 'a"b\\\\c/\\b\\f\\n\\r\\t\u0001\u001f\u007f\u2028\u2029𠮷䶮\u202e'
  await world.as({ district: 9 }, (ctx) => audit(ctx, { event: odd, object: odd, reason: odd }))
  const client = await pool.connect()
  await sealOnce(client)
  client.release()
  expect(await world.as({ district: 9 }, (ctx) => verifyChain(ctx.db, 9))).toMatchObject({ whole: true, entries: 1 })
})

test('looking at the newest entries only leaves older ones to the next look at everything', async () => {
  await world.as({ district: 8 }, (ctx) => audit(ctx, { event: 'written early' }))
  const client = await pool.connect()
  const newest = await newestEntry(client)
  await world.as({ district: 8 }, (ctx) => audit(ctx, { event: 'written late' }))
  expect([
    await sealOnce(client, newest),
    await sealOnce(client, newest),
    await sealOnce(client),
    await sealOnce(client),
  ]).toEqual([1, 0, 1, 0])
  client.release()
  expect(await world.as({ district: 8 }, (ctx) => verifyChain(ctx.db, 8))).toMatchObject({ whole: true, entries: 2, unsealed: 0 })
})

const tampering: [string, string][] = [
  ['an edited reason', `update kernel.audit_entry set reason = 'x' where object = 'person:1-2'`],
  ['an edited instant', `update kernel.audit_entry set at = at - interval '1 day' where object = 'person:0-0'`],
  ['a deleted entry', `delete from kernel.audit_entry where object = 'person:1-1'`],
  ['two swapped actors', `update kernel.audit_entry set actor = object where object in ('person:0-1', 'person:0-2')`],
  ['a deleted block', `delete from kernel.audit_block where number = 2`],
  ['an edited hour of sealing', `update kernel.audit_block set sealed_at = sealed_at + interval '1 hour' where number = 2`],
  ['a note beside nothing', `insert into kernel.audit_detail values (4, 9999999, '{}')`],
  ['an edited block', `update kernel.audit_block set rows_digest = hash where number = 1`],
  [
    'an edited detail',
    `update kernel.audit_detail set details = '{"i":9}' where entry = (select min(seq) from kernel.audit_entry)`,
  ],
  [
    'an inserted entry claimed as sealed',
    `with e as (insert into kernel.audit_entry (district, actor, event, details_digest) values (4, 'x', 'x', '\\x00') returning seq)
    insert into kernel.audit_sealed select 4, seq, 2 from e`,
  ],
]
for (const [what, statement] of tampering)
  test(`finds ${what}`, async () => {
    const client = await pool.connect()
    await client.query(`create table if not exists kept_entry as table kernel.audit_entry; create table if not exists kept_block as table kernel.audit_block;
      create table if not exists kept_sealed as table kernel.audit_sealed; create table if not exists kept_detail as table kernel.audit_detail`)
    await client.query(statement)
    const report = await verify()
    await client.query(`delete from kernel.audit_entry; insert into kernel.audit_entry overriding system value select * from kept_entry;
      delete from kernel.audit_block; insert into kernel.audit_block select * from kept_block; delete from kernel.audit_sealed; insert into kernel.audit_sealed select * from kept_sealed; delete from kernel.audit_detail; insert into kernel.audit_detail select * from kept_detail`)
    client.release()
    expect(report.whole).toBe(false)
    expect(report.faults.length).toBeGreaterThan(0)
    expect((await verify()).whole).toBe(true)
  })

test('finds a cut-off tail through the exported root', async () => {
  const { root } = await verify()
  await world.owner('delete from kernel.audit_detail where entry in (select seq from kernel.audit_sealed where block = 3)')
  await world.owner('delete from kernel.audit_entry where seq in (select seq from kernel.audit_sealed where block = 3)')
  await world.owner('delete from kernel.audit_sealed where block = 3')
  await world.owner('delete from kernel.audit_block where number = 3')
  expect((await verify()).whole).toBe(true)
  expect((await verify(root)).faults[0]!.what).toContain('截去')
})
