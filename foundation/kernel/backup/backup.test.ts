// A cluster of its own, kept, damaged and brought back: the packaged server, and Debian's 15 under `npm run test:15`.
import { spawnSync } from 'node:child_process'
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../db/embedded-postgres.ts'
import { migrate } from '../db/migrate.ts'
import { ensureDatabase, ownerUrl, prepareRoles } from '../db/roles.ts'
import { TEST_SECRETS } from '../testing.ts'
import { type BackupFolder, backupFolder, baseNames, prune } from './backup-folder.ts'
import { copyFiles } from './copy-files.ts'
import { baseDue, type Keeper, keepBackup } from './keep-backup.ts'
import { restore } from './restore.ts'
import { verifyBackup } from './verify-backup.ts'
import { lsnText, parseLsn, positionOf, segmentName } from './wal-names.ts'

const PASSWORD = 'postgres-of-tests'
const NOBODY = 65534
const DEBIAN = '/usr/lib/postgresql/15/bin'

test('a night without a copy is seen, and a copy of the night is enough for the day', () => {
  const china = (text: string) => new Date(`${text}+08:00`)
  const copied = china('2026-11-25T01:10')
  expect(baseDue(undefined, copied)).toBe(true)
  expect(baseDue(copied, china('2026-11-25T23:59'))).toBe(false)
  expect(baseDue(copied, china('2026-11-26T00:30'))).toBe(false)
  expect(baseDue(copied, china('2026-11-26T01:00'))).toBe(true)
  expect(baseDue(china('2026-11-24T16:00'), china('2026-11-25T09:00'))).toBe(true)
})

test('places in the log are named as PostgreSQL names them', () => {
  expect(lsnText(parseLsn('16/B374D848'))).toBe('16/B374D848')
  const size = 16 * 1024 * 1024
  expect(segmentName(1, parseLsn('16/B374D848'), size)).toBe('0000000100000016000000B3')
  expect(positionOf('0000000100000016000000B3', size)).toEqual({ timeline: 1, start: parseLsn('16/B3000000') })
  expect(segmentName(2, parseLsn('1/00100000'), 1024 * 1024)).toBe('000000020000000100000001')
})

for (const major of [process.env.SONGHE_TEST_MAJOR === '15' ? 15 : 18])
  describe(`on PostgreSQL ${major}`, () => {
    let home: string
    let server: EmbeddedPostgres
    let keeper: Keeper
    let folder: BackupFolder
    let owner: pg.Pool
    let said: string[]
    let options: Parameters<typeof keepBackup>[0]
    beforeAll(async () => {
      home = mkdtempSync(path.join(tmpdir(), 'songhe-backup-'))
      spawnSync('chmod', ['755', home])
      if (major === 15) clusterOfDebian(path.join(home, 'pg'))
      server = await startEmbeddedPostgres(path.join(home, 'pg'), PASSWORD, { fsync: 'off', shared_buffers: '64MB' })
      const adminUrl = `postgres://postgres:${PASSWORD}@127.0.0.1:${server.port}/postgres`
      const admin = new pg.Client(adminUrl)
      await admin.connect()
      await prepareRoles(admin, TEST_SECRETS)
      await ensureDatabase(admin, 'songhe')
      await admin.end()
      const url = ownerUrl({ host: '127.0.0.1', port: server.port, database: 'songhe' }, TEST_SECRETS)
      owner = new pg.Pool({ connectionString: url, max: 2 })
      owner.on('error', () => {})
      const client = await owner.connect()
      await migrate(client as unknown as pg.Client, [])
      client.release()
      await owner.query('create table paid (id int primary key, at timestamptz not null default clock_timestamp())')
      mkdirSync(path.join(home, 'files/4/ab'), { recursive: true })
      writeFileSync(path.join(home, 'files/4/ab/0198-ab'), 'sealed bytes')
      said = []
      const log = {
        info() {},
        warn: (facts: object) => void said.push(JSON.stringify(facts)),
        error: (facts: object) => void said.push(JSON.stringify(facts)),
      }
      options = {
        adminUrl,
        ownerUrl: url,
        root: path.join(home, 'backup'),
        home,
        days: 7,
        superuser: PASSWORD,
        log,
        patience: 0,
        every: 300,
      }
      keeper = keepBackup(options)
      folder = backupFolder(options.root)
    }, 60_000)
    afterAll(async () => {
      await keeper?.stop()
      await owner?.end()
      await server?.stop()
      rmSync(home, { recursive: true, force: true })
    })

    const runs = async () =>
      (await owner.query('select kind, state, trouble from kernel.backup_run order by started_at')).rows.map(
        (row) => `${row.kind} ${row.state}${row.trouble}`,
      )
    test('by itself it takes a base copy, verifies it against the server’s manifest and tries it out', async () => {
      await expect.poll(runs, { timeout: 40_000 }).toEqual(['base done', 'verify done', 'drill done'])
      const facts = (await owner.query(`select kind, facts from kernel.backup_run`)).rows
      expect(facts.find((row) => row.kind === 'verify').facts.filesCompared).toBeGreaterThan(500)
      expect(facts.find((row) => row.kind === 'drill').facts.rows).toBeGreaterThan(0)
      expect(said).toEqual([])
    }, 60_000)

    test('comes back to just before a wrong delete with every row, and what is lost when everything dies is under three seconds', async () => {
      await owner.query('insert into paid (id) select generate_series(1, 5000)')
      const before = (await owner.query('select clock_timestamp() as at')).rows[0].at as Date
      await new Promise((resolve) => setTimeout(resolve, 20))
      await owner.query('delete from paid where id > 17')
      expect(await keeper.caughtUp()).toBe(true)
      // Writes until the receiver is torn away: what it flushed by then is what is left.
      const until = Date.now() + 2_500
      for (let id = 10_000; Date.now() < until; id++) await owner.query('insert into paid (id) values ($1)', [id])
      const wal = mkdtempSync(path.join(tmpdir(), 'songhe-backup-copy-'))
      spawnSync('cp', ['-a', `${options.root}/.`, wal])
      const lost = new Date()
      const target = path.join(home, 'before')
      const done = await restore(folder, before, target, 'another')
      expect(await inside(target, 'another', 'select count(*)::int as n from paid')).toEqual([{ n: 5000 }])
      expect(readFileSync(path.join(target, 'files/4/ab/0198-ab'), 'utf8')).toBe('sealed bytes')
      expect(done.seconds).toBeLessThan(60)
      const latest = path.join(home, 'latest')
      await restore(backupFolder(wal), 'latest', latest, 'another')
      const [{ at }] = await inside<{ at: Date }>(latest, 'another', 'select max(at) as at from paid')
      const behind = lost.getTime() - at.getTime()
      console.log(`PostgreSQL ${major}: restored in ${done.seconds} s, newest write lost ${behind} ms before the end`)
      expect(behind).toBeLessThan(3_000)
      rmSync(wal, { recursive: true, force: true })
    }, 120_000)

    test('a moment that no copy reaches is refused with the nearest that it does, and a used folder is left alone', async () => {
      await expect(restore(folder, new Date('2020-01-01'), path.join(home, 'early'), 'x')).rejects.toThrow(/最早只能恢复到/)
      await expect(restore(folder, new Date(Date.now() + 3_600_000), path.join(home, 'late'), 'x')).rejects.toThrow(
        /最新的一笔到 \d{4}-/,
      )
      await expect(restore(folder, 'latest', home, 'x')).rejects.toThrow(/已经有东西了/)
      expect(existsSync(path.join(home, 'late/pg'))).toBe(false)
    }, 60_000)

    test('after a pause of the keeper the log goes on without a hole; a flipped bit anywhere is seen', async () => {
      await keeper.stop()
      const admin = new pg.Client(options.adminUrl)
      await admin.connect()
      for (const from of [1_000_000, 1_100_000, 1_200_000]) {
        await owner.query('insert into paid (id) select generate_series($1::int, $1 + 10000)', [from])
        await admin.query('select pg_switch_wal()')
      }
      await admin.end()
      await owner.query('insert into paid (id) values (2000000)')
      keeper = keepBackup(options)
      expect(await keeper.caughtUp()).toBe(true)
      await keeper.stop()
      await copyFiles(home, folder)
      expect(await verifyBackup(folder)).toMatchObject({ whole: true, faults: [], bases: 1, uploads: 1 })
      const files = readdirSync(folder.root, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && statSync(path.join(entry.parentPath, entry.name)).size > 0)
        .map((entry) => path.join(entry.parentPath, entry.name))
      const kinds = [/base\.tar\.gz$/, /base\.json$/, /backup_manifest$/, /wal\/.*\.gz$/, /\.partial$/, /\.mark$/, /files\/4/]
      const unseen: string[] = []
      for (const [round, kind] of [...kinds, ...kinds].entries()) {
        const file = files.find((name) => kind.test(name))!
        const whole = readFileSync(file)
        const within = kind.test('x.partial')
          ? Number(readFileSync(file.replace(/partial$/, 'mark'), 'utf8').split(' ')[0])
          : whole.length
        const place = Math.floor(within * (round < kinds.length ? 0.4 : 0.93))
        const hurt = Buffer.from(whole)
        hurt[place]! ^= 1 << (round % 8)
        writeFileSync(file, hurt)
        const { faults } = await verifyBackup(folder).catch((error: Error) => ({ faults: [error.message] }))
        if (faults.length === 0) unseen.push(`${file} at ${place}`)
        writeFileSync(file, whole)
      }
      expect(unseen).toEqual([])
      expect((await verifyBackup(folder)).whole).toBe(true)
      const second = readdirSync(folder.wal)
        .filter((name) => name.endsWith('.gz'))
        .sort()
        .at(-2)!
      const kept = readFileSync(path.join(folder.wal, second))
      rmSync(path.join(folder.wal, second))
      expect((await verifyBackup(folder)).faults.join()).toMatch(/缺了一段/)
      writeFileSync(path.join(folder.wal, second), kept)
      keeper = keepBackup(options)
    }, 90_000)

    test('of two processes one keeps; the other is silent, takes nothing, and goes on when the first ends', async () => {
      expect(await keeper.caughtUp()).toBe(true)
      const bases = baseNames(folder)
      const second = keepBackup(options)
      const heard = async () =>
        (await owner.query(`select at, facts->>'trouble' as trouble from kernel.beat where key = 'backup'`)).rows[0]
      expect(await second.caughtUp(1_500)).toBe(false)
      expect((await heard()).trouble).toBe('')
      await keeper.stop()
      expect(await second.caughtUp(10_000)).toBe(true)
      expect(baseNames(folder)).toEqual(bases)
      expect(said).toEqual([])
      keeper = second
    }, 60_000)

    test('old copies go, and of them never the last two', () => {
      const names = baseNames(folder)
      expect(prune(folder, 7, new Date(Date.now() + 40 * 86_400_000))).toEqual([])
      expect(baseNames(folder)).toEqual(names)
    })
  })

/** Debian's server as it would stand elsewhere: made by its own initdb, then started by ours, which sees the version in the folder. */
function clusterOfDebian(data: string) {
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const asNobody = process.getuid?.() === 0
  if (asNobody) chownSync(data, NOBODY, NOBODY)
  const passwordFile = `${data}.pw`
  writeFileSync(passwordFile, PASSWORD)
  const made = spawnSync(
    path.join(DEBIAN, 'initdb'),
    [
      '-D',
      data,
      '-U',
      'postgres',
      '-A',
      'scram-sha-256',
      `--pwfile=${passwordFile}`,
      '-E',
      'UTF8',
      '--locale=C',
      '--data-checksums',
    ],
    { encoding: 'utf8', ...(asNobody && { uid: NOBODY, gid: NOBODY }) },
  )
  if (made.status !== 0) throw new Error(made.stderr)
  // Under a user namespace our own user is mapped, so the files are to be ours.
  if (asNobody && spawnSync('unshare', ['--user', `--map-user=${NOBODY}`, '--', 'true']).status === 0)
    spawnSync('chown', ['-R', '0:0', data])
}

async function inside<Row extends pg.QueryResultRow>(home: string, password: string, text: string): Promise<[Row]> {
  const server = await startEmbeddedPostgres(path.join(home, 'pg'), password)
  const client = new pg.Client(`postgres://postgres:${password}@127.0.0.1:${server.port}/songhe`)
  await client.connect()
  try {
    return (await client.query(text)).rows as [Row]
  } finally {
    await client.end()
    await server.stop()
  }
}
