// An open export from asking to the last cell, opened with openssl and tar as somebody without this system would.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { checkCharacter } from '@songhe/basics/citizen-id'
import { newId } from '@songhe/basics/ids'
import { exportedTables } from '@songhe/kernel/open-export/exported-tables'
import { openCommand } from '@songhe/kernel/open-export/openssl-cipher'
import { readCsv } from '@songhe/kernel/sheets/csv'
import { type TestWorld, testDatabase } from '@songhe/kernel/testing'
import { capability as registry } from '@songhe/registry/capability'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { capabilities } from '../../../../apps/server/capabilities.ts'
import { registerPerson } from '../../../../core/registry/server/people/register-person.ts'
import { plantAreas } from '../../../../core/registry/server/testing/plant-areas.ts'
import { capability } from '../capability.ts'
import { approveOpenExport, askOpenExport, refuseOpenExport } from './decide.ts'
import { countUndecided, listOpenExports } from './queries.ts'
import { downloadOpenExport } from './write-file.ts'

const NOW = new Date('2026-11-24T02:00:00Z')
const FIRST17 = '50019919400601301'
const CITIZEN_ID = FIRST17 + checkCharacter(FIRST17)
const PHONE = '13900001234'
const CLERK = { roles: ['clerk'] as const, staff: '陈雨桐' }
const REVIEWER = { roles: ['reviewer'] as const, staff: '何志远' }
let world: TestWorld
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'songhe-open-export-'))
  world = await testDatabase([registry, capability], NOW)
  await plantAreas(world)
  const person = (district: number, name: string) => ({
    id: newId(),
    name,
    citizenId: CITIZEN_ID,
    area: 1011,
    address: '=cmd|"/C calc"!A1',
    phone: PHONE,
    source: { kind: 'town' as const, label: '镇街登记', reportedOn: '2026-11-24' },
    facts: [],
  })
  await world.as({}, (ctx) => registerPerson(ctx, { body: person(1, '张秀英') }))
  await world.owner(
    `insert into registry.source (district, id, kind, label, reported_on, rank) values (2, $1, 'town', '别的区县的来源', '2026-11-24', 1)`,
    [newId()],
  )
})
afterAll(async () => {
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

const as = <T>(
  who: { roles: readonly ('clerk' | 'reviewer')[]; staff: string; areas?: number[] },
  act: Parameters<typeof world.as<T>>[1],
) => world.as({ ...who, roles: [...who.roles] }, act)
const ask = async (reason = '2026年11月留存') => {
  const id = newId()
  await as(CLERK, (ctx) => askOpenExport(ctx, { body: { id, reason } }))
  return id
}
const approve = (id: string, who: Parameters<typeof as>[0] = REVIEWER) =>
  as(who, (ctx) => approveOpenExport(ctx, { params: { id } }))
const fetchFile = (id: string, who: Parameters<typeof as>[0] = CLERK) =>
  as(who, (ctx) => downloadOpenExport(ctx, { params: { id } }))

test('takes two persons: the asker gets the file, the approver the passphrase, and neither the other', async () => {
  const id = await ask()
  expect(await as(REVIEWER, countUndecided)).toBe(1)
  await expect(approve(id, { ...REVIEWER, staff: CLERK.staff })).rejects.toThrow(/不能自己批准/)
  await expect(approve(id, { ...REVIEWER, areas: [101] })).rejects.toThrow(/限于部分镇街/)
  const { passphrase } = await approve(id)
  expect(passphrase).toMatch(/^([a-z2-9]{5}-){4}[a-z2-9]{5}$/)
  await expect(approve(id)).rejects.toThrow(/已经有人处理过/)
  await expect(fetchFile(id)).rejects.toThrow(/还没有写好/)
  await world.work()
  await expect(fetchFile(id, { ...CLERK, staff: REVIEWER.staff })).rejects.toThrow(/只交给要求导出的人/)
  expect(await world.owner('select state, passphrase from kernel.open_export where id = $1', [id])).toEqual([
    { state: 'done', passphrase: null },
  ])
  const refusedId = await ask('第二次试着导出')
  await as(REVIEWER, (ctx) => refuseOpenExport(ctx, { params: { id: refusedId } }))
  const { rows } = await as(CLERK, (ctx) => listOpenExports(ctx, { query: { page: 1, size: 20 } }))
  expect(rows.map((row) => [row.state, row.askedBy, row.decidedBy, row.mine])).toEqual([
    ['refused', '陈雨桐', '何志远', true],
    ['done', '陈雨桐', '何志远', true],
  ])
  const log = await world.owner(`select event, actor, reason from kernel.audit_entry where object = $1 order by seq`, [
    `open-export:${id}`,
  ])
  expect(log.map((line) => [line.event, line.actor, line.reason])).toEqual([
    ['open-export.asked', '陈雨桐', '2026年11月留存'],
    ['open-export.approved', '何志远', '2026年11月留存'],
    ['open-export.written', '何志远', '2026年11月留存'],
  ])
})

test('openssl and tar open it; numbers are readable, other districts, passwords and search aids are not in it', async () => {
  const id = await ask()
  const { passphrase } = await approve(id)
  await world.work()
  const { stream } = await fetchFile(id)
  const bytes = await buffer(stream)
  expect(bytes.includes('张秀英') || bytes.includes(CITIZEN_ID)).toBe(false)
  writeFileSync(path.join(folder, 'out.enc'), bytes)
  const open = (words: string) =>
    spawnSync(
      'bash',
      ['-c', `set -o pipefail; ${openCommand('out.enc').replace('openssl enc', 'openssl enc -pass env:WORDS')}`],
      { cwd: folder, env: { ...process.env, WORDS: words }, encoding: 'utf8' },
    )
  expect(open('wrong').status).not.toBe(0)
  const opened = open(passphrase)
  expect(opened.stderr + opened.status).toBe('0')
  const rowsOf = async (name: string) => {
    const rows: string[][] = []
    for await (const row of readCsv(readFileSync(path.join(folder, name)))) rows.push([...row.cells].map(String))
    const [head = [], ...rest] = rows
    return rest.map((cells) => Object.fromEntries(head.map((key, place) => [key, cells[place]])))
  }
  const [person] = await rowsOf('registry.person.csv')
  expect(person).toMatchObject({
    name: '张秀英',
    citizen_id: `'${CITIZEN_ID}`.replace(/'(?=.*X$)/, ''),
    phone: PHONE,
    address: `'=cmd|"/C calc"!A1`,
  })
  expect((await rowsOf('registry.source.csv')).map((row) => row.label)).toEqual(['镇街登记'])
  const all = readdirSync(folder)
    .filter((name) => name.endsWith('.csv'))
    .map((name) => readFileSync(path.join(folder, name), 'utf8'))
    .join()
  expect(all).not.toContain('别的区县的来源')
  expect(readdirSync(folder).filter((name) => /session|written|gram|outbox/.test(name))).toEqual([])
  const readme = readFileSync(path.join(folder, 'README.txt'), 'utf8')
  expect(readme).toContain('registry.person（1 行）：')
  expect(readme).toContain('openssl enc -d -aes-256-cbc -pbkdf2')
})

test('every column of every room says what it means', async () => {
  const whole = await testDatabase(capabilities)
  try {
    const tables = await whole.as({}, exportedTables)
    expect(tables.length).toBeGreaterThan(40)
    expect(
      tables.flatMap((table) =>
        table.columns.filter((column) => !column.meaning).map((column) => `${table.name}.${column.name}`),
      ),
    ).toEqual([])
    expect(tables.filter((table) => !table.meaning).map((table) => table.name)).toEqual([])
    const names = tables.flatMap((table) => table.columns.map((column) => column.name))
    expect(names.filter((name) => /^password|second_factor$|_index$|token/.test(name))).toEqual([])
  } finally {
    await whole.close()
  }
})
