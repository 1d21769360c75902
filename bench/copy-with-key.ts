// What storing costs at the least: the rows of these tables once more, by COPY from a file into tables with the same columns and only the primary key.
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { newId } from '@songhe/basics/ids'
import type { TestWorld } from '@songhe/kernel/testing'
import pg from 'pg'
import { timed } from './database-of-bench.ts'

export interface Copied {
  rows: number
  milliseconds: number
}

/** @param tables room.table; the database server must run on this machine (it writes and reads the files) */
export async function copiedWithKey(world: TestWorld, tables: readonly string[]): Promise<Copied> {
  const admin = new pg.Client({ connectionString: adminOf(world) })
  await admin.connect()
  const copied: Copied = { rows: 0, milliseconds: 0 }
  try {
    for (const table of tables) {
      const file = path.join(tmpdir(), `${newId()}.copy`)
      const { rows } = await admin.query(
        `select string_agg(quote_ident(a.attname), ', ' order by k.ord) as key from pg_index i
         cross join lateral unnest(i.indkey) with ordinality k(att, ord) join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.att
         where i.indrelid = $1::regclass and i.indisprimary`,
        [table],
      )
      await admin.query(`create table public.copied (like ${table} including defaults)`)
      await admin.query(`alter table public.copied add primary key (${rows[0].key})`)
      await admin.query(`copy ${table} to '${file}'`)
      copied.milliseconds += await timed(async () => {
        copied.rows += (await admin.query(`copy public.copied from '${file}'`)).rowCount!
      })
      await admin.query('drop table public.copied')
      await rm(file)
    }
  } finally {
    await admin.end()
  }
  return copied
}

function adminOf(world: TestWorld): string {
  const admin = new URL(process.env.SONGHE_TEST_PG!)
  admin.pathname = new URL(world.ownerUrl).pathname
  return admin.href
}
