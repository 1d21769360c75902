// The two walls and the job queue, tried as the application role.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from 'kysely'
import { audit } from '../audit.ts'
import { copyRows } from '../bulk.ts'
import { startJob } from '../jobs.ts'
import { type TestWorld, testDatabase } from '../testing.ts'

let world: TestWorld
beforeAll(async () => {
  world = await testDatabase([
    {
      name: 'trial',
      title: '试',
      jobs: {
        'trial.count': { title: '数数', run: async (_ctx, payload, progress) => (await progress(1, 2, '数'), payload.n + 1) },
      },
    },
  ])
})
afterAll(() => world.close())

test('a connection without a scope sees no audit row, with another district neither', async () => {
  await world.as({ district: 4 }, (ctx) => audit(ctx, { event: 'person.viewed', object: 'person:x', details: { page: 1 } }))
  const count = sql<{ n: number }>`select count(*)::int as n from kernel.audit_entry`
  expect((await count.execute(world.database.kysely)).rows[0]!.n).toBe(0)
  expect(await world.as({ district: 5 }, async (ctx) => (await count.execute(ctx.db)).rows[0]!.n)).toBe(0)
  expect(await world.as({ district: 4 }, async (ctx) => (await count.execute(ctx.db)).rows[0]!.n)).toBe(1)
})

test('the application may neither change nor delete what is written in the log', async () => {
  for (const statement of [
    'update kernel.audit_entry set actor = $$x$$',
    'delete from kernel.audit_entry',
    'truncate kernel.audit_entry',
  ])
    await expect(world.as({ district: 4 }, (ctx) => sql.raw(statement).execute(ctx.db))).rejects.toThrow(/permission denied/)
})

test('a job runs with its starter and leaves its result', async () => {
  const { job } = await world.as({ district: 4 }, (ctx) => startJob(ctx, 'trial.count', { n: 41 }))
  await world.work()
  const [row] = await world.owner('select state, done, total, result, error from kernel.job_run where id = $1', [job])
  expect(row).toEqual({ state: 'done', done: 1, total: 2, result: 42, error: null })
})

test('COPY goes through a temporary table inside the scoped transaction', async () => {
  const rows = await world.as({ district: 4 }, async (ctx) => {
    await copyRows(ctx, 'loaded', { name: 'text', born: 'date', sealed: 'bytea' }, [
      ['张\t三\\', '1946-02-28', Buffer.from('a')],
      ['李四', null, null],
    ])
    return (
      await sql<{ name: string; born: string | null }>`select name, born from loaded order by born nulls last`.execute(ctx.db)
    ).rows
  })
  expect(rows).toEqual([
    { name: '张\t三\\', born: '1946-02-28' },
    { name: '李四', born: null },
  ])
})
