// D9: a data folder of an earlier release is started with today's code; every row and every sum is what it was.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import * as benefits from '@songhe/benefits/contract'
import { startEmbeddedPostgres } from '@songhe/kernel/db/embedded-postgres'
import pg from 'pg'
import { brokenInvariants } from '../invariants.ts'
import { ROOT, startSongheProcess } from '../songhe-process.ts'
import type { Arena, Finding, Trial } from '../trial.ts'
import { homeOfRelease, lacksRelease, RELEASE } from './former-release.ts'

interface Picture {
  columns: string
  rows: number
  digest: string
}
type Album = Map<string, Picture>

/** Reference tables that ship with the product (areas, documents) may grow from release to release; what offices entered may not change. */
async function photograph(client: pg.Client, before?: Album): Promise<Album> {
  const tables = await client.query<{ name: string; columns: string }>(
    `select c.oid::regclass::text as name, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker')
       and exists (select from pg_attribute d where d.attrelid = c.oid and d.attname = 'district') group by c.oid order by 1`,
  )
  const album: Album = new Map()
  for (const { name, columns } of tables.rows) {
    if (before && !before.has(name)) continue
    const kept = before?.get(name)!.columns ?? columns
    const found = await client.query<{ rows: number; digest: string }>(
      `select count(*)::int as rows, md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '')) as digest from (select ${kept} from ${name}) t`,
    )
    album.set(name, { columns: kept, ...found.rows[0]! })
  }
  return album
}

async function withDatabase<T>(home: string, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const { superuser } = JSON.parse(readFileSync(path.join(home, 'keys.json'), 'utf8'))
  const server = await startEmbeddedPostgres(path.join(home, 'pg'), superuser)
  const client = new pg.Client({ connectionString: `postgres://postgres:${superuser}@127.0.0.1:${server.port}/songhe` })
  await client.connect()
  try {
    return await act(client)
  } finally {
    await client.end()
    await server.stop()
  }
}

async function upgrade(arena: Arena, breaks?: string): Promise<Finding> {
  const home = path.join(arena.folder, 'home')
  spawnSync('cp', ['-a', homeOfRelease(), home])
  const before = await withDatabase(home, (client) => photograph(client))
  const started = performance.now()
  const migrated = spawnSync(process.execPath, ['apps/server/main.ts', '--only', 'migrate'], {
    cwd: ROOT,
    env: { ...process.env, SONGHE_HOME: home },
    encoding: 'utf8',
  })
  const seconds = Math.round((performance.now() - started) / 100) / 10
  if (migrated.status !== 0) return { figures: {}, faults: [`the migration failed: ${migrated.stderr || migrated.stdout}`] }
  const after = await withDatabase(home, async (client) => {
    if (breaks) await client.query(breaks)
    return photograph(client, before)
  })
  const faults: string[] = []
  for (const [table, { rows, digest }] of before) {
    const now = after.get(table)
    if (!now) faults.push(`${table} is gone with ${rows} rows`)
    else if (now.rows !== rows) faults.push(`${table}: ${rows} rows before, ${now.rows} after`)
    else if (now.digest !== digest) faults.push(`${table}: its ${rows} rows are not what they were`)
  }
  const songhe = await startSongheProcess({ home })
  try {
    const clerk = await songhe.signIn('kz-jingban')
    const runs = (await clerk.must(benefits.listRuns)) as { month: string; totalFen: number; lines: number }[]
    const summed = await songhe.query<{ month: string; fen: number }>(
      `select r.month, sum(l.fen)::float8 as fen from benefits.run r join benefits.line l on l.district = r.district and l.run = r.id where r.district = 4 group by r.id, r.month`,
    )
    for (const { month, totalFen } of runs)
      if (!summed.some((row) => row.month === month && row.fen === totalFen))
        faults.push(`${month} answers ${totalFen} fen, its lines sum to something else`)
    faults.push(...(await brokenInvariants(songhe.query)), ...songhe.complaints())
  } finally {
    await songhe.kill('all')
  }
  const total = [...before.values()].reduce((sum, { rows }) => sum + rows, 0)
  return {
    figures: {
      'from release': RELEASE,
      tables: before.size,
      rows: total,
      'seconds without service': seconds,
      differences: faults.length,
    },
    faults,
  }
}

export const d9: Trial = {
  id: 'D9',
  title: 'A data folder planted by an earlier release of this repository is taken over by today’s code',
  target: 'every row of every office’s table and every sum equal, the months answer the same, at most 30 s without service',
  tier: 'a',
  lacks: lacksRelease,
  run: (arena) => upgrade(arena),
  control: {
    breaks: 'the migration also drops a line of a month and changes one fen of another',
    run: (arena) =>
      upgrade(
        arena,
        `delete from benefits.line where ctid = (select ctid from benefits.line limit 1); update benefits.adjustment set fen = fen + 1 where ctid = (select ctid from benefits.adjustment limit 1)`,
      ),
  },
}
