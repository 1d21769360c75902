// A real bureau's first day, from an empty folder to its first shadow month: what the guide's section 正式启用 says, done through the same doors.
import { checkCharacter } from '@songhe/basics/citizen-id'
import { addMonths, dayInChina, monthOf } from '@songhe/basics/day'
import { newId } from '@songhe/basics/ids'
import { actAs } from '@songhe/kernel/db/database'
import { buildHttp } from '@songhe/kernel/http/build-http'
import { importFile } from '@songhe/kernel/sheets/import-file'
import type { FastifyInstance } from 'fastify'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foundOffice } from './found-office.ts'
import { principalOf } from './operator.ts'
import { type TestInstallation, testInstallation } from './testing-installation.ts'

const KAIZHOU = 4
let whole: TestInstallation
let app: FastifyInstance
const said: string[] = []
beforeAll(async () => {
  whole = await testInstallation()
  const { database, around } = whole.installation
  app = await buildHttp({ database, around, helpLine: () => '023-52222222' })
}, 60_000)
afterAll(async () => {
  await app.close()
  await whole.close()
})

interface Desk {
  get(path: string): Promise<any>
  post(path: string, body: object): Promise<any>
  refused(path: string, body: object): Promise<string>
}

function deskOf(cookie: string): Desk {
  const send = async (method: 'GET' | 'POST', path: string, payload?: object) =>
    app.inject({ method, url: `/api${path}`, ...(payload && { payload }), headers: { 'x-songhe': '1', cookie } })
  return {
    get: async (path) => (await send('GET', path)).json(),
    async post(path, body) {
      const reply = await send('POST', path, body)
      if (reply.statusCode >= 300) throw new Error(`${path}: ${reply.body}`)
      return reply.json()
    },
    async refused(path, body) {
      const reply = await send('POST', path, body)
      expect(reply.statusCode, `${path} must be refused`).toBeGreaterThanOrEqual(400)
      return reply.json().message
    },
  }
}

/** First sign-in of a new account: the slip's password opens nothing until it is changed and a second factor stands. */
async function firstSignIn(username: string, slip: string): Promise<Desk> {
  const reply = await app.inject({
    method: 'POST',
    url: '/api/auth/sign-in',
    payload: { username, password: slip },
    headers: { 'x-songhe': '1' },
  })
  expect(reply.json()).toEqual({ next: 'change-password' })
  const desk = deskOf(`songhe=${reply.cookies.find((one) => one.name === 'songhe')!.value}`)
  expect(await desk.refused('/policy/shipped/install', { id: newId(), packs: ['x'] })).toContain('密码')
  expect(await desk.post('/auth/change-password', { current: slip, next: `Kaizhou-${slip}` })).toEqual({ next: 'enrol' })
  const { secret } = await desk.post('/auth/enrol', {})
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate()
  expect((await desk.post('/auth/enrol', { secret, code })).kept).toBe(true)
  return desk
}

const slips = () =>
  Object.fromEntries(
    said.flatMap((line) => {
      const found = /用户名 (\S+) {2}初始密码 (\S+)/.exec(line)
      return found ? [[found[1]!, found[2]!]] : []
    }),
  )

test('the terminal asks until it has a district that stands and three humans; nothing is kept of a founding broken off', async () => {
  const founding = (answers: string[]) =>
    foundOffice(
      whole.installation,
      (text) => said.push(text),
      async () => answers.shift() ?? Promise.reject(new Error('输入结束')),
    )
  await expect(founding(['开州区', '', '', '张立', 'zhangli'])).rejects.toThrow('输入结束')
  expect(await whole.world.owner('select from kernel.staff')).toEqual([])
  // 渝北 ended on 2025-11-06: a real office cannot be founded there.
  await founding([
    '渝北区',
    '开州区',
    '',
    '023-52222222',
    '张立',
    'Zhang',
    'zhangli',
    '张立',
    '王芳',
    'zhangli',
    'wangfang',
    '李强',
    'liqiang',
  ])
  expect(said.join('\n')).toContain('没有“渝北区”')
  expect(Object.keys(slips())).toEqual(['zhangli', 'wangfang', 'liqiang'])
  expect(
    await whole.world.owner(
      'select a.username, g.role, a.demo, a.must_change_password as first from kernel.account a join kernel.role_grant g on g.account = a.id order by 2',
    ),
  ).toEqual([
    { username: 'liqiang', role: 'audit-admin', demo: false, first: true },
    { username: 'wangfang', role: 'security-admin', demo: false, first: true },
    { username: 'zhangli', role: 'system-admin', demo: false, first: true },
  ])
})

const desks: Record<string, Desk> = {}
test('the system administrator makes the two accounts that pay needs, the security administrator adds a role; one person never holds two of the three', async () => {
  const system = await firstSignIn('zhangli', slips().zhangli!)
  const security = await firstSignIn('wangfang', slips().wangfang!)
  const ids: Record<string, string> = {}
  for (const [username, name, role] of [
    ['chen', '陈雨桐', 'clerk'],
    ['hezhi', '何志远', 'reviewer'],
  ] as const) {
    ids[username] = newId()
    const made = await system.post('/access/accounts', { id: ids[username], name, username, post: '养老服务科', role })
    desks[username] = await firstSignIn(username, made.firstPassword)
  }
  // Whoever makes accounts gives no rights: until the security administrator does, they can do nothing.
  expect(await desks.chen!.refused('/benefits/runs', { id: newId(), month: '2026-11', kind: 'shadow' })).not.toBe('')
  const { rows: asked } = await security.get('/access/asked-grants?page=1&size=50')
  expect(asked.map((row: { username: string; label: string }) => [row.username, row.label])).toEqual([
    ['chen', '经办'],
    ['hezhi', '复核'],
  ])
  await security.post('/access/asked-grants/decide', { ids: asked.map((row: { id: string }) => row.id), verdict: 'give' })
  // An office of two: the clerk also keeps the bank files, the reviewer is another human.
  await security.post(`/access/accounts/${ids.chen}/grants`, { id: newId(), role: 'finance' })
  expect(await security.refused(`/access/accounts/${ids.chen}/grants`, { id: newId(), role: 'audit-admin' })).toContain(
    '三员分立',
  )
  expect(await system.refused(`/access/accounts/${ids.chen}/grants`, { id: newId(), role: 'reviewer' })).not.toBe('')
  desks.log = await firstSignIn('liqiang', slips().liqiang!)
  expect((await desks.log.get('/access/audit?page=1&size=50')).rows.map((row: { event: string }) => row.event)).toContain(
    'account.created',
  )
})

test('the clerk chooses tables, decides what no document prints, and a second person publishes; nothing marked 示例 is there', async () => {
  const { chen, hezhi } = desks as { chen: Desk; hezhi: Desk }
  const packs = (await chen.get('/policy/shipped')).map((one: { pack: string }) => one.pack)
  await chen.post('/policy/shipped/install', { id: newId(), packs })
  const decision = { key: '开州民发〔2026〕9号', subject: '月标准', decidedOn: '2026-01-08', decidedBy: '局长办公会' }
  for (const [row, value] of Object.entries({ '80-89': '90元', '90-99': '180元', '100': '400元' }))
    await chen.post('/policy/packs/old-age-allowance/confirm', { id: newId(), row, column: '月标准', value, decision })
  for (const pack of ['old-age-allowance', 'disability-living', 'exclusions']) {
    const { draft } = await chen.get(`/policy/packs/${pack}`)
    const named = { id: newId(), version: draft.version, digest: draft.digest }
    await chen.post(`/policy/packs/${pack}/submit`, named)
    expect(await chen.refused(`/policy/packs/${pack}/publish`, named)).not.toBe('')
    await hezhi.post(`/policy/packs/${pack}/publish`, { ...named, id: newId() })
  }
  const tables = (await chen.get('/policy/packs?page=1&size=50')).rows
  expect(tables.filter((one: { published: unknown }) => one.published)).toHaveLength(3)
  expect(JSON.stringify(tables)).not.toContain('"example":true')
})

const number = (birth: string, serial: number) => {
  const first17 = `500234${birth}${serial}`
  return first17 + checkCharacter(first17)
}

test('roll and old ledger come in, the three lists say where they differ, and the first month is a shadow that pays nobody', async () => {
  const { installation, world } = whole
  const clerk = await principalOf(installation, 'chen')
  const take = (sheet: string, name: string, rows: string[][]) =>
    actAs(installation.database, clerk, installation.around, (ctx) =>
      importFile(ctx, {
        sheet,
        name,
        bytes: Buffer.from(rows.map((row) => row.join(',')).join('\r\n')),
        partly: false,
        progress: async () => {},
      }),
    )
  const [town] = await world.owner(
    `select p.area, p.name from registry.area_period p where p.parent = ${KAIZHOU} order by p.area limit 1`,
  )
  const [village] = await world.owner(`select name from registry.area_period where parent = $1 order by area limit 1`, [
    town.area,
  ])
  const people = [
    ['罗秀英', number('19400105', 102)],
    ['刘国华', number('19350611', 103)],
    ['彭素芳', number('19510920', 104)],
  ] as const
  const roll = await take('roll', '名册.csv', [
    ['姓名', '身份证号', '镇街', '村社', '本区户籍'],
    ...people.map(([name, id]) => [name, id, town.name, village.name, '是']),
  ])
  expect(roll).toMatchObject({ outcome: 'committed', import: { added: 3, rejected: 0 } })
  const last = addMonths(monthOf(dayInChina(new Date())), -1)
  const streams = await take('running-entitlements', '旧台账.csv', [
    ['身份证号', '姓名', '待遇项目', '起发月份', '月金额', '已发至月份', '银行账号', '户名'],
    // Paid as due; paid although she is 75; the third is due and not on the list.
    [people[0][1], people[0][0], '高龄津贴', '2024-01', '90', last, '6222020000000000018', people[0][0]],
    [people[2][1], people[2][0], '高龄津贴', '2024-01', '90', last, '6222020000000000026', people[2][0]],
  ])
  expect(streams).toMatchObject({ outcome: 'committed', import: { added: 2, rejected: 0 } })
  const { chen } = desks as { chen: Desk }
  await chen.post('/cases/check', { id: newId() })
  await world.work()
  const lists = await chen.get('/takeover/lists')
  expect(JSON.stringify(lists)).not.toContain('示例')
  const run = newId()
  await chen.post('/benefits/runs', { id: run, month: last, kind: 'shadow' })
  expect(await chen.get(`/benefits/runs/${run}`)).toMatchObject({ kind: 'shadow', payees: 1, totalFen: 9_000 })
  expect(await chen.refused(`/benefits/runs/${run}/bank-file`, { id: newId(), profile: 'default' })).not.toBe('')
  expect(await world.owner('select from benefits.bank_file')).toEqual([])
  for (const list of ['paid-owed', 'paid-not-owed', 'owed-not-paid'])
    expect((await chen.get(`/takeover/lists/${list}?page=1&size=20`)).total, list).toBe(1)
})
