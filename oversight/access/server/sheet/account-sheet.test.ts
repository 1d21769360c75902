// Sixty accounts from one sheet: checked, taken, slips once, undone while nobody has used them; an administrator sees no elder's sheet.
import { newId } from '@songhe/basics/ids'
import { gather, type RoleKey } from '@songhe/kernel/capability'
import { buildHttp } from '@songhe/kernel/http/build-http'
import { sheetsCapability } from '@songhe/kernel/sheets/capability'
import { checkImport } from '@songhe/kernel/sheets/check-import'
import { commitImport } from '@songhe/kernel/sheets/commit-import'
import { listImports, listRowProblems, listSheets } from '@songhe/kernel/sheets/list-imports'
import { previewImport, showImport } from '@songhe/kernel/sheets/preview-import'
import { undoImport } from '@songhe/kernel/sheets/undo-import'
import { type TestWorld, testDatabase } from '@songhe/kernel/testing'
import { capability as registry } from '@songhe/registry/capability'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plantAreas } from '../../../../core/registry/server/testing/plant-areas.ts'
import { capability } from '../capability.ts'
import { decideAskedGrants, listAskedGrants } from '../asked-grants.ts'
import { listAccounts } from '../queries.ts'
import { countSlips, printSlips } from './slips.ts'

const rooms = [sheetsCapability, registry, capability]
const ADMIN = { roles: ['system-admin' as RoleKey], staff: '邓思源' }
let world: TestWorld
beforeAll(async () => {
  world = await testDatabase(rooms)
  await plantAreas(world)
})
afterAll(() => world.close())

const HEAD = ['姓名', '用户名', '职务', '联系电话', '镇街', '岗位']
async function handIn(rows: string[][]) {
  const id = newId()
  const bytes = Buffer.from([HEAD, ...rows].map((row) => row.join(',')).join('\n'))
  await world.as(ADMIN, (ctx) =>
    previewImport(ctx, { query: { id, sheet: 'accounts' }, file: { name: '账号.csv', mediaType: 'text/csv', bytes } }),
  )
  const { headerRow, mapping } = await world.as(ADMIN, (ctx) => showImport(ctx, { params: { id } }))
  await world.as(ADMIN, (ctx) => checkImport(ctx, { params: { id }, body: { headerRow, mapping, options: {} } }))
  await world.work()
  return id
}
async function take(id: string) {
  await world.as(ADMIN, (ctx) => commitImport(ctx, { params: { id }, body: { partly: true } }))
  await world.work()
  return (await world.as(ADMIN, (ctx) => showImport(ctx, { params: { id } }))).import
}
const row = (n: number, more: Partial<Record<number, string>> = {}) =>
  [`测${n}`, `zhen-${n}`, '民政办', '023-52220000', n % 2 ? '一镇' : '二镇', ''].map((cell, i) => more[i] ?? cell)
const accounts = async (text: string) =>
  (await world.as(ADMIN, (ctx) => listAccounts(ctx, { query: { page: 1, size: 200, text } }))).rows

test('sixty rows become sixty accounts for their towns; each bad row comes back with its reason [SPB-080]', async () => {
  const bad = [
    row(61, { 1: 'Zhen 61' }),
    row(62, { 4: '三镇' }),
    row(63, { 4: '' }),
    row(64, { 1: 'zhen-1' }),
    row(65, { 0: '' }),
  ]
  const id = await handIn([...Array.from({ length: 60 }, (_none, i) => row(i + 1)), ...bad])
  const problems = await world.as(ADMIN, (ctx) =>
    listRowProblems(ctx, { params: { id }, query: { page: 1, size: 20, warnings: false } }),
  )
  expect(problems.rows.map(({ row: at, column, reason }) => [at, column, reason.slice(0, 11)])).toEqual([
    [62, '用户名', '用户名用小写字母开头，'],
    [63, '镇街', '本区县没有这个镇街，请'],
    [64, '镇街', '岗位是镇街的，要写明是'],
    [65, '用户名', '和第 2 行的用户名相'],
    [66, '姓名', '没有填写“姓名”。如果'],
  ])
  expect(await take(id)).toMatchObject({ state: 'committed', rowsIn: 65, accepted: 60, rejected: 5, added: 60 })
  const made = await accounts('zhen-')
  expect(made).toHaveLength(60)
  expect(made.find(({ username }) => username === 'zhen-7')).toMatchObject({
    state: 'first-password',
    grants: [],
    asked: '镇街',
  })
  const security = { roles: ['security-admin' as RoleKey], staff: '周正' }
  const asked = await world.as(security, (ctx) => listAskedGrants(ctx, { query: { page: 1, size: 100 } }))
  expect(asked).toMatchObject({ total: 60 })
  const decide = (who: typeof security, verdict: 'give' | 'refuse', reason = '') =>
    world.as(who, (ctx) => decideAskedGrants(ctx, { body: { ids: asked.rows.map((one) => one.id), verdict, reason } }))
  await expect(decide(security, 'refuse')).rejects.toThrow('写明原因')
  expect(await decide(security, 'give')).toEqual({ decided: 60 })
  await expect(decide(security, 'give')).rejects.toThrow('可能已经有人办过')
  expect((await accounts('zhen-')).find(({ username }) => username === 'zhen-7')).toMatchObject({
    grants: [{ role: 'town-officer', area: '一镇' }],
    asked: null,
  })
})

test('slips are made once, their passwords open the accounts, and nothing opens them before [SPB-080]', async () => {
  const id = await handIn([row(101), row(102)])
  await take(id)
  const app = await buildHttp({
    database: world.database,
    around: { catalogue: gather(rooms), log: { info() {}, warn() {}, error() {} } },
    helpLine: () => '',
  })
  const signIn = async (username: string, password: string) =>
    (
      await app.inject({
        method: 'POST',
        url: '/api/auth/sign-in',
        payload: { username, password },
        headers: { 'x-songhe': '1' },
      })
    ).json()
  expect((await signIn('zhen-101', 'none')).kind).toBe('forbidden')
  expect(await world.as(ADMIN, (ctx) => countSlips(ctx, { params: { id } }))).toMatchObject({ accounts: 2, waiting: 2 })
  const { slips } = await world.as(ADMIN, (ctx) => printSlips(ctx, { params: { id } }))
  expect(slips.map(({ username, town }) => [username, town])).toEqual([
    ['zhen-101', '一镇'],
    ['zhen-102', '二镇'],
  ])
  await expect(world.as(ADMIN, (ctx) => printSlips(ctx, { params: { id } }))).rejects.toMatchObject({ kind: 'conflict' })
  expect(await world.as(ADMIN, (ctx) => countSlips(ctx, { params: { id } }))).toMatchObject({ waiting: 0, printedBy: '邓思源' })
  expect(await signIn('zhen-101', slips[0]!.firstPassword)).toEqual({ next: 'change-password' })
  const kept = JSON.stringify([
    await world.owner('select * from kernel.account'),
    await world.owner('select * from kernel.audit_detail'),
    await world.owner('select result, payload from kernel.job_run'),
  ])
  for (const { firstPassword } of slips) expect(kept).not.toContain(firstPassword)
  await app.close()

  const undo = () => world.as(ADMIN, (ctx) => undoImport(ctx, { params: { id }, body: { reason: '传错了' } }))
  expect(await undo()).toMatchObject({ job: null, inTheWay: [{ name: '测101', what: '已经登录过（用户名 zhen-101）' }] })
})

test('undo closes the accounts and frees their names for the corrected sheet', async () => {
  const id = await handIn([row(201)])
  await take(id)
  await world.as(ADMIN, (ctx) => undoImport(ctx, { params: { id }, body: { reason: '镇街写错了' } }))
  await world.work()
  expect(await accounts('zhen-201')).toMatchObject([
    { username: expect.stringMatching(/^zhen-201~/), state: 'disabled', grants: [] },
  ])
  const again = await handIn([row(201, { 4: '二镇' })])
  expect(await take(again)).toMatchObject({ state: 'committed', added: 1 })
})

test('an administrator hands in accounts and reads nothing of the elders’ sheets; a clerk the other way round', async () => {
  const mine = await handIn([row(301)])
  const clerk = { roles: ['clerk' as RoleKey], staff: '经办员' }
  const roll = newId()
  const bytes = Buffer.from('姓名,身份证号码\n测某一,500199194606010016\n')
  await world.as(clerk, (ctx) =>
    previewImport(ctx, { query: { id: roll, sheet: 'roll' }, file: { name: '名册.csv', mediaType: 'text/csv', bytes } }),
  )
  const sheets = async (who: object) => (await world.as(who, (ctx) => listSheets(ctx))).sheets.map(({ key }) => key)
  expect(await sheets(ADMIN)).toEqual(['accounts'])
  expect(await sheets(clerk)).not.toContain('accounts')
  const listed = async (who: object) =>
    new Set((await world.as(who, (ctx) => listImports(ctx, { query: { page: 1, size: 100 } }))).rows.map(({ sheet }) => sheet))
  expect(await listed(ADMIN)).toEqual(new Set(['accounts']))
  expect(await listed(clerk)).toEqual(new Set(['roll']))
  expect(await listed({ roles: ['auditor'] })).toEqual(new Set(['accounts', 'roll']))
  await expect(world.as(ADMIN, (ctx) => showImport(ctx, { params: { id: roll } }))).rejects.toMatchObject({ kind: 'not-found' })
  await expect(world.as(clerk, (ctx) => showImport(ctx, { params: { id: mine } }))).rejects.toMatchObject({ kind: 'not-found' })
})
