// The embedded server is killed under its application and comes back by itself, on the same port, with what it had acknowledged.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from './database.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'

let home: string
let server: EmbeddedPostgres
const told: string[] = []
beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'songhe-embedded-'))
  server = await startEmbeddedPostgres(path.join(home, 'pg'), 'password', { shared_buffers: '16MB' }, (trouble) =>
    told.push(trouble),
  )
})
afterAll(async () => {
  await server.stop()
  rmSync(home, { recursive: true, force: true })
})

test('a killed server comes back on its port and says so, and a pool that knew it works again', async () => {
  const database = connect(`postgres://postgres:password@127.0.0.1:${server.port}/postgres`)
  await sql`create table kept (n int)`.execute(database.kysely)
  await sql`insert into kept values (1)`.execute(database.kysely)
  const postmaster = readFileSync(path.join(home, 'pg/postmaster.pid'), 'utf8').split('\n')[0]!
  spawnSync('kill', ['-9', postmaster])
  // A connection that is open may outlive the postmaster by a moment.
  await expect.poll(() => told, { timeout: 10_000 }).toContain('the server is gone and is started again')
  await expect
    .poll(() => sql`select n from kept`.execute(database.kysely).then(({ rows }) => rows, String), { timeout: 10_000 })
    .toEqual([{ n: 1 }])
  await database.close()
})
