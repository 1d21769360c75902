// What the administrator is told of the backup, and when it turns red.
import { newId } from '@songhe/basics/ids'
import { capability as registry } from '@songhe/registry/capability'
import { type TestWorld, testDatabase } from '@songhe/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askBackup, readBackup } from './backup.ts'
import { capability } from './capability.ts'

let world: TestWorld
beforeAll(async () => {
  world = await testDatabase([registry, capability])
})
afterAll(() => world.close())

const seen = () => world.as({ roles: ['system-admin'] }, (ctx) => readBackup(ctx))
const wellOf = async () => Object.fromEntries((await seen()).items.map((item) => [item.key, item.well]))
const beat = (age: string, behind: number) =>
  world.owner(
    `insert into kernel.beat (key, at, facts) values ('backup', now() - $1::interval, $2)
     on conflict (key) do update set at = excluded.at, facts = excluded.facts`,
    [age, JSON.stringify({ behind, bytes: 6_700_000, dayBytes: 400_000, trouble: '' })],
  )
const ran = (kind: string, age: string, state = 'done') =>
  world.owner(
    `insert into kernel.backup_run (id, kind, state, started_at, finished_at, bytes, trouble) values ($1, $2, $3, now() - $4::interval, now() - $4::interval, 6100000, $5)`,
    [newId(), kind, state, age, state === 'failed' ? '底版被改动' : ''],
  )

test('without a backup everything is red and nothing can be asked of it', async () => {
  expect(await wellOf()).toEqual({ log: false, base: false, verify: false, drill: false, size: null, keys: null })
  await expect(
    world.as({ roles: ['system-admin'] }, (ctx) => askBackup(ctx, { body: { id: newId(), kind: 'base' } })),
  ).rejects.toThrow(/没有运行自动备份/)
})

test('it is green while young, red when older than it should be or failed', async () => {
  await beat('3 seconds', 1)
  for (const kind of ['base', 'verify', 'drill']) await ran(kind, '2 hours')
  expect(await seen()).toMatchObject({
    well: true,
    items: [{ now: '跟上了' }, { now: '2 小时前，6 MB' }, {}, {}, { now: '共 7 MB，一天的日志 1 MB' }, {}],
  })
  await beat('3 seconds', 61)
  expect((await wellOf()).log).toBe(false)
  await beat('2 minutes', 0)
  expect((await seen()).items[0]).toMatchObject({ now: '2 分钟没有动静', well: false })
  await ran('verify', '1 hour', 'failed')
  expect((await seen()).items[2]).toMatchObject({ now: '没有做成：底版被改动', well: false })
  await world.owner(`update kernel.backup_run set finished_at = now() - interval '27 hours' where kind = 'base'`)
  expect(await wellOf()).toMatchObject({ base: false, drill: true })
})

test('what the administrator asks for waits for whoever keeps the backup, once', async () => {
  const id = newId()
  for (const _ of [1, 2])
    await world.as({ roles: ['system-admin'], staff: '邓思源' }, (ctx) => askBackup(ctx, { body: { id, kind: 'drill' } }))
  expect(await world.owner(`select kind, state, asked_by from kernel.backup_run where id = $1`, [id])).toEqual([
    { kind: 'drill', state: 'asked', asked_by: '邓思源' },
  ])
  await expect(
    world.as({}, (ctx) => import('kysely').then(({ sql }) => sql`delete from kernel.backup_run`.execute(ctx.db))),
  ).rejects.toThrow(/permission denied/)
})
